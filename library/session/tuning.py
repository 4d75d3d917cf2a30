"""Which lengths of holds were changed in a session, to be kept for the next time."""

from collections.abc import Mapping

from library.exercises.model import HoldEnd
from library.history.record import Outcome
from library.routines.model import StepKind
from library.session.reading import SessionReading

SHORTEST_SECONDS, LONGEST_SECONDS = 5, 60
"""What can be remembered as the length of a hold."""


def tuned_lengths(session: SessionReading, remembered: Mapping[str, int]) -> dict[str, int]:
    """New lengths by exercise, where a hold of another length than planned was done.

    Left out is what would change nothing: longer holds where the routine itself fixes the
    length, and lengths that are remembered already.

    Args:
        session: The session, ended.
        remembered: Lengths in seconds, by exercise.
    """
    routine = session.plan.routine
    free = {item.exercise for item in routine.items if item.level is item.hold_seconds is None}
    planned = {
        step.exercise.id: step.seconds
        for step in session.plan.work
        if step.kind is StepKind.HOLD and step.end is HoldEnd.TIMED
    }
    lengths = {
        record.exercise: int(record.planned_seconds)
        for record in session.records()
        if record.outcome is Outcome.DONE
        and record.exercise in planned
        and (record.exercise in free or record.planned_seconds < planned[record.exercise])
        and record.planned_seconds != planned[record.exercise]
    }
    return {
        name: seconds
        for name, seconds in lengths.items()
        if SHORTEST_SECONDS <= seconds <= LONGEST_SECONDS and remembered.get(name) != seconds
    }


def keep_in_words(name: str, seconds: int) -> str:
    """The question whether a length is to be kept.

    Args:
        name: Name of the exercise.
        seconds: The new length of its holds.
    """
    return f"Keep {seconds} s for {name} next time?"
