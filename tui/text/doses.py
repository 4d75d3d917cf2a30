"""Doses in words."""

from library.exercises.model import Dose, Exercise, HoldEnd, Kind, Sides
from library.routines.model import RoutineItem
from library.routines.planning import dose_for, kept_seconds, massage_seconds
from library.settings import Settings
from library.wording import counted
from tui.text.duration import clock_words

PRESCRIBED = "as prescribed"
"""Of an exercise with one dose, which has no levels."""
_LEGS = {
    Sides.EACH: "on each leg",
    Sides.BOTH: "with both legs",
    Sides.LEFT: "on the left leg",
    Sides.RIGHT: "on the right leg",
}


def dose_words(item: RoutineItem, exercise: Exercise, settings: Settings) -> str:
    """Return how much of an exercise a routine asks for."""
    if not exercise.doses:
        seconds = massage_seconds(exercise, item, settings)
        steps = counted(len(seconds), "step")
        return f"{steps}, {clock_words(sum(seconds))} {_legs(exercise)}"
    kept = "" if kept_seconds(item, exercise, settings) is None else ", the length you kept"
    return f"{amount(exercise, dose_for(item, exercise, settings))}{kept}"


def amount(exercise: Exercise, dose: Dose) -> str:
    """Return a dose of an exercise, as in `2 holds of 20 s on each leg`."""
    holds = counted(dose.reps, "step" if exercise.kind is Kind.MASSAGE else "hold")
    if exercise.hold.end is HoldEnd.EASED:
        return f"{holds} {_legs(exercise)} until it eases, about {dose.hold_seconds} s"
    return f"{holds} of {dose.hold_seconds} s {_legs(exercise)}"


def level_words(exercise: Exercise, level: int) -> str:
    """Return a rung of an exercise's ladder, from 0, as in `level 1 of 5`; one is no ladder."""
    if exercise.prescribed:
        return PRESCRIBED
    return f"level {min(level + 1, len(exercise.doses))} of {len(exercise.doses)}"


def _legs(exercise: Exercise) -> str:
    return _LEGS[exercise.sides]


def whose_words(item: RoutineItem, exercise: Exercise) -> str:
    """Return what decides the dose."""
    if not exercise.doses:
        return "always the same"
    if item.level is not None:
        return level_words(exercise, item.level)
    if item.reps is not None or item.hold_seconds is not None:
        return "fixed"
    return PRESCRIBED if exercise.prescribed else "my level"
