"""The settings file: read with a warning for every oddity, changed without harm to it."""

import tomllib
from collections.abc import Iterator, Mapping, MutableMapping, Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
from msgspec.structs import asdict, replace

from library import files
from library.paths import Paths
from library.settings.kinds import Kind, ListOf, PerName, Rejected
from library.settings.schema import SCHEMA, Settings
from library.text import clean
from library.toml.lines import KeyPath, line_of
from library.toml.messages import syntax_fault
from library.wording import nearest

_LONGEST_EXCERPT = 40
_LARGEST_FILE = 1_000_000
"""Bytes; a thousand times what anybody writes by hand."""


class SettingsError(Exception):
    """The settings could not be saved; the text says why and what to do."""


class SettingsFile:
    """The settings file and what was last read from it or written to it.

    Saving writes only what was changed since, so that comments, unknown keys, values that
    could not be used and changes made meanwhile by an editor or a second dashboard stay.
    """

    def __init__(self, path: Path, lock_file: Path | None = None) -> None:
        """Nothing is read yet.

        Args:
            path: The settings file; it need not exist.
            lock_file: Held while saving, so that two windows can not save at the same
                moment; whoever only reads needs none.
        """
        self.path = path
        self._lock_file = lock_file
        self._known = Settings()

    def load(self) -> tuple[Settings, tuple[str, ...]]:
        """Read the file; never fails.

        Returns:
            The settings, and a sentence for each thing that is not as it should be.
        """
        try:
            self._known, warnings = self._read()
        except _UNREADABLE as error:
            self._known = Settings()
            told = f"could not be read: {_reason(error)}. Default settings are used."
            warnings = (f"{self.path.name}: {told}",)
        return self._known, warnings

    def reload(self, shown: Settings) -> tuple[Settings, tuple[str, ...]]:
        """Read what others made of the file; what could not be saved of `shown` stays.

        Args:
            shown: The settings in use, with all changes that were made here.

        Returns:
            The settings to use, and a sentence for each thing that is not as it should be.

        Raises:
            SettingsError: It can not be read, perhaps only for now; go on with `shown`.
        """
        try:
            read, warnings = self._read()
        except _UNREADABLE as error:
            raise SettingsError(
                f"{self.path.name} was changed, but could not be read: {_reason(error)}. "
                "Your settings stay as they are."
            ) from error
        merged = _merged_settings(self._known, shown, read)
        self._known = read
        return merged, warnings

    def place_of(self, *path: str | int) -> str:
        """Where a setting stands, as in `settings.toml, line 3`; looks at the file as it is now."""
        try:
            return self._place(_parsed(self._text())[0], path)
        except _UNREADABLE:
            return self.path.name

    def _read(self) -> tuple[Settings, tuple[str, ...]]:
        text, table = _parsed(self._text())
        settings, odd = read_settings(table)
        return settings, tuple(f"{self._place(text, path)}: {told}" for path, told in odd)

    def _place(self, text: str, path: KeyPath) -> str:
        return f"{self.path.name}, line {line_of(text, path)}"

    def save(self, settings: Settings) -> None:
        """Write what was changed since the last load or save.

        Raises:
            SettingsError: When the file can not be read, and would be lost if it were
                overwritten, or when it can not be written.
        """
        if settings == self._known:
            return
        try:
            lock = files.locked_if_possible(self._lock_file) if self._lock_file else nullcontext()
            with lock:
                files.replace(self.path, self._updated(settings).encode())
        except OSError as error:
            reason = _reason(error)
            raise SettingsError(f"Settings were not saved to {self.path}: {reason}.") from error
        self._known = settings

    def _updated(self, settings: Settings) -> str:
        """The text of the file with the changes in it."""
        import tomlkit  # costs 25 ms, and only saving needs it
        from tomlkit.exceptions import TOMLKitError

        try:
            document = tomlkit.parse(_parsed(self._text())[0])
        except (*_UNREADABLE, TOMLKitError) as error:
            raise SettingsError(
                f"Settings were not saved, because {self.path} could not be read: "
                f"{_reason(error)}. Correct it or move it away."
            ) from error
        _update(document, self._known, settings)
        return tomlkit.dumps(document)

    def _text(self) -> str:
        if not self.path.exists():
            return ""
        if not self.path.is_file():  # opening a pipe would wait for ever
            raise ValueError("it is not a file")
        if self.path.stat().st_size > _LARGEST_FILE:
            raise ValueError("it is too large")
        return self.path.read_bytes().decode("utf-8-sig")


def own_settings(paths: Paths) -> SettingsFile:
    """The person's own settings file, which all windows take turns to save; not read yet."""
    return SettingsFile(paths.settings_file, paths.own_files_lock)


def load_settings(path: Path) -> tuple[Settings, tuple[str, ...]]:
    """Read settings that will not be changed; see `SettingsFile.load`."""
    return SettingsFile(path).load()


# Deep nesting ends in a RecursionError; all that is wrong with a text is a ValueError.
_UNREADABLE = (OSError, ValueError, RecursionError)


def _parsed(text: str) -> tuple[str, dict[str, Any]]:
    """The text and what it says; raises what is in `_UNREADABLE`, in plain words."""
    try:
        return text, tomllib.loads(text)
    except ValueError as error:
        line, fault = syntax_fault(text, error)
        place = "" if line is None else f" in line {line}"
        raise ValueError(f"it is no valid TOML{place} ({fault})") from error


def _reason(error: Exception) -> str:
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    if isinstance(error, UnicodeDecodeError):
        return "it is not UTF-8 text"
    return "it is nested too deeply" if isinstance(error, RecursionError) else str(error)


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


def _update(document: MutableMapping[str, object], before: Settings, after: Settings) -> None:
    """Put every changed setting into the document, entry by entry where it is a table."""
    for key, old, new in _changes(before, after):
        theirs = document.get(key)
        if isinstance(new, Mapping) and isinstance(theirs, MutableMapping):
            dotted = getattr(theirs, "display_name", None) is None
            entries = dict(theirs) if dotted else theirs
            _change_entries(entries, _table(old), _table(new))
            if dotted:  # tomlkit can not take a dotted key away: they are written as a table
                document[key] = entries
        elif new is None:
            document.pop(key, None)
        elif isinstance(new, tuple) and isinstance(theirs, list):
            document[key] = _merged(_list(old), _list(new), list(theirs))
        else:
            document[key] = _plain(new)


def _merged_settings(before: Settings, after: Settings, theirs: Settings) -> Settings:
    """What was changed, done to what others made of the settings; the rules are `_update`'s."""
    merged: dict[str, Any] = {}
    for key, old, new in _changes(before, after):
        value = getattr(theirs, key)
        if isinstance(new, Mapping):
            merged[key] = dict(value)
            _change_entries(merged[key], old, new)
        elif isinstance(new, tuple):
            merged[key] = tuple(_merged(list(old), list(new), list(value)))
        else:
            merged[key] = new
    return replace(theirs, **merged)


def _changes(before: Settings, after: Settings) -> Iterator[tuple[str, Any, Any]]:
    """The name, the old and the new value of every setting that differs."""
    for key in SCHEMA:
        old, new = getattr(before, key), getattr(after, key)
        if old != new:
            yield key, old, new


def _change_entries(
    theirs: MutableMapping[str, Any], before: Mapping[str, Any], after: Mapping[str, Any]
) -> None:
    for name in before.keys() - after.keys():
        theirs.pop(name, None)
    theirs.update({name: after[name] for name in after if after[name] != before.get(name)})


def _merged(before: list[object], after: list[object], theirs: list[object]) -> list[object]:
    """What was added and taken away, done to what others made of the list meanwhile."""
    if theirs == before:
        return after
    kept = [value for value in theirs if value in after or value not in before]
    return kept + [value for value in after if value not in before and value not in theirs]


def _plain(value: object) -> object:
    """The value as TOML knows it."""
    if isinstance(value, msgspec.Struct):
        return asdict(value)
    if isinstance(value, tuple):
        return _list(value)
    return _table(value) if isinstance(value, Mapping) else value


def _list(values: Sequence[object]) -> list[object]:
    return [_plain(value) for value in values]


def _table(values: Mapping[str, object]) -> dict[str, object]:
    return {name: _plain(value) for name, value in values.items()}
