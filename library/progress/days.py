"""Practice days, and the calendar dates that a journey took away."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from operator import attrgetter

from library.history.record import SessionRecord

ONE_DAY = timedelta(days=1)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

JOURNEY = timedelta(hours=36)
"""Less than this between two sessions can lose a whole date: Honolulu to Auckland, 15 h apart,
skips one. Our judgement: a day and a half leaves no full day in which to practise."""


PAUSE = timedelta(days=14)
"""Days without practice that are a pause, after which one begins easily (our judgement)."""
MOST_AHEAD = ONE_DAY
"""How far ahead of today a session may lie and count: who flies west goes back one date."""
_START_AHEAD = timedelta(days=2)
"""A start lies so many dates after its practice day at most, as UTC counts them: one for a day that
starts late, and one for the zone."""


def is_to_come(session: SessionRecord, today: date) -> bool:
    """Tell whether a session lies further ahead than any journey explains, by a wrong clock."""
    latest = today + MOST_AHEAD
    return session.practice_day > latest or session.started_at.date() > latest + _START_AHEAD


def split(
    sessions: Sequence[SessionRecord], today: date
) -> tuple[Sequence[SessionRecord], Sequence[SessionRecord]]:
    """Part the sessions that count from those that are to come and count for nothing as yet.

    Args:
        sessions: The history.
        today: The practice day it is now.
    """
    latest = today + MOST_AHEAD
    if (
        max(map(attrgetter("practice_day"), sessions), default=today) <= latest
        and max(map(attrgetter("started_at"), sessions), default=_EPOCH).date() <= latest
    ):
        return sessions, ()  # nearly always, and quicker than to look at each
    ahead = [session for session in sessions if is_to_come(session, today)]
    return [session for session in sessions if not is_to_come(session, today)], ahead


def practice_days(sessions: Iterable[SessionRecord], today: date) -> list[date]:
    """Return the distinct days with a session that counts, oldest first.

    A day later than today (flown west) counts as today.
    """
    days: set[date] = set()
    for session in sessions:
        # Most days are known already; looking at the holds is the slow part.
        if session.practice_day not in days and session.counts:
            days.add(session.practice_day)
    if days and max(days) > today:
        days = {min(day, today) for day in days}
    return sorted(days)


def days_lost_to_travel(
    sessions: Iterable[SessionRecord], days: Sequence[date], today: date
) -> frozenset[date]:
    """Return single dates without practice that a change of time zone took away.

    A date is one of them when a session on the day before it and one on the day after it have
    different UTC offsets and less than `JOURNEY` really passed between them.

    Args:
        sessions: The history, in any order.
        days: Their `practice_days`.
        today: Sessions dated later count as today's.
    """
    gaps = [pair for pair in pairwise(days) if (pair[1] - pair[0]).days == 2]
    edges = {day for pair in gaps for day in pair}
    on_day: dict[date, list[SessionRecord]] = defaultdict(list)
    for session in sessions:
        day = min(session.practice_day, today)
        if day in edges:
            on_day[day].append(session)
    return frozenset(
        before + ONE_DAY
        for before, after in gaps
        for one in on_day[before]
        for other in on_day[after]
        if one.utc_offset_minutes != other.utc_offset_minutes and _one_journey(one, other)
    )


def _one_journey(one: SessionRecord, other: SessionRecord) -> bool:
    """Return whether two sessions that count lie closer together than a journey."""
    return abs(other.started_at - one.started_at) < JOURNEY and one.counts and other.counts
