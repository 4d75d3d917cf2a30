"""Turns records into documents and documents into records, checking every value."""

import uuid
from collections.abc import Mapping
from datetime import UTC, date
from typing import Any

import msgspec
from msgspec.structs import replace

from library.history.format import Stamp, document
from library.history.record import DayMark, HoldRecord, SessionRecord
from library.text import MAX_TEXT_LENGTH, clean

_MARK_IDS = uuid.UUID("6f1d0d0c-54a3-5b56-9a55-8a6f2f0f3c11")
_SIDES = frozenset({"left", "right", "both"})
_LONGEST_DAY_MINUTES = 24 * 60
_LONGEST_SESSION_SECONDS = 7 * 24 * 3600.0
_FIRST_YEAR, _LAST_YEAR = 1970, 9000
_WORST_PAIN = 10

_sessions = msgspec.json.Decoder(SessionRecord)
_marks = msgspec.json.Decoder(DayMark)
_stamps = msgspec.json.Decoder(Stamp)


class InvalidDocument(ValueError):
    """A document that is no record; the text says what is wrong with it."""


def to_document(record: SessionRecord) -> dict[str, Any]:
    """The record as plain JSON values: `started_at` as UTC with `Z`, dates as ISO dates."""
    utc = replace(record, started_at=record.started_at.astimezone(UTC))
    return msgspec.to_builtins(utc)  # type: ignore[no-any-return]


def from_document(document: Mapping[str, Any]) -> SessionRecord:
    """The record of a document; unknown fields are passed over.

    Raises:
        InvalidDocument: A value is missing, of the wrong type or out of range.
    """
    known = {name: document[name] for name in SessionRecord.__struct_fields__ if name in document}
    try:
        record = msgspec.convert(known, SessionRecord)
    except (msgspec.ValidationError, UnicodeEncodeError) as error:  # the latter: lone surrogates
        raise InvalidDocument(str(error)) from None
    return _cleaned(_checked(record))


def read_session(key: str, raw: bytes) -> SessionRecord | None:
    """The record of a document's text; None when it is marked as deleted.

    Raises:
        InvalidDocument: As in `from_document`.
    """
    if is_deleted(raw):
        return None
    try:
        record = _checked(_sessions.decode(raw))
    except msgspec.ValidationError as error:
        raise InvalidDocument(str(error)) from None
    except (msgspec.DecodeError, RecursionError):  # lone surrogates, or nested too deep
        record = from_document(document(raw))
    if record.id != key:  # a line copied by hand: the key is what makes it a document of its own
        record = replace(record, id=key)
    return record if _is_plain(raw, record) else _cleaned(record)


def is_deleted(raw: bytes) -> bool:
    """Whether a document's text carries a deletion."""
    if b'"deleted_at":"' not in raw:
        return False
    try:
        return _stamps.decode(raw).deleted_at is not None
    except msgspec.DecodeError:
        return False


def _is_plain(raw: bytes, record: SessionRecord) -> bool:
    # Without escapes JSON can hold no control character but DEL, and ASCII is in NFC:
    # most documents can skip the cleaning of each of their texts.
    plain = raw.isascii() and b"\\" not in raw and b"\x7f" not in raw
    return plain and len(record.note) <= MAX_TEXT_LENGTH and len(record.routine) <= MAX_TEXT_LENGTH


def _cleaned(record: SessionRecord) -> SessionRecord:
    # Texts that are fine as they are, nearly all of them, cost neither a call nor a new object.
    if not all(_is_clean(hold.exercise) for hold in record.holds):
        holds = tuple(replace(hold, exercise=clean(hold.exercise)) for hold in record.holds)
        record = replace(record, holds=holds)
    if not all(_is_clean(spot.exercise) for spot in record.sore_spots):
        spots = tuple(replace(spot, exercise=clean(spot.exercise)) for spot in record.sore_spots)
        record = replace(record, sore_spots=spots)
    if all(map(_is_clean, (record.id, record.routine, record.note))):
        return record
    note = clean(record.note, multiline=True)
    return replace(record, id=clean(record.id), routine=clean(record.routine), note=note)


def _is_clean(text: str) -> bool:
    return text.isascii() and text.isprintable() and len(text) <= MAX_TEXT_LENGTH


def _checked(record: SessionRecord) -> SessionRecord:
    if record.started_at.tzinfo is None:
        raise InvalidDocument("started_at has no time zone")
    for year in (record.started_at.year, record.practice_day.year):
        if not _FIRST_YEAR <= year <= _LAST_YEAR:
            raise InvalidDocument(f"its date lies outside {_FIRST_YEAR} to {_LAST_YEAR}")
    if record.started_at.tzinfo is not UTC:
        record = replace(record, started_at=record.started_at.astimezone(UTC))
    if abs(record.utc_offset_minutes) > _LONGEST_DAY_MINUTES:
        raise InvalidDocument("utc_offset_minutes is more than a day")
    if not 0 <= record.seconds <= _LONGEST_SESSION_SECONDS:
        raise InvalidDocument("seconds is negative or more than a week")
    for pain in (record.pain_before, record.pain_after):
        if pain is not None and not 0 <= pain <= _WORST_PAIN:
            raise InvalidDocument("pain is not between 0 and 10")
    for hold in record.holds:
        _check_hold(hold)
    for spot in record.sore_spots:
        if spot.side not in _SIDES or not 0 <= spot.seconds <= _LONGEST_SESSION_SECONDS:
            raise InvalidDocument("a sore spot has an impossible side or length")
    return record


def _check_hold(hold: HoldRecord) -> None:
    if hold.side not in _SIDES:
        raise InvalidDocument("a hold has an unknown side")
    if not (0 <= hold.held_seconds <= _LONGEST_SESSION_SECONDS and hold.planned_seconds >= 0):
        raise InvalidDocument("a hold has an impossible length")
    if hold.rep < 1:
        raise InvalidDocument("a hold has an impossible rep")


def mark_key(day: date) -> str:
    """The key of a day's mark: the same on every machine, so that marks merge."""
    return str(uuid.uuid5(_MARK_IDS, day.isoformat()))


def read_mark(raw: bytes) -> DayMark | None:
    """The mark of a document's text; None when it is marked as deleted.

    Raises:
        InvalidDocument: As in `from_document`.
    """
    if is_deleted(raw):
        return None
    try:
        return _marks.decode(raw)
    except (msgspec.DecodeError, RecursionError) as error:
        raise InvalidDocument(str(error)) from None
