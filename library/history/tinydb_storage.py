"""The file as TinyDB sees it: a storage, tables keyed by UUID, documents read when needed."""

import uuid
from collections.abc import Callable, Iterator, Mapping, MutableMapping, Sequence
from typing import Any

from tinydb import TinyDB
from tinydb.storages import Storage
from tinydb.table import Document as TinyDocument
from tinydb.table import Table

from library.history.file import HistoryFile
from library.history.format import (
    MARKS,
    SESSIONS,
    Document,
    FieldsChange,
    document,
    encode,
)
from library.history.merge import stamped

RECORDS = (SESSIONS, MARKS)
"""The tables whose documents carry the bookkeeping of versions."""


class LazyDocument(MutableMapping[str, Any]):
    """A document that is parsed when first looked into: a save parses only what it changes."""

    __slots__ = ("_raw", "_value")

    def __init__(self, raw: bytes) -> None:
        self._raw = raw
        self._value: Document | None = None

    def _parsed(self) -> Document:
        if self._value is None:
            self._value = document(self._raw)
        return self._value

    def text(self) -> bytes:
        """The canonical text: the one it was read from, if nothing was changed."""
        if self._value is None or self._value == document(self._raw):
            return self._raw
        return encode(self._value)

    def __getitem__(self, key: str) -> Any:
        return self._parsed()[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self._parsed()[key] = value

    def __delitem__(self, key: str) -> None:
        del self._parsed()[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._parsed())

    def __len__(self) -> int:
        return len(self._parsed())


class LazyTable(MutableMapping[str, MutableMapping[str, Any]]):
    """The documents of a table, each made when it is first asked for.

    Args:
        texts: The texts of all entries; those that are no documents are not to be seen here.
    """

    def __init__(self, texts: Mapping[str, bytes]) -> None:
        self._entries: dict[str, bytes | MutableMapping[str, Any]] = dict(texts)

    def texts(self, encoded: Callable[[str, Mapping[str, Any]], bytes]) -> dict[str, bytes]:
        """The texts of all entries; `encoded` gives those of documents that were asked for."""
        return {
            key: entry if isinstance(entry, bytes) else encoded(key, entry)
            for key, entry in self._entries.items()
        }

    def __getitem__(self, key: str) -> MutableMapping[str, Any]:
        entry = self._entries[key]
        if isinstance(entry, bytes):
            if not _is_document(entry):
                raise KeyError(key)
            entry = self._entries[key] = LazyDocument(entry)
        return entry

    def __setitem__(self, key: str, value: MutableMapping[str, Any]) -> None:
        self._entries[str(key)] = value

    def __delitem__(self, key: str) -> None:
        if key not in self:
            raise KeyError(key)
        del self._entries[key]

    def __iter__(self) -> Iterator[str]:
        for key, entry in self._entries.items():
            if not isinstance(entry, bytes) or _is_document(entry):
                yield key

    def __len__(self) -> int:
        return sum(1 for _ in self)


def _is_document(raw: bytes) -> bool:
    return raw[:1] == b"{"


class HistoryFileStorage(Storage):
    """TinyDB's storage on a file.

    A write that would make an entry vanish is refused, be it `remove`, `truncate`,
    `drop_tables` or another writer's entry that the caller has not seen. In the tables of
    records every changed document gets a new `updated_at`, `rev` and `device`.
    """

    def __init__(self, file: HistoryFile) -> None:
        self.file = file

    def read(self) -> dict[str, dict[str, Any]]:
        """All tables; entries that are no documents are left out."""
        return {
            name: {key: LazyDocument(raw) for key, raw in table.items() if _is_document(raw)}
            for name, table in self.file.read().contents.tables.items()
        }

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        """Save all tables.

        Raises:
            HistoryError: As in `HistoryFile.commit`.
        """
        with self.file.changing() as loaded:
            contents = loaded.contents.copy()
            for name, old in loaded.contents.tables.items():
                new = {key: raw for key, raw in old.items() if not _is_document(raw)}
                contents.tables[name] = new
            for name, table in data.items():
                new = contents.tables.setdefault(name, {})
                old = loaded.contents.tables.get(name, {})
                for key, entry in table.items():
                    new[key] = self._text(name, old.get(key), entry)
            self.file.commit(contents)

    def change(self, name: str, updater: Callable[[LazyTable], None]) -> None:
        """Change one table in one locked read-modify-write; the others are not looked into.

        Raises:
            HistoryError: As in `HistoryFile.commit`.
        """
        with self.file.changing() as loaded:
            old = loaded.contents.tables.get(name, {})
            table = LazyTable(old)
            updater(table)
            contents = loaded.contents.copy()
            contents.tables[name] = table.texts(
                lambda key, entry: self._text(name, old.get(key), entry)
            )
            self.file.commit(contents)

    def _text(self, table: str, old: bytes | None, entry: Mapping[str, Any]) -> bytes:
        raw = entry.text() if isinstance(entry, LazyDocument) else encode(dict(entry))
        if raw == old or table not in RECORDS:
            return raw
        fields = document(raw)
        return encode(stamped(fields, old, self.file.clock.now(), self.file.device))


class RecordTable(Table):
    """A table whose every change is one locked read-modify-write."""

    document_id_class = str  # type: ignore[assignment]
    # Other windows change the file, so an answer may be old as soon as it is given.
    default_query_cache_capacity = 0

    def __init__(self, storage: Storage, name: str, cache_size: int = 0, **options: bool) -> None:
        super().__init__(storage, name, cache_size, **options)

    def put(self, key: str, fields: Mapping[str, Any]) -> None:
        """Insert a document under a key of its own.

        Raises:
            ValueError: The key is taken.
        """
        self.insert(TinyDocument(fields, key))  # type: ignore[arg-type]

    def change(self, keys: Sequence[str], perform: FieldsChange) -> None:
        """Change the documents with these keys; unknown keys are passed over."""

        def update(fields: MutableMapping[str, Any]) -> None:
            perform(fields)

        self.update(update, doc_ids=keys)  # type: ignore[arg-type]

    def _get_next_id(self) -> str:
        return str(uuid.uuid4())

    def _update_table(self, updater: Callable[[Any], None]) -> None:
        # TinyDB's own would make a document of every entry of every table, and turn all of them
        # into text again, where a save changes one.
        storage = self._storage
        assert isinstance(storage, HistoryFileStorage)
        storage.change(self.name, updater)
        self.clear_cache()


class RecordDB(TinyDB):
    """TinyDB on a file."""

    table_class: type[Table] = RecordTable

    def __init__(self, file: HistoryFile) -> None:
        super().__init__(file, storage=HistoryFileStorage)

    def records(self, name: str) -> RecordTable:
        """A table by its name."""
        table = self.table(name)
        assert isinstance(table, RecordTable)
        return table
