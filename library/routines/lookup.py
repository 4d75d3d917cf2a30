"""Finds what a person means by `supple start NAME`."""

from collections.abc import Iterable

from library.exercises.catalogue import Catalogue
from library.routines.collection import Routines
from library.routines.model import Routine
from library.routines.planning import routine_of
from library.text import clean

_LONGEST_NAME = 80
_ALIKE = 0.6
"""From this share of letters in common on a name may have been meant; less is a guess."""
_TELLING = 3
"""So many letters in the middle of a name may mean it."""
_MOST = 3
"""How many names are suggested, or told where none is near."""


class UnknownNameError(Exception):
    """No routine or exercise is meant for certain.

    Attributes:
        name: What was asked for, safe to print.
        nearest: Ids that may have been meant.
    """

    def __init__(
        self,
        name: str,
        nearest: tuple[str, ...],
        known: tuple[str, ...] = (),
        *,
        ambiguous: bool = False,
        things: str = "routine or exercise",
    ) -> None:
        """What was asked for, ids that may be meant, a few that there are, and of what."""
        self.name = name
        self.nearest = nearest
        self._known = known
        self._ambiguous = ambiguous
        self._things = things
        super().__init__(name, nearest, known)

    def __str__(self) -> str:
        if self._ambiguous:
            return f'"{self.name}" fits more than one: {", ".join(self.nearest)}.'
        return f'No {self._things} is called "{self.name}".{self._hint()}'

    def _hint(self) -> str:
        if self.nearest:
            return f" Did you mean {' or '.join(self.nearest)}?"
        return f" There are {', '.join(self._known)} and more." if self._known else ""


def resolve(name: str, routines: Routines, catalogue: Catalogue) -> Routine:
    """Return the routine of this name, or the routine of just one exercise.

    An exact id wins, then a full name, then the only one that begins so; case does not
    count, and a routine wins over an exercise.

    Raises:
        UnknownNameError: Nothing or more than one fits; names the nearest ids.
    """
    name = clean(name, limit=_LONGEST_NAME).strip()
    asked = name.casefold()
    known: list[Routine] = [*routines, *(routine_of(exercise) for exercise in catalogue)]
    for routine in known:
        if routine.id == asked:
            return routine
    for routine in known:
        if routine.name.casefold() == asked:
            return routine
    fitting = [
        routine
        for routine in known
        if asked and any(word.startswith(asked) for word in _names(routine))
    ]
    if len(fitting) == 1:
        return fitting[0]
    nearest = fitting or _nearest(asked, known)
    raise UnknownNameError(
        name,
        _ids(nearest),
        _ids(known[:_MOST]),
        ambiguous=bool(fitting),
        things="routine or exercise" if len(routines) else "exercise",
    )


def _ids(routines: Iterable[Routine]) -> tuple[str, ...]:
    return tuple(routine.id for routine in routines)


def _names(routine: Routine) -> tuple[str, str]:
    return routine.id, routine.name.casefold()


def _nearest(asked: str, known: Iterable[Routine]) -> list[Routine]:
    """Return at most three whose id or name holds what was asked for, or is spelt nearly so."""
    by_name = {name: routine for routine in known for name in reversed(_names(routine))}
    from difflib import get_close_matches  # costs 5 ms, and only a mistake needs it

    holding = [name for name in by_name if len(asked) >= _TELLING and asked in name]
    close = [*holding, *get_close_matches(asked, by_name, n=_MOST, cutoff=_ALIKE)]
    return list({by_name[name].id: by_name[name] for name in close}.values())[:_MOST]
