"""A session without a screen: the same session, told line by line."""

import os
import signal
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

import pytest
from msgspec.structs import replace

from library.exercises.model import Side
from library.history.record import Outcome, Reason
from library.paths import Paths
from library.routines.planning import build_plan
from library.session.draft import Draft
from library.session.engine import Session
from library.session.machine import State
from library.session.record import SessionStart
from library.session.runner import SessionRunner
from library.settings import Settings
from tests.clock import FakeClock
from tests.library.session.drafts import found
from tests.library.session.transcripts import built_in
from tests.memory_history import MemoryHistory
from tests.tui.cues.programs import outputs
from tests.tui.support import build_services
from tui.cli.plain.keys import SessionKeys
from tui.cli.plain.session import _DOES, PlainSession, Words
from tui.cli.plain.terminal import END_OF_INPUT, Leaving
from tui.cues.notifier import Notifier
from tui.keys.commands import COMMANDS

SETTINGS = Settings(bell="off", tones="off")


class TypedKeys:
    """Keys typed at given seconds; waiting for them is what moves the clock."""

    stops = 0

    def __init__(self, clock: FakeClock, typed: Mapping[float, Sequence[str]]) -> None:
        self._clock, self._began = clock, clock.seconds
        self._typed = sorted(typed.items())
        self.asleep_at: float | None = None

    def wait(self, seconds: float) -> Sequence[str]:
        if self.asleep_at is not None and self._clock.seconds - self._began >= self.asleep_at:
            self.asleep_at = None
            self._clock.sleep_machine(3600)
        self._clock.pass_time(seconds)
        if self._typed and self._clock.seconds - self._began >= self._typed[0][0]:
            return self._typed.pop(0)[1]
        return ""

    def forget(self) -> None:
        raise AssertionError("nothing is asked while a session runs")

    def typed(self, seconds: float) -> str:
        raise AssertionError("no line is typed while a session runs")


class Run:
    """A plain desk break: 2 x 20 s a leg with pauses of 10 s."""

    def __init__(
        self,
        folder: Path,
        typed: Mapping[float, Sequence[str]] | None = None,
        settings: Settings = SETTINGS,
        *,
        words: Words = Words.ALL,
        speed: int = 1,
        new: Collection[str] = (),
    ):
        self.folder, self.clock = folder, FakeClock()
        catalogue, routines = built_in()
        plan = build_plan(routines.get("desk-break"), catalogue, settings, new)
        self.session = Session(plan)
        start = SessionStart.now(self.clock, 0)
        self.draft = Draft(folder, self.clock, start.id)
        self.keys = TypedKeys(self.clock, typed or {})
        self.leaving = Leaving()
        named = SessionKeys(settings)
        notifier = Notifier(
            self.session, settings, outputs(folder, ring=print), self.clock, named.named
        )
        self.runner = SessionRunner(
            self.session, settings, self.clock, start, self.draft, speed=speed
        )
        self.plain = PlainSession(
            self.runner,
            notifier,
            self.keys,
            self.leaving,
            attended=typed is not None,
            words=words,
            named=named,
            guide=build_services(Paths(folder, folder, folder), self.clock).guide,
        )

    def run(self) -> "Run":
        self.plain.run()
        return self

    @property
    def holds(self) -> list[tuple[str, float, Outcome]]:
        return [(r.side, r.held_seconds, r.outcome) for r in self.session.records()]


WHOLE = [(side, 20.0, Outcome.DONE) for side in ("left", "right", "left", "right")]


def test_left_alone_it_runs_by_itself_and_tells_the_time(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run = Run(tmp_path).run()
    lines = capsys.readouterr().out.splitlines()
    assert run.holds == WHOLE
    assert run.clock.seconds == pytest.approx(1120, abs=0.1)
    assert lines[0].startswith(
        "  0:00  Left leg. Chair leg stretch. Hold 20 seconds, 2 times. You need: a firm chair"
    )
    assert "  0:30  Switch sides. Right leg." in lines
    assert lines[-1] == "  2:00  Finished. 2 minutes, both legs, 4 holds done."


def test_the_first_times_there_is_time_to_read_how_it_is_done(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run = Run(tmp_path, {5: "\n"}, new=["chair-leg-stretch"]).run()
    told = capsys.readouterr().out.splitlines()
    assert run.session.steps()[0].seconds == 32
    assert told[0].endswith("Get ready. Enter when you are there; space gives more time.")
    assert told[1] == "1. Sit well forward on a firm chair, your right foot flat on the floor."
    assert told[7] == "Hold, 20 seconds."
    assert run.holds == WHOLE
    assert run.clock.seconds == pytest.approx(1000 + 5 + 110, abs=0.3)


def test_a_terminal_that_takes_nothing_for_a_while_pauses_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = Run(tmp_path, {})
    monkeypatch.setattr(
        "tui.cli.plain.session.print_sentences", lambda lines: run.clock.pass_time(len(lines) * 3)
    )
    run.run()
    assert run.holds == WHOLE


def test_a_stop_while_something_is_told_is_a_gap(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = Run(tmp_path, {100: " ", 400: END_OF_INPUT})

    def stopped(lines: list[str]) -> None:
        if lines == ["Hold, 20 seconds."] and not run.keys.stops:
            run.keys.stops += 1
            run.clock.pass_time(60)

    monkeypatch.setattr("tui.cli.plain.session.print_sentences", stopped)
    assert run.run().holds == WHOLE
    # Until the key that goes on, and 5 s to get ready again.
    assert run.clock.seconds == pytest.approx(1000 + 120 + 90 + 5, abs=0.5)


def test_somebody_who_listens_hears_only_the_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Run(tmp_path, {}).run()
    assert "Switch sides. Right leg." in capsys.readouterr().out.splitlines()


def test_quiet_tells_sides_and_the_summary_only(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Run(tmp_path, words=Words.SIDES).run()
    assert capsys.readouterr().out.splitlines() == [
        "Left leg",
        "Right leg",
        "Left leg",
        "Right leg",
        "2 minutes, both legs, 4 holds done.",
    ]


def test_a_rehearsal_takes_a_fraction_of_the_time(tmp_path: Path) -> None:
    run = Run(tmp_path, speed=10).run()
    assert run.clock.seconds - 1000 == pytest.approx(12, abs=0.1)
    assert run.holds == WHOLE


def test_space_pauses_and_goes_on_and_a_pause_is_not_held(tmp_path: Path) -> None:
    run = Run(tmp_path, {15: " ", 40: " "}).run()
    assert run.holds == WHOLE
    # 25 s of pause and 5 s to get ready again.
    assert run.clock.seconds == pytest.approx(1150, abs=0.5)


def test_the_steps_are_told_in_a_pause_that_lasts_until_they_are_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run = Run(tmp_path, {35: "h", 95: " "}).run()
    out = capsys.readouterr().out
    (step, *_) = run.session.plan.steps
    for number, words in enumerate(step.exercise.steps_for(Side.RIGHT), 1):
        assert f"{number}. {words}" in out
    assert run.holds == WHOLE
    assert run.clock.seconds == pytest.approx(1120 + 60, abs=0.5)


def test_easing_off_asks_how_to_go_on(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run = Run(tmp_path, {15: "x", 30: "9", 31: "2"}).run()
    assert [(side, outcome) for side, _, outcome in run.holds] == [
        ("left", Outcome.EASED_OFF),
        ("right", Outcome.DONE),
        ("right", Outcome.DONE),
    ]
    assert run.holds[0][1] == pytest.approx(5, abs=0.3)
    out = capsys.readouterr().out
    assert "2  Skip this side: leave the left leg alone" in out


@pytest.mark.parametrize(("ease_off", "skip", "end", "keep"), ["XNQS", "чтйы", "χνQσ", "סמQד"])
def test_keys_work_in_any_case_and_layout(
    tmp_path: Path, ease_off: str, skip: str, end: str, keep: str
) -> None:
    run = Run(tmp_path, {15: ease_off, 16: skip, 17: "1", 18: skip, 20: end, 21: keep}).run()
    assert run.holds[0] == ("left", 5.0, Outcome.EASED_OFF)
    assert run.session.state is State.DONE
    assert run.clock.seconds < 1025


def test_a_key_that_does_nothing_is_told_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Run(tmp_path, {15: "w", 16: "ж", 17: "w"}).run()
    told = capsys.readouterr().out.splitlines()
    assert told.count("That key does nothing.") == 1
    assert told[told.index("That key does nothing.") + 1].startswith(
        "Space pauses and goes on, x stops when it hurts, i tells where you are"
    )


def test_who_asks_is_told_where_the_session_stands(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run = Run(tmp_path, {15: "i", 35: "i", 37: " ", 38: "i", 60: " "}).run()
    told = [line for line in capsys.readouterr().out.splitlines() if "of the session" in line]
    assert told[0] == (
        "Chair leg stretch, left leg, hold 1 of 2. Hold, 15 seconds left. "
        "About 2 minutes of the session left."
    )
    assert "right leg, hold 1 of 2. Switch sides, 5 seconds left. Then hold, 20" in told[1]
    assert "Paused, with 3 seconds left. Space goes on." in told[2]
    assert run.holds == WHOLE


def test_the_keys_are_those_of_the_screen_and_are_all_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Run(tmp_path, {15: "?", 16: END_OF_INPUT}).run()
    told = capsys.readouterr().out.splitlines()
    assert "space: pause, go on." in told
    assert "0 to 9: note your pain before the first hold: 1 then 0 is ten" in " ".join(told)
    assert "page down, page up, f5, full stop: say that it eased" in " ".join(told)
    assert set(_DOES) == {each.name for each in COMMANDS["session"].commands} - {"commands"}


def test_keys_of_ones_own_work_and_are_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own = {"session.pause": "f7, p", "session.skip": "ctrl+x", "session.ease_off": "Z"}
    typed = {15.0: ("f7",), 20.0: ("P",), 32.0: "\x18", 34.0: "x", 36.0: "?"}
    run = Run(tmp_path, typed, replace(SETTINGS, keys=own)).run()
    told = capsys.readouterr().out
    assert "It goes on. Get ready." in told
    assert [outcome for _, _, outcome in run.holds][:2] == [Outcome.SKIPPED, Outcome.DONE]
    assert "f7, p: pause, go on." in told
    assert "F7 pauses and goes on, Z stops when it hurts" in told


@pytest.mark.parametrize("key", ["pagedown", "pageup", "f5", "."])
def test_a_pedal_or_a_presenter_pauses_and_goes_on(tmp_path: Path, key: str) -> None:
    run = Run(tmp_path, {15: (key,), 40: (key,)}).run()
    assert run.holds == WHOLE
    assert run.clock.seconds == pytest.approx(1150, abs=0.5)


def test_any_key_pauses_where_that_is_wished_but_not_those_that_stop(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    typed = {15.0: "n", 40.0: ("unknown",), 47.0: "x", 48.0: "1", 51.0: "q", 52.0: "s"}
    run = Run(tmp_path, typed, replace(SETTINGS, any_key_pauses=True)).run()
    assert [outcome for _, _, outcome in run.holds] == [Outcome.EASED_OFF]
    assert run.holds[0][1] == pytest.approx(7, abs=0.5)
    assert "Paused." in capsys.readouterr().out


def test_turns_tell_what_begins_and_ends_and_count_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Run(tmp_path, {12: "+"}, words=Words.TURNS, new=["chair-leg-stretch"]).run()
    told = capsys.readouterr().out.splitlines()
    assert told[0].startswith("Left leg. Chair leg stretch. Hold 20 seconds, 2 times.")
    assert told[1:3] == ["25 seconds.", "Hold, 20 seconds."] or told[1] == "Hold, 20 seconds."
    assert not {"Half-way.", "Three. Two. One.", "10 seconds to go."} & set(told)


def test_a_way_to_go_on_that_is_not_there_says_why(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Run(tmp_path, {2: "x", 5: "3", 8: "q"}).run()
    out = capsys.readouterr().out
    assert out.count("-  Shorter holds from now on: not now, no hold was begun\n") == 2


def test_what_was_sharp_ends_the_exercise_and_says_what_is_urgent(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run = Run(tmp_path, {15: "x", 16: "6"}).run()
    out = capsys.readouterr().out
    assert "6  It was sharp, shooting, tingling or numb\n" in out
    assert out.count("What hurt rests for three days.") == 1
    assert run.session.records()[0].reason is Reason.SHARP
    hurt = run.session.records()[0].exercise
    assert hurt not in {hold.exercise for hold in run.session.records()[1:]}


def test_a_question_is_asked_again_when_the_key_is_no_answer(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run = Run(tmp_path, {15: "x", 20: "?", 22: "n", 25: "q"}).run()
    assert capsys.readouterr().out.count("1  Go on with what comes next") == 3
    assert run.session.state is State.DONE
    assert [outcome for _, _, outcome in run.holds] == [Outcome.EASED_OFF]


def test_a_hold_is_skipped_done_again_and_made_longer(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run = Run(tmp_path, {12: "n", 15: "b", 30: "+", 31: "-", 32: "+"}).run()
    assert "25 seconds." in capsys.readouterr().out
    side, seconds, outcome = run.holds[0]
    assert (side, outcome) == ("left", Outcome.DONE)
    assert seconds == pytest.approx(27, abs=0.5)
    assert run.holds[1:] == WHOLE[1:]


def test_what_a_new_length_is_worth_saying_is_told_as_on_the_screen(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Run(tmp_path, {12: "+", 13: "-", 14: "+++++++++", 15: END_OF_INPUT}).run()
    lines = capsys.readouterr().out.splitlines()
    told = "25 s instead of 20 s, as long as it is a mild pull."
    assert lines[lines.index("25 seconds.") :][:3] == ["25 seconds.", told, "20 seconds."]
    assert lines.count("More than 60 s adds little: 60 s is enough.") == 1


def test_quiet_tells_no_length(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Run(tmp_path, {12: "+++++++++", 15: END_OF_INPUT}, words=Words.SIDES).run()
    assert capsys.readouterr().out.splitlines() == [
        "Left leg",
        "5 seconds held, left leg, 1 ended early.",
    ]


def test_pain_is_rated_before_the_first_hold_only(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run = Run(tmp_path, {2: "1", 3: "0", 4: " ", 60: "5"}).run()
    assert run.runner.record().pain_before == 10
    assert capsys.readouterr().out.count("Pain before") == 2


@pytest.mark.parametrize(("answer", "goes_on"), [("\n", False), (" ", True)])
def test_six_or_more_pauses_and_says_what_is_kinder(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], answer: str, goes_on: bool
) -> None:
    run = Run(tmp_path, {2: "6", 300: answer}).run()
    assert capsys.readouterr().out.count("6 or more: a rest day may be kinder.") == 1
    assert (not run.plain.discarded, run.session.completed) == (goes_on, goes_on)


@pytest.mark.parametrize(("answer", "kept"), [("s", True), ("d", False)])
def test_leaving_early_asks_what_to_keep(tmp_path: Path, answer: str, kept: bool) -> None:
    run = Run(tmp_path, {35: "q", 36: answer}).run()
    assert run.plain.discarded is not kept
    assert run.holds == WHOLE[:1]


def test_who_did_not_mean_to_leave_goes_on(tmp_path: Path) -> None:
    assert Run(tmp_path, {35: "q", 36: " "}).run().holds == WHOLE


def test_who_had_paused_before_stays_paused_after_the_question(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run = Run(tmp_path, {15: " ", 20: "\x1b", 21: " ", 60: " ", 300: END_OF_INPUT}).run()
    assert capsys.readouterr().out.count("It goes on.") == 1
    assert run.holds == WHOLE
    # 45 s of pause and 5 s to get ready again.
    assert run.clock.seconds == pytest.approx(1170, abs=0.5)


def test_the_end_of_input_keeps_what_was_done(tmp_path: Path) -> None:
    run = Run(tmp_path, {35: END_OF_INPUT}).run()
    assert run.session.state is State.DONE
    assert run.plain.left_alone
    assert run.holds == WHOLE[:1]


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGTERM, 0), (signal.SIGHUP, 0), (signal.SIGINT, 130)]
)
def test_a_signal_ends_it_with_what_was_held(tmp_path: Path, number: int, code: int) -> None:
    run = Run(tmp_path, {})
    run.leaving.signal = number
    run.run()
    assert run.session.state is State.DONE
    assert run.leaving.exit_code == code


class LeavingAtTheLastMoment(Leaving):
    """A signal that comes just before the end; the clock goes on until it is looked at."""

    def __init__(self, clock: FakeClock, at: float) -> None:
        self._clock, self._at = clock, at

    @property
    def signal(self) -> int | None:  # type: ignore[override]
        if self._clock.seconds < self._at:
            return None
        self._clock.pass_time(1.0)
        return signal.SIGTERM


def test_a_signal_that_comes_with_the_end_changes_nothing(tmp_path: Path) -> None:
    run = Run(tmp_path)
    run.plain._leaving = LeavingAtTheLastMoment(run.clock, 1119.7)
    assert run.run().holds == WHOLE


def test_sleep_of_the_machine_pauses_until_a_key(tmp_path: Path) -> None:
    run = Run(tmp_path, {100: " "})
    run.keys.asleep_at = 15.0
    assert run.run().holds == WHOLE
    assert run.clock.seconds == pytest.approx(1210, abs=1)


def test_alone_it_goes_on_after_sleep_with_time_to_get_ready(tmp_path: Path) -> None:
    run = Run(tmp_path)
    run.keys.asleep_at = 15.0
    assert run.run().holds == WHOLE
    assert run.clock.seconds == pytest.approx(1125, abs=1)


def test_a_closed_pipe_keeps_what_was_done(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "w") as pipe:
        monkeypatch.setattr("sys.stdout", pipe)
        run = Run(tmp_path).run()
    assert run.session.state is State.DONE
    assert run.clock.seconds < 1001


def test_every_finished_hold_is_written_down(tmp_path: Path) -> None:
    run = Run(tmp_path, {70: END_OF_INPUT}).run()
    run.draft.keep()
    (unfinished,), _ = found(tmp_path, built_in()[0])
    assert len(unfinished.record.holds) == 2
    history = MemoryHistory()
    history.add(unfinished.record)
    assert history.load().sessions[0].id == unfinished.id


def test_holds_are_told_and_counted_in_breaths_when_wished(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run = Run(tmp_path, {11.0: "+", 12.0: "+"}, replace(SETTINGS, breath_count=True))
    run.plain.run()
    lines = [line for line in capsys.readouterr().out.splitlines() if "reath" in line]
    longer = ["2 and a half breaths.", "3 breaths.", "Breath 2.", "Breath 3."]
    assert lines[0].startswith("Left leg. Chair leg stretch. Hold 2 breaths, 2 times.")
    assert lines[1:] == [
        "Hold, 2 breaths.",
        *longer,
        *["Hold, 2 breaths."] * 2,
        "Hold, 2 breaths. The last one.",
    ]
