"""Where a value, as JSON and TOML have them, is not of the type that is wanted."""

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, NamedTuple, get_args, get_origin, get_type_hints

import msgspec
from msgspec import UNSET, inspect

Path = tuple[str | int, ...]
"""The keys, and numbers of entries, that lead to a part of a value."""


class Misfit(NamedTuple):
    """A part of a value that is not of its type."""

    path: Path
    type: Any
    """What is wanted there."""
    value: object
    """What is there; `UNSET` where it is missing."""


def misfit_in(value: object, type_: Any) -> Misfit | None:
    """Return the first place where a value is not of a type; None when it is of it."""
    return next(misfits_in(value, type_), None)


def misfits_in(value: object, type_: Any, path: Path = ()) -> Iterator[Misfit]:
    """Yield every place where a value is not of a type.

    Args:
        value: What JSON or TOML gave.
        type_: What it is to be.
        path: What leads to it.
    """
    try:
        msgspec.convert(value, type_)
    except (msgspec.ValidationError, UnicodeEncodeError):  # lone surrogates
        whole = True
        for key, part, wanted in _parts(value, type_):
            for misfit in misfits_in(part, wanted, (*path, key)):
                whole = False
                yield misfit
        if whole:
            yield Misfit(path, type_, value)


def _parts(value: object, type_: Any) -> Iterator[tuple[str | int, object, Any]]:
    """Yield key or number, value and type of each part that is there or should be."""
    info = inspect.type_info(type_)
    if isinstance(info, inspect.StructType | inspect.DataclassType) and isinstance(value, Mapping):
        hints = get_type_hints(type_, include_extras=True)
        for field in info.fields:
            if field.required or field.name in value:
                yield field.name, value.get(field.name, UNSET), hints[field.name]
    elif isinstance(info, inspect.VarTupleType) and isinstance(value, list):
        plain = get_args(type_)[0] if get_origin(type_) is Annotated else type_
        wanted, *_ = get_args(plain)
        yield from ((at, each, wanted) for at, each in enumerate(value))
