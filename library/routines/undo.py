"""The last changes to a person's own routines, so that each can be taken back later, too."""

from collections.abc import Callable
from pathlib import Path

import msgspec

from library.bounds import UNDOABLE
from library.exercises.catalogue import Catalogue
from library.last_changes import LastChanges
from library.routines.collection import Routines
from library.routines.file import RoutinesError, RoutinesFile
from library.routines.model import Routine


class ChangedSinceError(RoutinesError):
    """A change cannot be taken back any more."""


class RoutineChange(msgspec.Struct, frozen=True):
    """A routine before a change and after it; of one that is new or deleted there is only one."""

    before: Routine | None
    after: Routine | None

    @property
    def id(self) -> str:
        """The id of the routine."""
        routine = self.after or self.before
        return "" if routine is None else routine.id

    @property
    def name(self) -> str:
        """The name that it was last known by."""
        routine = self.after or self.before
        return "" if routine is None else routine.name

    def taken_back(self, routines: Routines, catalogue: Catalogue) -> Routines:
        """Return the routines without the change.

        Args:
            routines: As they are now.
            catalogue: The exercises a routine may name.

        Raises:
            ChangedSinceError: The routine was changed since, or an exercise of it is gone.
        """
        now = routines.get(self.id) if self.id in routines else None
        if now != self.after:
            raise ChangedSinceError(f"Not undone: {self.name} was changed again since.")
        if self.before is None:
            return routines.without_own(self.id)
        if any(item.exercise not in catalogue for item in self.before.items):
            raise ChangedSinceError(f"Not undone: {self.name} has an exercise that is gone.")
        return routines.with_own(self.before)

    def __str__(self) -> str:
        """As it is told that the change was taken back."""
        if self.before is None:
            return f"Deleted again: {self.name}."
        if self.after is None:
            return f"Brought back: {self.before.name}."
        return f"{self.before.name} is as it was before."


class RoutineChanges:
    """Changes of a person's own routines, each remembered; losing that loses no routine.

    Args:
        file: The routines.
        path: Where the last changes are remembered, on this machine only.
    """

    def __init__(self, file: RoutinesFile, path: Path) -> None:
        self._file = file
        self._changes = LastChanges(path, RoutineChange, UNDOABLE)

    @property
    def last(self) -> RoutineChange | None:
        """What `undo` takes back next; None when there is nothing."""
        return self._changes.last

    def save(self, change: Callable[[Routines], Routines], catalogue: Catalogue) -> Routines:
        """Change the routines in the file, and remember how they were.

        Args:
            change: As of `RoutinesFile.save`.
            catalogue: The exercises a routine may name.

        Returns:
            The routines as they are now.

        Raises:
            RoutinesError: They could not be saved, and the file is as it was.
        """
        before = None

        def changed(routines: Routines) -> Routines:
            nonlocal before
            before = routines
            return change(routines)

        after = self._file.save(changed, catalogue)
        if before is not None:
            self._remember(before, after)
        return after

    def undo(self, catalogue: Catalogue) -> tuple[Routines, RoutineChange] | None:
        """Take back the last change that was made on this machine.

        Args:
            catalogue: The exercises a routine may name.

        Returns:
            The routines as they are now, and what was taken back; None when there is nothing.

        Raises:
            RoutinesError: It could not be taken back. If the routine was changed since, that is
                forgotten, to make way for the change before it.
        """
        last = self.last
        if last is None:
            return None
        try:
            after = self._file.save(lambda now: last.taken_back(now, catalogue), catalogue)
        except ChangedSinceError:
            self._changes.drop_last()
            raise
        self._changes.drop_last()
        return after, last

    def _remember(self, before: Routines, after: Routines) -> None:
        """Remember what was just saved; a failure is no failure of the save."""
        old = {routine.id: routine for routine in before.own}
        new = {routine.id: routine for routine in after.own}
        changes = [
            RoutineChange(old.get(each), new.get(each))
            for each in old | new
            if old.get(each) != new.get(each)
        ]
        if changes:
            self._changes.add(changes)
