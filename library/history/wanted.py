"""What the fields of a record may hold, in words, and what is wrong with a document."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, get_args

import msgspec
from msgspec import inspect

from library.misfit import misfit_in
from library.text import clean

Kinds = tuple[inspect.Type, ...]
"""The types that a value may be of."""
_IN_WORDS = {
    inspect.BoolType: "true or false",
    inspect.DateType: "a date, as 2026-11-20",
    inspect.DateTimeType: "a moment with its time zone, as 2026-11-20T07:30:00Z",
    inspect.StrType: "a text",
    inspect.StructType: "an entry with fields",
}
_PARTS: dict[str | int, str] = {"holds": "a hold", "sore_spots": "a sore spot"}
_LONGEST_QUOTE = 40
"""Characters of a value that are shown where another is wanted."""


def kinds_of(record: type[msgspec.Struct]) -> dict[str, Kinds]:
    """Return the fields of a record, each with the types of value that it may hold."""
    info = inspect.type_info(record)
    assert isinstance(info, inspect.StructType)
    return {field.name: _kinds(field.type) for field in info.fields}


def _kinds(kind: inspect.Type) -> Kinds:
    return kind.types if isinstance(kind, inspect.UnionType) else (kind,)


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
    misfit = misfit_in(value, record)
    if misfit is None:
        return ""
    where = _where(misfit.path)
    if misfit.value is msgspec.UNSET:
        return f"{where} is missing"
    due = wanted(_kinds(inspect.type_info(misfit.type)))
    return f"{where} is {_shown(misfit.value)}; wanted is {due}"


def _where(path: Sequence[str | int]) -> str:
    """Name a part of a document, as in `rep of a hold`."""
    *outer, last = path or ["it"]
    if isinstance(last, int):
        return _PARTS.get(outer[-1], f"an entry of {outer[-1]}")
    return f"{last} of {_where(outer)}" if outer else last


def _shown(value: object) -> str:
    if isinstance(value, str):
        return quoted(value)
    if isinstance(value, list | Mapping):
        return "a list" if isinstance(value, list) else "an entry with fields"
    return "nothing" if value is None else clean(json.dumps(value), limit=_LONGEST_QUOTE)
