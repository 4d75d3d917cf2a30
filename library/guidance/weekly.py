"""Better, worse, no different: the mornings of a week against those of the week before."""

from collections.abc import Mapping
from datetime import date, timedelta
from enum import StrEnum

import msgspec

from library.guidance.mornings import WEEK_ANSWERS, points_between
from library.history.record import Check
from library.progress.weeks import ONE_WEEK, week_start

CLEAR_POINTS = 2.0
CLEAR_SHARE = 0.3
"""A change is clear from so many points on and so large a part (Ostelo 2008; P10)."""
FIRST_LOOK = timedelta(weeks=2)
"""No better after so long is worth a word (NHS inform; D15)."""
LOOK_AGAIN = timedelta(weeks=4)
"""How often after that (our judgement)."""
HOPED_FROM = 3.0
"""A mean below it leaves little to hope for (our judgement)."""


class Trend(StrEnum):
    """How one mean compares with another."""

    SAME = "about the same"
    LOWER = "clearly lower"
    HIGHER = "clearly higher"


class WeekLine(msgspec.Struct, frozen=True):
    """The mornings of the last seven days against the seven before."""

    mean: float
    before: float
    trend: Trend


def trend(now: float, before: float) -> Trend:
    """Return whether a mean differs clearly from an earlier one."""
    change = points_between(now, before)
    if abs(change) < CLEAR_POINTS or points_between(abs(change), CLEAR_SHARE * before) < 0:
        return Trend.SAME
    return Trend.LOWER if change < 0 else Trend.HIGHER


def week_line(checks: Mapping[date, Check], first_weekday: int, today: date) -> WeekLine | None:
    """Return the line of the first day of a week; None on other days, or with too few answers.

    Args:
        checks: Answers by day.
        first_weekday: Weekday a week begins on, 0 (Monday) to 6 (Sunday).
        today: The day it is; its own answer does not count.
    """
    return compared(checks, today) if week_start(today, first_weekday) == today else None


def compared(checks: Mapping[date, Check], today: date) -> WeekLine | None:
    """Return how the last seven mornings compare; None with too few answers.

    Args:
        checks: Answers by day.
        today: The day after them; its own answer does not count.
    """
    mean, before = week_mean(checks, today - ONE_WEEK), week_mean(checks, today - 2 * ONE_WEEK)
    if mean is None or before is None:
        return None
    return WeekLine(mean, before, trend(mean, before))


def is_not_as_hoped(checks: Mapping[date, Check], first_weekday: int, today: date) -> bool:
    """Tell whether it is time to say that a physiotherapist can look at the whole picture.

    That is two weeks after the first week with answers, and then every four, as long as the
    mornings are no clearly better. The arguments are those of `week_line`.
    """
    if week_start(today, first_weekday) != today or not checks:
        return False
    week = week_start(min(checks), first_weekday)
    while (first := week_mean(checks, week)) is None:
        week += ONE_WEEK
        if week >= today:
            return False
    since = today - week
    due = since >= FIRST_LOOK and (since - FIRST_LOOK) % LOOK_AGAIN == timedelta()
    mean = week_mean(checks, today - ONE_WEEK)
    if not due or mean is None:
        return False
    return first >= HOPED_FROM and trend(mean, first) is not Trend.LOWER


def week_mean(checks: Mapping[date, Check], week: date) -> float | None:
    """Return the mean of the answers of seven days; None with too few of them.

    Args:
        checks: Answers by day.
        week: The first of the days.
    """
    days = (week + timedelta(days=number) for number in range(7))
    ratings = [checks[day].rating for day in days if day in checks]
    return sum(ratings) / len(ratings) if len(ratings) >= WEEK_ANSWERS else None
