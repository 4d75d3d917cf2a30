"""Doses in words, and what changes them step by step."""

from msgspec.structs import replace

from library.bounds import HOLD_SECONDS, REPS, SECONDS_STEP
from library.exercises.model import Dose, Exercise, HoldEnd, Kind
from library.routines.model import RoutineItem
from library.routines.planning import dose_for, kept_seconds
from library.settings import Settings
from library.wording import counted
from tui.text.duration import clock


def dose_words(item: RoutineItem, exercise: Exercise, settings: Settings) -> str:
    """How much of an exercise a routine asks for."""
    if exercise.kind is Kind.MASSAGE:
        seconds = sum(step.seconds for step in exercise.massage)
        steps = counted(len(exercise.massage), "step")
        return f"{steps}, {clock(seconds)} {_legs(exercise)}"
    kept = "" if kept_seconds(item, exercise, settings) is None else ", the length you kept"
    return f"{amount(exercise, dose_for(item, exercise, settings))}{kept}"


def amount(exercise: Exercise, dose: Dose) -> str:
    """A dose of an exercise: `2 holds of 20 s on each leg`."""
    holds = counted(dose.reps, "hold")
    if exercise.hold.end is HoldEnd.EASED:
        return f"{holds} {_legs(exercise)} until it eases, about {dose.hold_seconds} s"
    return f"{holds} of {dose.hold_seconds} s {_legs(exercise)}"


def _legs(exercise: Exercise) -> str:
    return "on each leg" if exercise.sided else "with both legs"


def whose_words(item: RoutineItem, exercise: Exercise) -> str:
    """What decides the dose."""
    if exercise.kind is Kind.MASSAGE:
        return "always the same"
    if item.level is not None:
        return f"level {item.level}"
    return "my level" if item.reps is None and item.hold_seconds is None else "fixed"


def my_level(item: RoutineItem) -> RoutineItem:
    """The item with the dose left to the person's own level."""
    return RoutineItem(item.exercise)


def with_more_seconds(
    item: RoutineItem, exercise: Exercise, settings: Settings, by: int
) -> RoutineItem:
    """The item with holds longer (`by` 1) or shorter (-1) by a step; as it is at the bounds."""
    fixed = _fixed(item, exercise, settings)
    if fixed.hold_seconds is None:
        return item
    shortest, longest = HOLD_SECONDS
    if exercise.hold.end is HoldEnd.EASED:
        longest = min(longest, exercise.hold.stop_seconds)
    seconds = min(max(fixed.hold_seconds + by * SECONDS_STEP, shortest), longest)
    return item if seconds == fixed.hold_seconds else replace(fixed, hold_seconds=seconds)


def with_more_reps(
    item: RoutineItem, exercise: Exercise, settings: Settings, by: int
) -> RoutineItem:
    """The item with more (`by` 1) or fewer (-1) holds; as it is at the bounds."""
    fixed = _fixed(item, exercise, settings)
    if fixed.reps is None:
        return item
    fewest, most = REPS
    reps = min(max(fixed.reps + by, fewest), most)
    return item if reps == fixed.reps else replace(fixed, reps=reps)


def _fixed(item: RoutineItem, exercise: Exercise, settings: Settings) -> RoutineItem:
    """The item with its present dose written down; a massage has none."""
    if exercise.kind is Kind.MASSAGE:
        return item
    dose = dose_for(item, exercise, settings)
    return RoutineItem(item.exercise, reps=dose.reps, hold_seconds=dose.hold_seconds)
