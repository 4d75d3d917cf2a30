"""The log as TinyDB sees it, for what the log itself would not do."""

from library.history.store import HistoryStore
from library.history.tables import SESSIONS
from library.history.tinydb_storage import RecordDB, RecordTable


def table_of(log: HistoryStore, name: str = SESSIONS) -> RecordTable:
    """A TinyDB table on the log's file."""
    return RecordDB(log._file).records(name)
