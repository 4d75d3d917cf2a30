"""Changes to a person's own routines: names, copies, what is in them and how much."""

from collections.abc import Collection

from msgspec.structs import replace

from library.bounds import HOLD_SECONDS, MAX_NAME, REPS, SECONDS_STEP
from library.exercises.model import Exercise, HoldEnd, Kind
from library.routines.collection import Routines
from library.routines.copies import copied_name
from library.routines.file import RoutinesError
from library.routines.model import Routine, RoutineItem
from library.routines.planning import dose_for
from library.settings import Settings
from library.wording import name_problem


def as_kept(
    routine: Routine, opened: Routine | None, routines: Routines, exercise_ids: Collection[str]
) -> Routine:
    """Return the routine as it is added to others, with an id that tells it from them.

    One in which a person has changed an exercise or a dose is not from anybody else any more.

    Args:
        routine: As it is to be; one without an id is new and gets one.
        opened: As it was when it was opened. When another window or an editor has changed it
            since, this one becomes a copy, so that both versions stay.
        routines: The routines as they are by now.
        exercise_ids: Ids that a routine may not have.
    """
    if opened is not None and routine.items != opened.items:
        routine = replace(routine, by="")
    if routine.id in routines and opened not in (None, routines.get(routine.id)):
        routine = copy_of(routine, routines)
    if routine.id:
        return routine
    return replace(routine, id=routines.free_id(routine.name, exercise_ids))


def with_exercise(routines: Routines, routine_id: str, exercise: Exercise) -> Routines:
    """Return the routines, with an exercise at the end of an own one, at the person's own level.

    Raises:
        RoutinesError: The routine is gone.
    """
    if routine_id not in routines:
        raise RoutinesError("That routine was deleted elsewhere.")
    routine = routines.get(routine_id)
    items = (*routine.items, RoutineItem(exercise.id))
    return routines.with_own(replace(routine, items=items, by=""))


def routine_name_problem(routines: Routines, name: str, own_id: str = "") -> str:
    """Say what is wrong with a name for a routine; nothing when it will do.

    Args:
        routines: The other routines.
        name: As typed, cleaned.
        own_id: The routine that is to be called so, when it is there already.
    """
    taken = (routine.name for routine in routines if routine.id != own_id)
    return name_problem("a routine", name, taken, MAX_NAME)


def copy_of(routine: Routine, routines: Routines, word: str = "mine") -> Routine:
    """Return an own routine like this one, under a name that tells them apart, without an id.

    Args:
        routine: The routine.
        routines: Those whose names are taken.
        word: What is added to its name.
    """
    name, number = copied_name(routine.name, word), 1
    while routine_name_problem(routines, name):
        number += 1
        name = copied_name(routine.name, f"{word} {number}")
    return replace(routine, id="", name=name, own=True)


def without_end(routine: Routine) -> Routine:
    """Return the routine without a first and a last day, to go on with it when that is over."""
    return replace(routine, since=None, until=None)


def my_level(item: RoutineItem) -> RoutineItem:
    """Return the item with the dose left to the person's own level."""
    return RoutineItem(item.exercise)


def with_more_seconds(
    item: RoutineItem, exercise: Exercise, settings: Settings, by: int
) -> RoutineItem:
    """Return the item with holds longer (`by` 1) or shorter (-1) by a step, within bounds."""
    fixed = _fixed(item, exercise, settings)
    if fixed.hold_seconds is None:
        return item
    shortest, longest = _hold_seconds(exercise)
    seconds = min(max(fixed.hold_seconds + by * SECONDS_STEP, shortest), longest)
    return item if seconds == fixed.hold_seconds else replace(fixed, hold_seconds=seconds)


def with_more_reps(
    item: RoutineItem, exercise: Exercise, settings: Settings, by: int
) -> RoutineItem:
    """Return the item with more (`by` 1) or fewer (-1) holds, within bounds."""
    fixed = _fixed(item, exercise, settings)
    if fixed.reps is None:
        return item
    fewest, most = REPS
    reps = min(max(fixed.reps + by, fewest), most)
    return item if reps == fixed.reps else replace(fixed, reps=reps)


def with_dose(
    item: RoutineItem,
    exercise: Exercise,
    settings: Settings,
    *,
    reps: int | None = None,
    seconds: int | None = None,
) -> RoutineItem:
    """Return the item with a fixed dose; what is left out stays as it is for the person now.

    Args:
        item: The item.
        exercise: Its exercise.
        settings: Levels and lengths of holds.
        reps: Holds of one leg; None to leave them.
        seconds: Length of a hold; None to leave it.

    Raises:
        RoutinesError: The exercise cannot have that dose.
    """
    fixed = _fixed(item, exercise, settings)
    if reps is not None:
        if fixed.reps is None:
            raise RoutinesError(f"{exercise.name} always has all its steps.")
        if not REPS[0] <= reps <= REPS[1]:
            raise RoutinesError(f"{exercise.name} has {REPS[0]} to {REPS[1]} holds.")
        fixed = replace(fixed, reps=reps)
    if seconds is not None:
        shortest, longest = _hold_seconds(exercise)
        if fixed.hold_seconds is None:
            raise RoutinesError(f"{exercise.name} always has the same length.")
        if not shortest <= seconds <= longest:
            raise RoutinesError(f"{exercise.name} is held for {shortest} to {longest} s.")
        fixed = replace(fixed, hold_seconds=seconds)
    return fixed


def _hold_seconds(exercise: Exercise) -> tuple[int, int]:
    """Return the shortest and the longest hold of an exercise, in seconds."""
    shortest, longest = HOLD_SECONDS
    if exercise.hold.end is HoldEnd.EASED:
        longest = min(longest, exercise.hold.stop_seconds)
    return shortest, longest


def _fixed(item: RoutineItem, exercise: Exercise, settings: Settings) -> RoutineItem:
    """Return the item with its present dose written down; a massage has all its steps."""
    if not exercise.doses:
        return item
    dose = dose_for(item, exercise, settings)
    reps = None if exercise.kind is Kind.MASSAGE else dose.reps
    return RoutineItem(item.exercise, reps=reps, hold_seconds=dose.hold_seconds)
