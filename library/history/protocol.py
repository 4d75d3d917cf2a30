"""The history as the rest of the program sees it, told without loading what reads it."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from library.history.record import MarkKind, Record, SessionRecord
from library.history.snapshot import Change, Snapshot

if TYPE_CHECKING:  # only named here
    from library.history.comparison import Comparison, ConflictCopy


class History(Protocol):
    """What can be read and changed, as in `HistoryStore`. All of it may raise `HistoryError`."""

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
        """Take back the last change made on this machine; None when there is none."""
        ...

    def mark(self, day: date, kind: MarkKind | None, until: date | None = None) -> None:
        """Mark a day, or with None take its mark away; with `until` all days up to that one."""
        ...

    def is_behind(self) -> bool:
        """Tell whether the file lacks something that `load` last gave, and is whole otherwise."""
        ...

    def hand_on(self) -> None:
        """Save what the file lacks, so that other machines get it, too."""
        ...

    def merge_other(self, id: str) -> "Comparison":
        """Merge another history, which lay in this one's place before."""
        ...

    def keep_apart(self, id: str) -> None:
        """Say no more of another history, which lay in this one's place before."""
        ...

    def sync_conflicts(self) -> list["ConflictCopy"]:
        """Find the copies beside the history, also those that bring nothing to it."""
        ...

    def merge_copies(self, *paths: Path) -> "Comparison":
        """Merge copies into the history; those that a sync tool named are then put aside."""
        ...

    def leave_copies(self, *copies: "ConflictCopy") -> None:
        """Remember that copies, as they were found, were asked about and are to stay."""
        ...

    def put(self, records: Sequence[Record], *, undoable: bool = True) -> None:
        """Save records of one table, each in the place of the one with its key, if there is one."""
        ...

    def remove(self, records: Sequence[Record]) -> None:
        """Mark records of one table as deleted; `undo` and `put` bring them back.

        Args:
            records: At least one.
        """
        ...

    def put_new(self, records: Sequence[Record]) -> None:
        """Save those records of one table whose keys nothing has had yet."""
        ...
