"""How a history lies in its file: TinyDB's JSON, one document per line, a header line first.

{"_meta": {"1": {... "sha256":"..."}},
"sessions": {
"<uuid>": {...},
"<uuid>": {...}
},
"marks": {
},
...
"reach": {
}}
"""

import errno
import hashlib
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import TypeVar

import msgspec
from msgspec.structs import replace

from library import failures, files
from library.history.errors import HistoryError
from library.history.tables import TABLES

META = "_meta"
T = TypeVar("T")

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]
Document = dict[str, Json]
Tables = dict[str, dict[str, bytes]]


class Header(msgspec.Struct, frozen=True):
    """The first line of a history file."""

    file_id: str
    """Stays the same for the life of a history; two different ones never merge by themselves."""
    generation: int
    """How many saves led here."""
    parent: str
    """Checksum of the save this one was made from."""
    schema: int = 0
    """The form of the documents; `dump` writes in the present one."""
    sha256: str = ""
    """Over this line without the checksum itself, and everything below it."""


class Contents(msgspec.Struct):
    """Everything in a history file but its header."""

    tables: Tables = msgspec.field(default_factory=lambda: {name: {} for name in TABLES})
    others: dict[str, bytes] = msgspec.field(default_factory=dict)
    """Top-level values that are not tables; kept, whatever they are."""

    def copy(self) -> "Contents":
        """Return a copy whose tables can be changed without changing these."""
        return Contents(
            {name: dict(table) for name, table in self.tables.items()}, dict(self.others)
        )


DEEPEST = 250
"""Levels of brackets within one another in a document; a record has three (our judgement). What is
nested deeper could be read in one place and not in another, whose own calls are nested."""
_TOO_DEEP = "it is nested too deep"
_BRACKETS = rb'"(?:[^"\\]|\\.)*"|[\[\]{}]'  # compiled when first used: hardly any run needs it
_encoder = msgspec.json.Encoder(order="sorted")


def encode(value: Json) -> bytes:
    """Return the canonical text of a value: keys sorted, no spaces, one line."""
    try:
        return _encoder.encode(value)
    except (OverflowError, UnicodeEncodeError, ValueError):
        # Integers beyond 64 bits and lone surrogates, which only hand-made files hold.
        import json

        return json.dumps(value, sort_keys=True, separators=(",", ":"), allow_nan=False).encode()


def encode_shallow(value: Json) -> bytes:
    """Return the canonical text of a value that comes from elsewhere.

    Raises:
        RecursionError: It is nested deeper than `DEEPEST`.
    """
    raw = encode(value)
    if _is_deep(raw):
        raise RecursionError
    return raw


def _is_deep(raw: bytes) -> bool:
    if raw.count(b"[") + raw.count(b"{") <= DEEPEST:  # as nearly always
        return False
    depth = 0
    for token in re.finditer(_BRACKETS, raw):
        depth += {b"[": 1, b"{": 1, b"]": -1, b"}": -1}.get(token[0], 0)
        if depth > DEEPEST:
            return True
    return False


def decode_as(raw: bytes, kind: type[T]) -> T:
    """Return the value of a file of the program's own.

    Raises:
        ValueError: It is something else, or nested deeper than `DEEPEST`.
    """
    if _is_deep(raw):
        raise ValueError(_TOO_DEEP)
    return msgspec.json.decode(raw, type=kind)


def decode(raw: bytes) -> Json:
    """Return the value of a canonical text.

    Raises:
        ValueError: It is no JSON, or nested deeper than `DEEPEST`.
    """
    if _is_deep(raw):
        raise ValueError(_TOO_DEEP)
    try:
        return msgspec.json.decode(raw)  # type: ignore[no-any-return]
    except msgspec.DecodeError:
        import json  # a start does without

        return json.loads(raw)  # type: ignore[no-any-return]


def document(raw: bytes) -> Document:
    """Return the document of a canonical text; empty when it is something else."""
    value = decode(raw)
    return value if isinstance(value, dict) else {}


def is_document(raw: bytes) -> bool:
    """Tell whether a canonical text is that of a document."""
    return raw.startswith(b"{")


class Stamp(msgspec.Struct):
    """The bookkeeping of a document: which version it is, and whether it is deleted."""

    updated_at: str = ""
    """UTC in ISO 8601 with milliseconds, so that later is also greater."""
    rev: int = 0
    device: str = ""
    deleted_at: str | None = None


LAST_YEAR = 9000
"""A later one is a slip, or damage (our judgement)."""
MOST_EDITS = 10**9
"""More changes of one document than anybody makes."""
_MOMENT = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}[.][0-9]{3}Z")
_stamp_decoder = msgspec.json.Decoder(Stamp)


def stamp(raw: bytes) -> Stamp:
    """Return the bookkeeping of a document, the oldest possible when it has none that can be."""
    try:
        found = _stamp_decoder.decode(raw)
    except msgspec.DecodeError:
        return Stamp()
    return found if _is_possible(found) else Stamp()


def _is_possible(found: Stamp) -> bool:
    if not _MOMENT.fullmatch(found.updated_at) or not 0 <= found.rev <= MOST_EDITS:
        return False
    try:
        return datetime.fromisoformat(found.updated_at).year <= LAST_YEAR
    except ValueError:
        return False


def is_deleted(raw: bytes) -> bool:
    """Tell whether a document's text carries a deletion."""
    if b'"deleted_at":"' not in raw:
        return False
    try:
        return _stamp_decoder.decode(raw).deleted_at is not None
    except msgspec.DecodeError:
        return False


def with_deletion(fields: Document, at: str) -> Document:
    """Return a document marked as deleted; the mark of one that was deleted before stays.

    Args:
        fields: The document.
        at: When: UTC in ISO 8601.
    """
    return fields if isinstance(fields.get("deleted_at"), str) else {**fields, "deleted_at": at}


def without_deletion(fields: Document) -> Document:
    """Return a document that is not marked as deleted."""
    return {name: value for name, value in fields.items() if name != "deleted_at"}


FORMAT = "supple-history"
_MEGABYTE = 1024 * 1024
LARGEST_SAVED_BYTES = files.LARGEST_BYTES - 16 * _MEGABYTE
"""The reserve is for what another machine adds before the two are merged (our judgement)."""
HEADER_BYTES = 1024
"""A header line is shorter than this."""
_SUM = re.compile(rb'"sha256":"([0-9a-f]{64})"\}\},?\n')
_NO_SUM = b'"sha256":"'
_UNKNOWN_SUM = b"0" * 64
_AFTER_KEY = b'": '


@contextmanager
def reading(path: Path) -> Iterator[None]:
    """Turn what goes wrong while a history file is read into a sentence.

    Raises:
        HistoryError: It cannot be read, or it is something that cannot be a history.
    """
    try:
        yield
    except failures.UnsuitableFileError as error:
        too_large = error.errno == errno.EFBIG
        more = "; that cannot be a history of this program" if too_large else ""
        raise HistoryError(f"{path} {error.strerror}{more}.") from error
    except OSError as error:
        raise HistoryError(f"{path} could not be read: {failures.why(error)}") from error


def refuse_too_large(data: bytes, before: int = 0) -> None:
    """Refuse to write a history that could hardly be read again.

    Args:
        data: What is to be written.
        before: How many bytes there were; what does not grow is written all the same.

    Raises:
        HistoryError: It is larger than `LARGEST_SAVED_BYTES`.
    """
    if len(data) > max(LARGEST_SAVED_BYTES, before):
        most = LARGEST_SAVED_BYTES // _MEGABYTE
        raise HistoryError(
            f"Not saved: the log would be {-(-len(data) // _MEGABYTE)} MB large. It may have "
            f"{most} MB, so that it can always be read again."
        )


def dump(contents: Contents, header: Header) -> tuple[bytes, Header]:
    """Return the bytes of a history file, and its header with form and checksum filled in."""
    header = replace(header, schema=SCHEMA_VERSION)
    start, body = _header_start(header), _body(contents)
    line = start + _UNKNOWN_SUM + _line_end(body[0])
    digest = hashlib.sha256(start)
    # The checksum goes to its place afterwards: joining megabytes once more takes longer.
    buffer = BytesIO(b"".join([line, *body]))
    with buffer.getbuffer() as view:
        digest.update(view[len(line) :])
        view[len(start) : len(start) + len(_UNKNOWN_SUM)] = digest.hexdigest().encode()
    return buffer.getvalue(), replace(header, sha256=digest.hexdigest())


def _line(header: Header, body: bytes) -> bytes:
    return _header_start(header) + header.sha256.encode() + _line_end(body)


def _line_end(body: bytes) -> bytes:
    return b'"}}\n' if body.startswith(b"}") else b'"}},\n'


def _header_start(header: Header) -> bytes:
    fields = encode(
        {
            "file_id": header.file_id,
            "format": FORMAT,
            "generation": header.generation,
            "parent": header.parent,
            "schema": header.schema,
        }
    )
    return b'{"' + META.encode() + b'": {"1": ' + fields[:-1] + b"," + _NO_SUM


def _body(contents: Contents) -> list[bytes]:
    """Return all below the header line, in parts to be joined."""
    parts: list[bytes] = []
    for name, table in contents.tables.items():
        parts += [b",\n", _key(name), b": {\n", *_lines(table), b"}"]
    for name, raw in contents.others.items():
        parts += [b",\n", _key(name), b": ", raw]
    return [*parts[1:], b"}\n"]


def _lines(table: dict[str, bytes]) -> list[bytes]:
    if not table:
        return []
    parts = [b",\n", b"", b": ", b""] * len(table)
    parts[0] = b""
    parts[1::4], parts[3::4] = _keys(table), table.values()
    return [*parts, b"\n"]


def _keys(table: dict[str, bytes]) -> list[bytes]:
    if _is_plain("".join(table)):  # as good as always, and then none needs a look of its own
        return ('"' + '"\n"'.join(table) + '"').encode().split(b"\n")
    return [_key(key) for key in table]


def _is_plain(key: str) -> bool:
    return key.isascii() and key.isprintable() and '"' not in key and "\\" not in key


def _key(key: str) -> bytes:
    if _is_plain(key):
        return b'"' + key.encode() + b'"'
    import json

    # Quotation marks and backslashes are spelt out: then `": ` ends a key wherever it stands.
    inner = json.dumps(key)[1:-1].replace("\\\\", "\\u005c").replace('\\"', "\\u0022")
    return b'"' + inner.encode() + b'"'


def _split_header(raw: bytes) -> tuple[Header, int] | None:
    """Return the header of a file and where its body begins; None when the first line is no header.

    The checksum is not compared here, so the start of a file is enough.
    """
    found = _SUM.search(raw, 0, HEADER_BYTES)
    if found is None or not raw.startswith(b'{"_meta": {"1": {'):
        return None
    try:
        meta = document(raw[: found.end()].rstrip(b",\n") + b"}")
    except ValueError:
        return None
    header = read_header(meta[META])
    return None if header is None else (header, found.end())


def read_header(meta: object) -> Header | None:
    """Return the header in a decoded `_meta` table; None when it is none of ours."""
    try:
        return msgspec.convert(meta, dict[str, Header])["1"]
    except (msgspec.ValidationError, UnicodeEncodeError, KeyError):  # lone surrogates, too
        return None


def parse(raw: bytes) -> tuple[Contents, Header] | None:
    """Read a file whose checksum is right; None when it is not, or there is no header."""
    split = _split_header(raw)
    if split is None:
        return None
    header, start = split
    digest = hashlib.sha256(_header_start(header))
    with memoryview(raw) as view:  # what is megabytes large is not copied
        digest.update(view[start:])
    if digest.hexdigest() != header.sha256 or raw[:start] != _line(header, raw[start : start + 1]):
        return None
    return _parse_body(raw, start), header


def _parse_body(raw: bytes, start: int) -> Contents:
    contents = Contents({})
    table: dict[str, bytes] | None = None
    while start < len(raw):
        end = raw.find(b"\n", start)
        end = len(raw) if end < 0 else end
        middle = raw.find(_AFTER_KEY, start, end)
        value = middle + len(_AFTER_KEY)
        if raw.startswith(b"}", start):
            table = None
        elif middle >= 0 and value < end:
            name, rest = _name(raw[start:middle]), raw[value:end]
            if table is not None:
                table[name] = rest.removesuffix(b",")
            elif rest == b"{":
                table = contents.tables[name] = {}
            else:
                contents.others[name] = rest.removesuffix(b"}").removesuffix(b",")
        start = end + 1
    return contents


def _name(key: bytes) -> str:
    return str(decode(key + b'"')) if b"\\" in key else key[1:].decode()


SCHEMA_VERSION = 1
"""Raised when a document of the old form would be read wrongly."""

Migration = Callable[[str, Document], Document]
"""Takes the name of a table and a document in one form, gives it in the next."""

MIGRATIONS: Mapping[int, Migration] = {}
"""For each version below `SCHEMA_VERSION` the way to the next."""


class NewerSchema(HistoryError):
    """The file was written by a later version of the program."""


def refuse_newer(name: str, schema: int) -> None:
    """Raise `NewerSchema` when the file is in a form that only a later version knows."""
    if schema > SCHEMA_VERSION:
        raise NewerSchema(
            f"{name} was written by a later version of supple (format {schema}; this version "
            f"knows {SCHEMA_VERSION}). Upgrade supple to open it; nothing was changed."
        )


def migrated(contents: Contents, schema: int) -> Contents:
    """Return the contents in the present form; documents that are no objects stay as they are."""
    for version in range(max(schema, 1), SCHEMA_VERSION):
        migration = MIGRATIONS[version]
        contents = Contents(
            {
                name: {key: _moved(migration, name, raw) for key, raw in table.items()}
                for name, table in contents.tables.items()
            },
            contents.others,
        )
    return contents


def _moved(migration: Migration, table: str, raw: bytes) -> bytes:
    value = decode(raw)
    return encode(migration(table, value)) if isinstance(value, dict) else raw
