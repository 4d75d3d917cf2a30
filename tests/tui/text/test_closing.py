"""The sentence at the end of a session: the first that is true."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from library.exercises.model import Exercise, Kind, Sides
from library.history.record import HoldRecord, Outcome, SessionRecord, SideName
from library.progress.goals import Goals
from tests.library.builders import exercise, record
from tui.text.closing import FIRST_DAY, KEPT, Closing, closing, counts_for

MONDAY = date(2026, 11, 23)
BEND = exercise("bend")
RUB = exercise("rub", kind=Kind.MASSAGE)
TURN, REACH = exercise("turn"), exercise("reach")


def hold(
    name: str = "bend",
    side: SideName = "left",
    seconds: float = 20,
    outcome: Outcome = Outcome.DONE,
) -> HoldRecord:
    return HoldRecord(
        name, side, 1, 20 if outcome is not Outcome.DONE else seconds, seconds, outcome
    )


def session(day: int, *holds: HoldRecord, completed: bool = True) -> SessionRecord:
    both = (hold(side="left"), hold(side="right"))
    made = record(MONDAY + timedelta(days=day))
    return replace(made, id=f"{day}-{len(holds)}", holds=holds or both, completed=completed)


def said(
    now: SessionRecord,
    *others: SessionRecord,
    goal: int = 3,
    exercises: tuple[Exercise, ...] = (BEND, RUB, TURN),
) -> str:
    return closing(now, others, exercises, Goals(goal), 0).words


def test_the_day_that_meets_the_goal_comes_first() -> None:
    assert said(session(4), session(0), session(2)) == "Third day this week: your goal."
    assert said(session(0), goal=1) == "First day this week: your goal."


def test_neither_another_session_of_that_day_nor_one_too_many_meets_it_again() -> None:
    for others in ((session(0), session(2), session(4)), tuple(map(session, range(3)))):
        assert said(session(4), *others) == "Both legs were held equally long."
    assert "goal" not in said(session(4), session(0), session(-1), session(-2))


def test_who_ends_early_is_told_of_no_goal() -> None:
    assert "goal" not in said(session(4, completed=False), session(0), session(2))


def test_what_is_done_for_the_first_time_is_named() -> None:
    before = session(-7, hold("rub"))
    assert said(session(0), before) == "For the first time: the bend."
    two = session(0, hold("bend"), hold("turn"))
    assert said(two, before) == "For the first time: the bend and the turn."
    assert said(two, session(-7)) == "For the first time: the turn."
    three = session(0, hold("bend"), hold("turn"), hold("reach"))
    told = said(three, before, exercises=(BEND, TURN, REACH))
    assert told == "3 exercises done for the first time."


def test_the_very_first_day_is_told_as_one() -> None:
    assert said(session(0)) == FIRST_DAY


def test_holds_longer_than_ever_are_named_and_those_eased_off_are_not() -> None:
    longer = session(0, hold(seconds=25), hold(side="right", seconds=25))
    assert said(longer, session(-7)) == "Longer than ever before: the bend 25 s."
    assert said(longer, session(-7), session(-9, hold(seconds=30))) == (
        "Both legs were held equally long."
    )
    eased = session(0, hold(), hold(side="right", seconds=12, outcome=Outcome.EASED_OFF))
    assert said(eased, session(-7)) == "The right leg had 8 s less, as you eased off."
    left = session(0, hold(seconds=12, outcome=Outcome.EASED_OFF), hold(), hold(side="right"))
    assert said(left, session(-7)) == "The right leg had 12 s less."


def test_a_few_seconds_between_the_legs_are_not_told() -> None:
    key = session(0, hold(seconds=11, outcome=Outcome.EASED_OFF), hold(), hold(side="right"))
    held = (*key.holds, hold(side="right", seconds=10, outcome=Outcome.SKIPPED))
    assert said(replace(key, holds=held), session(-7)) == counts_for(key)


def test_legs_that_differ_and_a_massage_are_told() -> None:
    assert said(session(0, hold(side="right")), session(-7)) == "The left leg had 20 s less."
    kneaded = session(0, hold("rub"), hold("rub", "right"))
    assert said(kneaded, kneaded) == "Both legs had the same time."


def test_without_a_completed_hold_it_is_only_kept() -> None:
    nothing = session(0, hold(outcome=Outcome.EASED_OFF, seconds=4))
    assert closing(nothing, (), (BEND,), Goals(1), 0) == Closing(KEPT)


def test_the_day_is_told_as_people_say_it() -> None:
    assert counts_for(session(0)) == "It counts for Monday 23 November."


@given(
    st.lists(st.tuples(st.integers(-20, 6), st.sampled_from(("bend", "turn", "gone"))), max_size=8),
    st.integers(1, 7),
    st.booleans(),
)
def test_it_is_always_one_sentence_and_good_news_only_when_something_is_new(
    past: list[tuple[int, str]], goal: int, completed: bool
) -> None:
    others = tuple(session(day, hold(name)) for day, name in past)
    told = closing(session(3, completed=completed), others, (BEND, TURN), Goals(goal), 0)
    assert told.words.endswith(".")
    assert told.words.count(".") == 1
    if not completed:
        assert "goal" not in told.words
    assert told.is_good_news == any(part in told.words for part in ("goal", "first", "ever"))


def test_where_an_exercise_is_for_one_leg_the_legs_are_not_compared() -> None:
    only_left = session(2, hold(), hold())
    assert said(only_left, session(0), exercises=(exercise("bend", sides=Sides.LEFT),)) == (
        "It counts for Wednesday 25 November."
    )
