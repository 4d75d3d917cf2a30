"""Write what is in a history, or was to be in it, as new files."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from library import failures, files
from library.clock import timestamp
from library.history.codec import to_document
from library.history.errors import HistoryError
from library.history.format import Document, encode
from library.history.record import SessionRecord
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


def why_not_export_to(path: Path) -> str:
    """Say why an export does not go to a path, in a sentence; empty when it may.

    Nothing that is there is replaced, and no folder is made: one that is missing is most
    likely a slip of the pen, or a stick that is not plugged in.
    """
    if path.is_symlink() or path.exists():
        return f"{path} is there already; choose another name or move it away."
    if not path.parent.is_dir():
        return f"There is no folder {path.parent}; make it first or choose another place."
    return ""


def write_export(path: Path, text: str) -> str:
    """Write an export at once, as a new file.

    Returns:
        What has to be said about it, as a sentence; empty when it is on the disk.

    Raises:
        HistoryError: It could not be written, or `why_not_export_to` tells why not to.
    """
    try:
        if reason := why_not_export_to(path):
            raise HistoryError(f"Not exported: {clean(reason)}")
        problem = files.replace(path, text.encode())
    except OSError as error:
        raise HistoryError(f"Not exported: {failures.why(error)}") from error
    return f"It is written, but {failures.doubt(problem)}." if problem else ""
