"""The last changes to records, so that each can be taken back, after a restart too."""

import hashlib
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path

import msgspec
from msgspec.structs import replace

from library import failures, files
from library.bounds import UNDOABLE
from library.clock import timestamp
from library.history.errors import HistoryError
from library.history.format import (
    Contents,
    Document,
    decode_as,
    document,
    encode,
    with_deletion,
)
from library.history.merge import content
from library.history.snapshot import IMPORTED, WENT_BACK, Change
from library.history.tables import SESSIONS, TABLES

UNDOABLE_APART = 5
"""How many imports can be taken back, and how many times of going back to a backup, whatever was
changed since (our judgement)."""
_APART = {IMPORTED: "import", WENT_BACK: "restore"}
"""Changes of so many documents that each is remembered in a file of its own: the small changes
after it are not to be slowed down by it, nor to crowd it out."""
TAKEN_BACK = "taken_back"
"""The field of an entry that is deleted because its import was taken back: it holds the time of
that deletion. The next import brings such an entry again."""


class UndoEntry(msgspec.Struct, frozen=True):
    """A change of one table, with what is needed to take it back."""

    what: str
    at: str
    before: dict[str, str | None]
    """The text of every document as it was, by key; None where there was none."""
    after: dict[str, str]
    """What every document said after the change, in short as `_said` tells it, or as its text."""
    table: str = SESSIONS
    """Where the documents are."""
    number: int = 0
    """Counts the changes in the order in which they were made, whatever the clock said; 0 in what
    earlier versions of the program remembered."""

    @property
    def order(self) -> int:
        """What is greater for a change that was made later."""
        return self.number or int("0" + "".join(filter(str.isdecimal, self.at)))

    @classmethod
    def of(
        cls,
        what: str,
        now: datetime,
        table: str,
        before: Mapping[str, bytes],
        after: Mapping[str, bytes],
    ) -> "UndoEntry":
        """Make the entry of a change that was just saved.

        Args:
            what: The change, as in `Change.what`.
            now: Aware wall time.
            table: Where the documents are.
            before: The texts of the table before the change.
            after: The texts of the documents that were changed.
        """
        olds = {key: before[key].decode() if key in before else None for key in after}
        return cls(
            what, timestamp(now), olds, {key: _said(raw) for key, raw in after.items()}, table
        )

    def documents_before(self, now: Mapping[str, bytes], at: str) -> dict[str, Document]:
        """Return how the documents were, those left out that were changed since.

        Args:
            now: The texts of the table.
            at: The time, in UTC: what was not there goes back to something that is deleted then,
                for nothing vanishes.
        """
        olds = {}
        for key, said in self.after.items():
            raw, old = now.get(key), self.before.get(key)
            wanted = _said(said.encode()) if said.startswith("{") else said
            if raw is None or _said(raw) != wanted:
                continue
            if old is None:
                olds[key] = with_deletion({**document(raw), TAKEN_BACK: at}, at)
            else:
                olds[key] = document(old.encode())
        return olds


def _said(raw: bytes) -> str:
    """Return a checksum of what a document says, whichever version it is."""
    return hashlib.sha256(encode(content(raw))).hexdigest()[:32]


class UndoStep(msgspec.Struct, frozen=True):
    """What is taken back at once."""

    entries: tuple[UndoEntry, ...]
    """One for each table."""
    path: Path
    """The file that remembers it."""

    @property
    def is_apart(self) -> bool:
        """Whether it is remembered in a file of its own."""
        return self.entries[0].what in _APART

    def documents_before(self, now: Contents, at: str) -> dict[str, dict[str, Document]]:
        """Return how the documents were, by table and key, as `UndoEntry.documents_before` does.

        Raises:
            HistoryError: All of them were changed since.
        """
        olds = {
            entry.table: entry.documents_before(now.tables.get(entry.table, {}), at)
            for entry in self.entries
        }
        if not any(olds.values()):
            entry = self.entries[0]
            thing = TABLES[entry.table].thing if entry.table in TABLES else "entry"
            told = "all of it" if self.is_apart else f"the {thing}"
            raise HistoryError(f"Not undone: {told} was changed again since.")
        return olds

    def change(self, olds: Mapping[str, Mapping[str, Document]]) -> Change:
        """Return what a person is told when these documents were put back."""
        keys = tuple(key for documents in olds.values() for key in documents)
        left = sum(len(entry.after) for entry in self.entries) - len(keys)
        return Change(self.entries[0].what, keys, self.entries[0].table, left)


class UndoList:
    """The files that remember the last changes; losing them loses no session.

    Args:
        path: The file of all changes that need none of their own, on this machine only.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def last(self, what: str = "") -> list[UndoStep]:
        """Return the last change of each kind, the very last one first.

        Args:
            what: The only kind that is wanted, `IMPORTED` or `WENT_BACK`; any when left out.

        Raises:
            HistoryError: It cannot be read just now.
        """
        try:
            kinds = [what] if what else list(_APART)
            newest = [apart[-1] for kind in kinds if (apart := self._apart(kind))]
            found = [UndoStep(tuple(_entries(path)), path) for path in newest]
            if not what:
                found.append(UndoStep(tuple(_entries(self._path)[-1:]), self._path))
        except OSError as error:
            raise HistoryError(f"Nothing can be undone: {failures.why(error)}") from error
        steps = (step for step in found if step.entries)
        return sorted(steps, key=lambda step: step.entries[0].order, reverse=True)

    def _apart(self, what: str) -> list[Path]:
        """List the files of one kind of change, the oldest first: their names tell the number.

        Raises:
            OSError: Their folder cannot be looked into.
        """
        start, folder = f"{self._path.stem}-{_APART[what]}-", self._path.parent
        named = (folder / name for name in files.listing(folder) if name.startswith(start))
        return sorted(named, key=_number_of)

    def _next_number(self) -> int:
        known = [entry.order for entry in _entries(self._path)]
        known += [_number_of(path) for kind in _APART for path in self._apart(kind)]
        return max(known, default=0) + 1

    def push(self, entry: UndoEntry) -> None:
        """Remember a change that was just saved.

        A failure is no failure of the save. But an old list would take back the wrong
        change, so then everything is forgotten.
        """
        try:
            numbered = replace(entry, number=self._next_number())
            _write(self._path, [*_entries(self._path), numbered][-UNDOABLE:])
        except OSError:
            files.discard(self._path)

    def push_apart(self, entries: Sequence[UndoEntry]) -> bool:
        """Remember a change of many documents that was just saved.

        Args:
            entries: One for each table, at least one.

        Returns:
            Whether that was possible; a failure is no failure of the save.
        """
        what = entries[0].what
        try:
            number = self._next_number()
            path = self._path.with_stem(f"{self._path.stem}-{_APART[what]}-{number:08d}")
            _write(path, [replace(entry, number=number) for entry in entries])
        except OSError:
            return False
        with suppress(OSError):
            for old in self._apart(what)[:-UNDOABLE_APART]:
                files.discard(old)
        return True

    def forget(self, step: UndoStep) -> None:
        """Forget the last change, for it was taken back or cannot be."""
        if step.path != self._path:
            files.discard(step.path)
            return
        with suppress(OSError):  # what stays on the list no longer fits its session
            _write(self._path, _entries(self._path)[:-1])


def _entries(path: Path) -> list[UndoEntry]:
    """Return the changes that a file remembers, the oldest first; none when it makes no sense."""
    try:
        raw = files.read(path)
        return decode_as(raw or b"[]", list[UndoEntry])
    except (failures.UnsuitableFileError, ValueError):
        return []


def _number_of(path: Path) -> int:
    """Return the number in the name of a file; it was the time in earlier versions."""
    digits = path.stem.rpartition("-")[2]
    return int(digits) if digits.isdecimal() else 0


def _write(path: Path, entries: Sequence[UndoEntry]) -> None:
    files.replace(path, encode(msgspec.to_builtins(list(entries))))
