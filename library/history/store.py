"""The log in a TinyDB file."""

import gc
import platform
from collections.abc import Iterator, Mapping, MutableMapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from functools import cached_property
from operator import attrgetter
from pathlib import Path
from typing import Any, Protocol

from library import files
from library.clock import Clock
from library.history.codec import (
    InvalidDocument,
    is_deleted,
    mark_key,
    read_mark,
    read_session,
    to_document,
)
from library.history.file import HistoryFile
from library.history.format import MARKS, SESSIONS, FieldsChange, document, encode
from library.history.merge import content, stamped, timestamp
from library.history.protocol import Change, ConflictError, HistoryError, InvalidEntry, Snapshot
from library.history.record import DayMark, MarkKind, SessionRecord
from library.history.recovery import LoadedHistory
from library.history.undo import UndoEntry, UndoList
from library.text import clean


class _Records(Protocol):
    """What is asked of a table; TinyDB itself is loaded by the first change."""

    def put(self, key: str, fields: Mapping[str, Any]) -> None: ...
    def change(self, keys: Sequence[str], perform: FieldsChange) -> None: ...


class HistoryStore:
    """The log in one TinyDB file that no crash, no second window and no sync tool can lose.

    Every change is saved when the method returns. Methods may be called from any thread;
    saves take the time of writing the file twice, so a screen calls them from a worker.

    Args:
        path: The file; it is made by the first save.
        state_dir: Folder of this machine for backups, lock and undo.
        clock: Tells when a change was made.
        device: Name of this machine; its host name when left out.
    """

    def __init__(
        self, path: Path, state_dir: Path, clock: Clock, device: str | None = None
    ) -> None:
        self.file = HistoryFile(path, state_dir, clock, clean(device or platform.node()))
        self._undo = UndoList(state_dir / "undo.json")
        self._shown: dict[str, bytes] = {}
        self._last: tuple[LoadedHistory, Snapshot] | None = None
        self._read: dict[str, tuple[bytes, SessionRecord | InvalidEntry | None]] = {}

    @cached_property
    def _sessions(self) -> _Records:
        return self._records_of(SESSIONS)

    @cached_property
    def _marks(self) -> _Records:
        return self._records_of(MARKS)

    def _records_of(self, table: str) -> _Records:
        from library.history.tinydb_storage import (
            RecordDB,  # reading needs no TinyDB: 2 ms of a start
        )

        return RecordDB(self.file).records(table)

    def load(self) -> Snapshot:
        """Read everything; the same snapshot as before when nothing has changed since.

        Raises:
            HistoryError: The file can not be read, or a later version wrote it.
        """
        loaded = self.file.read()
        self._shown = loaded.contents.tables[SESSIONS]
        if self._last is not None and self._last[0] is loaded:
            return self._last[1]
        attention: list[InvalidEntry] = []
        with _no_collection():
            sessions = list(self._records(loaded.contents.tables[SESSIONS], attention))
            sessions.sort(key=attrgetter("started_at"))
        marks = _marks(loaded.contents.tables[MARKS], attention)
        snapshot = Snapshot(tuple(sessions), marks, loaded.notices, tuple(attention))
        self._last = (loaded, snapshot)
        return snapshot

    def _records(
        self, table: dict[str, bytes], attention: list[InvalidEntry]
    ) -> Iterator[SessionRecord]:
        """Parse what has not been parsed at the last load."""
        known, self._read = self._read, {}
        for key, raw in table.items():
            old = known.get(key)
            record = old[1] if old is not None and old[0] == raw else _session(key, raw)
            self._read[key] = (raw, record)
            if isinstance(record, SessionRecord):
                yield record
            elif record is not None:
                attention.append(record)

    def changed(self) -> bool:
        """Whether `load` would give something else than it last did.

        Costs some microseconds, so it can be asked every second.
        """
        return self._last is None or self.file.changed(self._last[0])

    def add(self, session: SessionRecord) -> None:
        """Save a new session; adding the same id again changes nothing."""
        with self.file.changing() as loaded:
            if session.id not in loaded.contents.tables[SESSIONS]:
                self._sessions.put(session.id, to_document(session))
            self._remember(session.id)

    def replace(
        self,
        session: SessionRecord,
        shown: SessionRecord | None = None,
        *,
        undoable: bool = True,
    ) -> None:
        """Save a changed version of a session.

        Args:
            session: The new version.
            shown: The version it was made on; the one last read by `load` when left out.
            undoable: Whether `undo` can take it back.

        Raises:
            ConflictError: The session was changed or deleted elsewhere in the meantime.
            HistoryError: There is no such session, or it could not be saved.
        """
        with self.file.changing() as loaded:
            raw = loaded.contents.tables[SESSIONS].get(session.id)
            if raw is None:
                raise HistoryError("Not saved: there is no such session in the log.")
            theirs = _session(session.id, raw)
            known = self._shown.get(session.id, raw) == raw if shown is None else theirs == shown
            if not (known or theirs == session) or is_deleted(raw):
                raise ConflictError(session, None if isinstance(theirs, InvalidEntry) else theirs)
            fields = to_document(session)
            if undoable:
                self._change("edited", [session.id], lambda old: old.update(fields))
            else:
                self._sessions.change([session.id], lambda old: old.update(fields))
                self._remember(session.id)

    def delete(self, ids: Sequence[str]) -> None:
        """Mark sessions as deleted; `restore` brings them back."""
        now = timestamp(self.file.clock.now())
        self._change("deleted", ids, lambda old: old.setdefault("deleted_at", now))

    def restore(self, ids: Sequence[str]) -> None:
        """Undo `delete`."""
        self._change("restored", ids, lambda old: old.pop("deleted_at", None))

    def _change(self, what: str, ids: Sequence[str], change: FieldsChange) -> None:
        """Change sessions, and remember how they were."""
        with self.file.changing() as loaded:
            before = loaded.contents.tables[SESSIONS]
            self._sessions.change(ids, change)
            after = self.file.read().contents.tables[SESSIONS]
            changed = [key for key in ids if key in before and before[key] != after[key]]
            self._remember(*changed)
            if changed:
                olds, news = ({key: table[key] for key in changed} for table in (before, after))
                self._undo.push(UndoEntry.of(what, self.file.clock.now(), SESSIONS, olds, news))

    def _remember(self, *ids: str) -> None:
        # What was saved here counts as shown: the next edit of it is no clash with itself.
        table = self.file.read().contents.tables[SESSIONS]
        self._shown = {**self._shown, **{key: table[key] for key in ids}}

    def last_change(self) -> Change | None:
        """The change that `undo` would take back; None when there is none."""
        entry = self._last_entry()
        return entry.change if entry is not None else None

    def _last_entry(self) -> UndoEntry | None:
        try:
            entries = self._undo.entries()
        except OSError as error:
            raise HistoryError(f"Nothing can be undone: {files.reason(error)}.") from error
        return entries[-1] if entries else None

    def undo(self) -> Change | None:
        """Take back the last edit, delete, restore or mark made on this machine.

        Returns:
            What was taken back; None when there is nothing to take back.

        Raises:
            HistoryError: The session was changed again in another window or on another
                machine; the change is then forgotten, for it can not be taken back any more.
        """
        with self.file.changing() as loaded:
            entry = self._last_entry()
            if entry is None:
                return None
            contents = loaded.contents.copy()
            self._take_back(entry, contents.tables[entry.table])
            self.file.commit(contents)
            self._remember(*(entry.before if entry.table == SESSIONS else ()))
            self._undo.pop()
            return entry.change

    def _take_back(self, entry: UndoEntry, table: dict[str, bytes]) -> None:
        for key, text in entry.after.items():
            if key not in table or content(table[key]) != content(text.encode()):
                self._undo.pop()
                raise HistoryError(f"Not undone: the {entry.thing} was changed again elsewhere.")
        now = self.file.clock.now()
        for key, text in entry.before.items():
            fields = document(text.encode())
            table[key] = encode(stamped(fields, table[key], now, self.file.device))

    def mark(self, day: date, kind: MarkKind | None) -> None:
        """Mark a day, or with None take its mark away."""
        key, now = mark_key(day), self.file.clock.now()
        with self.file.changing() as loaded:
            old = loaded.contents.tables[MARKS].get(key)
            if kind is None:
                self._marks.change([key], lambda mark: _take_away(mark, now))
            elif old is not None:
                fields = {"day": day.isoformat(), "kind": kind.value}
                self._marks.change([key], lambda mark: _renew(mark, fields))
            else:
                self._marks.put(key, {"day": day.isoformat(), "kind": kind.value})
            new = self.file.read().contents.tables[MARKS].get(key)
            if new is not None and new != old:
                # A day that had no mark goes back to one that is taken away: nothing vanishes.
                before = old or encode({**document(new), "deleted_at": timestamp(now)})
                self._undo.push(UndoEntry.of("marked", now, MARKS, {key: before}, {key: new}))


def _session(key: str, raw: bytes) -> SessionRecord | InvalidEntry | None:
    try:
        return read_session(key, raw)
    except InvalidDocument as error:
        return InvalidEntry(clean(key), clean(str(error)))


def _take_away(mark: MutableMapping[str, Any], now: datetime) -> None:
    mark.setdefault("deleted_at", timestamp(now))


def _renew(old: MutableMapping[str, Any], fields: dict[str, str]) -> None:
    old.pop("deleted_at", None)
    old.update(fields)


def _marks(table: dict[str, bytes], attention: list[InvalidEntry]) -> tuple[DayMark, ...]:
    found = []
    for key, raw in table.items():
        try:
            mark = read_mark(raw)
        except InvalidDocument as error:
            attention.append(InvalidEntry(clean(key), clean(str(error))))
        else:
            if mark is not None:
                found.append(mark)
    return tuple(sorted(found, key=attrgetter("day")))


@contextmanager
def _no_collection() -> Iterator[None]:
    """Keep the garbage collector from walking thousands of new records again and again."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
