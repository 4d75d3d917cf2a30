"""The history file as TinyDB sees it: a storage, and tables keyed by UUID."""

import uuid
from collections.abc import Callable, Iterator, Mapping, MutableMapping
from typing import Any

from tinydb import TinyDB
from tinydb.storages import Storage
from tinydb.table import Table

from library.history.file import HistoryFile
from library.history.format import Document, document, encode, is_document
from library.history.merge import stamped
from library.history.tables import TABLES

Fields = MutableMapping[str, Any]


class OpenTable(MutableMapping[str, Fields]):
    """The documents of a table, each parsed when it is first asked for.

    So a save parses, and turns into text again, only what it changes.

    Args:
        texts: The texts of all entries; those that are no documents are not to be seen here.
    """

    def __init__(self, texts: dict[str, bytes]) -> None:
        self._texts = texts
        self.opened: dict[str, Fields] = {}
        """The documents that were asked for or put in."""

    def __getitem__(self, key: str) -> Fields:
        if key not in self.opened:
            raw = self._texts[key]
            if not is_document(raw):
                raise KeyError(key)
            self.opened[key] = document(raw)
        return self.opened[key]

    def __setitem__(self, key: str, value: Fields) -> None:
        self._texts.setdefault(key, b"{}")
        self.opened[key] = value

    def __delitem__(self, key: str) -> None:
        if key not in self:
            raise KeyError(key)
        del self._texts[key]
        self.opened.pop(key, None)

    def __iter__(self) -> Iterator[str]:
        return (k for k, raw in self._texts.items() if k in self.opened or is_document(raw))

    def __len__(self) -> int:
        return sum(1 for _ in self)


class HistoryFileStorage(Storage):
    """TinyDB's storage on a history file.

    A write that would make an entry vanish is refused, be it `remove`, `truncate`,
    `drop_tables` or another writer's entry that the caller has not seen. Every changed
    document gets a new `updated_at`, `rev` and `device`, if it is a record or has them already.
    """

    def __init__(self, file: HistoryFile) -> None:
        self.file = file

    def read(self) -> dict[str, dict[str, Any]]:
        """Return all tables; entries that are no documents are left out."""
        return {
            name: {key: document(raw) for key, raw in table.items() if is_document(raw)}
            for name, table in self.file.read().contents.tables.items()
        }

    def write(self, data: Mapping[str, Mapping[str, Mapping[str, Any]]]) -> None:
        """Save all tables.

        Raises:
            HistoryError: As in `HistoryFile.saving`.
        """
        with self.file.saving() as contents:
            olds = contents.tables
            contents.tables = {
                name: {key: raw for key, raw in table.items() if not is_document(raw)}
                for name, table in olds.items()
            }
            for name, table in data.items():
                old, new = olds.get(name, {}), contents.tables.setdefault(name, {})
                for key, fields in table.items():
                    new[key] = self._text(name, old.get(key), fields)

    def change(self, name: str, updater: Callable[[OpenTable], None]) -> None:
        """Change one table in one locked read-modify-write; the others are not looked into.

        Raises:
            HistoryError: As in `HistoryFile.saving`.
        """
        with self.file.saving() as contents:
            old = contents.tables.get(name, {})
            new = dict(old)
            table = OpenTable(new)
            updater(table)
            for key, fields in table.opened.items():
                new[key] = self._text(name, old.get(key), fields)
            contents.tables[name] = new

    def _text(self, table: str, old: bytes | None, fields: Mapping[str, Any]) -> bytes:
        new: Document = dict(fields)
        raw = encode(new)
        if old is not None and raw in (old, encode(document(old))):
            return old
        if table not in TABLES and "updated_at" not in new:
            return raw
        # A document that comes with a version of its own gets a later one.
        base = raw if old is None else old
        return encode(stamped(new, base, self.file.clock.now(), self.file.device))


class RecordTable(Table):
    """A table whose every change is one locked read-modify-write."""

    document_id_class = str  # type: ignore[assignment]
    # Other windows change the file, so an answer may be old as soon as it is given.
    default_query_cache_capacity = 0

    def __init__(self, storage: Storage, name: str, cache_size: int = 0, **options: bool) -> None:
        super().__init__(storage, name, cache_size, **options)

    def put(self, documents: Mapping[str, Mapping[str, Any]]) -> None:
        """Insert documents under their keys, or put them in the place of those with these keys."""

        def update(table: MutableMapping[str, Any]) -> None:
            table.update((key, dict(fields)) for key, fields in documents.items())

        self._update_table(update)

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
    """TinyDB on a history file."""

    table_class: type[Table] = RecordTable

    def __init__(self, file: HistoryFile) -> None:
        super().__init__(file, storage=HistoryFileStorage)

    def records(self, name: str) -> RecordTable:
        """Return a table by its name."""
        table = self.table(name)
        assert isinstance(table, RecordTable)
        return table
