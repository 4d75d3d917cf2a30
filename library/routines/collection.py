"""All routines at hand: the built-in ones, then the user's own."""

from collections.abc import Collection, Iterator

import msgspec
from msgspec.structs import replace

from library.exercises.ids import free_id
from library.routines.model import Routine


class Routines(msgspec.Struct, frozen=True):
    """Routines in the order in which they are listed; each change gives a new collection."""

    routines: tuple[Routine, ...]
    unusable: frozenset[str] = frozenset()
    """Ids of own routines that name an exercise that is not there; saving leaves them alone."""

    def __iter__(self) -> Iterator[Routine]:
        return iter(self.routines)

    def __len__(self) -> int:
        return len(self.routines)

    def __contains__(self, routine_id: object) -> bool:
        return any(routine.id == routine_id for routine in self.routines)

    def get(self, routine_id: str) -> Routine:
        """Return the routine with this id.

        Raises:
            KeyError: There is none; a history may name one that is gone, so ask with `in` first.
        """
        for routine in self.routines:
            if routine.id == routine_id:
                return routine
        raise KeyError(routine_id)

    @property
    def own(self) -> tuple[Routine, ...]:
        """Those from the user's file."""
        return tuple(routine for routine in self.routines if routine.own)

    def with_own(self, routine: Routine) -> "Routines":
        """Return these and the routine, in the place of an own one with the same id.

        Raises:
            ValueError: A built-in routine has this id.
        """
        if routine.id in self and not self.get(routine.id).own:
            raise ValueError(f"{routine.id} is built in")
        routine = replace(routine, own=True)
        if routine.id in self:
            changed = tuple(routine if r.id == routine.id else r for r in self.routines)
        else:
            changed = (*self.routines, routine)
        return Routines(changed, self.unusable - {routine.id})

    def without_own(self, routine_id: str) -> "Routines":
        """Return these less the own routine with this id; built-in ones stay."""
        kept = tuple(r for r in self.routines if r.id != routine_id or not r.own)
        return replace(self, routines=kept)

    def free_id(self, name: str, taken: Collection[str]) -> str:
        """Return an id made of a new routine's name.

        Args:
            name: What the person called it.
            taken: Ids that are in use elsewhere: those of the exercises.
        """
        used = {*taken, *self.unusable, *(routine.id for routine in self.routines)}
        return free_id(name, used, "routine")
