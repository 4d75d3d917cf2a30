"""Offers of a new exercise, and of more of a known one."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from library.history.record import SessionRecord
from library.progress.totals import was_done

NEW_EXERCISES = 2
"""New exercises in any `NEW_WINDOW_DAYS`: one or two every few days, as the article asks."""
NEW_WINDOW_DAYS = 3
"""Our judgement of "every few days"."""


def introduced(sessions: Iterable[SessionRecord]) -> dict[str, date]:
    """Return the practice day each exercise id was first done; skipped holds do not count."""
    first: dict[str, date] = {}
    never = date.max
    for session in sessions:
        day = session.practice_day
        for hold in session.holds:
            if day < first.get(hold.exercise, never) and was_done(hold):
                first[hold.exercise] = day
    return first


def room_for_new(today: date, first_done: Mapping[str, date]) -> int:
    """Return how many new exercises fit today, 0 to `NEW_EXERCISES`.

    Args:
        today: The day it is; days later than that count as today.
        first_done: What `introduced` gave.
    """
    window_start = today - timedelta(days=NEW_WINDOW_DAYS - 1)
    recent = sum(day >= window_start for day in first_done.values())
    return max(0, NEW_EXERCISES - recent)
