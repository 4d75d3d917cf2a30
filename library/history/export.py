"""Write what is in a history, or was to be in it, as new files."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from library.clock import timestamp
from library.history.codec import to_document
from library.history.errors import HistoryError
from library.history.format import Document, encode
from library.history.record import SessionRecord
from library.new_file import NotWrittenError, write_new
from library.text import clean


def export_sessions(sessions: Iterable[SessionRecord], now: datetime) -> str:
    """Return sessions that are not in the history as a list that `HistoryStore.import_file` takes.

    Args:
        sessions: The sessions.
        now: Aware wall time: an import takes this version for the newer one.
    """
    bookkeeping: Document = {"updated_at": timestamp(now), "rev": 1}
    documents = [encode({**to_document(session), **bookkeeping}).decode() for session in sessions]
    return "[\n" + ",\n".join(documents) + "\n]\n"


def write_export(path: Path, text: str) -> str:
    """Write an export at once, as a new file.

    Returns:
        What has to be said about it, as a sentence; empty when it is on the disk.

    Raises:
        HistoryError: It could not be written, or `why_not_to` tells why not to.
    """
    try:
        return write_new(path, text)
    except NotWrittenError as error:
        raise HistoryError(f"Not exported: {clean(str(error))}") from error
