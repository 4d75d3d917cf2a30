"""Changes the person's own routines, in memory and in their file."""

from collections.abc import Callable

from library.routines.collection import Routines
from library.routines.loading import RoutineFileError, load_routines
from library.routines.model import Routine
from library.routines.saving import save_own_routines
from library.text import clean
from tui.services import Services


class NotSaved(Exception):
    """The routines are as they were, in memory and in the file; the text says why."""


def keep_routine(services: Services, routine: Routine) -> None:
    """Add an own routine, or put it in the place of the one with its id.

    Raises:
        NotSaved: The file could not be read or written.
    """
    _change(services, lambda routines: routines.with_own(routine))


def remove_routine(services: Services, routine_id: str) -> None:
    """Remove an own routine.

    Raises:
        NotSaved: The file could not be read or written.
    """
    _change(services, lambda routines: routines.without_own(routine_id))


def new_id(services: Services, name: str) -> str:
    """A free id for a routine of this name."""
    return services.routines.free_id(name, {exercise.id for exercise in services.catalogue})


def name_problem(services: Services, name: str, own_id: str = "") -> str:
    """What is wrong with a name for a routine; nothing when it will do.

    Args:
        services: Where the other routines are.
        name: As typed, cleaned.
        own_id: The routine that is to be called so, when it is there already.
    """
    if not name:
        return "A routine needs a name."
    for routine in services.routines:
        if routine.id != own_id and routine.name.casefold() == name.casefold():
            return "There is a routine of this name."
    return ""


def _change(services: Services, change: Callable[[Routines], Routines]) -> None:
    """Read the file first: an editor or a second window may have changed it meanwhile."""
    path = services.paths.routines_file
    current, _ = load_routines(path, services.catalogue)
    changed = change(current)
    try:
        save_own_routines(path, changed)
    except RoutineFileError as error:
        raise NotSaved(
            f"Not saved, and nothing in the file was changed. {clean(str(error))}."
        ) from error
    services.routines = changed
