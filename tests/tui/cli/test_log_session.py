"""`supple log`: sessions done away from the screen."""

import shlex
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from library.clock import SystemClock
from library.guidance import standing
from library.history.record import Outcome
from library.history.store import HistoryStore
from tests.library.builders import record
from tui.__main__ import run


@pytest.fixture(autouse=True)
def at_four_march(monkeypatch: pytest.MonkeyPatch) -> None:
    """The verbs take it to be Wednesday, 4 March 2026, in the evening."""
    monkeypatch.setattr(SystemClock, "now", lambda self: datetime(2026, 3, 4, 20, tzinfo=UTC))


def test_a_session_has_just_ended_and_went_as_planned(
    history: HistoryStore, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = [
        "--minutes",
        "7",
        "--pain-before",
        "4",
        "--pain-after",
        "2",
        "--note",
        "park",
        "--where",
        "Hip",
    ]
    assert run(["log", "desk-break", *arguments]) == 0
    (session,) = history.load().sessions
    assert capsys.readouterr().out == (
        "Saved: Desk break, 7.0 min with its rests. "
        f"supple delete {session.id[:8]} takes it back.\n"
    )
    assert session.started_at == datetime(2026, 3, 4, 19, 53, 0, tzinfo=UTC)
    assert (session.practice_day, session.seconds) == (date(2026, 3, 4), 420)
    assert (session.pain_before, session.pain_after, session.note) == (4, 2, "park")
    assert session.worst_where == "Hip"
    assert session.completed
    assert session.counts
    assert {hold.outcome for hold in session.holds} == {Outcome.DONE}
    assert {hold.side for hold in session.holds} == {"left", "right"}
    assert all(hold.held_seconds == hold.planned_seconds > 0 for hold in session.holds)


def test_what_is_new_takes_no_longer_than_what_is_known(
    history: HistoryStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(standing, "FIRST_TIMES", 2)
    for day in ("2026-03-01", "2026-03-02", "2026-03-03"):
        assert run(["log", "chair-leg-stretch", "--day", day]) == 0
    assert len({session.seconds for session in history.load().sessions}) == 1


def test_a_session_of_another_day_counts_for_that_day(
    history: HistoryStore, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["log", "leg-lift", "--day", "2026-03-01"]) == 0
    assert "with its rests; it counts for Sun 1 Mar 2026. " in capsys.readouterr().out
    assert run(["log", "hamstring-massage", "--day", "2026-03-04"]) == 0
    first, second = history.load().sessions
    assert (first.practice_day, first.routine) == (date(2026, 3, 1), "Leg lift")
    assert second.practice_day == date(2026, 3, 4)
    assert second.holds


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("yesterday", date(2026, 3, 3)),
        ("Today", date(2026, 3, 4)),
        ("-1", date(2026, 3, 3)),
        ("3", date(2026, 3, 1)),
        ("2 days ago", date(2026, 3, 2)),
        ("wednesday", date(2026, 3, 4)),
        ("Thu", date(2026, 2, 26)),
        ("1.3.2026", date(2026, 3, 1)),
        ("28 Feb 2026", date(2026, 2, 28)),
    ],
)
def test_a_day_may_be_named_as_people_do(history: HistoryStore, typed: str, day: date) -> None:
    assert run(["log", "leg-lift", "--day", typed]) == 0
    assert [session.practice_day for session in history.load().sessions] == [day]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["nonsense"], "No routine or exercise"),
        (["desk-break", "--day", "2026-03-05"], "still to come"),
        (["desk-break", "--day", "0001-01-01"], "too long ago"),
        (["desk-break", "--day", "4.3.\x1b[2J"], "is no day"),
        (["desk-break", "--day", "3/2/2026"], "it can be 3 Feb 2026 or 2 Mar 2026"),
        (["desk-break", "--day", "tomorrow"], "still to come"),
        (["desk-break", "--day", ""], "is no day"),
        (["desk-break", "--minutes", "0"], "minutes"),
        (["desk-break", "--minutes", "nan"], "minutes"),
        (["desk-break", "--pain-after", "11"], "pain-after"),
        (["desk-break", "--pain-after", "1_0"], "pain-after"),
        (["desk-break", "--pain-after", "\u0663"], "pain-after"),
        (["desk-break", "--minutes", "2.5"], "minutes"),
        (["desk-break", "--where", "x" * 45], "A place has at most 40 letters: 5 too many."),
    ],
)
def test_what_makes_no_sense_is_told_and_nothing_is_saved(
    history: HistoryStore, capsys: pytest.CaptureFixture[str], arguments: list[str], told: str
) -> None:
    assert run(["log", *arguments]) == 2
    said = capsys.readouterr().err
    assert told in said
    assert "\x1b" not in said
    assert history.load().sessions == ()


def test_a_note_that_is_cut_is_told(
    history: HistoryStore, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["log", "desk-break", "--note", "a" * 2_007]) == 0
    assert history.load().sessions[0].note == "a" * 2_000
    told = "The note is not whole. Cut: 7 characters were too many; there is room for 2,000."
    assert capsys.readouterr().err == f"supple: {told}\n"


def test_a_note_is_cleaned(history: HistoryStore) -> None:
    assert run(["log", "desk-break", "--note", " a\x1b[2J\u202eb\n"]) == 0
    assert history.load().sessions[0].note == "a\ufffd[2Jb"


def test_another_log_in_its_place_is_told_of_with_a_command_that_works_as_printed(
    history: HistoryStore, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["log", "desk-break", "--note", "mine"]) == 0
    other = HistoryStore(tmp_path / "o" / "history.json", tmp_path / "other", SystemClock())
    other.add(record(date(2026, 3, 3)))
    history.path.write_bytes(other.path.read_bytes())
    told = ""
    for verb in (["log", "desk-break"], ["status"], ["history"]):
        capsys.readouterr()
        assert run(verb) == 0
        told = capsys.readouterr().err
        assert "1 session of it is not in this one." in told
    add = told.partition("Add them: ")[2].partition(" - or ")[0]
    assert run(shlex.split(add)[1:]) == 0
    capsys.readouterr()
    assert run(["history"]) == 0
    out = capsys.readouterr()
    assert ("mine" in out.out, out.err) == (True, "")


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "mac-roman"])
def test_a_note_in_other_letters_than_the_terminal_s_is_kept(
    history: HistoryStore, encoding: str
) -> None:
    """As Python hands over an argument that is not written in what the locale says."""
    argument = "Rücken: müde".encode(encoding).decode("ascii", "surrogateescape")
    assert run(["log", "massage", "--note", argument]) == 0
    assert [session.note for session in history.load().sessions] == ["Rücken: müde"]
    assert run(["edit", "last", "--note", argument.removeprefix("R")]) == 0
    assert [session.note for session in history.load().sessions] == ["ücken: müde"]


def test_how_much_was_done_is_told_of_all_or_of_an_exercise(history: HistoryStore) -> None:
    assert run(["log", "all-six", "--done", "half", "--done", "leg-lift=none"]) == 0
    (session,) = history.load().sessions
    assert not session.completed
    lifts = {hold.outcome for hold in session.holds if hold.exercise == "leg-lift"}
    chair = [hold for hold in session.holds if hold.exercise == "chair-leg-stretch"]
    assert lifts == {Outcome.SKIPPED}
    done = [hold.rep for hold in chair if hold.outcome is Outcome.DONE and hold.side == "left"]
    assert done == list(range(1, (max(hold.rep for hold in chair) + 1) // 2 + 1))
    assert run(["log", "all-six", "--day", "2026-03-01"]) == 0
    assert session.seconds < history.load().sessions[0].seconds * 0.6


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("most", "write all, half, or leg-lift=half"),
        ("floor=half", "is not in it: leg-lift"),
        ("none", "Nothing was done then"),
    ],
)
def test_what_is_no_share_is_refused(
    history: HistoryStore, capsys: pytest.CaptureFixture[str], typed: str, told: str
) -> None:
    assert run(["log", "leg-lift", "--done", typed]) == 2
    assert told in capsys.readouterr().err
    assert history.load().sessions == ()
