"""Turn records into documents and documents into records, checking every value."""

import uuid
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any, TypeVar

import msgspec
from msgspec.structs import replace

from library.history.format import LAST_YEAR, decode, document, is_deleted
from library.history.record import (
    Check,
    Decision,
    HoldRecord,
    Reach,
    Record,
    SessionRecord,
    SoreSpot,
)
from library.history.snapshot import InvalidEntry
from library.history.tables import RECORDS, SESSIONS, TABLES
from library.text import MAX_TEXT_LENGTH, clean

_SESSION_IDS = uuid.UUID("5b0a3d8e-8d5e-5e0b-9c0a-2f1b7c6d4e90")
FIRST_YEAR = 1900
"""A clock at its epoch shows 1969 west of Greenwich, and what it saves must be readable."""

_R = TypeVar("_R")
_OF_TEXTS: tuple[object, ...] = (str, str | None, tuple[str, ...])
_WITH_TEXTS: tuple[type, ...] = (*RECORDS, HoldRecord, SoreSpot)
_TEXTS: Mapping[type, tuple[str, ...]] = {
    record: tuple(name for name, kind in record.__annotations__.items() if kind in _OF_TEXTS)
    for record in _WITH_TEXTS
}
"""The fields that hold texts; any other kind of value is checked by its type."""
_DATES: Mapping[type, tuple[str, ...]] = {
    Check: ("day", "answered_at"),
    Decision: ("day", "at", "until"),
    Reach: ("day",),
}
"""The dates and moments that rules reckon with."""
_OF_SEVERAL_LINES = frozenset({"note"})

_sessions = msgspec.json.Decoder(SessionRecord)
_others = {
    name: msgspec.json.Decoder(table.record) for name, table in TABLES.items() if name != SESSIONS
}


class InvalidDocument(ValueError):
    """A document that is no record; as text, what is wrong with it."""


class _Misfit(msgspec.Struct):
    """What is wrong with a document, found out when somebody asks: most only ask whether."""

    document: bytes | Mapping[str, Any]
    record: Any

    def __str__(self) -> str:
        from library.history.wanted import fault_in  # hardly any run needs it

        try:
            value = decode(self.document) if isinstance(self.document, bytes) else self.document
        except ValueError as error:
            return str(error)
        return fault_in(value, self.record) or "it cannot be read"


def to_document(record: Record) -> dict[str, Any]:
    """Return the record as plain JSON values: moments as UTC with `Z`, dates as ISO dates."""
    match record:
        case SessionRecord():
            record = replace(record, started_at=record.started_at.astimezone(UTC))
        case Check():
            record = replace(record, answered_at=record.answered_at.astimezone(UTC))
        case Decision():
            record = replace(record, at=record.at.astimezone(UTC))
    return msgspec.to_builtins(record)  # type: ignore[no-any-return]


def changed_fields(old: object, new: SessionRecord) -> dict[str, Any]:
    """Return what differs between two versions of a session, as plain JSON values.

    The document in the history may say more than is read of it, as a longer note: what a person
    has not changed is not to be written.

    Args:
        old: The version in the history; all fields are given when that is no session.
        new: The new version.
    """
    fields = to_document(new)
    if not isinstance(old, SessionRecord):
        return fields
    before = to_document(old)
    return {name: value for name, value in fields.items() if value != before[name]}


def from_document(document: Mapping[str, Any]) -> SessionRecord:
    """Return the record of a document; unknown fields are passed over.

    Raises:
        InvalidDocument: A value is missing, of the wrong type or out of range.
    """
    known = {name: document[name] for name in SessionRecord.__struct_fields__ if name in document}
    try:
        record = msgspec.convert(known, SessionRecord)
    except (msgspec.ValidationError, UnicodeEncodeError):  # lone surrogates
        raise InvalidDocument(_Misfit(document, SessionRecord)) from None
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
    except msgspec.ValidationError:
        raise InvalidDocument(_Misfit(raw, SessionRecord)) from None
    except (msgspec.DecodeError, RecursionError):  # lone surrogates, or nested too deep
        record = from_document(document(raw))
    if record.id != key:  # a line copied by hand: the key is what makes it a document of its own
        record = replace(record, id=key)
    return record if _is_plain(raw, record) else _cleaned(record)


def _refuse_impossible(year: int) -> None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise InvalidDocument(f"its date lies outside {FIRST_YEAR} to {LAST_YEAR}")


def _with_possible_dates(record: SessionRecord) -> SessionRecord:
    for year in (record.started_at.year, record.practice_day.year):
        _refuse_impossible(year)
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
    return all(_is_clean(getattr(record, name)) for name in _TEXTS[type(record)])


def _is_clean(texts: str | tuple[str, ...] | None) -> bool:
    if isinstance(texts, str):
        return texts.isascii() and texts.isprintable() and len(texts) <= MAX_TEXT_LENGTH
    return texts is None or all(map(_is_clean, texts))


def _with_clean_texts(record: _R) -> _R:
    texts = {
        name: _made_clean(getattr(record, name), multiline=name in _OF_SEVERAL_LINES)
        for name in _TEXTS[type(record)]
    }
    return replace(record, **texts)  # type: ignore[type-var]


def _made_clean(
    texts: str | tuple[str, ...] | None, *, multiline: bool
) -> str | tuple[str, ...] | None:
    if isinstance(texts, str):
        return clean(texts, multiline=multiline)
    return None if texts is None else tuple(map(clean, texts))


def session_key(id: str) -> str:
    """Return the key of a session that comes from elsewhere under an id of its own.

    It is a UUID, and the same every time and on every machine.
    """
    try:
        return str(uuid.UUID(id))
    except ValueError:
        return str(uuid.uuid5(_SESSION_IDS, id))


def is_record(raw: bytes, table: str) -> bool:
    """Tell whether a document's text can be read as a record of a table, or is its deletion.

    Args:
        raw: The text.
        table: The name of its table; of one that is not known, a record of any will do.
    """
    return any(_can_be_read(name, raw) for name in ([table] if table in TABLES else TABLES))


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
    except (msgspec.DecodeError, RecursionError):
        raise InvalidDocument(_Misfit(raw, TABLES[table].record)) from None
    if isinstance(record, Check | Decision | Reach):
        record = _as_of_key(key, record)
    return record if _has_clean_texts(record) else _with_clean_texts(record)


def _as_of_key(key: str, record: Check | Decision | Reach) -> Check | Decision | Reach:
    """Return what a rule can reckon with: moments in UTC, a decision under the key it has."""
    for name in _DATES[type(record)]:
        value: date | None = getattr(record, name)
        if value is None:
            continue
        _refuse_impossible(value.year)
        if isinstance(value, datetime) and value.tzinfo is not UTC:
            record = replace(record, **{name: value.astimezone(UTC)})
    if isinstance(record, Decision) and record.id != key:  # a line copied by hand
        record = replace(record, id=key)
    return record


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
