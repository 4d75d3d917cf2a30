"""`supple mark`, `edit`, `delete` and `undo`: the log corrected without the dashboard."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from library.cells import UnreadableCell
from library.clock import SystemClock
from library.history.record import MarkKind, Outcome, Reason
from library.history.store import HistoryStore
from tests.library.builders import record
from tests.tui.cli.sessions import make_session
from tui.__main__ import run
from tui.cli.which_session import SHORTEST_ID, meant, shortest_id

TODAY = date(2026, 3, 4)
MONDAY, TUESDAY, LATE = (
    make_session(day, id=f"{letter * 8}-0000-4000-8000-000000000000", routine=routine)
    for day, letter, routine in ((2, "a", "Desk break"), (3, "b", "Leg lift"), (3, "c", "Evening"))
)
LOG = (MONDAY, TUESDAY, LATE)


@pytest.fixture(autouse=True)
def at_four_march(monkeypatch: pytest.MonkeyPatch) -> None:
    """The verbs take it to be Wednesday, 4 March 2026, in the evening."""
    monkeypatch.setattr(SystemClock, "now", lambda self: datetime(2026, 3, 4, 20, tzinfo=UTC))


@pytest.fixture
def log(history: HistoryStore) -> HistoryStore:
    for session in LOG:
        history.add(session)
    return history


def said(capsys: pytest.CaptureFixture[str], *words: str, code: int = 0) -> str:
    """What a verb says on its one stream, without the line's end."""
    assert run([*words]) == code
    out, err = capsys.readouterr()
    assert (out == "") == (code != 0)
    return (out or err.removeprefix("supple: ")).removesuffix("\n")


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("last", [LATE]),
        (" Last ", [LATE]),
        ("monday", [MONDAY]),
        ("-2", [MONDAY]),
        ("2026-03-02", [MONDAY]),
        ("yesterday", [LATE, TUESDAY]),
        ("today", []),
        ("bbbb", [TUESDAY]),
        ("BBBBBBBB-0000", [TUESDAY]),
    ],
)
def test_a_session_is_meant_by_last_a_day_or_an_id(typed: str, found: list[object]) -> None:
    assert meant(typed, LOG, TODAY) == found


@pytest.mark.parametrize("typed", ["", "bbb", "dddd", "3/2/2026", "the last one"])
def test_what_is_neither_a_day_nor_an_id_means_nothing(typed: str) -> None:
    with pytest.raises(UnreadableCell):
        meant(typed, LOG, TODAY)


def test_a_session_dated_by_a_wrong_clock_is_not_the_last_but_can_be_named() -> None:
    ahead = record(date(2028, 1, 1))
    assert meant("last", [*LOG, ahead], TODAY) == [LATE]
    assert meant("2028-01-01", [*LOG, ahead], TODAY) == [ahead]
    assert meant("last", [ahead], TODAY) == [ahead]


def test_who_flew_west_finds_tomorrows_session_today_as_well() -> None:
    ahead = record(date(2026, 3, 5))
    assert meant("today", [ahead], TODAY) == meant("2026-03-05", [ahead], TODAY) == [ahead]


@given(st.lists(st.uuids(), min_size=1, max_size=9, unique=True))
def test_the_id_that_is_told_means_just_this_session(ids: list[object]) -> None:
    sessions = [replace(MONDAY, id=str(each)) for each in ids]
    for session in sessions:
        told = shortest_id(session, sessions)
        assert len(told) >= SHORTEST_ID
        assert meant(told, sessions, TODAY) == [session]


def test_a_deleted_session_is_brought_back_by_the_next_command(
    log: HistoryStore, capsys: pytest.CaptureFixture[str]
) -> None:
    what = "Desk break, Mon 2 Mar 18:30"
    assert said(capsys, "delete", "-2") == f"Deleted: {what}. supple undo brings it back."
    assert log.load().sessions == (TUESDAY, LATE)
    assert said(capsys, "undo") == f"Brought back: {what}."
    assert set(log.load().sessions) == set(LOG)
    assert said(capsys, "undo") == "Nothing to undo. To take a session out: supple delete last"


def test_of_several_sessions_each_is_named_with_what_to_type(
    log: HistoryStore, capsys: pytest.CaptureFixture[str]
) -> None:
    assert said(capsys, "delete", "tuesday", code=2) == (
        "2 sessions are meant: cccc is Evening, Tue 3 Mar 18:30; "
        "bbbb is Leg lift, Tue 3 Mar 18:30. Name one, as in supple delete cccc"
    )
    assert said(capsys, "edit", "yesterday", code=2).endswith("supple edit cccc")
    assert said(capsys, "delete", "bbbb").startswith("Deleted: Leg lift")


def test_much_is_changed_at_once_told_and_undone(
    log: HistoryStore, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["--pain-worst", "3", "--pain-after", "2", "--note", "felt\x1b[2J fine "]
    assert said(capsys, "edit", "last", *words, "--day", "monday") == (
        "Saved: Evening, Tue 3 Mar 18:30: worst pain 3, pain after 2, a note and "
        "it counts for Mon 2 Mar 2026. supple undo takes it back."
    )
    edited = next(each for each in log.load().sessions if each.id == LATE.id)
    assert (edited.pain_worst, edited.pain_after) == (3, 2)
    assert (edited.note, edited.practice_day) == ("felt\ufffd[2J fine", date(2026, 3, 2))
    told = said(capsys, "edit", "cccc", "--pain-worst", "none", "--pain-after", "1", "--note", "")
    assert ": worst pain not noted instead of 3, pain after 1 instead of 2 and no note." in told
    assert said(capsys, "undo") == "Edit undone: Evening, Mon 2 Mar 18:30."
    assert said(capsys, "undo") == "Edit undone: Evening, Tue 3 Mar 18:30."
    assert set(log.load().sessions) == set(LOG)


def test_alone_it_tells_what_a_session_says(
    log: HistoryStore, capsys: pytest.CaptureFixture[str]
) -> None:
    log.replace(replace(LATE, pain_worst=3, note="left\nside"), LATE)
    assert said(capsys, "edit", "last").splitlines() == [
        "Evening, Tue 3 Mar 18:30; it counts for Tue 3 Mar 2026.",
        "Pain before: not noted, worst: 3 of 10.",
        "Note: left side",
        "1: Chair leg stretch, LEFT leg, 20 of 20 s, done.",
        "2: Chair leg stretch, RIGHT leg, 12 of 20 s, eased off.",
        "To change it: supple edit last --note TEXT, or --hold 1=SECONDS; "
        "supple edit --help lists the rest.",
    ]


def test_time_name_place_and_holds_are_put_right(
    log: HistoryStore, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["--time", "7.05 am", "--routine", "[b]Own", "--where", "Left Leg", "--day", "monday"]
    told = said(capsys, "edit", "last", *words, "--hold", "1=9,eased off")
    assert told == (
        "Saved: Evening, Tue 3 Mar 18:30: place of the worst pain: left leg, “[b]Own” was done, "
        "it counts for Mon 2 Mar 2026, it began at 07:05 and 1 hold put right. "
        "supple undo takes it back."
    )
    (saved,) = (each for each in log.load().sessions if each.id == LATE.id)
    assert (saved.worst_where, f"{saved.local_start:%d %H:%M}") == ("left leg", "02 07:05")
    assert (saved.holds[0].outcome, saved.holds[0].held_seconds) == (Outcome.EASED_OFF, 9)
    said(capsys, "undo")
    assert set(log.load().sessions) == set(LOG)


def test_where_a_hold_was_sharp_is_told_and_put_right(
    log: HistoryStore, capsys: pytest.CaptureFixture[str]
) -> None:
    sharp = replace(LATE.holds[1], reason=Reason.SHARP, where="lower back")
    log.replace(replace(LATE, holds=(LATE.holds[0], sharp)), LATE)
    told = said(capsys, "edit", "last")
    assert "12 of 20 s, eased off, it was sharp: lower back." in told
    assert told.splitlines()[-1] == "Where it was sharp: supple edit last --hold 2=,,PLACE"
    for typed, seconds, where in (
        ("2=11,eased off,Left Leg", 11, "left leg"),
        ("2=,,my calf, low", 11, "my calf, low"),
        ("2=10,", 10, "my calf, low"),
        ("2=10,,", 10, ""),
    ):
        assert "1 hold put right" in said(capsys, "edit", "last", "--hold", typed)
        saved = log.load().sessions[-1].holds[1]
        assert (saved.held_seconds, saved.where, saved.reason) == (seconds, where, Reason.SHARP)


def test_what_is_said_already_is_no_change(
    log: HistoryStore, capsys: pytest.CaptureFixture[str]
) -> None:
    told = said(capsys, "edit", "last", "--note", "", "--day", "yesterday")
    assert told == "Evening, Tue 3 Mar 18:30 says so already."
    assert said(capsys, "mark", "today", "none") == "Wed 4 Mar: not marked, as it was."
    assert said(capsys, "undo") == "Nothing to undo. To take a session out: supple delete last"


def test_what_another_window_changed_meanwhile_is_not_overwritten(
    log: HistoryStore, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    theirs = replace(LATE, note="theirs")
    log.replace(theirs, LATE)
    monkeypatch.setattr("tui.cli.edit.session_named", lambda *_: LATE)
    told = said(capsys, "edit", "last", "--note", "mine", code=1)
    assert told == "Not saved: this session was changed since it was shown here."
    assert theirs in log.load().sessions


def test_a_day_is_marked_and_the_mark_taken_away(
    history: HistoryStore, capsys: pytest.CaptureFixture[str]
) -> None:
    back = "supple undo takes it back."
    assert said(capsys, "mark", "-1") == "Tue 3 Mar: not marked."
    assert said(capsys, "mark", "-1", "ill") == f"Tue 3 Mar: marked as ill. {back}"
    told = said(capsys, "mark", "yesterday", "Travel")
    assert told == f"Tue 3 Mar: marked as travel, instead of ill. {back}"
    assert said(capsys, "mark", "tue", "none") == f"Tue 3 Mar: not marked. {back}"
    assert history.load().marks == ()
    assert said(capsys, "undo") == "Tue 3 Mar: marked as travel again."
    assert history.load().marks_by_day == {date(2026, 3, 3): MarkKind.TRAVEL}


def test_days_in_a_row_are_marked_at_once_and_taken_back_at_once(
    history: HistoryStore, capsys: pytest.CaptureFixture[str]
) -> None:
    history.mark(date(2026, 3, 3), MarkKind.TRAVEL)
    told = said(capsys, "mark", "2026-03-02..today", "ill")
    assert told == "Mon 2 Mar to Wed 4 Mar: marked as ill. supple undo takes it back."
    ill = dict.fromkeys((date(2026, 3, day) for day in (2, 3, 4)), MarkKind.ILL)
    assert history.load().marks_by_day == ill
    assert said(capsys, "mark", "monday..today", "ill").endswith("marked as ill, as it was.")
    assert said(capsys, "mark", "-1..today").splitlines() == [
        "Tue 3 Mar: marked as ill.",
        "Wed 4 Mar: marked as ill.",
    ]
    assert said(capsys, "undo") == "3 days marked as before."
    assert history.load().marks_by_day == {date(2026, 3, 3): MarkKind.TRAVEL}
    assert said(capsys, "mark", "-2..-1", "none").startswith("Mon 2 Mar to Tue 3 Mar: not marked.")
    assert history.load().marks == ()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["delete", "today"], "There is no session on Wed 4 Mar 2026. See supple history"),
        (["delete", "dddd"], '"dddd": it is neither a day nor the beginning of a session\'s id;'),
        (["delete", "\x1b[2J"], '"\ufffd[2J": it is neither'),
        (["delete", "3/2/2026"], "it can be 3 Feb 2026 or 2 Mar 2026"),
        (["delete", "last", "--all"], "No such option '--all'. See supple delete --help"),
        (["delete", "--all"], "No such option '--all'."),
        (["delete", "last", "-1"], "unexpected extra argument (-1)"),
        (["edit", "-1", "--pain-wosrt", "2"], "'--pain-worst'?) See supple edit --help"),
        (["mark", "-1", "--tomorow"], "No such option '--tomorow'."),
        (["mark", "-1", "-x"], "No such option '-x'."),
        (["check", "--dya", "-1", "3"], "No such option '--dya'. Did you mean '--day'?"),
        (["check", "3", "--day"], "'--day' requires an argument."),
        (["reach", "-4.5", "--lge", "left"], "No such option '--lge'. Did you mean '--leg'?"),
        (["edit", "last", "--pain-worst", "11"], "is no whole number from 0 to 10"),
        (["edit", "last", "--day", "tomorrow"], "still to come"),
        (["edit", "last", "--day", "1899-12-31"], "too long ago"),
        (["edit", "last", "--time", "25:00"], "Write the time as 07:40."),
        (["edit", "last", "--hold", "1=3000"], "A hold lasts up to 600 s."),
        (["edit", "last", "--hold", "9=20"], '"9=20": write it as 3=12; it has 2 holds.'),
        (["edit", "last", "--hold", "1"], '"1": write it as 3=12; it has 2 holds.'),
        (["edit", "last", "--hold", "1= , "], '"1= , ": write it as 3=12; it has 2 holds.'),
        (
            ["edit", "last", "--hold", "1=20,,hip"],
            "the worst pain has one of its own.",
        ),
        (["edit", "last", "--where", f"{'x' * 30} {'y' * 20}"], "at most 40 letters: 11 too many."),
        (["edit", "last", "--hold", f"2=20,eased off,{'x' * 41}"], "40 letters: 1 too many."),
        (["edit", "last", "--hold", "1=20,gone"], "a hold ends as done, eased off, skipped"),
        (["edit", "last", "--note", "a" * 2_001], "The note is 1 character too long"),
        (["mark", "tomorrow", "ill"], "still to come"),
        (["mark", "today", "il"], "one of rest, ill, pain, travel, none. Did you mean ill?"),
        (["mark", "noday", "ill"], "it is no day"),
        (["mark"], "See supple mark --help"),
        (["mark", "today..monday", "ill"], "2026-03-04 comes after 2026-03-02"),
        (["mark", "monday..", "ill"], "it is no day"),
        (["mark", "2025-03-04..today", "ill"], "That is 366 days: up to 92 at once."),
    ],
)
def test_what_makes_no_sense_is_told_and_changes_nothing(
    log: HistoryStore, capsys: pytest.CaptureFixture[str], words: list[str], told: str
) -> None:
    answer = said(capsys, *words, code=2)
    assert told in answer
    assert "\x1b" not in answer
    assert set(log.load().sessions) == set(LOG)


def test_in_an_empty_log_there_is_nothing_to_name(capsys: pytest.CaptureFixture[str]) -> None:
    assert said(capsys, "delete", "last", code=2) == "There are no sessions in the log yet."


def test_a_logged_session_is_taken_back_as_it_says(
    history: HistoryStore, capsys: pytest.CaptureFixture[str]
) -> None:
    _, _, command = said(capsys, "log", "desk-break").partition(" supple ")
    command = command.removesuffix(" takes it back.")
    assert said(capsys, *command.split()).startswith("Deleted: Desk break")
    assert history.load().sessions == ()


def test_commands_that_are_suggested_name_the_folder(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = str(tmp_path / "elsewhere")
    told = said(capsys, "mark", "today", "rest", "--data-dir", folder)
    assert f"supple --data-dir {folder} undo takes it back." in told
