"""Writes TOML that is read by people: a key on a line, tables under their names."""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date, time
from typing import Any

_CONTROLS = re.compile("[\x7f-\x9f]")
"""What JSON leaves as it is and a terminal obeys."""
_BARE = re.compile(r"[A-Za-z0-9_-]+")
_DEEPEST = 3
"""Names of a table at most, as in `[[exercise.pose.frame]]`; what lies in it stands on one line."""
_LONGEST_LINE = 90
"""Characters of a list on one line; a longer one has an entry on each."""


def value_text(value: Any) -> str:
    """Return a value as it stands after a key.

    Args:
        value: What the parser of TOML gives, tuples for lists as well.

    Raises:
        TypeError: It is something else.
    """
    if isinstance(value, str):
        quoted = json.dumps(value, ensure_ascii=False)
        return _CONTROLS.sub(lambda found: f"\\u{ord(found[0]):04x}", quoted)
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(value_text, value))}]"
    if isinstance(value, Mapping):
        inner = ", ".join(f"{_key(key)} = {value_text(each)}" for key, each in value.items())
        return f"{{ {inner} }}" if inner else "{}"
    raise TypeError(f"no value of TOML: {value!r}")


def pair_lines(key: str, value: Any) -> Iterator[str]:
    """Yield a key and its value, a long list with an entry on each line."""
    line = f"{_key(key)} = {value_text(value)}"
    parts = isinstance(value, list | tuple) and value
    if parts and (len(line) > _LONGEST_LINE or isinstance(value[0], Mapping)):
        yield f"{_key(key)} = ["
        yield from (f"    {value_text(each)}," for each in value)
        yield "]"
    else:
        yield line


def table_lines(table: Mapping[str, Any], path: tuple[str, ...] = ()) -> Iterator[str]:
    """Yield what is in a table, then the tables in it, each under its name.

    Args:
        table: Keys and values.
        path: The names that lead to it.
    """
    inner = {key: value for key, value in table.items() if _has_own_lines(value, len(path) + 1)}
    for key, value in table.items():
        if key not in inner:
            yield from pair_lines(key, value)
    for key, value in inner.items():
        name = ".".join(map(_key, (*path, key)))
        for each in [value] if isinstance(value, Mapping) else value:
            yield ""
            yield f"[{name}]" if isinstance(value, Mapping) else f"[[{name}]]"
            yield from table_lines(each, (*path, key))


def _has_own_lines(value: Any, depth: int) -> bool:
    """Tell whether a value is one table or several that stand under a name of their own."""
    if depth > _DEEPEST:
        return False
    if isinstance(value, list | tuple):
        return bool(value) and all(isinstance(each, Mapping) for each in value)
    return isinstance(value, Mapping)


def _key(key: str) -> str:
    return key if _BARE.fullmatch(key) else value_text(key)
