"""The settings file: read with a warning for every oddity, changed without harm to it."""

from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
from msgspec.structs import asdict, replace

from library import failures, files, locks
from library.change_detector import ChangeDetector
from library.settings.kinds import Kind, ListOf, PerName, Rejected, Words
from library.settings.schema import ANYWHERE, LONGEST_PLACE, SCHEMA, Settings
from library.text import clean
from library.toml import KeyPath, key_words
from library.toml.document import Document, TomlFileError, parse, read_bytes
from library.wording import did_you_mean, misspelt, name_problem

_LONGEST_EXCERPT = 40


class SettingsError(Exception):
    """The settings could not be saved; the text says why and what to do."""


class SettingsFileError(TomlFileError):
    """A settings file that cannot be used at all."""


class SettingsFile:
    """The settings file, and what was last read from it.

    Saving writes only what was changed since, so that comments, unknown keys, values that
    could not be used and changes made meanwhile by an editor or a second dashboard stay.
    """

    def __init__(self, path: Path, lock_file: Path) -> None:
        """Nothing is read yet.

        Args:
            path: The settings file; it need not exist.
            lock_file: Held while saving, so that two windows cannot save at the same moment.
        """
        self._path = path
        self._lock_file = lock_file
        self._changes = ChangeDetector(lambda: files.fingerprint(path))
        self._in_file = Settings()
        self._misread: frozenset[str | int] = frozenset()
        """The settings of which the file says what cannot be used."""

    def read(self, in_use: Settings | None = None) -> tuple[Settings, tuple[str, ...]]:
        """Read the file; never fails.

        What could not be saved stays changed. When the file cannot be read, perhaps only for
        now, the settings stay as they are.

        Args:
            in_use: The settings until now; None at the first reading.

        Returns:
            The settings to use, and a sentence for each thing that is not as it should be.
        """
        self._changes.mark_read()
        try:
            document = self._document()
        except SettingsFileError as error:
            return self._unread(error.reason, in_use)
        read, odd = read_settings(document.table)
        settings = read
        if in_use not in (None, self._in_file):  # as the file will read once that is saved
            table = dict(document.table)
            _update(table, self._in_file, in_use)
            settings, _ = read_settings(table)
        self._in_file = read
        self._misread = frozenset(path[0] for path, _ in odd if len(path) == 1)
        return settings, tuple(f"{self._line(document, path)}: {told}" for path, told in odd)

    def _unread(self, reason: str, in_use: Settings | None) -> tuple[Settings, tuple[str, ...]]:
        """Return what holds when the file cannot be read, and how that is told."""
        if in_use is not None:
            told = f"{self._path.name} was changed, but could not be read: {reason}."
            return in_use, (f"{told} Your settings stay as they are.",)
        told = f"{self._path.name}: could not be read: {reason}."
        self._misread = frozenset(SCHEMA)
        return Settings(), (f"{told} Default settings are used.",)

    def changed(self) -> bool:
        """Tell whether the file is no longer as it was read, once two looks agree on it."""
        return self._changes.changed()

    def line_in_file(self, *path: str | int) -> str:
        """Name the line of a setting in the file as it is now, as in `settings.toml, line 3`."""
        try:
            return self._line(self._document(), path)
        except SettingsFileError:
            return self._path.name

    def save(self, settings: Settings) -> None:
        """Write what was changed since the file was last read or saved.

        Raises:
            SettingsError: When the file cannot be read, and would be lost if it were
                overwritten, or when it cannot be written.
        """
        if settings == self._in_file:
            return
        self._rewrite(lambda document: _update(document, self._in_file, settings))
        self._in_file = settings

    def put_right(self, key: str) -> bool:
        """Write a setting as it is used, if the file says something of it that cannot be used.

        Returns:
            Whether it did.

        Raises:
            SettingsError: As in `save`.
        """
        if key not in self._misread:
            return False
        self._rewrite(lambda document: _put(document, key, getattr(self._in_file, key)))
        self._misread -= {key}
        return True

    def _rewrite(self, change: Callable[[MutableMapping[str, object]], None]) -> None:
        try:
            with locks.locked_if_possible(self._lock_file):
                files.rewrite(self._path, lambda: self._changed_text(change).encode())
        except OSError as error:
            told = f"Settings were not saved to {self._path}: {failures.why(error)}"
            raise SettingsError(told) from error

    def _changed_text(self, change: Callable[[MutableMapping[str, object]], None]) -> str:
        """Return the text of the file with a change in it."""
        import tomlkit  # costs 25 ms, and only saving needs it
        from tomlkit.exceptions import TOMLKitError

        try:
            document = tomlkit.parse(self._document().text)
        except (SettingsFileError, TOMLKitError) as error:
            reason = error.reason if isinstance(error, SettingsFileError) else str(error)
            raise SettingsError(
                f"Settings were not saved, because {self._path} could not be read: {reason}. "
                "Correct it or move it away."
            ) from error
        change(document)
        return tomlkit.dumps(document)

    def _document(self) -> Document:
        """Read the file as it is now; empty when there is none."""
        data = read_bytes(self._path, SettingsFileError, needed=False)
        return parse(self._path.name, data, SettingsFileError)

    def _line(self, document: Document, path: KeyPath) -> str:
        return f"{self._path.name}, line {document.line(path)}"


class Oddity(NamedTuple):
    """What cannot be used, or is evidently misspelt, and where it stands in the file."""

    path: KeyPath
    sentence: str


def read_settings(table: Mapping[str, object]) -> tuple[Settings, tuple[Oddity, ...]]:
    """Read a parsed file, taking the default for whatever cannot be used.

    Returns:
        The settings, and a sentence for each unknown key, each bad value, and each word of their
        own that is evidently misspelt.
    """
    odd: list[Oddity] = []
    values: dict[str, Any] = {}
    defaults = Settings()
    for key, raw in table.items():
        if key not in SCHEMA:
            odd.append(Oddity((key,), unknown_setting(key, SCHEMA)))
            continue
        usual = getattr(defaults, key)
        used = "it is left out" if usual in (None, "", (), {}) else f"{_shown(usual)} is used"
        try:
            values[key] = _read(SCHEMA[key].kind, (key,), raw, odd)
        except Rejected:
            told = complaint((key,), raw, SCHEMA[key].kind.expected)
            odd.append(Oddity((key,), f"{told}; {used}."))
    settings = Settings(**values)
    if settings.place and settings.place not in settings.places:
        odd.append(Oddity(("place",), no_such_place(settings.place, settings.places)))
        settings = replace(settings, place="")
    return settings, tuple(odd)


def _read(kind: Kind, path: KeyPath, raw: object, odd: list[Oddity]) -> object:
    """Read one value; parts of it that cannot be used are left out and told."""
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
            values[part] = value = _read(kind, (*path, part), raw, odd)
            if isinstance(kind, Words) and (meant := misspelt(str(value), kind.usual)):
                told = f"{clean(_written((*path, part)))} is {_shown(raw)}"
                odd.append(Oddity((*path, part), f"{told}; did you mean {meant}?"))
        except Rejected:
            expected = kind.expected
            if isinstance(raw, Mapping) and isinstance(part, str):  # a name with a dot, unquoted
                whole = clean(f"{part}.{next(iter(raw), '')}", limit=_LONGEST_EXCERPT)
                expected = f'the whole name in quotes, as in "{whole}"'
            told = complaint((*path, part), raw, expected)
            odd.append(Oddity((*path, part), f"{told}; it is left out."))
    return values


def unknown_setting(key: str, known: Iterable[str]) -> str:
    """Say that there is no such setting, and which may be meant.

    Args:
        key: What was written.
        known: The settings that may be meant.
    """
    return f"{clean(key, limit=_LONGEST_EXCERPT)} is no setting.{did_you_mean(key, known)}"


def no_such_place(place: str, places: Iterable[str]) -> str:
    """Say that there is no such place, and which may be meant."""
    told = f'place is "{clean(place, limit=_LONGEST_EXCERPT)}", but there is no such place.'
    return f"{told}{did_you_mean(place, places)}"


def place_name_problem(name: str, others: Iterable[str]) -> str:
    """Say what is wrong with a name for a place; nothing when it will do.

    Args:
        name: As typed, cleaned.
        others: The names of the other places; case makes none.
    """
    if name.casefold() == ANYWHERE:
        return f"{name} is what no place is called: it stands for none."
    return name_problem("a place", name, others, LONGEST_PLACE)


def complaint(path: KeyPath, raw: object, expected: str) -> str:
    """Say what a value is and what it should be, without an end.

    Args:
        path: The setting, and which part of it.
        raw: What was written.
        expected: What is accepted, in words.
    """
    return f"{clean(_written(path))} is {_shown(raw)}, expected {expected}"


def _written(path: KeyPath) -> str:
    """Return a key as people would call it; the name of a list of their own stays as it is."""
    *names, last = path
    if isinstance(last, int) and len(names) > 1:
        return f"{key_words(tuple(names))}, entry {last + 1}"
    return key_words(path)


def _shown(raw: object) -> str:
    """Return a value as a person would write it in the file, cut to a glance."""
    return clean(_as_toml(raw), limit=_LONGEST_EXCERPT)


def _as_toml(raw: object) -> str:
    if isinstance(raw, bool):
        return str(raw).lower()
    if isinstance(raw, str):
        return f'"{raw}"'
    if isinstance(raw, list | tuple):
        return f"[{', '.join(map(_as_toml, raw))}]"
    if isinstance(raw, Mapping):
        return f"{{{', '.join(f'{name} = {_as_toml(value)}' for name, value in raw.items())}}}"
    return str(raw)


def _update(document: MutableMapping[str, object], before: Settings, after: Settings) -> None:
    """Put every changed setting into the document, entry by entry where it is a table."""
    for key, old, new in _changes(before, after):
        theirs = document.get(key)
        if isinstance(new, Mapping) and isinstance(theirs, MutableMapping):
            dotted = getattr(theirs, "display_name", None) is None
            entries = dict(theirs) if dotted else theirs
            _change_entries(entries, _table(old), _table(new))
            if dotted:  # tomlkit cannot take a dotted key away: they are written as a table
                document[key] = entries
        elif isinstance(new, tuple) and isinstance(theirs, list):
            document[key] = _merged(_list(old), _list(new), list(theirs))
        else:
            _put(document, key, new)


def _put(document: MutableMapping[str, object], key: str, value: object) -> None:
    """Put a value in the place of what stands there; None is none."""
    if value is None:
        document.pop(key, None)
    else:
        document[key] = _plain(value)


def _changes(before: Settings, after: Settings) -> Iterator[tuple[str, Any, Any]]:
    """Yield the name, the old and the new value of every setting that differs."""
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
    """Do to others' list what was added and taken away here."""
    if theirs == before:
        return after
    kept = [value for value in theirs if value in after or value not in before]
    return kept + [value for value in after if value not in before and value not in theirs]


def _plain(value: object) -> object:
    """Return the value as TOML knows it."""
    if isinstance(value, msgspec.Struct):
        return asdict(value)
    if isinstance(value, tuple):
        return _list(value)
    return _table(value) if isinstance(value, Mapping) else value


def _list(values: Sequence[object]) -> list[object]:
    return [_plain(value) for value in values]


def _table(values: Mapping[str, object]) -> dict[str, object]:
    return {name: _plain(value) for name, value in values.items()}
