"""A parser that takes what it can from a file that is not as it was saved."""

import json
import re
from collections.abc import Iterator, Sequence
from enum import Enum
from functools import reduce
from itertools import islice
from typing import Any

import msgspec

from library.bounds import LONGEST_NUMBER
from library.history.format import (
    META,
    Contents,
    Header,
    Json,
    encode,
    encode_shallow,
    parse,
    read_header,
    without_deletion,
)
from library.history.merge import newer
from library.history.tables import DECISIONS, SESSIONS, TABLES

_OBJECT = re.compile(r'"\s*:\s*(?=\{)')
_FIRST_IS_OBJECT = re.compile(r'\{\s*"[^"\\]*"\s*:\s*\{')
_ELEMENT = re.compile(r"(?:\A|[\n\[\]},])[ \t]*(?=\{)")
_EMPTY_TABLE = re.compile(r"\{[ \t]*\r?\n\s*\}")
_CLOSED = re.compile(r"\s*\}")
_BRACKETS = re.compile(r'"(?:[^"\\\n]|\\.)*"|[\[\]{}]')
_LEVELS = {"[": 1, "{": 1, "]": -1, "}": -1}
_MOST_BRACKETS = 500_000
_BETWEEN_ENTRIES = " \t\r\n,"
_ENTRY_MARKS = frozenset({"updated_at", "started_at", "practice_day"})
"""What no value within a document has, but a whole document that was swallowed by a broken one."""
_TELLING = {SESSIONS: {"practice_day"}, DECISIONS: {"at", "day", "kind"}}
"""What only a session or decision of this program has, whatever else other programs call alike:
the records that have an id."""
_META = re.compile(r'\{\s*"_meta"\s*:\s*(\{\s*"1"\s*:\s*\{[^{}]*\}\s*\})')
_LONGEST_KEY = 1000
"""Characters, as they are written."""
_WINDOW = 1 << 16
"""Characters; nearly every document fits in."""
_PATIENCE = 8
"""How many characters may be read in vain for each of a damaged text; then it is nonsense."""
_MOST_PATIENCE = 100_000_000
"""Some 100,000 tries in vain, which take a few seconds."""
_SHORTEST_RECORD = 30
"""Characters; what is shorter is read, but counts as read in vain."""
_TRY_COST, _LEVELS_COST = 1_000, 200_000
"""What a try in vain costs besides, and one that ends because of the nesting, in characters."""


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
    names_table: bool = False
    """Whether a file that was edited names a table of a history, be it an empty one."""


def read_any(raw: bytes | None) -> FileState:
    """Read a file in whatever condition it is."""
    if raw is None:
        return FileState(Condition.MISSING, Contents())
    if not raw:
        return FileState(Condition.EMPTY, Contents())
    if clean := parse(raw):
        return FileState(Condition.CLEAN, *clean)
    try:
        return _from_json(json.loads(raw.decode(json.detect_encoding(raw)), **_LENIENT))
    except RecursionError:
        return _repaired(raw, 1)
    except json.JSONDecodeError as error:
        return _repaired(raw, error.lineno)
    except ValueError:
        return _repaired(raw, 1)


def _number(text: str) -> float | int | None:
    # JSON knows no infinity, and Python refuses to read an integer of thousands of digits.
    if len(text) > LONGEST_NUMBER:
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
        return first if newer(encode(second), encode(first), "") == encode(first) else second
    for key, value in second.items():
        first[key] = _both(first[key], value) if key in first else value
    return first


_LENIENT: dict[str, Any] = {
    "parse_constant": lambda _: None,
    "parse_float": _number,
    "parse_int": _number,
    "object_pairs_hook": _join,
    "strict": False,
}


def _from_json(value: Json) -> FileState:
    whole = _unwrapped(value)
    if isinstance(whole, dict):
        return _from_object(whole)
    return FileState(Condition.DAMAGED, Contents(), bad_line=1)


def _unwrapped(value: Json) -> Json:
    """Return a history that stands somewhere in a value, or the documents that stand there alone.

    Editors and programs for JSON put it into a list or an object, or take it apart.
    """
    if isinstance(value, dict) and not value.keys().isdisjoint((META, *TABLES)):
        return value
    histories: list[Json] = []
    found: dict[str, Json] = {}
    for each in _parts(value):
        if _is_history(each):
            histories.append(each)
        elif place := _place(each):
            _add(found, *place, each)
    if not histories and not found:
        return value
    whole = reduce(_both, histories) if histories else {}
    return _both(whole, found)


def wraps_history(value: Json) -> bool:
    """Tell whether a whole history stands somewhere in a value."""
    return any(map(_is_history, _parts(value)))


def _parts(value: Json) -> Iterator[Json]:
    """Yield the histories and documents in a value, however deep they are nested."""
    waiting = [value]
    while waiting:
        each = waiting.pop()
        if _is_history(each) or _place(each):
            yield each
        else:
            waiting += reversed(_inside(each))


def _is_history(value: Json) -> bool:
    if not isinstance(value, dict):
        return False
    return META in value or any(any(map(_place, _inside(value.get(name)))) for name in TABLES)


def _inside(value: Json) -> Sequence[Json]:
    if isinstance(value, dict):
        return list(value.values())
    return value if isinstance(value, list) else ()


def _place(value: Json) -> tuple[str, str] | None:
    """Return table and key of a document by what it says; None when it is none."""
    if not isinstance(value, dict):
        return None
    id = value.get("id")
    for name, fields in _TELLING.items() if isinstance(id, str | int) else ():
        if fields <= value.keys():
            return name, str(id)
    for name, table in TABLES.items():
        try:
            return name, msgspec.convert(without_deletion(value), table.record).key
        except (msgspec.ValidationError, UnicodeEncodeError):  # lone surrogates, too
            continue
    return None


def _add(tables: dict[str, Json], name: str, key: str, value: Json) -> None:
    table = tables.setdefault(name, {})
    assert isinstance(table, dict)
    table[key] = _both(table[key], value) if key in table else value


def _from_object(value: dict[str, Json]) -> FileState:
    header = read_header(value.pop(META, None))
    contents = Contents()
    for name, table in value.items():
        if isinstance(table, dict):
            contents.tables[name] = {key: encode_shallow(entry) for key, entry in table.items()}
        elif name in TABLES:
            contents.tables[name] = _entries(table, name)
        else:
            contents.others[name] = encode_shallow(table)
    names_table = any(name in value for name in TABLES)
    return FileState(Condition.EDITED, contents, header, names_table=names_table)


def _entries(listed: Json, name: str) -> dict[str, bytes]:
    """Return the documents of a list in a table's place, by their keys."""
    found = {}
    for entry in listed if isinstance(listed, list) else ():
        id = entry.get("id") if isinstance(entry, dict) else None
        place = (name, id) if isinstance(id, str) else _place(entry)
        if place is not None and place[0] == name:
            found[place[1]] = encode_shallow(entry)
    return found


def _repaired(raw: bytes, bad_line: int) -> FileState:
    from library.decoding import UnknownEncodingError, decoded  # most files need no repair

    try:
        text = decoded(raw).text
    except UnknownEncodingError:
        text = raw.decode(errors="replace")
    meta = _META.search(text)
    header = read_header(_meta(meta[1])) if meta else None
    return FileState(Condition.DAMAGED, _Salvage(text).contents, header, bad_line)


def _meta(text: str) -> Json:
    try:
        return json.loads(text)  # type: ignore[no-any-return]
    except ValueError:
        return None


class _Salvage:
    """Takes every document out of a text that is no JSON.

    Which table a document belongs to follows from where it stands, whatever its key looks like:
    a table lasts until it is closed or another one begins.

    Args:
        text: The text.
    """

    def __init__(self, text: str) -> None:
        self.contents = Contents()
        """What was found."""
        self._text = text
        self._decoder = json.JSONDecoder(**_LENIENT)
        self._patience = min(_PATIENCE * (len(text) + _LEVELS_COST), _MOST_PATIENCE)
        self._table: str | None = SESSIONS
        """Where documents belong here; None between two tables. The start may be cut off."""
        self._at = 0
        self._is_open_ended = False
        """Whether something was nested too deep and had no end."""
        self._window_at, self._window = 0, text[: 2 * _WINDOW]
        while match := _OBJECT.search(text, self._at):
            self._take(match.start(), match.end())
        self.contents.tables.pop(META, None)
        if not any(self.contents.tables.values()):
            self._at = 0
            while match := _ELEMENT.search(text, self._at):
                self._take_alone(match.end())

    def _take_alone(self, brace: int) -> None:
        """Take the documents in an object without a key, as in a list or on a line of its own."""
        self._at = brace + 1
        for value in _parts(self._object(brace)):
            if place := _place(value):
                self._put(*place, value)

    def _take(self, quote: int, brace: int) -> None:
        """Take what `"key": {` begins.

        Args:
            quote: Where the key ends.
            brace: Where the object begins.
        """
        start = self._start_of_key(quote)
        key = _unescaped(self._text[start + 1 : quote])
        follows = not self._text[self._at : max(start, self._at)].strip(_BETWEEN_ENTRIES)
        self._at = brace + 1
        if key in TABLES or key == META:
            self._table = None if _EMPTY_TABLE.match(self._text, brace) else key
            return
        value = self._object(brace)
        if value is None:
            if self._table is None or (not follows and self._is_table(brace)):
                self._table = key
        elif self._table is None or (not follows and self._is_table(brace)):
            for name, entry in value.items():
                self._put(key, name, entry)
            self._table = None
        else:
            self._put(self._table, key, value)
            if closed := _CLOSED.match(self._text, self._at):
                self._table, self._at = None, closed.end()

    def _start_of_key(self, quote: int) -> int:
        """Return where the quotation mark before a key stands; the key's end if there is none."""
        earliest, start = max(0, quote - _LONGEST_KEY), quote
        while (start := self._text.rfind('"', earliest, start)) >= 0:
            before = start
            while before > earliest and self._text[before - 1] == "\\":
                before -= 1
            if (start - before) % 2 == 0:
                return start
        return quote

    def _is_table(self, brace: int) -> bool:
        """Tell by its shape whether an object is a table: a document holds no documents."""
        return bool(
            _FIRST_IS_OBJECT.match(self._text, brace) or _EMPTY_TABLE.match(self._text, brace)
        )

    def _object(self, brace: int) -> dict[str, Json] | None:
        """Return the object that begins here and go on behind it.

        When it is broken, what lies in it is looked at next; after too much nonsense, nothing is.
        """
        value = None
        try:
            value, self._at = self._decoded(brace)
            cost = _TRY_COST if self._at - brace < _SHORTEST_RECORD else 0
        except RecursionError:
            self._at = self._behind(brace)
            cost = _LEVELS_COST + self._at - brace
        except json.JSONDecodeError as error:
            cost = _TRY_COST + max(0, error.pos - brace)
        except ValueError:
            cost = _TRY_COST
        self._patience -= cost
        if self._patience < 0:
            self._at = len(self._text)
        return value

    def _decoded(self, brace: int) -> tuple[dict[str, Json], int]:
        # An error counts the lines before it, so it must not have the whole text before it.
        if not self._window_at <= brace < self._window_at + _WINDOW:
            self._window_at, self._window = brace, self._text[brace : brace + 2 * _WINDOW]
        try:
            value, end = self._decoder.raw_decode(self._window, brace - self._window_at)
            return value, end + self._window_at
        except json.JSONDecodeError as error:
            near_end = error.pos > len(self._window) - _WINDOW // 2
            if not near_end and not error.msg.startswith("Unterminated"):
                error.pos += self._window_at
                raise
        self._patience -= brace // _WINDOW
        value, end = self._decoder.raw_decode(self._text[brace:])
        return value, end + brace

    def _behind(self, brace: int) -> int:
        """Return where an object ends that is nested too deep to be read, or else its line."""
        depth = 0
        tokens = _BRACKETS.finditer(self._text, brace)
        for token in islice(tokens, 0 if self._is_open_ended else _MOST_BRACKETS):
            depth += _LEVELS.get(token[0], 0)
            if depth == 0:
                return token.end()
        self._is_open_ended = True
        end = self._text.find("\n", brace)
        return end if end >= 0 else len(self._text)

    def _put(self, table: str, key: str, value: Json) -> None:
        if isinstance(value, dict):
            # Where a closing brace was lost, the documents that follow lie in the one before them.
            swallowed = [name for name, inner in value.items() if _is_entry(inner)]
            for name in swallowed:
                self._put(table, name, value.pop(name))
        try:
            found = encode_shallow(value)
        except RecursionError:
            return
        entries = self.contents.tables.setdefault(table, {})
        entries[key] = newer(entries.get(key, found), found, table)


def _is_entry(value: Json) -> bool:
    return isinstance(value, dict) and not _ENTRY_MARKS.isdisjoint(value)


def _unescaped(key: str) -> str:
    if "\\" not in key:
        return key
    try:
        return str(json.loads(f'"{key}"', strict=False))
    except ValueError:
        return key
