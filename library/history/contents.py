"""What a history file holds, as bytes: tables of documents, one canonical text each.

The classes of this room that are no records are structs: a dataclass takes a third of a
millisecond to make, and a start makes all of them.

Keeping the documents as text means that loading parses each of them once, straight into
records, and that a save touches only those that changed.
"""

import json
from collections.abc import Callable, MutableMapping
from typing import Any

import msgspec

SESSIONS = "sessions"
MARKS = "marks"
META = "_meta"

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]
Document = dict[str, Json]
Tables = dict[str, dict[str, bytes]]
FieldsChange = Callable[[MutableMapping[str, Any]], object]
"""Changes the fields of a document in place; what it returns is of no interest."""


class Header(msgspec.Struct, frozen=True):
    """The first line of a history file."""

    file_id: str
    """Stays the same for the life of a history; two different ones never merge by themselves."""
    generation: int
    """How many saves led here."""
    parent: str
    """Checksum of the save this one was made from."""
    schema: int
    sha256: str = ""
    """Over this line without the checksum itself, and everything below it."""


class Contents(msgspec.Struct):
    """Everything in a history file but its header."""

    tables: Tables = msgspec.field(default_factory=lambda: {SESSIONS: {}, MARKS: {}})
    others: dict[str, bytes] = msgspec.field(default_factory=dict)
    """Top-level values that are not tables; kept, whatever they are."""

    def copy(self) -> "Contents":
        """A copy whose tables can be changed without changing these."""
        return Contents(
            {name: dict(table) for name, table in self.tables.items()}, dict(self.others)
        )


_encoder = msgspec.json.Encoder(order="sorted")


def encode(value: Json) -> bytes:
    """The canonical text of a value: keys sorted, no spaces, one line."""
    try:
        return _encoder.encode(value)
    except (OverflowError, UnicodeEncodeError, ValueError):
        # Integers beyond 64 bits and lone surrogates, which only hand-made files hold.
        return json.dumps(value, sort_keys=True, separators=(",", ":"), allow_nan=False).encode()


def decode(raw: bytes) -> Json:
    """The value of a canonical text."""
    try:
        return msgspec.json.decode(raw)  # type: ignore[no-any-return]
    except msgspec.DecodeError:
        return json.loads(raw)  # type: ignore[no-any-return]


def document(raw: bytes) -> Document:
    """The document of a canonical text; empty when it is something else."""
    value = decode(raw)
    return value if isinstance(value, dict) else {}


class Stamp(msgspec.Struct):
    """The bookkeeping of a document: which version it is, and whether it is deleted."""

    updated_at: str = ""
    """UTC in ISO 8601 with milliseconds, so that later is also greater."""
    rev: int = 0
    device: str = ""
    deleted_at: str | None = None


_stamp_decoder = msgspec.json.Decoder(Stamp)


def stamp(raw: bytes) -> Stamp:
    """The bookkeeping of a document; that of a document without any is the oldest possible."""
    try:
        found = _stamp_decoder.decode(raw)
    except msgspec.DecodeError:
        return Stamp()
    return found if len(found.updated_at) == len("2026-11-22T10:00:00.000Z") else Stamp()
