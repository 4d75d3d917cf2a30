"""A parser that takes what it can from a file that is not as it was saved."""

import json
import re
from enum import Enum
from typing import Any

import msgspec

from library.history.format import META, Contents, Header, Json, encode, parse, read_header
from library.history.merge import newer
from library.history.record import SESSIONS, TABLES

_OPENING = re.compile(r'"(?P<key>(?:[^"\\]|\\.)*)"\s*:\s*(?P<brace>\{)(?P<end>[ \t]*\r?\n)?')
_UUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_META = re.compile(r'\{"_meta":\s*(\{"1":\s*\{[^{}]*\}\})')
_LONGEST_NUMBER = 300


class Condition(Enum):
    """How a file was found."""

    CLEAN = "clean"
    EDITED = "edited"
    DAMAGED = "damaged"
    EMPTY = "empty"
    MISSING = "missing"


class FileState(msgspec.Struct, frozen=True):
    """What a file gave."""

    condition: Condition
    contents: Contents
    header: Header | None = None
    """For anything but a clean file only what its first line claims."""
    bad_line: int = 0
    """The line, from 1, at which a damaged file could not be read."""


def read_any(raw: bytes | None) -> FileState:
    """Read a file in whatever condition it is."""
    if raw is None:
        return FileState(Condition.MISSING, Contents())
    if not raw:
        return FileState(Condition.EMPTY, Contents())
    if clean := parse(raw):
        return FileState(Condition.CLEAN, *clean)
    try:
        return _from_json(json.loads(_text(raw), **_LENIENT))
    except RecursionError:
        return _repaired(raw, 1)
    except json.JSONDecodeError as error:
        return _repaired(raw, error.lineno)
    except ValueError:
        return _repaired(raw, 1)


def _text(raw: bytes) -> str:
    return raw.decode(json.detect_encoding(raw)).removeprefix("\ufeff")


def _number(text: str) -> float | int | None:
    # JSON knows no infinity, and Python refuses to read an integer of thousands of digits.
    if len(text) > _LONGEST_NUMBER:
        return None
    if text.lstrip("-").isdigit():
        return int(text)
    value = float(text)
    return value if abs(value) < float("inf") else None


def _join(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return an object in which a repeated key hides nothing but the older of two documents."""
    result: dict[str, Any] = {}
    for key, value in pairs:
        result[key] = _both(result[key], value) if key in result else value
    return result


def _both(first: Json, second: Json) -> Json:
    if not isinstance(first, dict) or not isinstance(second, dict):
        return second
    if "updated_at" in first or "updated_at" in second:
        return first if newer(encode(second), encode(first)) == encode(first) else second
    both = {k: _both(first[k], value) if k in first else value for k, value in second.items()}
    return {**first, **both}


_LENIENT: dict[str, Any] = {
    "parse_constant": lambda _: None,
    "parse_float": _number,
    "parse_int": _number,
    "object_pairs_hook": _join,
    "strict": False,
}


def _from_json(value: Json) -> FileState:
    if not isinstance(value, dict):
        return FileState(Condition.DAMAGED, Contents(), bad_line=1)
    header = read_header(value.pop(META, None))
    contents = Contents()
    for name, table in value.items():
        if isinstance(table, dict):
            contents.tables[name] = {key: encode(entry) for key, entry in table.items()}
        else:
            contents.others[name] = encode(table)
    # A list where the sessions should be is no table; what it hides is in the backups.
    for name in TABLES:
        contents.others.pop(name, None)
    return FileState(Condition.EDITED, contents, header)


def _repaired(raw: bytes, bad_line: int) -> FileState:
    text = raw.decode(errors="replace")
    contents, name, position = Contents(), SESSIONS, 0
    decoder = json.JSONDecoder(**_LENIENT)
    while match := _OPENING.search(text, position):
        key, position = match["key"], match.end()
        if key == META or _opens_table(match, name):
            name = key
            continue
        try:
            value, position = decoder.raw_decode(text, match.start("brace"))
            found = encode(value)
        except (ValueError, RecursionError):
            continue
        table = contents.tables.setdefault(name, {})
        table[key] = newer(table.get(key, found), found)
    contents.tables.pop(META, None)
    meta = _META.search(text)
    header = read_header(_meta(meta[1])) if meta else None
    return FileState(Condition.DAMAGED, contents, header, bad_line)


def _meta(text: str) -> Json:
    try:
        return json.loads(text)  # type: ignore[no-any-return]
    except ValueError:
        return None


def _opens_table(match: re.Match[str], current: str) -> bool:
    """Tell whether `"key": {` begins a table, by its name or because the line ends there."""
    if match["key"] in TABLES or match["end"]:
        return True
    return current in (*TABLES, META) and not _UUID.fullmatch(match["key"])
