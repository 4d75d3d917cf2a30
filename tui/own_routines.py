"""Changes the person's own routines, in memory and in their file."""

from collections.abc import Callable

from msgspec.structs import replace

from library import files
from library.exercises.loading import MAX_NAME
from library.exercises.model import Exercise
from library.routines.collection import Routines
from library.routines.file import RoutineFileError, load_routines
from library.routines.model import Routine, RoutineItem
from library.routines.saving import save_own_routines
from library.text import clean
from tui.services import Services


class NotSaved(Exception):
    """The routines are as they were, in memory and in the file; the text says why."""


def keep_routine(services: Services, routine: Routine, opened: Routine | None = None) -> Routine:
    """Add an own routine, or put it in the place of the one with its id.

    Args:
        services: Where the routines are.
        routine: As it is to be; one without an id is new and gets one.
        opened: As it was when it was opened. When another window or an editor has changed it
            since, both versions are kept: this one under a name of its own.

    Returns:
        The routine as it was kept.

    Raises:
        NotSaved: The file could not be read or written.
    """
    kept = routine

    def keep(routines: Routines) -> Routines:
        nonlocal kept
        if routine.id in routines and opened not in (None, routines.get(routine.id)):
            kept = copy_of(routine, routines)
        if not kept.id:
            kept = replace(kept, id=new_id(routines, services, kept.name))
        return routines.with_own(kept)

    _change(services, keep)
    return kept


def add_to_routine(services: Services, routine_id: str, exercise: Exercise) -> Routine:
    """Put an exercise at the end of an own routine, at the person's own level.

    Returns:
        The routine as it is now.

    Raises:
        NotSaved: The routine is gone, or the file could not be read or written.
    """

    def add(routines: Routines) -> Routines:
        if routine_id not in routines:
            raise NotSaved("That routine was deleted in another window.")
        routine = routines.get(routine_id)
        return routines.with_own(replace(routine, items=(*routine.items, RoutineItem(exercise.id))))

    _change(services, add)
    return services.routines.get(routine_id)


def remove_routine(services: Services, routine_id: str) -> None:
    """Remove an own routine.

    Raises:
        NotSaved: The file could not be read or written.
    """
    _change(services, lambda routines: routines.without_own(routine_id))


def new_id(routines: Routines, services: Services, name: str) -> str:
    """A free id for a routine of this name."""
    return routines.free_id(name, {exercise.id for exercise in services.catalogue})


def name_problem(routines: Routines, name: str, own_id: str = "") -> str:
    """What is wrong with a name for a routine; nothing when it will do.

    Args:
        routines: The other routines.
        name: As typed, cleaned.
        own_id: The routine that is to be called so, when it is there already.
    """
    if not name:
        return "A routine needs a name."
    for routine in routines:
        if routine.id != own_id and routine.name.casefold() == name.casefold():
            return "There is a routine of this name."
    return ""


def copy_of(routine: Routine, routines: Routines) -> Routine:
    """An own routine like this one, under a name that tells them apart; it has no id yet."""
    base = f"{routine.name[: MAX_NAME - 10]} (mine"
    name, number = f"{base})", 1
    while name_problem(routines, name):
        number += 1
        name = f"{base} {number})"
    return replace(routine, id="", name=name, own=True)


def _change(services: Services, change: Callable[[Routines], Routines]) -> None:
    """Read the file first: an editor or a second window may have changed it meanwhile."""
    path = services.paths.routines_file
    try:
        with files.locked_if_possible(services.paths.own_files_lock):
            current, _ = load_routines(path, services.catalogue)
            changed = change(current)
            save_own_routines(path, changed)
    except TimeoutError as error:
        raise NotSaved(f"Not saved: {error.strerror}.") from error
    except RoutineFileError as error:
        reason = clean(str(error))
        raise NotSaved(f"Not saved, and nothing in the file was changed. {reason}.") from error
    services.routines = changed
