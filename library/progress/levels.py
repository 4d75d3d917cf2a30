"""Offers of a new exercise, and of more of a known one."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from functools import partial
from itertools import islice, takewhile
from typing import NamedTuple

from library.history.record import Outcome, SessionRecord
from library.progress.totals import was_done

NEW_EXERCISES = 2
"""New exercises in any `NEW_WINDOW_DAYS`: one or two every few days, as the article asks."""
NEW_WINDOW_DAYS = 3
"""Our judgement of "every few days"."""
CALM_SESSIONS = 3
"""Sessions in a row without easing off or skipping before more is offered (our judgement)."""
DAYS_AT_LEVEL = 3
"""Days a level lasts at least: a little more every few days while comfortable (NHS inform)."""


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


class Readiness(NamedTuple):
    """How far it is until more of an exercise is offered."""

    calm: int = 0
    """Latest sessions in a row without a hold of it eased off or skipped, up to
    `CALM_SESSIONS`."""
    days: int = 0
    """Days the present dose has lasted."""

    @property
    def ready(self) -> bool:
        """Whether the next level may be offered; it is never taken unasked."""
        return self.calm >= CALM_SESSIONS and self.days >= DAYS_AT_LEVEL


def readiness(
    exercise: str,
    sessions: Iterable[SessionRecord],
    today: date,
    at_dose: Callable[[SessionRecord], bool],
) -> Readiness:
    """Return how calm an exercise has been, and for how long.

    Args:
        exercise: Its id.
        sessions: The history, in any order.
        today: The day it is.
        at_dose: Whether a session was done at the present dose; one that was not counts for
            nothing, but easing off or skipping in it ends the row all the same.
    """
    with_it = [
        session for session in sessions if any(hold.exercise == exercise for hold in session.holds)
    ]
    latest = sorted(with_it, key=lambda session: session.started_at, reverse=True)
    row = takewhile(partial(_was_calm, exercise), latest)
    calm = list(islice(filter(at_dose, row), CALM_SESSIONS))
    since = introduced(filter(at_dose, with_it)).get(exercise, today)
    return Readiness(len(calm), max(0, (today - since).days))


def _was_calm(exercise: str, session: SessionRecord) -> bool:
    """Return whether every hold of the exercise in this session was completed."""
    return all(hold.outcome is Outcome.DONE for hold in session.holds if hold.exercise == exercise)
