"""The last changes to records, so that each can be taken back, after a restart too."""

from contextlib import suppress
from datetime import datetime
from pathlib import Path

import msgspec

from library import files
from library.history.format import encode
from library.history.merge import timestamp
from library.history.record import SESSIONS, TABLES
from library.history.snapshot import Change

REMEMBERED = 20
"""How many changes can be taken back, one after the other (our judgement)."""
WENT_BACK = "went back"
"""What is remembered of going back to a backup; the last time stays, whatever follows."""


class UndoEntry(msgspec.Struct, frozen=True):
    """One change, with what is needed to take it back."""

    what: str
    at: str
    before: dict[str, str]
    """The text of every document as it was, by key."""
    after: dict[str, str]
    """The text of every document after the change."""
    table: str = SESSIONS
    """Where the documents are."""
    rest: "tuple[UndoEntry, ...]" = ()
    """The same change, as far as it concerns other tables."""

    @classmethod
    def of(
        cls,
        what: str,
        now: datetime,
        table: str,
        before: dict[str, bytes],
        after: dict[str, bytes],
    ) -> "UndoEntry":
        """Make the entry of a change that was just saved."""
        return cls(what, timestamp(now), _texts(before), _texts(after), table)

    @property
    def thing(self) -> str:
        """What was changed."""
        return TABLES[self.table].thing if self.table in TABLES else "entry"

    @property
    def change(self) -> Change:
        """What a person is told of it."""
        return Change(self.what, tuple(self.before), self.table)


class TakenBack(msgspec.Struct, frozen=True):
    """What became of taking back the last time somebody went back."""

    again: int
    """Entries that are as they were before it."""
    changed_since: int
    """Entries that were changed again since, and stay as they are."""


class UndoList:
    """The file that remembers the last changes; losing it loses no session.

    Args:
        path: The file, on this machine only.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def entries(self) -> list[UndoEntry]:
        """Return the remembered changes, the oldest first; none when the file makes no sense.

        Raises:
            OSError: The file cannot be read just now.
        """
        try:
            raw = files.read(self._path)
            return msgspec.json.decode(raw or b"[]", type=list[UndoEntry])
        except (files.UnsuitableFileError, msgspec.DecodeError):
            return []

    def push(self, entry: UndoEntry) -> None:
        """Remember a change that was just saved.

        A failure is no failure of the save. But an old list would take back the wrong
        change, so then everything is forgotten.
        """
        try:
            self._write([*self.entries(), entry])
        except OSError:
            files.discard(self._path)

    def pop(self) -> None:
        """Forget the last change."""
        with suppress(OSError):  # what stays on the list no longer fits its session
            self._write(self.entries()[:-1])

    def forget(self, entry: UndoEntry) -> None:
        """Forget a change wherever it stands."""
        with suppress(OSError):
            self._write([each for each in self.entries() if each != entry])

    def last(self) -> UndoEntry | None:
        """Return the last change, which is the first to be taken back; None when there is none.

        Raises:
            OSError: As in `entries`.
        """
        entries = self.entries()
        return entries[-1] if entries else None

    def last_going_back(self) -> UndoEntry | None:
        """Return what is remembered of the last time somebody went back to a backup.

        Raises:
            OSError: As in `entries`.
        """
        found = [entry for entry in self.entries() if entry.what == WENT_BACK]
        return found[-1] if found else None

    def _write(self, entries: list[UndoEntry]) -> None:
        older, kept = entries[:-REMEMBERED], entries[-REMEMBERED:]
        if not any(entry.what == WENT_BACK for entry in kept):
            kept = [entry for entry in older if entry.what == WENT_BACK][-1:] + kept
        files.replace(self._path, encode(msgspec.to_builtins(kept)))


def _texts(documents: dict[str, bytes]) -> dict[str, str]:
    return {key: raw.decode() for key, raw in documents.items()}
