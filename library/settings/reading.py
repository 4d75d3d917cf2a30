"""Turns what a settings file says into settings, one sentence per oddity."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from msgspec.structs import replace

from library.settings.kinds import Kind, ListOf, PerName, Rejected
from library.settings.schema import SCHEMA, Settings
from library.text import clean
from library.toml.lines import KeyPath
from library.wording import nearest

_LONGEST_EXCERPT = 40


class Oddity(NamedTuple):
    """What can not be used, and where it stands in the file."""

    path: KeyPath
    sentence: str


def read_settings(table: Mapping[str, object]) -> tuple[Settings, tuple[Oddity, ...]]:
    """Read a parsed file, taking the default for whatever can not be used.

    Returns:
        The settings, and a sentence for each unknown key and each bad value.
    """
    odd: list[Oddity] = []
    values: dict[str, Any] = {}
    defaults = Settings()
    for key, raw in table.items():
        if key not in SCHEMA:
            odd.append(Oddity((key,), _unknown(key)))
            continue
        used = f"{_shown(getattr(defaults, key))} is used"
        try:
            values[key] = _read(SCHEMA[key].kind, (key,), raw, odd)
        except Rejected:
            odd.append(Oddity((key,), f"{_complaint((key,), raw, SCHEMA[key].kind)}; {used}."))
    settings = Settings(**values)
    if settings.place and settings.place not in settings.places:
        told = f'place is "{settings.place}", but there is no such place.'
        odd.append(Oddity(("place",), f"{told}{nearest(settings.place, settings.places)}"))
        settings = replace(settings, place="")
    return settings, tuple(odd)


def _read(kind: Kind, path: KeyPath, raw: object, odd: list[Oddity]) -> object:
    """Read one value; parts of it that can not be used are left out and told."""
    if isinstance(kind, ListOf):
        if not isinstance(raw, list):
            raise Rejected
        return tuple(_read_parts(kind.each, path, dict(enumerate(raw)), odd).values())
    if isinstance(kind, PerName):
        if not isinstance(raw, dict):
            raise Rejected
        read = _read_parts(kind.each, path, raw, odd)
        return {clean(str(name)): value for name, value in read.items()}
    return kind.parse(raw)


def _read_parts(
    kind: Kind, path: KeyPath, parts: Mapping[Any, object], odd: list[Oddity]
) -> dict[str | int, object]:
    values: dict[str | int, object] = {}
    for part, raw in parts.items():
        try:
            values[part] = _read(kind, (*path, part), raw, odd)
        except Rejected:
            complaint = f"{_complaint((*path, part), raw, kind)}; it is left out."
            odd.append(Oddity((*path, part), complaint))
    return values


def _unknown(key: str) -> str:
    return f"{clean(key, limit=_LONGEST_EXCERPT)} is no setting.{nearest(key, SCHEMA)}"


def _complaint(path: KeyPath, raw: object, kind: Kind) -> str:
    return f"{clean(_written(path))} is {_shown(raw)}, expected {kind.expected}"


def _written(path: Sequence[str | int]) -> str:
    """A key as people would call it: entries of lists count from 1."""
    first, *rest = path
    parts = (f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in rest)
    return f"{first}{''.join(parts)}"


def _shown(raw: object) -> str:
    """A value as a person would write it in the file, cut to a glance."""
    if isinstance(raw, bool):
        return str(raw).lower()
    text = f'"{raw}"' if isinstance(raw, str) else str(raw)
    return clean(text, limit=_LONGEST_EXCERPT)
