"""Minutes, and seconds held: by week, leg, exercise and day."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date
from itertools import groupby

import msgspec

from library.history.record import HoldRecord, Outcome, SessionRecord
from library.progress.weeks import ONE_WEEK, week_start


class WeekMinutes(msgspec.Struct, frozen=True):
    """Clock time of one week."""

    start: date
    minutes: float


class MonthTotal(msgspec.Struct, frozen=True):
    """Sessions of one month that stand next to each other, and their clock time."""

    first: date
    """The first day of the month."""
    sessions: int
    seconds: float


class LegSeconds(msgspec.Struct, frozen=True):
    """Seconds held on each leg; holds of both legs at once count for each."""

    left: float = 0.0
    right: float = 0.0


def was_done(hold: HoldRecord) -> bool:
    """Return whether the exercise was done at all; easing off is doing it, skipping is not."""
    return hold.outcome is not Outcome.SKIPPED


def minutes_per_week(
    sessions: Iterable[SessionRecord], first_weekday: int, today: date, weeks: int
) -> list[WeekMinutes]:
    """Return the clock minutes of the last weeks, oldest first, the running week last.

    Args:
        sessions: The history, in any order; days later than today count as today.
        first_weekday: Weekday a week begins on, 0 (Monday) to 6 (Sunday).
        today: The day it is.
        weeks: How many weeks, 1 or more; weeks without practice are in the list too.
    """
    running = week_start(today, first_weekday)
    first = running - (weeks - 1) * ONE_WEEK
    seconds = {first + number * ONE_WEEK: 0.0 for number in range(weeks)}
    for session in sessions:
        day = min(session.practice_day, today)
        if day >= first:
            seconds[week_start(day, first_weekday)] += session.seconds
    return [WeekMinutes(start, total / 60) for start, total in seconds.items()]


def per_month(sessions: Iterable[SessionRecord]) -> list[MonthTotal]:
    """Return how many sessions each month has, in the order they come in.

    Args:
        sessions: In order, from the newest or from the oldest; a month that comes up again is
            told again.
    """
    totals: list[MonthTotal] = []
    for first, group in groupby(sessions, key=lambda each: each.practice_day.replace(day=1)):
        seconds = [session.seconds for session in group]
        totals.append(MonthTotal(first, len(seconds), sum(seconds)))
    return totals


def seconds_per_leg(
    sessions: Iterable[SessionRecord], exercises: Collection[str] | None = None
) -> LegSeconds:
    """Return the seconds held on each leg.

    Args:
        sessions: The sessions to add up.
        exercises: Ids to count, such as the stretches without the massage; None for all.
    """
    left = right = 0.0
    for session in sessions:
        for hold in session.holds:
            if exercises is None or hold.exercise in exercises:
                left += hold.held_seconds if hold.side != "right" else 0.0
                right += hold.held_seconds if hold.side != "left" else 0.0
    return LegSeconds(left, right)


def seconds_per_day(sessions: Iterable[SessionRecord], today: date) -> dict[date, float]:
    """Return seconds held on each practice day; days later than today count as today."""
    seconds: dict[date, float] = defaultdict(float)
    counts: set[date] = set()
    for session in sessions:
        day = min(session.practice_day, today)
        held = 0.0
        for hold in session.holds:  # half the time of sum(), for ten thousand sessions
            held += hold.held_seconds
        seconds[day] += held
        if day not in counts and session.counts:
            counts.add(day)
    return {day: held for day, held in seconds.items() if day in counts}
