"""Read what other files offer a history."""

import json
from collections.abc import Container
from pathlib import Path

import msgspec

from library import files
from library.decoding import UnknownEncodingError, decoded
from library.history.codec import InvalidDocument, read_record, session_key
from library.history.csv_reader import from_csv, why_no_table
from library.history.csv_rows import find_table
from library.history.errors import HistoryError, NoHistoryError, UnreadableImport
from library.history.format import (
    Contents,
    Json,
    document,
    encode,
    encode_shallow,
    is_deleted,
    is_document,
    reading,
)
from library.history.repair import Condition, wraps_history
from library.history.snapshot import InvalidEntry
from library.history.sync_conflicts import history_in
from library.history.tables import SESSIONS, TABLES
from library.text import clean

LARGEST_IMPORT_BYTES = 64 * 1024 * 1024
"""More than a lifetime of sessions (our judgement)."""
_LONGEST_KEY = 100
_PACKED = (b"PK", b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"7z\xbc\xaf", b"\xd0\xcf\x11\xe0")
"""How zip files begin, which today's spreadsheets are, too; gzip, bzip2, xz, 7-zip; old Excel."""
_ENTRY = "entry"
_TAKEN = (
    "Taken is what supple export, history --json and share write, "
    "and a table with the columns of export --csv; each row needs kind and id."
)
_SAVE_ANEW = "Save it as UTF-8 and try again, or name what it is written in: --encoding NAME."
_IF_WRONG = "If letters are wrong, name what it is written in, as in --encoding cp1250."


class Offer(msgspec.Struct, frozen=True):
    """What a file has to offer, before it is compared with the history."""

    path: Path
    """The file."""
    condition: Condition
    contents: Contents
    rejected: tuple[InvalidEntry, ...] = ()
    """What cannot be read."""
    absent: frozenset[str] = frozenset()
    """Fields of a session of which a table says nothing, as in `CsvOffer`."""
    notices: tuple[str, ...] = ()
    """Sentences about how it was read."""
    is_table: bool = False
    is_copy: bool = False
    """Whether a sync tool made it, so that an older version in it is no edit by hand."""
    is_damaged_text: bool = False
    """Whether some of its characters are lost."""


def read_import(path: Path, encoding: str | None = None, raw: bytes | None = None) -> Offer:
    """Read any supple history, JSON export, CSV export or `history --json` list.

    Args:
        path: The file or pipe; - for the standard input.
        encoding: As for `decoded`.
        raw: What `read_whole` gave; None to read it.

    Raises:
        UnreadableImport: It is no history.
    """
    raw = read_whole(path) if raw is None else raw
    try:
        return _read(raw, _named(path), encoding)
    except UnreadableImport:
        raise
    except NoHistoryError as error:
        raise UnreadableImport(f"{error} {_TAKEN}") from error
    except HistoryError as error:
        raise UnreadableImport(str(error)) from error


def read_whole(path: Path) -> bytes:
    """Return all that is in a file or comes out of a pipe; - is the standard input.

    Raises:
        UnreadableImport: It cannot be read, or is larger than `LARGEST_IMPORT_BYTES`.
    """
    named = _named(path)
    try:
        with reading(named):
            raw = files.read_stream(path, LARGEST_IMPORT_BYTES)
    except HistoryError as error:
        raise UnreadableImport(str(error)) from error
    if raw is None:
        raise UnreadableImport(f"There is no file {named}.")
    return raw


def _named(path: Path) -> Path:
    return path if path != files.STANDARD_INPUT else Path(files.STANDARD_INPUT_TITLE)


def _read(raw: bytes, path: Path, encoding: str | None) -> Offer:
    if raw.startswith(_PACKED):
        raise UnreadableImport(
            f"{path} is a packed file or a spreadsheet. Unpack it, or save the spreadsheet as CSV."
        )
    try:
        read = decoded(raw, encoding)
    except UnknownEncodingError as error:
        return _salvaged(raw, path, str(error))
    told = f"{path} is not written in UTF-8; it was read as {read}. {_IF_WRONG}"
    notices = (told,) if read.guessed else ()
    if offer := _from_list(path, read.text) or _from_table(path, read.text):
        return msgspec.structs.replace(offer, notices=notices)
    history = history_in(read.text.encode(), path)
    condition = history.condition
    if read.guessed and condition is Condition.EDITED:
        condition = Condition.DAMAGED  # a flipped bit looks like a letter of Windows, too
    return Offer(path, condition, history.contents, notices=notices)


def _from_table(path: Path, text: str) -> Offer | None:
    if text.lstrip().startswith(("{", "[")):
        return None
    try:
        table = find_table(text)
        found = from_csv(table) if table is not None else None
    except ValueError as error:
        raise UnreadableImport(f"{path} {error}.") from None
    if found is None:
        if told := why_no_table(text):
            raise UnreadableImport(f"{path} {told}.")
        return None
    rejected = tuple(found.rejected)
    return Offer(path, Condition.EDITED, found.contents, rejected, found.absent, is_table=True)


def _salvaged(raw: bytes, path: Path, why: str) -> Offer:
    """Read a history some of whose characters are damaged; a table is refused."""
    try:
        history = history_in(raw, path)
    except HistoryError:
        advice = _TAKEN if b"\0" in raw else _SAVE_ANEW
        raise UnreadableImport(f"{path} {why}. {advice}") from None
    return Offer(path, Condition.DAMAGED, history.contents, is_damaged_text=True)


def _from_list(path: Path, text: str) -> Offer | None:
    """Return the sessions of a list; None when it is another file, or has to be repaired."""
    if not text.lstrip().startswith("["):
        return None
    try:
        entries: Json = json.loads(text, parse_constant=lambda _: None)
        if wraps_history(entries):
            return None
    except (ValueError, RecursionError):
        return None
    contents, places, rejected = Contents(), dict[str, int](), []
    for number, entry in enumerate(entries if isinstance(entries, list) else (), start=1):
        id = entry.get("id") if isinstance(entry, dict) else None
        key = str(id or f"{_ENTRY} {number}")
        first = places.setdefault(key, number)
        if first != number:
            told = f"its id is that of {_ENTRY} {first} already"
            rejected.append(InvalidEntry(f"{_ENTRY} {number}", told))
        else:
            try:
                contents.tables[SESSIONS][key] = encode_shallow(entry)
            except RecursionError:
                rejected.append(InvalidEntry(f"{_ENTRY} {number}", "it is nested too deep"))
    return Offer(path, Condition.EDITED, contents, tuple(rejected))


class Keyed(msgspec.Struct, frozen=True):
    """The entries of a file under the keys that they have in a history."""

    contents: Contents
    ids: dict[str, str]
    """What a session is called in the file, by its key."""
    twins: list[InvalidEntry]
    """Sessions left out because their ids are another spelling of one before them."""


def keyed(contents: Contents, known: Container[str]) -> Keyed:
    """Return entries under the keys that they have in a history.

    Args:
        contents: The entries.
        known: The keys of the sessions that are in the history already: what an earlier version
            took in under an id as it was is still the same session.
    """
    sessions: dict[str, bytes] = {}
    found = Keyed(Contents({**contents.tables, SESSIONS: sessions}, contents.others), {}, [])
    for id, raw in contents.tables.get(SESSIONS, {}).items():
        key, entry = (id, raw) if id in known else _with_key(id, raw)
        if key in sessions:
            told = "its id is another spelling of one before it"
            found.twins.append(InvalidEntry(clean(id, limit=_LONGEST_KEY), told))
        else:
            sessions[key], found.ids[key] = entry, clean(id, limit=_LONGEST_KEY)
    return found


def _with_key(id: str, raw: bytes) -> tuple[str, bytes]:
    """Give a session with an id of the person's own the key that is the same at every import."""
    key = session_key(id)
    if key == id or not is_document(raw):
        return key, raw
    return key, encode({**document(raw), "id": key})


def validated(contents: Contents, *, damaged: bool) -> tuple[Contents, list[InvalidEntry]]:
    """Return the entries that are valid records, and why the others are not.

    Args:
        contents: The entries.
        damaged: Whether some characters of the file are lost: what has one is not valid then.
    """
    accepted = contents.copy()
    rejected = []
    for name in TABLES:
        for key, raw in contents.tables.get(name, {}).items():
            if reason := _fault(name, key, raw, damaged):
                del accepted.tables[name][key]
                rejected.append(InvalidEntry(clean(key, limit=_LONGEST_KEY), reason))
    return accepted, rejected


def _fault(table: str, key: str, raw: bytes, damaged: bool) -> str:
    if len(key) > _LONGEST_KEY:
        return "its id is too long"
    if damaged and "\N{REPLACEMENT CHARACTER}".encode() in raw:
        return "a part of its text is damaged"
    if is_deleted(raw):
        return ""
    try:
        read_record(table, key, raw)
    except InvalidDocument as error:
        return clean(str(error))
    return ""
