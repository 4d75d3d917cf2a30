"""Routines and exercises as JSON, as verbs print them."""

from library.exercises.model import Exercise
from library.routines.model import Routine
from library.routines.planning import routine_of
from tui.cli.context import Context


def routine_document(routine: Routine, context: Context) -> dict[str, object]:
    """Return a routine."""
    return {
        "id": routine.id,
        "name": routine.name,
        "purpose": routine.purpose,
        **_lengths(routine, context),
        "exercises": [item.exercise for item in routine.items],
        "own": routine.own,
    }


def exercise_document(exercise: Exercise, context: Context) -> dict[str, object]:
    """Return what an exercise is, in short."""
    return {
        "id": exercise.id,
        "name": exercise.name,
        "purpose": exercise.purpose,
        **_lengths(routine_of(exercise), context),
        "kind": exercise.kind,
        "posture": exercise.posture,
        "sides": exercise.sides,
        "needs": exercise.needs,
        "tags": exercise.tags,
        "own": exercise.own,
    }


def _lengths(routine: Routine, context: Context) -> dict[str, float]:
    plan = context.guide.plan(routine)
    return {"seconds": plan.seconds, "longest_seconds": plan.longest_seconds}
