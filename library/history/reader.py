"""Reads the history into snapshots, again and again, decoding only what is new."""

import gc
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from operator import attrgetter
from sys import intern
from typing import Any

from msgspec.structs import force_setattr, replace

from library.history.backups import short_id
from library.history.codec import InvalidDocument, read_session, valid_records
from library.history.file import HistoryFile
from library.history.format import Contents
from library.history.loaded import LoadedHistory
from library.history.record import SessionRecord
from library.history.snapshot import InvalidEntry, Snapshot
from library.history.tables import SESSIONS, TABLES
from library.text import clean

Text = bytes | int
"""The text of a document, or the hash that is kept of one."""


class HistoryReader:
    """What was last read of a history.

    Args:
        file: The history.
        lasting: Whether to keep nothing but the records between two readings. That takes a third
            of the memory; reading takes some milliseconds more, and so does every change.
    """

    def __init__(self, file: HistoryFile, *, lasting: bool) -> None:
        self._file = file
        self._lasting = lasting
        self._last: tuple[LoadedHistory, Snapshot] | None = None
        self._known: dict[str, tuple[Text, SessionRecord | InvalidEntry | None]] = {}
        self.shown: Mapping[str, Text] = {}
        """The sessions as they were last read or saved here."""

    def load(self) -> Snapshot:
        """Read everything; the same snapshot as before when nothing has changed since.

        Raises:
            HistoryError: The file cannot be read, or a later version wrote it.
        """
        loaded = self._file.read()
        self.shown = loaded.contents.tables[SESSIONS]
        if self._last is None or self._last[0].version is not loaded.version:
            self._last = (loaded, self._snapshot(loaded))
        snapshot = self._last[1]
        if self._lasting and self._file.let_go():
            self._last = (replace(loaded, contents=Contents({})), snapshot)
            self._known = {key: (_hashed(text), one) for key, (text, one) in self._known.items()}
            self.shown = {key: text for key, (text, _) in self._known.items()}
            del loaded
            _give_back()
        return snapshot

    def count_as_shown(self, sessions: Mapping[str, bytes]) -> None:
        """Take note of what was saved here: the next edit of it is no conflict with itself."""
        self.shown = {**self.shown, **sessions}

    def _snapshot(self, loaded: LoadedHistory) -> Snapshot:
        invalid: list[InvalidEntry] = []
        with _no_collection():
            sessions = list(self._sessions(loaded.contents.tables[SESSIONS], invalid))
            sessions.sort(key=attrgetter("started_at"))
        tables: dict[str, Any] = {
            name: valid_records(name, loaded.contents.tables[name], invalid)
            for name in TABLES.keys() - {SESSIONS}
        }
        return Snapshot(
            tuple(sessions),
            notices=loaded.notices,
            passing=loaded.passing,
            history=short_id(loaded.header.file_id) if loaded.header is not None else "",
            others=loaded.others,
            invalid=tuple(invalid),
            deleted=frozenset(key for key, (_, record) in self._known.items() if record is None),
            **tables,
        )

    def _sessions(
        self, table: Mapping[str, bytes], invalid: list[InvalidEntry]
    ) -> Iterator[SessionRecord]:
        """Decode what has not been decoded at the last reading."""
        known, self._known = self._known, {}
        for key, raw in table.items():
            old = known.get(key)
            if old is not None and says(old[0], raw):
                record = old[1]
            else:
                record = session_of(key, raw)
                if self._lasting and isinstance(record, SessionRecord):
                    _share_texts(record, key)
            self._known[key] = (raw, record)
            if isinstance(record, SessionRecord):
                yield record
            elif record is not None:
                invalid.append(record)

    def changed(self) -> bool:
        """Tell whether `load` would give something else than it last did; cheap."""
        return self._last is None or self._file.changed(self._last[0])

    @property
    def is_behind(self) -> bool:
        """Whether the file lacks something that `load` last gave, and is whole otherwise."""
        return self._last is not None and self._last[0].is_behind


def says(known: Text, raw: bytes) -> bool:
    """Tell whether a text, or the hash of one, is that of this document."""
    return known == (hash(raw) if isinstance(known, int) else raw)


def _hashed(text: Text) -> int:
    return text if isinstance(text, int) else hash(text)


def session_of(key: str, raw: bytes) -> SessionRecord | InvalidEntry | None:
    """Return the session of a document's text, or why it is none; None when it is deleted."""
    try:
        return read_session(key, raw)
    except InvalidDocument as error:
        return InvalidEntry(clean(key), clean(str(error)))


def _share_texts(session: SessionRecord, key: str) -> None:
    """Hold what many records say only once; nobody has seen the record yet."""
    for hold in session.holds:
        force_setattr(hold, "exercise", intern(hold.exercise))
    force_setattr(session, "routine", intern(session.routine))
    force_setattr(session, "id", key)


def _give_back() -> None:
    """Have the C library give the system back what was let go, where it knows how to.

    It would else keep the room of ten thousand texts, some 9 MB, for the next ones.
    """
    from ctypes import CDLL  # few need it

    with suppress(AttributeError, OSError):
        CDLL(None).malloc_trim(0)


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
