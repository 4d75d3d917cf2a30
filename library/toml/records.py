"""Turns tables of a TOML file into records, and says everything that is wrong with them."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from enum import Enum
from functools import cache
from types import NoneType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

import msgspec
from msgspec import UNSET, Meta

from library.bounds import LONGEST_TEXT
from library.text import clean
from library.toml import KeyPath
from library.toml.document import TOO_DEEP, Document, Problem
from library.wording import did_you_mean

_NOT_IN_FILES = frozenset({"own"})

T = TypeVar("T")


def convert(
    document: Document,
    path: KeyPath,
    table: object,
    cls: type[T],
    problems: Callable[[T], Iterable[Problem]] = lambda record: (),
) -> T:
    """Turn a table of the document into a record, checking keys, types and bounds.

    All text is cleaned; a field of type `Mapping` is passed through as it is.

    Args:
        document: Where the table comes from, for messages.
        path: The table's place in the document.
        table: Its content.
        cls: A struct.
        problems: Says what else is wrong with a record that has the right types. Where a part
            has the wrong one, it is given the record with something else in its place.

    Raises:
        TomlFileError: Of the document's type, with all that is wrong.
    """
    found: list[Problem] = []
    try:
        prepared = _prepared((), table, cls, found)
    except RecursionError as error:
        raise document.error_type(document.file, TOO_DEEP) from error
    record = _mended(prepared, cls, found)
    wrong = [inner for inner, _ in found]
    found += [each for each in problems(record) if not _is_touched(each[0], wrong)]
    if found:
        raise document.errors((path + inner, expected) for inner, expected in found)
    return record


def _is_touched(path: KeyPath, wrong: Iterable[KeyPath]) -> bool:
    """Tell whether a part, something in it, or what it is in, was told already."""
    return any(path[: len(each)] == each or each[: len(path)] == path for each in wrong)


def _prepared(path: KeyPath, value: object, type_: Any, found: list[Problem]) -> object:
    """Return the value with its texts cleaned and without keys that nobody knows."""
    if isinstance(value, dict) and _is_record(type_):
        known = _keys_of(type_)
        found += [((*path, key), _known_keys(key, known)) for key in value if key not in known]
        return {
            key: _prepared((*path, key), entry, known[key], found)
            for key, entry in value.items()
            if key in known
        }
    if isinstance(value, list) and get_origin(type_) is tuple:
        entry_type = get_args(type_)[0]
        return [
            _prepared((*path, number), entry, entry_type, found)
            for number, entry in enumerate(value)
        ]
    if isinstance(value, str) and type_ in (str, str | None):
        return clean(value, limit=LONGEST_TEXT + 1).strip()
    return value


def _mended(value: Any, cls: type[T], found: list[Problem]) -> T:
    """Return the record; what has not the right type is told and gets something in its place."""
    while True:
        try:
            return msgspec.convert(value, cls)
        except msgspec.ValidationError:
            from library.misfit import misfits_in  # hardly any file needs it

            for path, type_, part in list(misfits_in(value, cls)):
                missing = ", but it is missing" if part is UNSET else ""
                found.append((path, f"{_type_words(type_, part)}{missing}"))
                value = _with(value, path, _stand_in(type_))


def _with(value: Any, path: KeyPath, part: object) -> Any:
    """Return the value with another part at a path."""
    if not path:
        return part
    first, *rest = path
    inner = value[first] if isinstance(first, int) or first in value else None
    value[first] = _with(inner, tuple(rest), part)
    return value


def _stand_in(type_: Any) -> object:
    """Return something that is of a type."""
    type_, meta = _plain(type_)
    if get_origin(type_) is tuple:
        return [_stand_in(get_args(type_)[0])] * (meta.min_length or 0)
    if _is_record(type_):
        hints, fields = get_type_hints(type_, include_extras=True), msgspec.structs.fields(type_)
        return {each.name: _stand_in(hints[each.name]) for each in fields if each.required}
    if isinstance(type_, type) and issubclass(type_, Enum):
        return next(iter(type_)).value
    return {str: "x", int: meta.ge or 0, bool: False, date: date.min}.get(type_, {})


def _is_record(type_: Any) -> bool:
    return isinstance(type_, type) and issubclass(type_, msgspec.Struct)


@cache
def _keys_of(cls: Any) -> Mapping[str, Any]:
    """Return the keys a table may have, with their types."""
    hints = get_type_hints(cls)
    return {name: hint for name, hint in hints.items() if name not in _NOT_IN_FILES}


def _known_keys(key: str, known: Mapping[str, Any]) -> str:
    hint = did_you_mean(key, known, "; did")
    return f"a known key{hint}" if hint else f"one of the keys {', '.join(known)}"


def _plain(type_: Any) -> tuple[Any, Meta]:
    """Return a type without what is said about it, and its bounds; what may be left out, too."""
    meta = next((each for each in getattr(type_, "__metadata__", ())), Meta())
    plain = get_args(type_)[0] if hasattr(type_, "__metadata__") else type_
    choices = [each for each in get_args(plain) if each is not NoneType]
    if len(choices) == 1 and get_origin(plain) is not tuple:
        inner, inner_meta = _plain(choices[0])
        return inner, meta if meta != Meta() else inner_meta
    return plain, meta


def _type_words(type_: Any, value: object) -> str:
    """Return what a type expects, for somebody who wrote this value."""
    plain, meta = _plain(type_)
    if get_origin(plain) is tuple:
        if isinstance(value, list):
            return f"a list{_of(meta, 'entries')}"
        is_plain = not isinstance(get_args(plain)[0], type(msgspec.Struct))
        return "a list in square brackets" if is_plain else "a list"
    if plain is str and isinstance(value, str):
        return meta.description or f"text{_of(meta, 'characters')}"
    if plain is int and meta.ge is not None:
        return f"{meta.le}" if meta.ge == meta.le else f"a whole number from {meta.ge} to {meta.le}"
    if isinstance(plain, type) and issubclass(plain, Enum):
        members = [member.value for member in plain]
        hint = did_you_mean(value, members, "; did") if isinstance(value, str) else ""
        return f"one of {', '.join(members)}{hint}"
    words = {
        str: "text in quotes",
        int: "a whole number",
        bool: "true or false",
        date: "a day without quotes, as in 2026-11-20",
    }
    return words.get(plain, "a table")


def _of(meta: Meta, things: str) -> str:
    least = f"{meta.min_length} to " if meta.min_length else "at most "
    return f" of {least}{meta.max_length} {things}"
