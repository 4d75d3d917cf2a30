"""What may be added to a session without a screen once it is saved."""

import signal
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import click
import pytest
from msgspec.structs import replace

from library.bounds import SECONDS_STEP
from library.history.errors import HistoryError
from library.history.record import Reason, SessionRecord
from library.paths import Paths
from library.routines.model import Routine
from library.routines.planning import build_plan
from library.session.engine import Session
from library.session.typed import (
    TypedAboutSession,
    TypedDraft,
    TypedRoutine,
    left_typed,
)
from library.settings import Settings
from library.settings.shell_commands import named_commands
from tests.clock import FakeClock
from tests.library.session.transcripts import built_in
from tests.memory_history import MemoryHistory
from tests.tui.cli.plain_answers import USUAL, Answers, asking
from tests.tui.cli.sessions import make_session
from tui.cli.context import Context
from tui.cli.plain.after import ask_how_it_went, offer_lengths, settle_typed
from tui.cli.plain.flow import ask_about_commands, where_it_counts
from tui.cli.plain.prompts import Prompts
from tui.cli.plain.terminal import Leaving


@pytest.fixture(autouse=True)
def verb() -> Iterator[None]:
    """What runs belongs to a verb, which tells doubts about its saves when it is over."""
    with click.Context(click.Command("start")).scope():
        yield


@pytest.fixture
def history() -> MemoryHistory:
    memory = MemoryHistory()
    memory.add(make_session(1))
    return memory


@pytest.fixture
def draft(tmp_path: Path) -> TypedDraft:
    return TypedDraft(Paths(tmp_path, tmp_path, tmp_path).state.typed, FakeClock())


def saved(history: MemoryHistory) -> SessionRecord:
    (record,) = history.load().sessions
    return record


@pytest.mark.parametrize(
    ("typed", "kept", "told"),
    [
        (
            ("3\n", "\n", "left leg tight\x1b[D\n"),
            (3, "left leg tight"),
            "Pain and note are saved.",
        ),
        (("0\n", "\n"), (0, ""), "The pain is saved."),
        (("2\n", "\x1b"), (2, ""), "The pain is saved."),
        (("\n", "tight\n"), (None, "tight"), "The note is saved."),
    ],
)
def test_pain_and_note_are_saved_with_the_session_and_nothing_else_is_claimed(
    history: MemoryHistory,
    draft: TypedDraft,
    capsys: pytest.CaptureFixture[str],
    typed: tuple[str, ...],
    kept: tuple[int | None, str],
    told: str,
) -> None:
    ask_how_it_went(history, saved(history), asking(*typed), draft)
    assert (saved(history).pain_worst, saved(history).note) == kept
    assert capsys.readouterr().out.splitlines()[-1] == told


@pytest.mark.parametrize(
    ("typed", "begins", "runs", "asked_again"),
    [("y", True, True, False), ("N", True, False, False), ("q", False, False, True)],
)
def test_commands_of_the_settings_are_asked_about_before_a_session(
    tmp_path: Path, typed: str, begins: bool, runs: bool, asked_again: bool
) -> None:
    profile = context_in(tmp_path).profile
    profile.change_settings(hook_start="lamp on")
    assert ask_about_commands(profile, asking(typed)) == begins
    assert bool(profile.cue_settings.hook_start) == runs
    assert bool(profile.commands.unasked(profile.settings)) == asked_again


def test_where_nobody_can_be_asked_they_do_not_run_and_that_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    profile = context_in(tmp_path).profile
    profile.change_settings(hook_start="lamp on", hook_finish="lamp off")
    assert ask_about_commands(profile, None)
    assert named_commands(profile.cue_settings) == {}
    assert capsys.readouterr().err == (
        "supple: Not run, as nobody here was asked about it: hook_start and hook_finish. "
        "An ordinary start at a terminal asks.\n"
    )


@pytest.mark.parametrize(
    ("typed", "kept", "told"),
    [
        (("3\n", "2", "\n"), "left leg", "The pain is saved."),
        (("3\n", "x4", "[b]hip\u202e\n", "\n"), "[b]hip", "The pain is saved."),
        (("3\n", "4", f"{'x' * 41}\n", "hip\n", "\n"), "hip", "The pain is saved."),
        (("3\n", "4", "\n", "tight\n"), "", "Pain and note are saved."),
        (("0\n", "tight\n"), "", "Pain and note are saved."),
    ],
)
def test_where_it_hurt_is_asked_with_one_key_where_it_hurt(
    history: MemoryHistory,
    draft: TypedDraft,
    capsys: pytest.CaptureFixture[str],
    typed: tuple[str, ...],
    kept: str,
    told: str,
) -> None:
    ask_how_it_went(history, saved(history), asking(*typed), draft)
    assert saved(history).worst_where == kept
    lines = capsys.readouterr().out.splitlines()
    places = "1 lower back, 2 left leg, 3 right leg, 4 elsewhere"
    assert (f"Where was it? {places}. Enter leaves it out." in lines) == (typed[0] != "0\n")
    assert lines[-1] == told


@pytest.mark.parametrize(("typed", "kept"), [("\n", "left leg"), ("1", "lower back"), ("\x7f", "")])
def test_where_it_was_sharp_is_where_the_worst_pain_was_unless_one_says_otherwise(
    history: MemoryHistory,
    draft: TypedDraft,
    capsys: pytest.CaptureFixture[str],
    typed: str,
    kept: str,
) -> None:
    past = saved(history)
    sharp = replace(past.holds[0], reason=Reason.SHARP, where="right leg")
    again = replace(past.holds[1], reason=Reason.SHARP, where="left leg")
    history.replace(replace(past, holds=(sharp, again, *past.holds[2:])), past)
    ask_how_it_went(history, saved(history), asking("6\n", typed, "\n"), draft)
    assert saved(history).worst_where == kept
    asked = "Where was it? 1 lower back, 2 left leg, 3 right leg, 4 elsewhere."
    out = " ".join(capsys.readouterr().out.split())
    assert f"{asked} Enter keeps left leg, backspace leaves it out." in out


def test_undo_does_not_take_back_what_completed_the_session(
    history: MemoryHistory, draft: TypedDraft
) -> None:
    ask_how_it_went(history, saved(history), asking("3\n", "left leg tight\n"), draft)
    assert history.undo() is None


@pytest.mark.parametrize("answers", [("\n", "\n"), ("\x1b\n",), ()])
def test_all_of_it_can_be_left_out_and_then_nothing_is_written(
    history: MemoryHistory,
    draft: TypedDraft,
    monkeypatch: pytest.MonkeyPatch,
    answers: tuple[str, ...],
) -> None:
    monkeypatch.delattr(MemoryHistory, "replace")
    ask_how_it_went(history, saved(history), asking(*answers), draft)
    assert saved(history) == make_session(1)


def test_what_is_no_rating_is_asked_again(
    history: MemoryHistory, draft: TypedDraft, capsys: pytest.CaptureFixture[str]
) -> None:
    ask_how_it_went(history, saved(history), asking("eleven\n", "11\n", "10\n", "\n"), draft)
    assert saved(history).pain_worst == 10
    assert capsys.readouterr().out.count("whole number from 0 to 10") == 2


def test_a_log_that_takes_nothing_is_told(
    history: MemoryHistory, draft: TypedDraft, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(MemoryHistory, "replace", full)
    with pytest.raises(HistoryError, match=r"disk is full\. What you typed is kept"):
        ask_how_it_went(history, saved(history), asking("2\n", "\n"), draft)


class Interrupted(Answers):
    """Somebody who presses ctrl+c after the last answer."""

    def __init__(self, leaving: Leaving, *answers: str) -> None:
        super().__init__(*answers)
        self._leaving = leaving

    def wait(self, seconds: float) -> str:
        answer = super().wait(seconds) if self.left else ""
        if not self.left:
            self._leaving.signal = signal.SIGINT
        return answer


def interrupted(*answers: str) -> Prompts:
    leaving = Leaving()
    return Prompts(Interrupted(leaving, *answers), leaving, USUAL)


@pytest.mark.parametrize(
    ("typed", "left", "then", "kept"),
    [
        (("3\n", "\n", "left leg ti"), {"note": "left leg ti"}, ("ght\n",), (3, "left leg tight")),
        (("\n", "left", " ti"), {"note": "left ti"}, ("\n",), (None, "left ti")),
        (("1",), {"pain_worst": "1"}, ("0\n",), (10, "")),
        (("1,",), {"pain_worst": "1,"}, ("\n", "2\n"), (2, "")),
        (("\n", "never mi"), {"note": "never mi"}, ("\x15\n",), (None, "")),
    ],
)
def test_what_is_half_typed_at_the_end_is_kept_and_gone_on_with_at_the_next_start(
    history: MemoryHistory,
    tmp_path: Path,
    draft: TypedDraft,
    capsys: pytest.CaptureFixture[str],
    typed: tuple[str, ...],
    left: dict[str, str],
    then: tuple[str, ...],
    kept: tuple[int | None, str],
) -> None:
    record, paths, clock = saved(history), Paths(tmp_path, tmp_path, tmp_path), FakeClock()
    ask_how_it_went(history, record, interrupted(*typed), draft)
    told = capsys.readouterr().out.splitlines()
    assert told[-1] == "What you typed is kept; the next start offers it."
    settle_typed(history, paths, clock, interrupted(""))  # who leaves now has it still
    ((again, about),) = left_typed(paths.state.typed, clock)
    again.keep()
    assert about == TypedAboutSession(record.id, left)
    settle_typed(history, paths, clock, asking(*then))
    assert (saved(history).pain_worst, saved(history).note) == kept
    assert left_typed(paths.state.typed, clock) == []


def test_what_only_the_dashboard_can_ask_for_is_left_to_it(
    history: MemoryHistory, tmp_path: Path
) -> None:
    paths, clock = Paths(tmp_path, tmp_path, tmp_path), FakeClock()
    about = TypedAboutSession(saved(history).id, {"note": "tight", "hold 1": "done 9"})
    draft = TypedDraft(paths.state.typed, clock)
    draft.note(about)
    draft.keep()
    settle_typed(history, paths, clock, asking())
    assert [typed for _, typed in left_typed(paths.state.typed, clock)] == [about]


def test_what_could_not_be_saved_and_a_routine_stay_for_the_next_start(
    history: MemoryHistory, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    paths, clock = Paths(tmp_path, tmp_path, tmp_path), FakeClock()
    new = Routine("", "Morn", "Mine", (), own=True)
    about = TypedAboutSession(saved(history).id, {"note": "tight"})
    gone = TypedAboutSession("gone", {"note": "of a session that was deleted"})
    for typed in (about, TypedRoutine(new, new), gone):
        draft = TypedDraft(paths.state.typed, clock)
        draft.note(typed)
        draft.keep()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(MemoryHistory, "replace", full)
        settle_typed(history, paths, clock, asking("\n"))
    assert "disk is full. What you typed is kept" in capsys.readouterr().err
    settle_typed(history, paths, clock, asking("\x15\n"))
    assert saved(history).note == ""
    assert [type(typed) for _, typed in left_typed(paths.state.typed, clock)] == [TypedRoutine]


def full(self: MemoryHistory, *versions: SessionRecord, undoable: bool) -> None:
    raise HistoryError("Not saved: the disk is full.")


def context_in(folder: Path) -> Context:
    return Context(Paths(folder, folder, folder), FakeClock())


def lift_with_longer_holds() -> Session:
    """A session at a person's own level whose first hold was made longer."""
    catalogue, routines = built_in()
    session = Session(build_plan(routines.get("after-sitting"), catalogue, Settings()))
    session.start()
    session.advance(11)
    session.extend(SECONDS_STEP)
    session.advance(1000)
    return session


@pytest.mark.parametrize(
    ("key", "kept"),
    [("\r", {"leg-lift": 15}), ("y", {"leg-lift": 15}), ("n", {}), ("\x1b", {}), ("q", {})],
)
def test_a_length_that_was_changed_is_kept_if_wished(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], key: str, kept: dict[str, int]
) -> None:
    offer_lengths(context_in(tmp_path), lift_with_longer_holds(), asking(key))
    assert capsys.readouterr().out.splitlines() == [
        "Keep 15 s for Leg lift from now on?",
        "Enter keeps it, escape: only this time.",
    ]
    context = context_in(tmp_path)
    context.recall()
    assert context.profile.settings.hold_seconds == kept


def test_nothing_is_asked_where_nothing_was_changed(tmp_path: Path) -> None:
    catalogue, routines = built_in()
    session = Session(build_plan(routines.get("desk-break"), catalogue, Settings()))
    session.start()
    session.advance(1000)
    keys = Answers("y")
    offer_lengths(context_in(tmp_path), session, Prompts(keys, Leaving(), USUAL))
    assert keys.left == ["y"]


@pytest.mark.parametrize(("day", "told"), [(2, "Saved."), (1, "Saved; it counts for Sun 1 Mar.")])
def test_the_day_is_told_where_it_is_not_that_of_the_start(day: int, told: str) -> None:
    record = make_session(2, practice_day=date(2026, 3, day))
    catalogue, routines = built_in()
    session = Session(build_plan(routines.get("after-sitting"), catalogue, Settings()))
    assert list(where_it_counts(session, record))[-1] == told
