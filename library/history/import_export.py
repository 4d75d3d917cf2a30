"""Read what other files offer a history, and write exports."""

import json
from collections.abc import Container, Iterable
from datetime import datetime
from pathlib import Path

from library import files
from library.history.codec import (
    InvalidDocument,
    read_record,
    session_key,
    to_document,
)
from library.history.csv_format import from_csv
from library.history.errors import HistoryError
from library.history.format import (
    Contents,
    Document,
    Json,
    document,
    encode,
    is_deleted,
    is_document,
    reading,
)
from library.history.merge import timestamp
from library.history.record import SESSIONS, TABLES, SessionRecord
from library.history.repair import Condition, FileState
from library.history.snapshot import InvalidEntry
from library.history.sync_conflicts import read_history
from library.text import clean

LARGEST_IMPORT_BYTES = 64 * 1024 * 1024
"""More than a lifetime of sessions (our judgement)."""
_LONGEST_KEY = 100


def read_import(path: Path, known: Container[str]) -> tuple[FileState, tuple[InvalidEntry, ...]]:
    """Read any supple history, JSON export, CSV export or `history --json` list.

    Args:
        path: The file, at most `LARGEST_IMPORT_BYTES` large.
        known: The keys of the sessions that are in the history already.

    Returns:
        What can be taken from it, and its entries that are no valid records.

    Raises:
        HistoryError: The file is no history.
    """
    found, rejected = _read(path)
    accepted, invalid = _validated(found.contents, known)
    return FileState(found.condition, accepted, found.header), (*rejected, *invalid)


def _read(path: Path) -> tuple[FileState, list[InvalidEntry]]:
    with reading(path):
        raw = files.read(path, LARGEST_IMPORT_BYTES)
    start = (raw or b"").removeprefix(b"\xef\xbb\xbf").lstrip()[:5]
    if start.startswith(b"PK"):
        raise HistoryError(f"{path} is a zip file. Unpack it first.")
    if start.startswith(b"["):
        return FileState(Condition.EDITED, _listed(path, raw or b"")), []
    if start.startswith((b"kind,", b"kind;", b"kind\t")):
        text = (raw or b"").decode("utf-8-sig", errors="replace")
        contents, rejected = from_csv(text)
        return FileState(Condition.EDITED, contents), rejected
    return read_history(path, LARGEST_IMPORT_BYTES), []


def _listed(path: Path, raw: bytes) -> Contents:
    try:
        entries: Json = json.loads(raw.decode("utf-8-sig"), parse_constant=lambda _: None)
    except (ValueError, RecursionError):
        raise HistoryError(f"{path} is no valid JSON.") from None
    contents = Contents()
    for number, entry in enumerate(entries if isinstance(entries, list) else ()):
        key = entry.get("id") if isinstance(entry, dict) else None
        contents.tables[SESSIONS][str(key or f"entry {number + 1}")] = encode(entry)
    return contents


def _validated(contents: Contents, known: Container[str]) -> tuple[Contents, list[InvalidEntry]]:
    accepted, rejected = contents.copy(), []
    for name in TABLES:
        accepted.tables[name] = {}
        for id, raw in contents.tables.get(name, {}).items():
            # What an earlier version took in under an id as it was is still the same session.
            taken_over = name != SESSIONS or id in known
            key, entry = (id, raw) if taken_over else _with_key(id, raw)
            if reason := _fault(name, key, entry):
                rejected.append(InvalidEntry(clean(id, limit=_LONGEST_KEY), reason))
            else:
                accepted.tables[name][key] = entry
    return accepted, rejected


def _with_key(id: str, raw: bytes) -> tuple[str, bytes]:
    """Give a session with an id of the person's own the key that is the same at every import."""
    key = session_key(id)
    if key == id or not is_document(raw):
        return key, raw
    return key, encode({**document(raw), "id": key})


def _fault(table: str, key: str, raw: bytes) -> str:
    if len(key) > _LONGEST_KEY:
        return "its id is too long"
    if is_deleted(raw):
        return ""
    try:
        read_record(table, key, raw)
    except InvalidDocument as error:
        return clean(str(error))
    return ""


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
        raise HistoryError(f"Not exported: {files.reason(error)}.") from error
    return f"It is written, but {files.doubt(problem)}." if problem else ""
