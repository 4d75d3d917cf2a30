"""The line of the week: the mornings against those of the week before."""

from datetime import date

import pytest

from library.guidance.mornings import harder_weeks
from library.guidance.weekly import Trend, WeekLine, is_not_as_hoped, trend, week_line
from library.history.record import Check
from tests.library.guidance.person import checks, day


def answers(*weeks: int, each: int = 3) -> dict[date, Check]:
    """So many answers a week, all of a week the same."""
    found = [
        check
        for week, rating in enumerate(weeks)
        for check in checks(*[rating] * each, first=1 + 7 * week)
    ]
    return {check.day: check for check in found}


@pytest.mark.parametrize(
    ("now", "before", "expected"),
    [
        (3.1, 3.4, Trend.SAME),
        (4.0, 2.0, Trend.HIGHER),
        (2.0, 4.0, Trend.LOWER),
        (3.9, 2.0, Trend.SAME),
        (7.1, 9.0, Trend.SAME),
        (7.0, 9.0, Trend.SAME),
        (6.0, 9.0, Trend.LOWER),
    ],
)
def test_a_clear_change_is_two_points_and_a_third(
    now: float, before: float, expected: Trend
) -> None:
    assert trend(now, before) is expected


def test_two_points_are_two_points_whatever_the_means_are_fractions_of() -> None:
    for answered in range(3, 8):
        for before in range(2 * answered, 10 * answered + 1):
            now = before - 2 * answered
            clear = 10 * 2 * answered >= 3 * before
            told = trend(now / answered, before / answered)
            assert told is (Trend.LOWER if clear else Trend.SAME), (now, before, answered)


def test_weeks_a_point_apart_are_harder_whatever_the_means_are_fractions_of() -> None:
    thirds = (*(3, 3, 4), *(4, 4, 5), *(5, 5, 6))
    days = [1, 2, 3, 8, 9, 10, 15, 16, 17]
    known = {day(on): checks(rating, first=on)[0] for on, rating in zip(days, thirds, strict=True)}
    assert harder_weeks(known, 0, day(60)) == [day(22)]


def test_it_is_told_on_the_first_day_of_a_week() -> None:
    known = answers(4, 2)
    assert week_line(known, 0, day(15)) == WeekLine(2.0, 4.0, Trend.LOWER)
    assert week_line(known, 0, day(16)) is None


def test_too_few_answers_tell_nothing() -> None:
    assert week_line(answers(4, 2, each=2), 0, day(15)) is None


@pytest.mark.parametrize(
    ("weeks", "today", "told"),
    [
        ((4, 4), 15, True),
        ((4, 2), 15, False),
        ((2, 2), 15, False),
        ((3, 3), 15, True),
        ((4, 4, 4), 22, False),
        ((4,) * 6, 43, True),
        ((4,) * 6, 44, False),
        ((), 15, False),
    ],
)
def test_no_better_after_two_weeks_is_worth_a_word(
    weeks: tuple[int, ...], today: int, told: bool
) -> None:
    assert is_not_as_hoped(answers(*weeks), 0, day(today)) is told


def test_less_than_three_leaves_little_to_hope_for() -> None:
    second = checks(3, 3, 3, first=8)
    for first, told in (((2, 3, 3), False), ((3, 3, 3), True)):
        known = {each.day: each for each in (*checks(*first), *second)}
        assert is_not_as_hoped(known, 0, day(15)) is told


def test_harder_weeks_are_a_point_each_and_four_weeks_apart() -> None:
    assert harder_weeks(answers(1, 2, 3, 4, 5, 6, 7, 8), 0, day(60)) == [day(22), day(50)]
    half = {each.day: each for each in checks(*[1] * 7, *[2, 1] * 3, 2, *[3] * 7)}
    assert harder_weeks(half, 0, day(60)) == []
