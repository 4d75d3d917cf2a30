"""A person's own keys without a screen: at every question, and from the first start to its end."""

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

import click
import pytest
from msgspec.structs import replace

from library.guidance.ticks import Ticked
from library.paths import Paths
from library.session.typed import TypedDraft
from library.session.unfinished import UnfinishedSessions
from tests.clock import FakeClock
from tests.library.routines.programmes import PROGRAMME
from tests.memory_history import MemoryHistory
from tests.tui.cli.plain_answers import USUAL, Answers, asking
from tests.tui.cli.plain_run import SETTINGS, Run
from tests.tui.cli.sessions import make_session
from tests.tui.cli.test_plain_after import lift_with_longer_holds
from tests.tui.cli.test_plain_before import named
from tests.tui.cli.test_plain_resume import leave_unfinished
from tui.__main__ import run as run_verb
from tui.cli import taking_in
from tui.cli.context import Context
from tui.cli.plain import flow
from tui.cli.plain.after import ask_how_it_went, offer_lengths
from tui.cli.plain.before import Ready
from tui.cli.plain.flow import PlainOptions, ask_about_commands, run_plain
from tui.cli.plain.prompts import Prompts
from tui.cli.plain.resume import settle_unfinished
from tui.cli.plain.session import Words
from tui.cli.plain.terminal import END_OF_INPUT, Leaving
from tui.keys.commands import USUAL_KEYS
from tui.text.keys import NOTHING

OWN_KEY, AS_SAID = "%", "percent sign"
TYPED = {"enter": "\n", "escape": "\x1b", "backspace": "\x7f", "delete": "\x7f"}


class Asked(NamedTuple):
    """A question as it was asked."""

    scope: str
    answers: tuple[str, ...]
    how: tuple[str, ...]
    leave: str

    @property
    def commands(self) -> dict[str, str | None]:
        """What the keys of each command of its scope give."""
        answers = {f"{self.scope}.{name}": name for name in self.answers}
        return {**answers, f"{self.scope}.{self.leave}": None}

    def told(self, own: dict[str, str], *keys: str) -> tuple[str | None, list[str]]:
        """The answer that these keys give, and what was printed."""
        told: list[str] = []
        prompts = asking(*keys, tell=told.extend, own=own)
        answer = prompts.key(self.scope, self.answers, [], self.how, leave=self.leave)
        return answer, told


class Noting(Prompts):
    """Notes what is asked, and answers with the first command, or with those that are given."""

    def __init__(self, *answers: str) -> None:
        super().__init__(Answers(), Leaving(), USUAL, lambda lines: None)
        self._names = list(answers)
        self.asked: list[Asked] = []

    def key(
        self,
        scope: str,
        answers: Iterable[str],
        question: Sequence[str],
        how: Sequence[str],
        *,
        leave: str = "leave",
    ) -> str | None:
        self.asked.append(Asked(scope, tuple(answers), tuple(how), leave))
        return self._names.pop(0) if self._names else self.asked[-1].answers[0]

    def line(
        self,
        question: str,
        typing: Callable[[str], object] = str,
        begun: str = "",
        *,
        before: Sequence[str] = (),
    ) -> str | None:
        return "3"


def _before(folder: Path) -> Iterator[Asked]:
    context = Context(Paths(folder, folder, folder / "state"), FakeClock())
    context.history.put(context.guide.ticks(Ticked(("bones",))))
    for name in ("after-sitting", "desk-break", "leg-crossover"):
        prompts = Noting()
        ready = Ready(context, prompts.tell, prompts, anyway=False, quiet=False)
        ready.plan(named(context, name))
        yield from prompts.asked


def _around(folder: Path) -> Iterator[Asked]:
    context, prompts = Context(Paths(folder, folder, folder), FakeClock()), Noting()
    context.profile.change_settings(hook_start="lamp on")
    ask_about_commands(context.profile, prompts)
    sessions = UnfinishedSessions(
        folder / "drafts", context.profile.catalogue, MemoryHistory(), FakeClock()
    )
    leave_unfinished(sessions.folder)
    if going := settle_unfinished(sessions, prompts):
        going[2].discard()
    memory = MemoryHistory()
    memory.add(make_session(1))
    (record,) = memory.load().sessions
    ask_how_it_went(memory, record, prompts, TypedDraft(context.paths.state.typed, FakeClock()))
    offer_lengths(context, lift_with_longer_holds(), prompts)
    yield from prompts.asked


def _programmes(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Asked]:
    file = folder / "knee.toml"
    monkeypatch.setattr(taking_in, "keys_of_stdin", lambda: nobody())
    for reps in (3, 4):
        prompts = Noting()
        monkeypatch.setattr(taking_in, "Prompts", lambda *of, prompts=prompts: prompts)
        file.write_text(PROGRAMME.replace("reps = 3", f"reps = {reps}"))
        assert run_verb(["import", str(file)]) == 0
        yield from prompts.asked


@contextmanager
def nobody() -> Iterator[Answers]:
    yield Answers()


@pytest.fixture
def questions(
    tmp_path: Path, newcomer: None, monkeypatch: pytest.MonkeyPatch
) -> Iterator[set[Asked]]:
    """Every question that is asked before and after a session, and by the verbs."""
    with click.Context(click.Command("start")).scope():
        yield {
            *_before(tmp_path / "before"),
            *_around(tmp_path / "around"),
            *_programmes(tmp_path, monkeypatch),
        }


def test_own_keys_answer_every_question_and_are_told(questions: set[Asked]) -> None:
    """And the usual ones are then keys like any other: of them it is told as of these."""
    known = {"card", "left_out", "cautions", "run_commands", "resume", "form", "lengths"}
    assert {each.scope for each in questions} == known | {"programme"}
    offenders = []
    for asked in questions:
        for command, answer in asked.commands.items():
            own, told_with = {command: OWN_KEY}, f"{{{command}}}" in " ".join(asked.how).lower()
            given, told = asked.told(own, OWN_KEY)
            usual = USUAL_KEYS[command].partition(",")[0]
            _, no_more = asked.told(own, TYPED.get(usual, usual), END_OF_INPUT)
            if (given, AS_SAID in " ".join(told).lower()) != (answer, told_with):
                offenders.append((command, given, told))
            if no_more != [*told, NOTHING, *told]:
                offenders.append((command, usual, no_more))
    assert offenders == []


def test_usual_keys_answer_every_question_and_one_of_each_is_told(questions: set[Asked]) -> None:
    offenders = []
    for asked in questions:
        _, told = asked.told({}, END_OF_INPUT)
        if "{" in " ".join(told):
            offenders.append((asked.scope, "", told))
        for command, answer in {**asked.commands, "app.quit": None}.items():
            for key in USUAL_KEYS[command].split(","):
                given = asked.told({}, TYPED.get(key, key), END_OF_INPUT)
                if given != (answer, told):
                    offenders.append((command, key, given[1]))
    assert offenders == []


def test_keys_that_clash_at_a_question_stay_what_they_are_usually(questions: set[Asked]) -> None:
    offenders = []
    for asked in questions:
        usual = asked.told({}, END_OF_INPUT)
        for one, other in combinations(asked.commands, 2):
            own = {one: OWN_KEY, other: OWN_KEY}
            if asked.told(own, END_OF_INPUT) != usual:
                offenders.append((one, other))
    assert offenders == []


def test_keys_that_will_not_work_are_told_as_in_the_dashboard(
    paths: Paths, capsys: pytest.CaptureFixture[str]
) -> None:
    paths.config_dir.mkdir(parents=True)
    paths.settings_file.write_text('[keys]\n"card.leave" = "x"\n"card.acknowledge" = "x"\n')
    run_verb(["start", "none-such", "--plain"])
    assert "settings.toml, line 2: x would call card.acknowledge and" in capsys.readouterr().err


def test_an_answer_has_a_key_before_the_one_that_leaves_the_program() -> None:
    own = {"card.acknowledge": "%", "app.quit": "%,&"}
    assert asking("%", own=own).key("card", ["acknowledge"], [], []) == "acknowledge"
    assert asking("&", "%", own=own).key("card", ["acknowledge"], [], []) is None


SESSION_QUESTIONS: dict[str, tuple[dict[float, str], list[str]]] = {
    "ease_off": ({15: "x"}, ["choose", "go_on", *(f"answer_{number}" for number in range(1, 7))]),
    "sharp": (
        {15: "x", 16: "6"},
        ["choose", "stop", "go_on", *(f"place_{number}" for number in range(1, 5))],
    ),
    "rest_first": ({2: "8"}, ["choose", "stop", "go_on"]),
    "end": ({35: "q"}, ["save", "discard", "go_on"]),
}


def test_own_keys_answer_every_question_of_a_session(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    offenders = []
    for scope, (typed, answers) in SESSION_QUESTIONS.items():
        for name in answers:
            own = replace(SETTINGS, keys={f"{scope}.{name}": OWN_KEY})
            routine = "all-six" if scope == "sharp" else "desk-break"
            Run(tmp_path, {**typed, 40: OWN_KEY, 44: END_OF_INPUT}, own, routine=routine).run()
            told = capsys.readouterr().out
            if NOTHING in told or (name[-1].isdigit() and AS_SAID not in told.lower()):
                offenders.append((scope, name, told))
    assert offenders == []


OWN = {
    "run_commands.leave_out": "o",
    "resume.save": "e",
    "card.acknowledge": "g",
    "left_out.without": "f6",
    "cautions.begin": "v",
    "session.longer": "w",
    "form.place_2": "t",
    "lengths.keep": "f3",
}
TYPED_IN_TURN = [
    ("y runs them here from now on, o never", "n"),
    ("That key does nothing.\ny runs them here from now on, o never", "o"),
    ("e  Save what was done: 2 holds", "e"),
    ("g: I have read this.", "\n"),
    ("That key does nothing.\ng: I have read this.", "g"),
    ("only Enter when there are none", "1\n"),
    ("F6 begins with the rest, a takes all of it as written", "f6"),
    ("v: I have read this.", "v"),
    ("Hold, 10 seconds", "w"),
    ("Worst pain", "3\n"),
    ("Where was it? 1 lower back, t left leg, 3 right leg", "t"),
    ("A note?", "\n"),
    ("F3 keeps it", "f3"),
]
"""What is waited for, and the key that is pressed then."""
_LONGEST_SECONDS = 3_000


class Typist:
    """Somebody who waits until something is told and presses a key then."""

    stops = 0

    def __init__(
        self, clock: FakeClock, capsys: pytest.CaptureFixture[str], typed: list[tuple[str, str]]
    ) -> None:
        self._clock, self._capsys, self.left = clock, capsys, list(typed)
        self.told = self._since = ""

    def wait(self, seconds: float) -> list[str]:
        new = self._capsys.readouterr().out
        self.told, self._since = self.told + new, self._since + new
        if self.left and self.left[0][0] in self._since:
            self._since = ""
            return [self.left.pop(0)[1]]
        self._clock.pass_time(seconds)
        assert self._clock.seconds < _LONGEST_SECONDS, (self.left[0], self.told)
        return []

    def typed(self, seconds: float) -> str:
        return "".join(self.wait(seconds))

    def forget(self) -> None:
        return


@pytest.mark.usefixtures("newcomer")
def test_own_keys_hold_from_the_first_question_to_the_last(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    paths, clock = Paths(tmp_path, tmp_path, tmp_path / "state"), FakeClock()
    own = "\n".join(f'"{command}" = "{key}"' for command, key in OWN.items())
    silent = 'bell = "off"\ntones = "off"'
    paths.settings_file.write_text(f'{silent}\nhook_start = "lamp on"\n[keys]\n{own}\n')
    leave_unfinished(paths.state.drafts)
    typist = Typist(clock, capsys, TYPED_IN_TURN)

    @contextmanager
    def at_the_terminal() -> Iterator[Typist]:
        yield typist

    monkeypatch.setattr(flow, "keys_of_stdin", at_the_terminal)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    with click.Context(click.Command("start")).scope():
        context = Context(paths, clock)
        routine = named(context, "after-sitting")
        assert run_plain(context, routine, PlainOptions(Words.ALL, 1)) == 0
    assert typist.left == []
    first, second = context.history.load().sessions
    assert (first.routine, second.routine) == ("Desk break", "After sitting all day")
    assert {hold.exercise for hold in second.holds} == {"leg-lift"}
    assert second.worst_where == "left leg"
    assert context.profile.settings.hold_seconds == {"leg-lift": 15}
