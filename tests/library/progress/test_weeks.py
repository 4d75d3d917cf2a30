from datetime import date, timedelta

import pytest

from library.history.record import MarkKind
from library.progress.goals import Goals
from library.progress.streaks import best_weeks_in_a_row, weeks_in_a_row
from library.progress.weeks import Week, week_start, weeks_of
from tests.library.progress.making import mark

MONDAY = date(2026, 9, 7)
ONE_WEEK = timedelta(days=7)


def row(pattern: str) -> list[Week]:
    """Weeks from a pattern: m met, f frozen, - neither; the last one is running."""
    return [
        Week(
            start=MONDAY + number * ONE_WEEK,
            days=(MONDAY,) * (3 if letter == "m" else 1),
            goal=3,
            marked=letter == "f",
            running=number == len(pattern) - 1,
        )
        for number, letter in enumerate(pattern)
    ]


@pytest.mark.parametrize(
    ("first_weekday", "start"),
    [
        (0, date(2026, 9, 7)),
        (1, date(2026, 9, 8)),
        (2, date(2026, 9, 9)),
        (3, date(2026, 9, 3)),
        (4, date(2026, 9, 4)),
        (5, date(2026, 9, 5)),
        (6, date(2026, 9, 6)),
    ],
)
def test_a_week_begins_on_the_first_weekday(first_weekday: int, start: date) -> None:
    assert week_start(date(2026, 9, 9), first_weekday) == start


@pytest.mark.parametrize("first_weekday", range(7))
def test_every_day_lies_in_the_week_that_starts_at_most_six_days_before(
    first_weekday: int,
) -> None:
    for number in range(14):
        day = MONDAY + timedelta(days=number)
        start = week_start(day, first_weekday)
        assert start.weekday() == first_weekday
        assert 0 <= (day - start).days <= 6


def test_weeks_run_from_the_first_practice_day_to_today_without_holes() -> None:
    days = [date(2026, 8, 19), date(2026, 8, 23), date(2026, 9, 7)]
    weeks = weeks_of(days, [], Goals(3), 0, date(2026, 9, 8))
    assert [(week.start, len(week.days), week.running) for week in weeks] == [
        (date(2026, 8, 17), 2, False),
        (date(2026, 8, 24), 0, False),
        (date(2026, 8, 31), 0, False),
        (date(2026, 9, 7), 1, True),
    ]


def test_an_empty_log_has_the_running_week_only() -> None:
    weeks = weeks_of([], [], Goals(3), 6, date(2026, 9, 8))
    assert weeks == [Week(start=date(2026, 9, 6), days=(), goal=3, running=True)]


def test_the_first_weekday_decides_which_week_a_sunday_counts_for() -> None:
    sunday = [date(2026, 9, 6)]
    for_monday_weeks = weeks_of(sunday, [], Goals(3), 0, date(2026, 9, 8))
    for_sunday_weeks = weeks_of(sunday, [], Goals(3), 6, date(2026, 9, 8))
    assert for_monday_weeks[-1].days == ()
    assert for_sunday_weeks[-1].days == (date(2026, 9, 6),)


@pytest.mark.parametrize(
    ("kind", "frozen"),
    [
        (MarkKind.ILL, True),
        (MarkKind.PAIN, True),
        (MarkKind.TRAVEL, True),
        (MarkKind.REST, False),
    ],
)
def test_ill_pain_and_travel_freeze_a_week_and_rest_does_not(kind: MarkKind, frozen: bool) -> None:
    weeks = weeks_of([MONDAY], [mark(date(2026, 9, 9), kind)], Goals(3), 0, date(2026, 9, 20))
    assert [week.frozen for week in weeks] == [frozen, False]


def test_a_marked_week_that_met_its_goal_is_not_frozen() -> None:
    days = [date(2026, 9, day) for day in (7, 8, 10)]
    week, _ = weeks_of(days, [mark(date(2026, 9, 9))], Goals(3), 0, date(2026, 9, 14))
    assert week.met
    assert not week.frozen


def test_a_week_in_which_nothing_could_be_done_stands_aside() -> None:
    days = [date(2026, 9, day) for day in (1, 2, 3, 14, 15, 16)]
    idle = {date(2026, 9, 8), date(2026, 9, 14)}
    weeks = weeks_of(days, [], Goals(3), 0, date(2026, 9, 16), idle)
    assert [(week.met, week.frozen) for week in weeks] == [
        (True, False),
        (False, True),
        (True, False),
    ]
    assert weeks_in_a_row(weeks) == 2


def test_each_week_is_held_to_the_goal_in_force_in_it() -> None:
    goals = Goals(current=2).changed(4, date(2026, 9, 14))
    days = [date(2026, 9, day) for day in (7, 8, 14, 15)]
    weeks = weeks_of(days, [], goals, 0, date(2026, 9, 16))
    assert [(week.goal, week.met) for week in weeks] == [(2, True), (4, False)]
    assert weeks_in_a_row(weeks) == 1


@pytest.mark.parametrize(
    ("pattern", "current", "best"),
    [
        ("-", 0, 0),
        ("m", 1, 1),
        ("f", 0, 0),
        ("mm-", 2, 2),
        ("mmm", 3, 3),
        ("m-m", 1, 1),
        ("mm--", 0, 2),
        ("m--m", 1, 1),
        ("mfm-", 2, 2),
        ("mfff", 1, 1),
        ("fmm", 2, 2),
        ("mm-mf-", 1, 2),
        ("mmm-m-", 1, 3),
        ("m-mfmm", 3, 3),
    ],
)
def test_weeks_in_a_row(pattern: str, current: int, best: int) -> None:
    assert weeks_in_a_row(row(pattern)) == current
    assert best_weeks_in_a_row(row(pattern)) == best
