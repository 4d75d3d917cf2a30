"""What a person can wish for an exercise, and what is decided about it then."""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum

import msgspec

from library.exercises.model import Exercise
from library.guidance.exercise_progress import ExerciseProgress
from library.guidance.states import State, StateName
from library.history.record import DecisionKind
from library.progress.weeks import ONE_WEEK


class Wish(StrEnum):
    """What is wished for."""

    MORE = "more"
    LESS = "less"
    HIGHER = "higher"
    LOWER = "lower"
    REST = "rest"
    INCLUDE = "include"
    ALREADY = "already"


class Wanted(msgspec.Struct, frozen=True):
    """What is to be decided."""

    kind: DecisionKind
    level: int | None = None
    """The rung of the ladder, from 0."""
    height_cm: int | None = None
    until: date | None = None
    """The day the exercise is back."""


def wanted(
    wish: Wish, exercise: Exercise, progress: ExerciseProgress, state: State, today: date
) -> Wanted | None:
    """Return what is to be decided for a wish; None when it would change nothing.

    Args:
        wish: What is wished for.
        exercise: About which exercise.
        progress: How far the person has come with it.
        state: What it is today.
        today: The practice day it is.
    """
    match wish:
        case Wish.MORE | Wish.LESS:
            return _level(1 if wish is Wish.MORE else -1, exercise, progress)
        case Wish.HIGHER | Wish.LOWER:
            support = progress.higher if wish is Wish.HIGHER else progress.lower
            if support is None:
                return None
            return Wanted(DecisionKind.HEIGHT, height_cm=support.centimetres)
        case Wish.REST:
            return _rest(state, today + ONE_WEEK)
        case Wish.INCLUDE:
            return None if state.is_allowed else Wanted(DecisionKind.INCLUDE)
        case Wish.ALREADY:
            return Wanted(DecisionKind.ALREADY)


def _level(by: int, exercise: Exercise, progress: ExerciseProgress) -> Wanted | None:
    """Go one rung up or down; from a length that was kept, back to the ladder."""
    if progress.dose is None:
        return None
    level = exercise.next_level(progress.dose, by)
    moves = level != progress.level and not (by > 0 and progress.limited)
    return Wanted(DecisionKind.LEVEL, level=level) if moves or progress.tuned else None


def _rest(state: State, back: date) -> Wanted | None:
    """Leave it out for a week, unless it rests for as long already."""
    rests = state.name is StateName.RESTING and (state.until is None or state.until >= back)
    return None if rests else Wanted(DecisionKind.REST, until=back)


def sensible(
    exercise: Exercise, progress: ExerciseProgress, state: State, today: date
) -> Iterator[Wish]:
    """Yield what it makes sense to wish for now; the arguments are those of `wanted`.

    What is left out is not rested, and what is known is not said to be done already.
    """
    for wish in Wish:
        if wish is Wish.REST and not state.is_allowed:
            continue
        if wish is Wish.ALREADY and state.name not in (StateName.NOT_YET, StateName.LEARNING):
            continue
        if wanted(wish, exercise, progress, state, today) is not None:
            yield wish
