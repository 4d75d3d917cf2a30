"""Turns what a settings file says into settings, one sentence per oddity."""

from collections.abc import Mapping
from typing import Any

from msgspec.structs import replace

from library.settings.kinds import Kind, ListOf, PerName, Rejected
from library.settings.schema import SCHEMA, Settings
from library.text import clean
from library.wording import nearest

_LONGEST_EXCERPT = 40


def read_settings(table: Mapping[str, object]) -> tuple[Settings, tuple[str, ...]]:
    """Read a parsed file, taking the default for whatever can not be used.

    Returns:
        The settings, and a sentence for each unknown key and each bad value.
    """
    warnings: list[str] = []
    values: dict[str, Any] = {}
    defaults = Settings()
    for key, raw in table.items():
        if key not in SCHEMA:
            warnings.append(_unknown(key))
            continue
        used = f"{_shown(getattr(defaults, key))} is used"
        try:
            values[key] = _read(SCHEMA[key].kind, key, raw, warnings)
        except Rejected:
            warnings.append(f"{_complaint(key, raw, SCHEMA[key].kind)}; {used}.")
    settings = Settings(**values)
    if settings.place and settings.place not in settings.places:
        warnings.append(
            f'place is "{settings.place}", but there is no such place.'
            f"{nearest(settings.place, settings.places)}"
        )
        settings = replace(settings, place="")
    return settings, tuple(warnings)


def _read(kind: Kind, key: str, raw: object, warnings: list[str]) -> object:
    """Read one value; parts of it that can not be used are left out with a warning."""
    if isinstance(kind, ListOf):
        if not isinstance(raw, list):
            raise Rejected
        parts = {f"{key}[{number}]": item for number, item in enumerate(raw, start=1)}
        return tuple(_read_parts(kind.each, parts, warnings).values())
    if isinstance(kind, PerName):
        if not isinstance(raw, dict):
            raise Rejected
        parts = {f"{key}.{name}": item for name, item in raw.items()}
        read = _read_parts(kind.each, parts, warnings)
        return {clean(name.removeprefix(f"{key}.")): value for name, value in read.items()}
    return kind.parse(raw)


def _read_parts(kind: Kind, parts: Mapping[str, object], warnings: list[str]) -> dict[str, object]:
    values: dict[str, object] = {}
    for key, raw in parts.items():
        try:
            values[key] = _read(kind, key, raw, warnings)
        except Rejected:
            warnings.append(f"{_complaint(key, raw, kind)}; it is left out.")
    return values


def _unknown(key: str) -> str:
    return f"{clean(key, limit=_LONGEST_EXCERPT)} is no setting.{nearest(key, SCHEMA)}"


def _complaint(key: str, raw: object, kind: Kind) -> str:
    return f"{clean(key)} is {_shown(raw)}, expected {kind.expected}"


def _shown(raw: object) -> str:
    """A value as a person would write it in the file, cut to a glance."""
    if isinstance(raw, bool):
        return str(raw).lower()
    text = f'"{raw}"' if isinstance(raw, str) else str(raw)
    return clean(text, limit=_LONGEST_EXCERPT)
