"""The log in a TinyDB file."""

import gc
import platform
from collections.abc import Callable, Iterator, Mapping, MutableMapping, Sequence
from contextlib import contextmanager
from datetime import date
from operator import attrgetter
from pathlib import Path
from typing import Any

from tinydb.table import Document, Table

from library.clock import Clock
from library.history import disk
from library.history.codec import (
    InvalidDocument,
    is_deleted,
    mark_key,
    read_mark,
    read_session,
    to_document,
)
from library.history.contents import MARKS, SESSIONS, document
from library.history.log import Attention, ClashError, HistoryError, Snapshot
from library.history.record import DayMark, MarkKind, SessionRecord
from library.history.storage import RecordDB
from library.history.undo import Change, UndoList
from library.history.vault import Vault
from library.history.versions import content, timestamp
from library.text import clean

FieldsChange = Callable[[MutableMapping[str, Any]], object]


class TinyHistory:
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
        self.vault = Vault(path, state_dir, clock, clean(device or platform.node()))
        self._db = RecordDB(self.vault)
        self._sessions = self._db.table(SESSIONS)
        self._marks = self._db.table(MARKS)
        self._undo = UndoList(state_dir / "undo.json")
        self._shown: dict[str, bytes] = {}
        self._read: dict[str, tuple[bytes, SessionRecord | Attention | None]] = {}

    def load(self) -> Snapshot:
        """Read everything.

        Raises:
            HistoryError: The file can not be read, or a later version wrote it.
        """
        view = self.vault.read()
        attention: list[Attention] = []
        with _no_collection():
            sessions = list(self._records(view.contents.tables[SESSIONS], attention))
            sessions.sort(key=attrgetter("started_at"))
        marks = _marks(view.contents.tables[MARKS], attention)
        self._shown = view.contents.tables[SESSIONS]
        return Snapshot(tuple(sessions), marks, view.notices, tuple(attention))

    def _records(
        self, table: dict[str, bytes], attention: list[Attention]
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
        """Whether somebody else changed the file since it was last read or saved here.

        Costs some microseconds, so it can be asked every second.
        """
        return self.vault.changed()

    def add(self, session: SessionRecord) -> None:
        """Save a new session; adding the same id again changes nothing."""
        with self.vault.changing() as view:
            if session.id not in view.contents.tables[SESSIONS]:
                self._sessions.insert(Document(to_document(session), session.id))  # type: ignore[arg-type]
            self._remember(session.id)

    def replace(self, session: SessionRecord) -> None:
        """Save a changed version of a session, made on the version last shown by `load`.

        Raises:
            ClashError: The session was changed or deleted elsewhere in the meantime.
            HistoryError: There is no such session, or it could not be saved.
        """
        with self.vault.changing() as view:
            raw = view.contents.tables[SESSIONS].get(session.id)
            if raw is None:
                raise HistoryError("Not saved: there is no such session in the log.")
            if self._shown.get(session.id, raw) != raw or is_deleted(raw):
                theirs = _session(session.id, raw)
                raise ClashError(session, None if isinstance(theirs, Attention) else theirs)
            fields = to_document(session)
            self._change("edited", [session.id], lambda old: old.update(fields))

    def delete(self, ids: Sequence[str]) -> None:
        """Mark sessions as deleted; `restore` brings them back."""
        now = timestamp(self.vault.clock.now())
        self._change("deleted", ids, lambda old: old.setdefault("deleted_at", now))

    def restore(self, ids: Sequence[str]) -> None:
        """Undo `delete`."""
        self._change("restored", ids, lambda old: old.pop("deleted_at", None))

    def _change(self, what: str, ids: Sequence[str], change: FieldsChange) -> None:
        """Change sessions, and remember how they were."""
        with self.vault.changing() as view:
            before = view.contents.tables[SESSIONS]
            _update(self._sessions, ids, change)
            after = self.vault.read().contents.tables[SESSIONS]
            changed = [key for key in ids if key in before and before[key] != after[key]]
            self._remember(*changed)
            if changed:
                olds, news = ({key: table[key] for key in changed} for table in (before, after))
                self._undo.push(what, self.vault.clock.now(), olds, news)

    def _remember(self, *ids: str) -> None:
        # What was saved here counts as shown: the next edit of it is no clash with itself.
        table = self.vault.read().contents.tables[SESSIONS]
        self._shown = {**self._shown, **{key: table[key] for key in ids}}

    def last_change(self) -> Change | None:
        """The delete or edit that `undo` would take back.

        Raises:
            HistoryError: What was remembered can not be read.
        """
        try:
            changes = self._undo.changes()
        except OSError as error:
            raise HistoryError(f"Nothing can be undone: {disk.reason(error)}.") from error
        return changes[-1] if changes else None

    def undo(self) -> Change | None:
        """Take back the last delete or edit made on this machine; None when there is none.

        Raises:
            HistoryError: The session was changed again in another window or on another
                machine; the change is then forgotten, for it can not be taken back any more.
        """
        with self.vault.changing() as view:
            change = self.last_change()
            if change is None:
                return None
            table = view.contents.tables[SESSIONS]
            for key, text in change.after.items():
                if key not in table or content(table[key]) != content(text.encode()):
                    self._undo.pop()
                    raise HistoryError("Not undone: the session was changed again elsewhere.")
            for key, text in change.before.items():
                fields = document(text.encode())
                _update(self._sessions, [key], lambda old, fields=fields: _become(old, fields))  # type: ignore[misc]
            self._remember(*change.before)
            self._undo.pop()
            return change

    def mark(self, day: date, kind: MarkKind | None) -> None:
        """Mark a day, or with None take its mark away."""
        key = mark_key(day)
        with self.vault.changing() as view:
            if kind is None:
                now = timestamp(self.vault.clock.now())
                _update(self._marks, [key], lambda old: old.setdefault("deleted_at", now))
                return
            fields = {"day": day.isoformat(), "kind": kind.value}
            if key in view.contents.tables[MARKS]:
                _update(self._marks, [key], lambda old: _renew(old, fields))
            else:
                self._marks.insert(Document(fields, key))  # type: ignore[arg-type]

    def table(self, name: str = SESSIONS) -> Table:
        """A TinyDB table on the file, for queries of all kinds."""
        return self._db.table(name)


def _update(table: Table, ids: Sequence[str], change: FieldsChange) -> None:
    def perform(fields: MutableMapping[str, Any]) -> None:
        change(fields)

    table.update(perform, doc_ids=ids)  # type: ignore[arg-type]


def _become(old: MutableMapping[str, Any], fields: Mapping[str, Any]) -> None:
    old.clear()
    old.update(fields)


def _session(key: str, raw: bytes) -> SessionRecord | Attention | None:
    try:
        return read_session(key, raw)
    except InvalidDocument as error:
        return Attention(clean(key), clean(str(error)))


def _renew(old: MutableMapping[str, Any], fields: dict[str, str]) -> None:
    old.pop("deleted_at", None)
    old.update(fields)


def _marks(table: dict[str, bytes], attention: list[Attention]) -> tuple[DayMark, ...]:
    found = []
    for key, raw in table.items():
        try:
            mark = read_mark(raw)
        except InvalidDocument as error:
            attention.append(Attention(clean(key), clean(str(error))))
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
