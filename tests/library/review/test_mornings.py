from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.guidance.weekly import Trend
from library.history.record import Check
from library.review.mornings import Mornings, mornings
from library.review.period import PERIODS, Period

TODAY = date(2026, 11, 25)  # a Wednesday


def answers(by_days_ago: Mapping[int, int]) -> dict[date, Check]:
    days = {TODAY - timedelta(days=ago): rating for ago, rating in by_days_ago.items()}
    return {
        day: Check(
            day=day,
            rating=rating,
            answered_at=datetime.combine(day, time(8), UTC),
            utc_offset_minutes=0,
        )
        for day, rating in sorted(days.items())
    }


def week(days_ago: int, *ratings: int) -> dict[int, int]:
    """Answers of days running, the oldest first."""
    return {days_ago - number: rating for number, rating in enumerate(ratings)}


@pytest.mark.parametrize(
    ("now", "before", "trend"),
    [
        ((3, 3, 3), (6, 6, 6), Trend.LOWER),
        ((3, 3, 3), (4, 4, 4), Trend.SAME),
        ((6, 6, 6), (3, 3, 3), Trend.HIGHER),
        ((8, 8, 8), (10, 10, 10), Trend.SAME),  # two points, but no 30 %
        ((0, 0, 1), (1, 1, 1), Trend.SAME),  # 67 %, but not two points
    ],
)
def test_a_change_is_clear_from_two_points_and_thirty_per_cent(
    now: tuple[int, ...], before: tuple[int, ...], trend: Trend
) -> None:
    checks = answers(week(7, *now) | week(35, *before))
    found = mornings(checks, Period(4, TODAY))
    assert found == Mornings(sum(now) / 3, sum(before) / 3, TODAY - timedelta(days=35))
    assert found.trend is trend


def test_todays_answer_does_not_count_as_in_the_line_of_the_week() -> None:
    checks = answers(week(7, 2, 2, 2) | week(35, 2, 2, 2) | {0: 10})
    assert mornings(checks, Period(4, TODAY)).now == 2


def test_with_two_answers_a_week_nobody_can_say() -> None:
    assert mornings(answers(week(7, 2, 2) | week(35, 2, 2, 2)), Period(4, TODAY)).trend is None
    assert mornings(answers(week(7, 2, 2, 2) | week(35, 2, 2)), Period(4, TODAY)).trend is None
    assert mornings({}, Period(52, TODAY)) == Mornings(None, None, None)


def test_who_began_later_is_compared_with_the_first_week_that_has_enough() -> None:
    found = mornings(answers(week(7, 2, 2, 2) | week(20, 5, 5, 5)), Period(12, TODAY))
    assert found.before == 5
    assert found.week == TODAY - timedelta(days=20)


def test_the_last_seven_days_are_not_compared_with_some_of_themselves() -> None:
    checks = answers(week(9, 9, 9, 2, 2, 2))
    assert mornings(checks, Period(4, TODAY)) == Mornings(2, None, None)


@given(st.dictionaries(st.integers(0, 400), st.integers(0, 10)), st.sampled_from(PERIODS))
def test_it_follows_from_its_own_weeks_alone(by_days_ago: dict[int, int], weeks: int) -> None:
    checks = answers(by_days_ago)
    found = mornings(checks, Period(weeks, TODAY))
    if found.week is not None:
        first = TODAY - timedelta(days=7 * (weeks + 1))
        assert first <= found.week <= TODAY - timedelta(days=14)
        of_it = {d: c for d, c in checks.items() if 0 <= (d - found.week).days < 7}
        of_now = {d: c for d, c in checks.items() if 1 <= (TODAY - d).days <= 7}
        assert mornings(dict(sorted((of_it | of_now).items())), Period(weeks, TODAY)) == found
        assert found.before == sum(c.rating for c in of_it.values()) / len(of_it)
