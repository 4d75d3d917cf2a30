"""What a programme brings to somebody's exercises and routines, worked out before it is taken."""

from collections.abc import Mapping
from enum import StrEnum

import msgspec
from msgspec.structs import replace

from library.exercises.catalogue import Catalogue
from library.exercises.model import Exercise
from library.routines.collection import Routines
from library.routines.copies import apart, says_the_same
from library.routines.model import Routine
from library.routines.programme import Programme


class Brought(StrEnum):
    """How a part of a programme stands to what is here."""

    NEW = "new"
    CHANGED = "changed"
    """There is one of one's own with its id that says something else."""
    SAME = "the same"


class Arrival(msgspec.Struct, frozen=True):
    """A programme beside what is here."""

    programme: Programme
    catalogue: Catalogue
    routines: Routines
    used: frozenset[str] = frozenset()
    """More ids that nothing new may have: those of files that cannot be read."""

    @property
    def exercises(self) -> tuple[tuple[Exercise, Brought], ...]:
        """Its exercises, and how each stands to those here."""
        return tuple((each, self._brought(each)) for each in self.programme.exercises)

    @property
    def routine(self) -> Brought:
        """How its routine stands to those here."""
        mine = {each.id: own.id for each in self.programme.exercises if (own := self._own(each))}
        routine = _with_exercises(self.programme.routine, mine)
        if self._kept_routine(routine) is not None:
            return Brought.SAME
        return Brought.CHANGED if self._is_own_routine(routine.id) else Brought.NEW

    @property
    def replaces(self) -> tuple[str, ...]:
        """The names of what is here that would have to make way for it."""
        found = [each.name for each, brought in self.exercises if brought is Brought.CHANGED]
        return (*found, *([self.programme.routine.name] * (self.routine is Brought.CHANGED)))

    @property
    def brings_something(self) -> bool:
        """Whether something of it is not here yet."""
        found = [self.routine, *(brought for _, brought in self.exercises)]
        return any(each is not Brought.SAME for each in found)

    def taken(self, *, replacing: bool) -> tuple[tuple[Exercise, ...], Routine, bool]:
        """Return what is to be written, under ids and names that clash with nothing.

        Args:
            replacing: Whether what has changed takes the place of what is here; else both stay.

        Returns:
            The exercises that are new or other than here; the routine; and whether that is new or
            other than here, too.
        """
        ids: dict[str, str] = {}
        written: list[Exercise] = []
        used = {each.id for each in (*self.catalogue, *self.catalogue.gone, *self.routines)}
        used |= self.used
        names = {each.name.casefold() for each in self.catalogue}
        for exercise in self.programme.exercises:
            brought = self._brought(exercise)
            mine = self._own(exercise)
            if brought is Brought.SAME and mine is not None:
                ids[exercise.id] = mine.id
                continue
            replaces = brought is Brought.CHANGED and replacing
            kept = exercise if replaces else apart(exercise, used, names)
            ids[exercise.id] = kept.id
            used.add(kept.id)
            names.add(kept.name.casefold())
            written.append(kept)
        routine = _with_exercises(self.programme.routine, ids)
        if (own := self._kept_routine(routine)) is not None:
            return tuple(written), own, False
        if not (replacing and self._is_own_routine(routine.id)):
            taken = {each.name.casefold() for each in self.routines}
            routine = apart(routine, used, taken)
        return tuple(written), routine, True

    def _brought(self, exercise: Exercise) -> Brought:
        mine = self._own(exercise)
        if mine is None:
            return Brought.NEW
        return Brought.SAME if says_the_same(exercise, mine) else Brought.CHANGED

    def _own(self, exercise: Exercise) -> Exercise | None:
        """Return the own exercise that says the same, or else has its id; None without one."""
        own = [each for each in self.catalogue if each.own]
        same = [each for each in own if says_the_same(exercise, each)]
        alike = [each for each in own if each.id == exercise.id]
        return next((each for each in alike if each in same), next(iter((*same, *alike)), None))

    def _is_own_routine(self, routine_id: str) -> bool:
        return any(each.id == routine_id for each in self.routines.own)

    def _kept_routine(self, routine: Routine) -> Routine | None:
        """Return the own routine that says the same, perhaps under another name."""
        same = [each for each in self.routines.own if says_the_same(routine, each)]
        return next((each for each in same if each.id == routine.id), next(iter(same), None))


def _with_exercises(routine: Routine, ids: Mapping[str, str]) -> Routine:
    items = (replace(i, exercise=ids.get(i.exercise, i.exercise)) for i in routine.items)
    return replace(routine, items=tuple(items))
