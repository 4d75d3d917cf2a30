"""Which lengths of holds were changed in a session, to be kept for the next time."""

from collections.abc import Iterator, Mapping

import msgspec

from library.bounds import HOLD_SECONDS
from library.exercises.model import Exercise
from library.history.record import Outcome
from library.routines.model import RoutineItem
from library.routines.planning import dose_for
from library.session.ease_off import SHORTEST_KEPT_SECONDS
from library.session.engine import Session
from library.settings import Settings

SHORTEST_SECONDS, LONGEST_SECONDS = int(SHORTEST_KEPT_SECONDS), HOLD_SECONDS[1]
"""What can be remembered as the length of a hold."""


class _Planned(msgspec.Struct, frozen=True):
    """The holds of an exercise before anything was changed."""

    exercise: Exercise
    seconds: float
    free: bool
    """Whether the person's own dose decides, not the routine."""


def tuned_lengths(session: Session, settings: Settings) -> dict[str, int]:
    """Return new lengths by exercise, to ask about when a session is over.

    A length is new where a hold of another length than planned was done, and where holds were
    made shorter after easing off. Left out is what would change nothing, and what would make
    longer: a routine that fixes the length of its holds says nothing about the person's own
    ones, unless these were too long as well.

    Args:
        session: The session, ended.
        settings: Levels and the lengths remembered so far.

    Returns:
        Seconds, from `SHORTEST_SECONDS` to `LONGEST_SECONDS`.
    """
    planned = _planned(session)
    lengths = {
        name: _within_bounds(seconds, planned[name].seconds)
        for name, seconds in _changed(session, planned)
    }
    return {
        name: seconds
        for name, seconds in lengths.items()
        if settings.hold_seconds.get(name) != seconds
        and seconds != planned[name].seconds
        and (planned[name].free or seconds <= _own_seconds(planned[name].exercise, settings))
    }


def _planned(session: Session) -> dict[str, _Planned]:
    items = session.plan.routine.items
    free = {item.exercise for item in items if item.level is item.hold_seconds is None}
    exercises = {step.exercise.id: step.exercise for step in session.plan.work}
    return {
        name: _Planned(exercises[name], seconds, name in free)
        for name, seconds in session.planned_seconds().items()
        if name in exercises
    }


def _changed(session: Session, planned: Mapping[str, _Planned]) -> Iterator[tuple[str, float]]:
    """Exercises and lengths in the order they came about; the last one of an exercise counts."""
    for record in session.records():
        known = planned.get(record.exercise)
        if known and record.outcome is Outcome.DONE and record.planned_seconds != known.seconds:
            yield record.exercise, record.planned_seconds
    yield from ((name, each) for name, each in session.shortened().items() if name in planned)


def _within_bounds(seconds: float, planned: float) -> int:
    """What can be remembered of a length; a bound never turns shorter into longer."""
    if seconds < planned:
        return int(min(planned, max(seconds, SHORTEST_SECONDS)))
    return int(max(planned, min(seconds, LONGEST_SECONDS)))


def _own_seconds(exercise: Exercise, settings: Settings) -> int:
    return dose_for(RoutineItem(exercise.id), exercise, settings).hold_seconds


def keep_in_words(name: str, seconds: int) -> str:
    """Return the question whether a length is to be kept.

    Args:
        name: Name of the exercise.
        seconds: The new length of its holds.
    """
    return f"Keep {seconds} s for {name} from now on?"


def kept_in_words(name: str, seconds: int) -> str:
    """Return what is told once it is, as Enter may have been pressed twice for the card before.

    Args:
        name: Name of the exercise.
        seconds: The new length of its holds.
    """
    return f"Kept: {seconds} s for {name} from now on."


def change_in_words(seconds: float, planned: float) -> str:
    """Return what to say when the length of a running hold was changed; often nothing.

    Args:
        seconds: Its length now.
        planned: Its length in the plan.
    """
    if seconds > LONGEST_SECONDS:
        return f"More than {LONGEST_SECONDS} s adds little: {LONGEST_SECONDS} s is enough."
    if seconds > planned:
        return f"{seconds:g} s instead of {planned:g} s, as long as it is a mild pull."
    return ""
