from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.progress.goals import Goals, against_goal, goals_in, this_week_words
from library.settings import EarlierGoal, Settings

MONDAY = date(2026, 9, 7)
ONE_WEEK = timedelta(days=7)


def test_the_first_goal_holds_for_every_week() -> None:
    assert goals_in(Settings(), MONDAY).goal_for(date(1990, 1, 1)) == 3


def test_a_changed_goal_holds_from_the_running_week_on() -> None:
    goals = Goals(current=3).changed(5, MONDAY)
    assert goals.goal_for(MONDAY - ONE_WEEK) == 3
    assert goals.goal_for(MONDAY) == 5
    assert goals.goal_for(MONDAY + ONE_WEEK) == 5


def test_changing_twice_in_one_week_leaves_no_trace_of_the_first() -> None:
    goals = Goals(current=3).changed(5, MONDAY).changed(2, MONDAY)
    assert goals == Goals(current=2, past=(EarlierGoal(until=date(2026, 9, 6), days=3),))


def test_picking_the_same_goal_changes_nothing() -> None:
    goals = Goals(current=3, past=(EarlierGoal(until=date(2026, 1, 4), days=2),))
    assert goals.changed(3, MONDAY) is goals


def test_past_goals_may_stand_in_any_order_in_a_file_edited_by_hand() -> None:
    early, late = EarlierGoal(date(2026, 2, 1), 1), EarlierGoal(date(2026, 5, 3), 7)
    for past in ((early, late), (late, early)):
        goals = Goals(current=4, past=past)
        assert [goals.goal_for(date(2026, month, 1)) for month in (1, 3, 6)] == [1, 7, 4]


@pytest.mark.parametrize("days", [-1, 0, 8])
def test_a_goal_outside_the_week_is_refused(days: int) -> None:
    with pytest.raises(ValueError, match="1 to 7 days"):
        Goals(3).changed(days, MONDAY)


@given(
    changes=st.lists(st.tuples(st.integers(1, 7), st.integers(0, 30)), max_size=8),
    looked_at=st.integers(-5, 40),
)
def test_every_week_has_the_goal_last_picked_in_it_or_before(
    changes: list[tuple[int, int]], looked_at: int
) -> None:
    goals, expected = Goals(current=3), 3
    for to, week in sorted(changes, key=lambda change: change[1]):
        goals = goals.changed(to, MONDAY + week * ONE_WEEK)
        expected = to if week <= looked_at else expected
    assert goals.goal_for(MONDAY + looked_at * ONE_WEEK) == expected


@given(
    changes=st.lists(st.tuples(st.integers(1, 7), st.integers(0, 30)), max_size=8),
    to=st.integers(1, 7),
    week=st.integers(0, 30),
)
def test_a_change_never_touches_the_weeks_before(
    changes: list[tuple[int, int]], to: int, week: int
) -> None:
    goals = Goals(3)
    for earlier_to, earlier_week in changes:
        goals = goals.changed(earlier_to, MONDAY + earlier_week * ONE_WEEK)
    changed = goals.changed(to, MONDAY + week * ONE_WEEK)
    for before in range(-3, week):
        start = MONDAY + before * ONE_WEEK
        assert changed.goal_for(start) == goals.goal_for(start)


def test_a_changed_first_weekday_leaves_the_new_goal_in_force() -> None:
    goals = Goals(current=3).changed(5, date(2026, 11, 23))
    assert goals.goal_for(date(2026, 11, 23)) == 5
    assert goals.goal_for(date(2026, 11, 22)) == 5
    assert goals.goal_for(date(2026, 11, 16)) == goals.goal_for(date(2026, 11, 15)) == 3


@pytest.mark.parametrize(
    ("days", "told"), [(0, "0 of 1 day"), (1, "1 of 1 day"), (2, "goal met, +1")]
)
def test_more_than_the_goal_is_no_error(days: int, told: str) -> None:
    assert against_goal(days, 1) == told


@pytest.mark.parametrize(
    ("done", "goal", "words"),
    [
        (0, 3, "goal 3 days"),
        (0, 1, "goal 1 day"),
        (2, 3, "2 of 3 days"),
        (3, 3, "3 of 3 days"),
        (4, 3, "goal met, +1"),
    ],
)
def test_a_week_is_told_without_a_nought_and_without_too_much(
    done: int, goal: int, words: str
) -> None:
    assert this_week_words(done, goal) == words
