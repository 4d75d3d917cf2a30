"""What the answers say: what is usual, what is harder."""

from collections.abc import Collection, Mapping
from datetime import date

from library.history.record import Check
from library.progress.days import ONE_DAY
from library.progress.weeks import ONE_WEEK, week_start

USUAL_CHECKS = 7
"""Answers that make up what is usual, wanted."""
USUAL_FROM = 3
"""Answers that are enough for it (our judgement)."""
HARDER_BY = 2
"""Points above the usual that make a harder morning: one is the noise of the scale (our judgement;
P6)."""
REST_FROM = 6
"""An answer from which rest comes first (our judgement; P9)."""
WEEK_ANSWERS = 3
"""Answers a week needs to be compared."""
WEEK_RISE = 1.0
"""Points by which a week's mean is harder than the one before (our judgement; P8)."""
WEEKS_APART = 4
"""Weeks from one step back for harder weeks to the next, at least (our judgement)."""
_EXACT_DIGITS = 6
"""Digits of a difference that count: what stands behind them the machine has added."""


def points_between(mean: float, other: float) -> float:
    """Return the points between two means, so that 16/3 is a point above 13/3 and not less."""
    return round(mean - other, _EXACT_DIGITS)


def usual(checks: Mapping[date, Check], day: date) -> float | None:
    """Return the median of the last answers before a day; None without enough of them.

    Args:
        checks: Answers by day, oldest first.
        day: The day it is asked about; answers about earlier days count.
    """
    earlier = [check.rating for about, check in checks.items() if about < day]
    last = earlier[-USUAL_CHECKS:]
    return _median(last) if len(last) >= USUAL_FROM else None


def _median(ratings: list[int]) -> float:
    from statistics import median  # who has no answers yet starts without it: 0.1 MB, 5 ms

    return median(ratings)


def rest_comes_first(rating: int, checks: Mapping[date, Check], day: date) -> bool:
    """Tell whether an answer puts rest first: a high one, unless it is usual.

    Args:
        rating: The answer, 0-10.
        checks: Answers by day, oldest first.
        day: The day of the answer.
    """
    if rating < REST_FROM:
        return False
    usually = usual(checks, day)
    return usually is None or usually < REST_FROM


def is_harder(rating: int, usually: float | None) -> bool:
    """Tell whether the morning after a session is harder than usual; unknown is not."""
    return usually is not None and rating >= usually + HARDER_BY


def harder_mornings(checks: Mapping[date, Check], sessions: Collection[date]) -> list[date]:
    """Return the harder mornings, oldest first: days after a session, by their answers.

    Args:
        checks: Answers by day, oldest first.
        sessions: The days with a session.
    """
    days = set(sessions)
    found: list[date] = []
    ratings: list[int] = []
    for day, check in checks.items():
        last = ratings[-USUAL_CHECKS:]
        usually = _median(last) if len(last) >= USUAL_FROM else None
        if day - ONE_DAY in days and is_harder(check.rating, usually):
            found.append(day)
        ratings.append(check.rating)
    return found


def harder_weeks(checks: Mapping[date, Check], first_weekday: int, today: date) -> list[date]:
    """Return the first days of the weeks that follow two which were each harder, oldest first.

    Args:
        checks: Answers by day.
        first_weekday: Weekday a week begins on, 0 (Monday) to 6 (Sunday).
        today: The day it is.
    """
    ratings: dict[date, list[int]] = {}
    for day, check in checks.items():
        ratings.setdefault(week_start(day, first_weekday), []).append(check.rating)
    means = {
        week: sum(each) / len(each) for week, each in ratings.items() if len(each) >= WEEK_ANSWERS
    }
    found: list[date] = []
    for last in sorted(means):
        first, second, week = last - 2 * ONE_WEEK, last - ONE_WEEK, last + ONE_WEEK
        if not (first in means and second in means) or week > today:
            continue
        rises = (
            points_between(means[second], means[first]),
            points_between(means[last], means[second]),
        )
        rose = min(rises) >= WEEK_RISE
        if rose and (not found or week - found[-1] >= WEEKS_APART * ONE_WEEK):
            found.append(week)
    return found
