"""What sessions, marks and undone changes are called."""

from datetime import UTC, date, datetime

import pytest
from msgspec.structs import replace

from library.history.record import (
    Check,
    DayMark,
    Decision,
    DecisionKind,
    Favourite,
    Hidden,
    Leads,
    MarkKind,
    OwnLength,
    OwnLevel,
    Remembered,
)
from library.history.snapshot import WENT_BACK, Change, Snapshot
from library.history.tables import CHECKS, DECISIONS, REACH, REMEMBERED
from tests.library.builders import record
from tests.library.guidance.person import decision, ticks
from tui.text.history import describe_changes, pain_words, session_words, undone_words

DAY = date(2026, 11, 25)
LIFT = "leg-lift"
NAMES = {LIFT: "Leg lift"}
CHECK = Check(
    day=DAY, rating=3, answered_at=datetime(2026, 11, 25, 7, tzinfo=UTC), utc_offset_minutes=0
)
MORNING, EVENING = record(DAY, hour=7), record(DAY, hour=18)


def change(what: str, *ids: str) -> Change:
    return Change(what, ids)


@pytest.mark.parametrize(
    ("what", "told"),
    [
        ("deleted", "Brought back: Test, Wed 25 Nov 07:00."),
        ("edited", "Edit undone: Test, Wed 25 Nov 07:00."),
    ],
)
def test_undo_names_the_session(what: str, told: str) -> None:
    after = Snapshot((MORNING, EVENING))
    assert undone_words(change(what, MORNING.id), Snapshot(), after, NAMES, DAY) == told


def test_a_session_that_is_gone_again_is_named_too() -> None:
    told = undone_words(
        change("restored", EVENING.id), Snapshot((EVENING,)), Snapshot(), NAMES, DAY
    )
    assert told == "Deleted again: Test, Wed 25 Nov 18:00."


def test_a_day_of_another_year_is_told_with_it() -> None:
    ago, then = replace(MORNING, practice_day=date(1970, 1, 1)), date(1970, 1, 2)
    assert session_words(ago, DAY).startswith("Test, Thu 1 Jan 1970 ")
    undo = Change("marked", ())
    marked = Snapshot(marks=(DayMark(then, MarkKind.ILL),))
    assert (
        undone_words(undo, marked, Snapshot(), NAMES, DAY) == "Fri 2 Jan 1970 is no longer marked."
    )


def test_several_sessions_are_counted() -> None:
    ids = [MORNING.id, EVENING.id]
    after = Snapshot((MORNING, EVENING))
    told = undone_words(change("deleted", *ids), Snapshot(), after, NAMES, DAY)
    assert told == "Brought back: 2 sessions."


def test_an_import_that_is_taken_back_tells_what_stayed_too() -> None:
    undo = Change("imported", ("a", "b"), left=1)
    told = undone_words(undo, Snapshot(), Snapshot(), NAMES, DAY)
    assert told == "Import undone: 2 entries. 1 entry was changed since and stayed."


def test_a_mark_that_is_back_is_named_with_its_day() -> None:
    marked = Snapshot(marks=(DayMark(DAY, MarkKind.ILL),))
    other = Snapshot(marks=(DayMark(DAY, MarkKind.REST),))
    undo = change("marked")
    assert undone_words(undo, other, marked, NAMES, DAY) == "Wed 25 Nov: marked as ill again."
    assert undone_words(undo, marked, Snapshot(), NAMES, DAY) == "Wed 25 Nov is no longer marked."


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        (Favourite(LIFT), None, "Leg lift is no favourite again."),
        (Favourite(LIFT, marked=False), Favourite(LIFT), "Leg lift is a favourite again."),
        (Hidden(LIFT), None, "Leg lift is shown again."),
        (OwnLevel("gone", 2), OwnLevel("gone", 1), "gone is at level 2 again."),
        (OwnLevel(LIFT, 2), None, "Leg lift is at level 1 again."),
        (OwnLength(LIFT, 25), None, "Leg lift is held as long as its level says."),
        (Leads("mine"), None, "Enter on Today starts the plan of the day again."),
        (Leads(None), Leads("mine"), "Enter on Today starts what it did before."),
        (OwnLength(LIFT, None), OwnLength(LIFT, 25), "Leg lift is held for 25 s again."),
    ],
)
def test_a_choice_that_is_taken_back_is_told_with_the_name_of_the_exercise(
    before: Remembered, after: Remembered | None, told: str
) -> None:
    undo = Change("edited", (before.key,), REMEMBERED)
    now = () if after is None else (after,)
    shown = Snapshot(remembered=(before, Favourite("other")))
    assert undone_words(undo, shown, Snapshot(remembered=now), NAMES, DAY) == told


def test_nothing_to_undo_is_said() -> None:
    assert undone_words(None, Snapshot(), Snapshot(), NAMES, DAY) == "Nothing to undo."


def test_a_name_can_neither_steer_the_terminal_nor_fill_the_screen() -> None:
    told = session_words(replace(MORNING, routine="\x1b[2J" + "long " * 100), DAY)
    assert told.isprintable()
    assert len(told) < 60


def test_an_answer_that_is_taken_back_is_told_by_its_day() -> None:
    undo, none = Change("edited", (CHECK.key,), CHECKS), Snapshot()
    first, second = Snapshot(checks=(CHECK,)), Snapshot(checks=(replace(CHECK, rating=5),))
    assert undone_words(undo, second, first, NAMES, DAY) == "Wed 25 Nov: 3 of 10 again."
    assert undone_words(undo, none, first, NAMES, DAY) == "Wed 25 Nov: 3 of 10 again."
    assert undone_words(undo, first, none, NAMES, DAY) == "Answer for Wed 25 Nov taken back."
    assert undone_words(undo, none, none, NAMES, DAY) == "Answer taken back."


@pytest.mark.parametrize(
    ("table", "told"), [(DECISIONS, "Decision undone."), (REACH, "Reach measurement undone.")]
)
def test_decisions_and_measurements_are_undone_in_words(table: str, told: str) -> None:
    assert undone_words(Change("edited", ("x",), table), Snapshot(), Snapshot(), NAMES, DAY) == told


@pytest.mark.parametrize(
    ("decided", "told"),
    [
        (ticks("bones"), "What you ticked is as before."),
        (decision(1, DecisionKind.REST, LIFT), "Leg lift: what you decided is undone."),
        (decision(1, DecisionKind.ALREADY), "Decision undone."),
    ],
)
def test_a_decision_is_undone_by_its_kind(decided: Decision, told: str) -> None:
    undo = Change("edited", (decided.id,), DECISIONS)
    before = Snapshot(decisions=(decided,))
    assert undone_words(undo, before, Snapshot(), NAMES, DAY) == told
    assert undone_words(undo, Snapshot(), before, NAMES, DAY) == told


@pytest.mark.parametrize("table", [CHECKS, REMEMBERED])
def test_going_back_is_undone_in_its_own_words_whatever_it_changed(table: str) -> None:
    undo = Change(WENT_BACK, ("x", "y"), table)
    told = "As it was before going back to a backup: 2 entries."
    assert undone_words(undo, Snapshot(), Snapshot(), NAMES, DAY) == told


def test_changes_made_in_another_window_are_one_sentence() -> None:
    first, second, third, fourth, fifth = (record(DAY, hour=hour) for hour in range(7, 12))
    none, three = Snapshot(), Snapshot((first, second, third))
    assert describe_changes(three, three) == ""
    assert describe_changes(none, three) == "3 sessions added elsewhere."
    other = Snapshot((replace(second, note="x"), third, fourth, fifth))
    told = "2 sessions added, 1 changed and 1 deleted elsewhere."
    assert describe_changes(three, other) == told
    marked = Snapshot(three.sessions, (DayMark(DAY, MarkKind.ILL),))
    assert describe_changes(three, marked) == "Marked days changed elsewhere."
    answered = replace(three, checks=(CHECK,))
    assert describe_changes(three, answered) == "Answers changed elsewhere."


def test_ratings_that_were_left_out_are_told_as_such() -> None:
    rated = replace(MORNING, pain_before=3, pain_after=None)
    assert pain_words(rated) == "Pain before: 3 of 10, worst: not noted."
    rated = replace(rated, pain_after=2)  # as earlier versions asked
    assert pain_words(rated) == "Pain before: 3 of 10, after: 2 of 10."
    told = "Pain before: 3 of 10, worst: 5 of 10, after: 2 of 10."
    assert pain_words(replace(rated, pain_worst=5)) == told
