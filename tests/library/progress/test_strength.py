from datetime import date

import pytest

from library.progress.strength import after_week, of_hundred, strength_series
from library.progress.weeks import Week

DAY = date(2026, 9, 7)


def weeks(*days: int, marked: tuple[int, ...] = (), running: bool = False) -> list[Week]:
    """Weeks with a goal of 4 and this many practice days each."""
    return [
        Week(
            start=DAY,
            days=(DAY,) * count,
            goal=4,
            marked=number in marked,
            running=running and number == len(days) - 1,
        )
        for number, count in enumerate(days)
    ]


def rounded(series: list[float]) -> list[float]:
    return [round(strength, 1) for strength in series]


def test_twelve_perfect_weeks_then_a_missed_one_then_three_more() -> None:
    series = strength_series(weeks(*[4] * 12, 0, 4, 4, 4))
    assert rounded(series) == [
        *[20.6, 37.0, 50.0, 60.3, 68.5, 75.0, 80.2, 84.3, 87.5, 90.1, 92.1, 93.7],
        *[74.4, 79.7, 83.9, 87.2],
    ]


def test_three_weeks_away_leave_half() -> None:
    before, *_, after = strength_series(weeks(4, 0, 0, 0))
    assert after == pytest.approx(before / 2)


def test_more_days_than_the_goal_add_no_more_than_the_goal() -> None:
    assert strength_series(weeks(7)) == strength_series(weeks(4))


def test_part_of_the_goal_adds_its_part() -> None:
    assert strength_series(weeks(1))[0] == pytest.approx(strength_series(weeks(4))[0] / 4)


def test_a_frozen_week_leaves_it_unchanged() -> None:
    series = strength_series(weeks(4, 4, 0, 1, marked=(2, 3)))
    assert rounded(series) == [20.6, 37.0, 37.0, 37.0]


def test_practice_in_a_frozen_week_still_adds_where_it_would_without_the_mark() -> None:
    assert strength_series(weeks(3, marked=(0,))) == strength_series(weeks(3))


def test_the_running_week_never_lowers_it() -> None:
    series = strength_series(weeks(4, 4, 0, running=True))
    assert rounded(series) == [20.6, 37.0, 37.0]


def test_the_running_week_raises_it_as_soon_as_its_share_does() -> None:
    by_days = [strength_series(weeks(4, 4, days, running=True))[-1] for days in range(5)]
    assert rounded(by_days) == [37.0, 37.0, 39.7, 44.8, 50.0]


def test_it_stays_between_0_and_100() -> None:
    assert after_week(0.0, 0.0) == 0.0
    assert after_week(100.0, 1.0) == pytest.approx(100.0)


def test_it_is_shown_without_decimals_and_never_as_zero_once_it_has_begun() -> None:
    shown = {0.0: "0 of 100", 0.01: "1 of 100", 6.94: "7 of 100", 100.0: "100 of 100"}
    assert {strength: of_hundred(strength) for strength in shown} == shown
