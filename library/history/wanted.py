"""What the fields of a record may hold, in words, and what is wrong with a document."""

import json
from collections.abc import Iterable, Mapping
from typing import Any, get_args

import msgspec
from msgspec import inspect

from library.text import clean

Kinds = tuple[inspect.Type, ...]
"""The types that a value may be of."""
_IN_WORDS = {
    inspect.BoolType: "true or false",
    inspect.DateType: "a date, as 2026-11-20",
    inspect.DateTimeType: "a moment with its time zone, as 2026-11-20T07:30:00Z",
    inspect.StrType: "a text",
}
_PARTS = {"holds": "a hold", "sore_spots": "a sore spot"}
_LONGEST_QUOTE = 40
"""Characters of a value that are shown where another is wanted."""


def kinds_of(record: type[msgspec.Struct]) -> dict[str, Kinds]:
    """Return the fields of a record, each with the types of value that it may hold."""
    info = inspect.type_info(record)
    assert isinstance(info, inspect.StructType)
    types = {field.name: field.type for field in info.fields}
    return {
        name: kind.types if isinstance(kind, inspect.UnionType) else (kind,)
        for name, kind in types.items()
    }


def main_kind(kinds: Kinds) -> inspect.Type:
    """Return the type of a value that is there."""
    return next(kind for kind in kinds if not isinstance(kind, inspect.NoneType))


def words_of(kind: inspect.Type) -> tuple[str, ...]:
    """Return the words of which a value is one."""
    if isinstance(kind, inspect.EnumType):
        return tuple(member.value for member in kind.cls)
    assert isinstance(kind, inspect.LiteralType)
    return tuple(map(str, kind.values))


def wanted(kinds: Kinds) -> str:
    """Return in words what a field holds, as in `a whole number from 0 to 10, or nothing`."""
    kind = main_kind(kinds)
    if isinstance(kind, inspect.VarTupleType):
        least = f" of at least {kind.min_length}" if kind.min_length else ""
        is_plain = not isinstance(kind.item_type, inspect.StructType)
        return f"a list{least}" + (f", each {wanted((kind.item_type,))}" if is_plain else "")
    if not isinstance(kind, inspect.IntType | inspect.FloatType):
        return _IN_WORDS.get(type(kind)) or one_of(words_of(kind))
    what = "a whole number" if isinstance(kind, inspect.IntType) else "a number"
    most = kind.le if kind.lt is None else kind.lt - 1
    start = "" if kind.ge is None else f" from {kind.ge:g}{' on' if most is None else ''}"
    end = "" if most is None else f" to {most:g}"
    step = "" if kind.multiple_of is None else f" in steps of {kind.multiple_of:g}"
    return f"{what}{start}{end}{step}{', or nothing' if len(kinds) > 1 else ''}"


def one_of(words: Iterable[str]) -> str:
    """Return the words that a field may hold, as in `one of left, right`."""
    return f"one of {', '.join(words)}"


def quoted(text: str) -> str:
    """Return a text as it is shown where something else is wanted."""
    return f'"{clean(text.strip(), limit=_LONGEST_QUOTE)}"' if text.strip() else "nothing"


def fault_in(value: object, record: Any) -> str:
    """Say what is wrong with a document, as a clause; empty when nothing is.

    Args:
        value: The document.
        record: The type of record that is wanted, or the union of several.
    """
    tags = {each.__struct_config__.tag: each for each in get_args(record)}
    if tags and isinstance(value, Mapping):
        record = tags.get(value.get("kind"))
        if record is None:
            return f"kind is {_shown(value.get('kind'))}; wanted is {one_of(tags)}"
    return _fault(value, record, "")


def _fault(value: object, record: Any, part: str) -> str:
    if not isinstance(value, Mapping):
        return f"{part or 'it'} is {_shown(value)}; wanted is an entry with fields"
    for field in msgspec.structs.fields(record):
        where, there = f"{field.name}{part and f' of {part}'}", value.get(field.name)
        if field.name not in value:
            if field.required:
                return f"{where} is missing"
            continue
        try:
            msgspec.convert(there, field.type)
        except (msgspec.ValidationError, UnicodeEncodeError):  # lone surrogates
            if field.name in _PARTS and isinstance(there, list):
                inner, *_ = get_args(field.type)
                faults = (_fault(each, inner, _PARTS[field.name]) for each in there)
                return next(filter(None, faults))
            due = wanted(kinds_of(record)[field.name])
            return f"{where} is {_shown(there)}; wanted is {due}"
    return ""


def _shown(value: object) -> str:
    if isinstance(value, str):
        return quoted(value)
    if isinstance(value, list | Mapping):
        return "a list" if isinstance(value, list) else "an entry with fields"
    return "nothing" if value is None else clean(json.dumps(value), limit=_LONGEST_QUOTE)
