"""Turn records into documents and documents into records, checking every value."""

import re
import uuid
from collections.abc import Mapping
from datetime import UTC
from typing import Any, TypeVar

import msgspec
from msgspec.structs import replace

from library.history.format import LAST_YEAR, document, is_deleted
from library.history.record import (
    RECORDS,
    SESSIONS,
    TABLES,
    HoldRecord,
    Record,
    SessionRecord,
    SoreSpot,
)
from library.history.snapshot import InvalidEntry
from library.text import MAX_TEXT_LENGTH, clean

_SESSION_IDS = uuid.UUID("5b0a3d8e-8d5e-5e0b-9c0a-2f1b7c6d4e90")
FIRST_YEAR = 1900
"""A clock at its epoch shows 1969 west of Greenwich, and what it saves must be readable."""

# Patterns for what hardly any run meets: Python compiles them when they are first used.
_BEYOND = r"(?:Expected `\w+` (?:[<>]=|with a timezone)|Invalid enum value).* `\$\.(.+)`"
_MISSING = r"Object missing required field `(\w+)`(?: - at `\$\.?(.*)`)?"
_NO_DATE = r"Invalid RFC3339 encoded (date|datetime) - at `\$\.(.+)`"
_OTHER_TYPE = r"Expected `([^`]+)`, got `([^`]+)`(?: - at `\$\.?(.*)`)?"
_TYPES = {
    "int": "a whole number",
    "float": "a number",
    "str": "a text",
    "bool": "true or false",
    "null": "nothing",
    "array": "a list",
    "object": "an entry with fields",
}
_PARTS = {"holds": "a hold", "sore_spots": "a sore spot"}
_INDEX = r"\[\d+\]"
_PAIN = "pain is not between 0 and 10"
_SPOT = "a sore spot has an impossible side or length"
_LENGTH = "a hold has an impossible length"
_SENTENCES = {
    "started_at": "started_at has no time zone",
    "utc_offset_minutes": "utc_offset_minutes is more than a day",
    "seconds": "seconds is negative or more than a week",
    "pain_before": _PAIN,
    "pain_after": _PAIN,
    "holds.side": "a hold has an unknown side",
    "holds.rep": "a hold has an impossible rep",
    "holds.planned_seconds": _LENGTH,
    "holds.held_seconds": _LENGTH,
    "holds.outcome": "a hold has an unknown outcome",
    "sore_spots.side": _SPOT,
    "sore_spots.seconds": _SPOT,
    "kind": "it is of an unknown kind",
    "level": "there is no such level",
    "hold_seconds": "a hold is too short or too long",
    "days": "a weekly goal is 1 to 7 days",
}
"""What a person is told of a value beyond the bounds of its field."""

_R = TypeVar("_R")
_WITH_TEXTS: tuple[type, ...] = (*RECORDS, HoldRecord, SoreSpot)
_TEXTS: Mapping[type, tuple[str, ...]] = {
    record: tuple(name for name, kind in record.__annotations__.items() if kind is str)
    for record in _WITH_TEXTS
}
"""The fields that hold a text; any other kind of value is checked by its type."""
_OF_SEVERAL_LINES = frozenset({"note"})

_sessions = msgspec.json.Decoder(SessionRecord)
_others = {
    name: msgspec.json.Decoder(table.record) for name, table in TABLES.items() if name != SESSIONS
}


class InvalidDocument(ValueError):
    """A document that is no record; the text says what is wrong with it."""


def to_document(record: Record) -> dict[str, Any]:
    """Return the record as plain JSON values: moments as UTC with `Z`, dates as ISO dates."""
    if isinstance(record, SessionRecord):
        record = replace(record, started_at=record.started_at.astimezone(UTC))
    return msgspec.to_builtins(record)  # type: ignore[no-any-return]


def changed_fields(old: object, new: SessionRecord) -> dict[str, Any]:
    """Return what differs from the version that was shown, as plain JSON values.

    What lies in the history may say more than was shown, as a note longer than what is kept of
    one here: what a person has not changed is not to be written.

    Args:
        old: The version that was shown; all fields are given when that was no session.
        new: The new version.
    """
    fields = to_document(new)
    if not isinstance(old, SessionRecord):
        return fields
    shown = to_document(old)
    return {name: value for name, value in fields.items() if value != shown[name]}


def from_document(document: Mapping[str, Any]) -> SessionRecord:
    """Return the record of a document; unknown fields are passed over.

    Raises:
        InvalidDocument: A value is missing, of the wrong type or out of range.
    """
    known = {name: document[name] for name in SessionRecord.__struct_fields__ if name in document}
    try:
        record = msgspec.convert(known, SessionRecord)
    except msgspec.ValidationError as error:
        raise InvalidDocument(_sentence(error)) from None
    except UnicodeEncodeError as error:  # lone surrogates
        raise InvalidDocument(str(error)) from None
    return _cleaned(_with_possible_dates(record))


def read_session(key: str, raw: bytes) -> SessionRecord | None:
    """Return the record of a document's text; None when it is marked as deleted.

    Raises:
        InvalidDocument: As in `from_document`.
    """
    if is_deleted(raw):
        return None
    try:
        record = _with_possible_dates(_sessions.decode(raw))
    except msgspec.ValidationError as error:
        raise InvalidDocument(_sentence(error)) from None
    except (msgspec.DecodeError, RecursionError):  # lone surrogates, or nested too deep
        record = from_document(document(raw))
    if record.id != key:  # a line copied by hand: the key is what makes it a document of its own
        record = replace(record, id=key)
    return record if _is_plain(raw, record) else _cleaned(record)


def _sentence(error: msgspec.ValidationError) -> str:
    told = str(error)
    beyond = re.fullmatch(_BEYOND, told)
    if beyond and (sentence := _SENTENCES.get(re.sub(_INDEX, "", beyond[1]))):
        return sentence
    if missing := re.fullmatch(_MISSING, told):
        return f"{_field(missing[2] or '', missing[1])} is missing"
    if misread := re.fullmatch(_NO_DATE, told):
        wanted = "date" if misread[1] == "date" else "moment, as 2026-11-20T07:30:00Z"
        return f"{_field(misread[2])} is no {wanted}"
    if other := re.fullmatch(_OTHER_TYPE, told):
        where = _field(other[3]) if other[3] else "it"
        return f"{where} is {_type(other[2])}, where {_type(other[1])} is wanted"
    return told


def _field(path: str, name: str = "") -> str:
    """Name a field by its path, as in `rep of a hold`."""
    *outer, last = [part for part in (*re.sub(_INDEX, "", path).split("."), name) if part]
    return f"{last} of {_PARTS.get(outer[-1], outer[-1])}" if outer else last


def _type(names: str) -> str:
    return " or ".join(_TYPES.get(name, name) for name in names.split(" | "))


def _with_possible_dates(record: SessionRecord) -> SessionRecord:
    for year in (record.started_at.year, record.practice_day.year):
        if not FIRST_YEAR <= year <= LAST_YEAR:
            raise InvalidDocument(f"its date lies outside {FIRST_YEAR} to {LAST_YEAR}")
    if record.started_at.tzinfo is UTC:
        return record
    return replace(record, started_at=record.started_at.astimezone(UTC))


def _is_plain(raw: bytes, record: SessionRecord) -> bool:
    # Without escapes JSON can hold no control character but DEL, and ASCII is in NFC:
    # most documents can skip the cleaning of each of their texts.
    if not raw.isascii() or b"\\" in raw or b"\x7f" in raw:
        return False
    return len(raw) <= MAX_TEXT_LENGTH or all(
        len(getattr(record, name)) <= MAX_TEXT_LENGTH for name in _TEXTS[SessionRecord]
    )


def _cleaned(record: SessionRecord) -> SessionRecord:
    # Texts that are fine as they are, nearly all of them, cost no new object.
    if not all(map(_has_clean_texts, record.holds)):
        record = replace(record, holds=tuple(map(_with_clean_texts, record.holds)))
    if not all(map(_has_clean_texts, record.sore_spots)):
        record = replace(record, sore_spots=tuple(map(_with_clean_texts, record.sore_spots)))
    return record if _has_clean_texts(record) else _with_clean_texts(record)


def _has_clean_texts(record: object) -> bool:
    for name in _TEXTS[type(record)]:
        text: str = getattr(record, name)
        if not (text.isascii() and text.isprintable() and len(text) <= MAX_TEXT_LENGTH):
            return False
    return True


def _with_clean_texts(record: _R) -> _R:
    texts = {
        name: clean(getattr(record, name), multiline=name in _OF_SEVERAL_LINES)
        for name in _TEXTS[type(record)]
    }
    return replace(record, **texts)  # type: ignore[type-var]


def session_key(id: str) -> str:
    """Return the key of a session that comes from elsewhere under an id of its own.

    It is a UUID, and the same every time and on every machine.
    """
    try:
        return str(uuid.UUID(id))
    except ValueError:
        return str(uuid.uuid5(_SESSION_IDS, id))


def is_record(raw: bytes) -> bool:
    """Tell whether a document's text can be read as a record of any table, or is its deletion."""
    return any(_can_be_read(table, raw) for table in TABLES)


def _can_be_read(table: str, raw: bytes) -> bool:
    try:
        read_record(table, "", raw)
    except InvalidDocument:
        return False
    return True


def read_record(table: str, key: str, raw: bytes) -> Record | None:
    """Return the record of a document's text; None when it is marked as deleted.

    Args:
        table: The name of its table, one of `TABLES`.
        key: Its key.
        raw: The text.

    Raises:
        InvalidDocument: As in `from_document`.
    """
    if table == SESSIONS:
        return read_session(key, raw)
    if is_deleted(raw):
        return None
    try:
        record: Record = _others[table].decode(raw)
    except msgspec.ValidationError as error:
        raise InvalidDocument(_sentence(error)) from None
    except (msgspec.DecodeError, RecursionError) as error:
        raise InvalidDocument(str(error)) from None
    return record if _has_clean_texts(record) else _with_clean_texts(record)


def valid_records(
    name: str, table: Mapping[str, bytes], invalid: list[InvalidEntry]
) -> tuple[Any, ...]:
    """Return the records of a table in their order; those that are none are added to `invalid`."""
    found = []
    for key, raw in table.items():
        try:
            record = read_record(name, key, raw)
        except InvalidDocument as error:
            invalid.append(InvalidEntry(clean(key), clean(str(error))))
        else:
            if record is not None:
                found.append(record)
    order = TABLES[name].order
    return tuple(found if order is None else sorted(found, key=order))
