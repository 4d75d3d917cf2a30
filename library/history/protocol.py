"""The history as the rest of the program sees it."""

from collections.abc import Sequence
from datetime import date
from typing import Protocol

import msgspec

from library.history.errors import HistoryError
from library.history.record import DayMark, MarkKind, SessionRecord

__all__ = ["Change", "ConflictError", "History", "HistoryError", "InvalidEntry", "Snapshot"]


class ConflictError(HistoryError):
    """A session was changed elsewhere since it was shown; both versions are here."""

    def __init__(self, mine: SessionRecord, theirs: SessionRecord | None) -> None:
        super().__init__(
            "Not saved: this session was changed in another window since it was shown here."
            if theirs
            else "Not saved: this session was deleted in another window."
        )
        self.mine = mine
        """The version that was to be saved."""
        self.theirs = theirs
        """The version in the history; None when it was deleted."""


class Change(msgspec.Struct, frozen=True):
    """A change of sessions or of a mark that can be taken back."""

    what: str
    """`deleted`, `edited`, `restored` or `marked`."""
    at: str
    """When: UTC in ISO 8601."""
    ids: tuple[str, ...]


class InvalidEntry(msgspec.Struct, frozen=True):
    """An entry that is kept but left out of every number, because it is no valid record."""

    key: str
    reason: str


class Snapshot(msgspec.Struct, frozen=True):
    """Everything in the history at one moment, without what was deleted."""

    sessions: tuple[SessionRecord, ...] = ()
    """Oldest first."""
    marks: tuple[DayMark, ...] = ()
    notices: tuple[str, ...] = ()
    """Calm sentences about anything that was not as it should be."""
    attention: tuple[InvalidEntry, ...] = ()
    """Entries that need attention."""

    @property
    def marks_by_day(self) -> dict[date, MarkKind]:
        """What each marked day is marked as."""
        return {mark.day: mark.kind for mark in self.marks}


class History(Protocol):
    """What can be read and changed. Every method may raise `HistoryError`."""

    def load(self) -> Snapshot:
        """Read everything."""
        ...

    def changed(self) -> bool:
        """Tell whether `load` would give something else than it last did; cheap."""
        ...

    def add(self, session: SessionRecord) -> None:
        """Save a new session; adding the same id again changes nothing."""
        ...

    def replace(
        self,
        session: SessionRecord,
        shown: SessionRecord | None = None,
        *,
        undoable: bool = True,
    ) -> None:
        """Save a changed version of a session that is in the history.

        Args:
            session: The new version.
            shown: The version it was made on; the one last read by `load` when left out.
            undoable: Whether `undo` can take it back. What completes a session that was
                just added is no change of its own.

        Raises:
            ConflictError: The session was changed or deleted elsewhere in the meantime.
        """
        ...

    def delete(self, ids: Sequence[str]) -> None:
        """Mark sessions as deleted; `restore` brings them back."""
        ...

    def restore(self, ids: Sequence[str]) -> None:
        """Undo `delete`."""
        ...

    def undo(self) -> Change | None:
        """Take back the last edit, delete, restore or mark; None when there is none."""
        ...

    def mark(self, day: date, kind: MarkKind | None) -> None:
        """Mark a day, or with None take its mark away."""
        ...
