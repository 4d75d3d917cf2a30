"""The exercises of a routine while they are changed by what was typed in a shell."""

import re
from collections.abc import Callable, Iterable

from library.exercises.catalogue import Catalogue
from library.routines.collection import Routines
from library.routines.editing import my_level as with_my_level
from library.routines.editing import with_dose
from library.routines.file import RoutinesError
from library.routines.lookup import UnknownNameError, resolve
from library.routines.model import MAX_ITEMS, Routine, RoutineItem
from library.settings import Settings
from library.text import clean
from library.wording import listed

_DOSE = re.compile(r"(\d{0,3})[x×](\d{0,3})s?|()(\d{1,3})s")
"""`2x20`, `2x`, `x20` and `20s`: holds and seconds, or one of them."""


class Items:
    """The items of a routine, changed one after the other.

    Args:
        meant: Finds a routine, or a single exercise as one, by what was typed for it.
        catalogue: The exercises there are.
        settings: The person's levels, from which a fixed dose starts.
        items: What is in it to begin with.
    """

    def __init__(
        self,
        meant: Callable[[str], Routine],
        catalogue: Catalogue,
        settings: Settings,
        items: Iterable[RoutineItem] = (),
    ) -> None:
        self._meant = meant
        self._catalogue = catalogue
        self._settings = settings
        self._items = list(items)

    @property
    def kept(self) -> tuple[RoutineItem, ...]:
        """What is in it now."""
        return tuple(self._items)

    def add(self, typed: str) -> tuple[RoutineItem, ...]:
        """Put an exercise at the end, or all that are in another routine.

        Args:
            typed: Its name as for `supple start`, and after a colon perhaps its dose.

        Returns:
            What was added.

        Raises:
            RoutinesError: There is no such dose, or there are enough exercises; then nothing has
                changed. What `meant` raises is not caught either.
        """
        name, colon, dose = typed.rpartition(":")
        found = self._meant(name if colon else typed)
        added = found.items
        if colon:
            reps, seconds = _dose(dose)
            if len(added) > 1:
                raise RoutinesError(f"{found.name} has several exercises, each with its own dose.")
            exercise = self._catalogue.get(added[0].exercise)
            dosed = with_dose(added[0], exercise, self._settings, reps=reps, seconds=seconds)
            added = (dosed,)
        if len(self._items) + len(added) > MAX_ITEMS:
            raise RoutinesError(f"{MAX_ITEMS} exercises at most.")
        self._items += added
        return added

    def change(
        self,
        *,
        my_level: Iterable[str] = (),
        reps: Iterable[tuple[str, int]] = (),
        seconds: Iterable[tuple[str, int]] = (),
    ) -> None:
        """Change doses.

        Args:
            my_level: What is to follow the person's own level.
            reps: What is to have how many holds a leg.
            seconds: What is to be held how long.

        Raises:
            RoutinesError: It is not in it, or cannot have that dose.
        """
        for typed in my_level:
            at = self._place(typed)
            self._items[at] = with_my_level(self._items[at])
        doses = [(typed, {"reps": n}) for typed, n in reps]
        doses += [(typed, {"seconds": n}) for typed, n in seconds]
        for typed, dose in doses:
            at = self._place(typed)
            exercise = self._catalogue.get(self._items[at].exercise)
            self._items[at] = with_dose(self._items[at], exercise, self._settings, **dose)

    def arrange(
        self,
        *,
        remove: Iterable[str] = (),
        add: Iterable[str] = (),
        move: Iterable[tuple[str, int]] = (),
    ) -> None:
        """Take exercises out, then add some, then move some.

        Args:
            remove: What to take out; places are those of before.
            add: What to add, as in `add`.
            move: What to put where, from 1; a place beyond the end is the end.

        Raises:
            RoutinesError: Something is not in it, or cannot be added.
        """
        gone = {self._place(typed) for typed in remove}
        self._items = [item for at, item in enumerate(self._items) if at not in gone]
        for typed in add:
            self.add(typed)
        for typed, place in move:
            self._items.insert(place - 1, self._items.pop(self._place(typed)))

    def _place(self, typed: str) -> int:
        """Return where something is, from 0.

        Args:
            typed: Its place, from 1, or its name.

        Raises:
            RoutinesError: It is not in it, or several times.
        """
        word = typed.strip()
        if word.isascii() and word.isdigit():
            if not 1 <= int(word[:4]) <= len(self._items):
                raise RoutinesError(f"There is no place {clean(word, limit=9)} in it.")
            return int(word) - 1
        ids = [item.exercise for item in self._items]
        known = Catalogue(tuple(self._catalogue.get(each) for each in dict.fromkeys(ids)))
        try:
            found = resolve(word, Routines(()), known)
        except UnknownNameError:
            found = self._meant(word)
        places = [str(at) for at, each in enumerate(ids, 1) if found.items == (RoutineItem(each),)]
        if not places:
            raise RoutinesError(f"{found.name} is not in it.")
        if len(places) > 1:
            raise RoutinesError(f"{found.name} is in it at {listed(places)}: name the place.")
        return int(places[0]) - 1


def _dose(typed: str) -> tuple[int | None, int | None]:
    """Return holds and seconds; None for what is left out.

    Raises:
        RoutinesError: It is no dose.
    """
    found = _DOSE.fullmatch(typed.strip().casefold())
    reps, seconds = (found[1] or found[3], found[2] or found[4]) if found else ("", "")
    if not (reps or seconds):
        shown = clean(typed, limit=20)
        raise RoutinesError(f'"{shown}" is no dose: 2x20 is two holds of 20 s on each leg.')
    return int(reps) if reps else None, int(seconds) if seconds else None
