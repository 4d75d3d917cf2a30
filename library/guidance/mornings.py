"""The one question a day: which day it is about, and what an answer says."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, timedelta
from statistics import fmean, median

import msgspec

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
RECALL_DAYS = range(2, 4)
"""Days after a session on which its next morning is still remembered (our judgement)."""
REST_FROM = 6
"""An answer from which rest comes first (our judgement; P9)."""
QUIET_DAYS = 14
"""Days in which `QUIET_PRACTICE` days of practice without an answer end the asking."""
QUIET_PRACTICE = 5
WEEK_ANSWERS = 3
"""Answers a week needs to be compared."""
WEEK_RISE = 1.0
"""Points by which a week's mean is harder than the one before (our judgement; P8)."""
WEEKS_APART = 4
"""Weeks from one step back for harder weeks to the next, at least (our judgement)."""


class Question(msgspec.Struct, frozen=True):
    """What the one question of a day is about."""

    about: date
    recalled: bool = False
    """Whether it is about the morning after a session some days ago."""
    session: date | None = None
    """The day of the last session, if it lies behind by at most three days."""


def question(today: date, sessions: Sequence[date], checks: Collection[date]) -> Question | None:
    """Return what is asked today; None when nothing is.

    Args:
        today: The practice day it is.
        sessions: The days with a session, oldest first.
        checks: The days that have an answer.
    """
    last = sessions[-1] if sessions else None
    if last == today or today in checks:
        return None
    if last is None:
        return Question(today)
    ago = (today - last).days
    next_morning = last + ONE_DAY
    if ago in RECALL_DAYS and next_morning not in checks:
        return Question(next_morning, recalled=True, session=last)
    return Question(today, session=last if ago == 1 else None)


def is_asked(today: date, sessions: Iterable[date], checks: Collection[date]) -> bool:
    """Tell whether the line stands on Today: who never answers is left in peace.

    Args:
        today: The practice day it is.
        sessions: The days with a session.
        checks: The days that have an answer.
    """
    since = today - timedelta(days=QUIET_DAYS)
    practised = sum(since <= day < today for day in sessions)
    answered = any(since <= day <= today for day in checks)
    return answered or practised < QUIET_PRACTICE


def usual(checks: Mapping[date, Check], day: date) -> float | None:
    """Return the median of the last answers before a day; None without enough of them.

    Args:
        checks: Answers by day, oldest first.
        day: The day it is asked about; answers about earlier days count.
    """
    earlier = [check.rating for about, check in checks.items() if about < day]
    last = earlier[-USUAL_CHECKS:]
    return median(last) if len(last) >= USUAL_FROM else None


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
        usually = median(last) if len(last) >= USUAL_FROM else None
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
    means = {week: fmean(each) for week, each in ratings.items() if len(each) >= WEEK_ANSWERS}
    found: list[date] = []
    for last in sorted(means):
        first, second, week = last - 2 * ONE_WEEK, last - ONE_WEEK, last + ONE_WEEK
        if not (first in means and second in means) or week > today:
            continue
        rose = min(means[second] - means[first], means[last] - means[second]) >= WEEK_RISE
        if rose and (not found or week - found[-1] >= WEEKS_APART * ONE_WEEK):
            found.append(week)
    return found
