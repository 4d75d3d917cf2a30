"""Copies of a person's settings, routines and exercises, and how both versions are kept."""

import os
from collections.abc import Container, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import msgspec
from msgspec.structs import replace

from library import files
from library.beside import (
    Answered,
    bears_mark,
    content_id,
    files_in,
    is_called_like,
    others_beside,
    remove,
)
from library.exercises.loading import ExerciseFileError, copied_id, parse_exercise
from library.exercises.model import Exercise
from library.kept import keep_aside
from library.own_exercises import OwnExercises
from library.paths import Paths
from library.profile import Part, Profile
from library.routines.copies import apart, says_the_same
from library.routines.editing import copy_of
from library.routines.file import own_routines_in
from library.routines.model import Routine
from library.settings import SCHEMA, Settings
from library.settings.file import read_settings
from library.toml.document import MAX_FILE_BYTES, TomlFileError, parse
from library.wording import listed

_OF_THE_MACHINE = frozenset({"acknowledged", "past_goals"})
"""Settings of earlier versions that say nothing without the history beside them."""


class OwnCopy(msgspec.Struct, frozen=True):
    """A copy of a person's own file that holds something else than the file."""

    path: Path
    part: Part
    raw: bytes
    """What was read of it; only this is merged, put aside and answered for."""
    adds: tuple[str, ...]
    """What keeping both adds, in a few words each."""
    differs: tuple[str, ...]
    """Settings that have another value there; yours stays."""
    by_program: bool
    """Whether a sync tool named it, and it is put aside once both are kept."""
    answered: bool
    """Whether it was asked about on this machine with just this content."""

    def __str__(self) -> str:
        parts = []
        if self.adds:
            parts.append(f"only there: {listed(self.adds)}")
        if self.differs:
            parts.append(f"different there: {listed(self.differs)}")
        return "; ".join(parts) or "nothing that is not in yours"

    @property
    def says_something(self) -> bool:
        """Whether it holds anything that the person's own file does not."""
        return bool(self.adds or self.differs)


class OwnCopies:
    """What lies beside a person's own files and was meant to lie in their place.

    A file counts whose name holds that of the original and whose content is of the same kind;
    of an exercise the id in it tells.
    """

    def __init__(self, profile: Profile, paths: Paths) -> None:
        self._profile = profile
        self._paths = paths
        self._own = OwnExercises(profile, paths)
        self._answered = Answered(paths.state.answered_copies)

    def find(self) -> list[OwnCopy]:
        """Find the copies, also those that say nothing else than the original."""
        paths = self._paths
        found = [
            *(self._settings(path) for path in _called_like(paths.settings_file)),
            *(self._routines(path) for path in _called_like(paths.routines_file)),
            *(self._exercise(path) for path in files_in(paths.exercises_dir)),
        ]
        return [copy for copy in found if copy is not None]

    def at(self, path: Path) -> OwnCopy | None:
        """Return the copy that lies at a path, if one does."""
        # Not Path.resolve: a link in a circle is no copy, but no reason to fail either.
        place, paths = os.path.realpath(path), self._paths
        beside = os.path.dirname(os.path.realpath(paths.settings_file))
        if os.path.dirname(place) not in (beside, os.path.realpath(paths.exercises_dir)):
            return None
        return next((copy for copy in self.find() if os.path.realpath(copy.path) == place), None)

    def keep_both(self, copies: list[OwnCopy]) -> None:
        """Take over what copies hold, and settle them.

        Raises:
            SettingsError: They could not be saved.
            RoutinesError: They could not be saved.
            ExerciseNotSavedError: An exercise could not be saved.
        """
        self.take_over(copies)
        self.settle(copies)

    def take_over(self, copies: list[OwnCopy]) -> None:
        """Add to a person's own files what only copies hold; nothing of theirs is replaced.

        It changes the profile, so a dashboard does it where that belongs to.

        Raises:
            SettingsError: They could not be saved.
            RoutinesError: They could not be saved.
            ExerciseNotSavedError: An exercise could not be saved.
        """
        for copy in sorted(copies, key=lambda copy: copy.part is not Part.EXERCISES):
            if copy.says_something:
                self._take_over(copy)

    def settle(self, copies: list[OwnCopy]) -> None:
        """Put aside copies that were taken over and that a sync tool named.

        A person's own copy stays where it is and is not asked about again.
        """
        self.leave(copies)
        self.put_aside(copies)

    def put_aside(self, copies: list[OwnCopy]) -> None:
        """Put aside those that a sync tool named; what cannot be moved or changed since stays."""
        for copy in (copy for copy in copies if copy.by_program):
            with suppress(OSError):
                keep_aside(self._paths.state.merged, copy.path, copy.raw, plainly=True)
                remove(copy.path, copy.raw)

    def leave(self, copies: list[OwnCopy]) -> None:
        """Remember that copies, as they were found, were asked about and are to stay."""
        self._answered.add(content_id(copy.raw) for copy in copies)

    def _take_over(self, copy: OwnCopy) -> None:
        match copy.part:
            case Part.SETTINGS:
                self._change_settings(self._missing_settings(copy.raw)[0])
            case Part.ROUTINES:
                for routine in self._new_routines(copy.path.name, copy.raw):
                    if routine.id in self._profile.routines:
                        routine = copy_of(routine, self._profile.routines, "copy")
                    self._profile.keep_routine(routine)
            case Part.EXERCISES:
                self._take_over_exercise(copy)

    def _change_settings(self, changes: dict[str, Any]) -> None:
        """Change settings, and remember what a file of an earlier version has of that."""
        profile, mine = self._profile, self._profile.settings
        for exercise in set(changes.pop("favourites", ())) - set(mine.favourites):
            profile.toggle_favourite(exercise)
        levels, lengths = changes.pop("levels", {}), changes.pop("hold_seconds", {})
        profile.keep_levels({id: levels[id] for id in levels.keys() - mine.levels.keys()})
        profile.keep_lengths({id: lengths[id] for id in lengths.keys() - mine.hold_seconds.keys()})
        if changes:
            profile.change_settings(**changes)

    def _copy(
        self,
        path: Path,
        raw: bytes,
        original: Path,
        part: Part,
        adds: list[str],
        differs: list[str],
    ) -> OwnCopy:
        return OwnCopy(
            path,
            part,
            raw,
            tuple(adds),
            tuple(differs),
            bears_mark(path.name, original.name),
            content_id(raw) in self._answered,
        )

    def _settings(self, path: Path) -> OwnCopy | None:
        raw, original = _read(path), self._paths.settings_file
        if not _table(raw).keys() & SCHEMA.keys():
            return None
        changes, differs = self._missing_settings(raw)
        return self._copy(path, raw, original, Part.SETTINGS, _titles(changes), _titles(differs))

    def _missing_settings(self, raw: bytes) -> tuple[dict[str, Any], list[str]]:
        """Return what only a copy of the settings says, and what it says otherwise."""
        own = _read(self._paths.settings_file)
        if raw == own:  # what was not saved yet is no difference
            return {}, []
        table = _table(raw)
        theirs, _ = read_settings(table)
        said = (_table(own).keys(), table.keys())
        return _missing(self._profile.settings, self._profile.without_known(theirs), *said)

    def _routines(self, path: Path) -> OwnCopy | None:
        raw = _read(path)
        if _table(raw).keys() != {"routine"}:
            return None
        adds = [f"the routine “{routine.name}”" for routine in self._new_routines(path.name, raw)]
        return self._copy(path, raw, self._paths.routines_file, Part.ROUTINES, adds, [])

    def _new_routines(self, file: str, raw: bytes) -> list[Routine]:
        """Return the routines of a copy that are not among the person's own."""
        theirs = own_routines_in(file, raw, self._profile.catalogue)
        own = self._profile.routines.own
        return [
            routine for routine in theirs if not any(says_the_same(routine, each) for each in own)
        ]

    def _exercise(self, path: Path) -> OwnCopy | None:
        raw = _read(path)
        if (exercise := _exercise_in(path, raw)) is None:
            return None
        adds = [] if self._has(exercise) else [f"the exercise “{exercise.name}”"]
        original = path.with_name(f"{exercise.id}.toml")
        return self._copy(path, raw, original, Part.EXERCISES, adds, [])

    def _has(self, exercise: Exercise) -> bool:
        own = (each for each in self._profile.catalogue if each.own)
        return any(says_the_same(exercise, each) for each in own)

    def _take_over_exercise(self, copy: OwnCopy) -> None:
        exercise, catalogue = _exercise_in(copy.path, copy.raw), self._profile.catalogue
        if exercise is None or self._has(exercise):
            return
        if exercise.id in (used := self._own.used_ids):  # one that is gone comes back as itself
            used |= {each.id for each in catalogue.gone}
            exercise = apart(exercise, used, {each.name.casefold() for each in catalogue})
        self._own.save_new(exercise.id, _renamed(copy.raw, exercise.id, exercise.name).encode())


def _exercise_in(path: Path, raw: bytes) -> Exercise | None:
    """Return the exercise of which a file, with these bytes, is a copy; None where it is none."""
    if id := copied_id(path, raw):
        with suppress(ExerciseFileError):
            return replace(parse_exercise(f"{id}.toml", raw), own=True)
    return None


def _renamed(raw: bytes, id: str, name: str) -> str:
    """Return the text of an exercise's file under another id and name."""
    import tomlkit  # costs 25 ms

    document = tomlkit.parse(raw.decode("utf-8-sig"))
    document["name"] = name
    if "id" in document:
        document["id"] = id
    return tomlkit.dumps(document)


def _called_like(original: Path) -> list[Path]:
    return [path for path in others_beside(original) if is_called_like(path, original)]


def _read(path: Path) -> bytes:
    """Return what is in a file; nothing where it cannot be read."""
    try:
        return files.read(path, MAX_FILE_BYTES) or b""
    except OSError:
        return b""


def _table(raw: bytes) -> dict[str, Any]:
    """Return what the bytes of a TOML file hold; nothing when it is none."""
    try:
        return parse("", raw, TomlFileError).table
    except TomlFileError:
        return {}


def _missing(
    mine: Settings, theirs: Settings, said: Container[str], said_there: Container[str]
) -> tuple[dict[str, Any], list[str]]:
    """Return what only the other settings say, as changes of mine, and what both say otherwise.

    Args:
        mine: The person's settings.
        theirs: Those of the copy.
        said: The keys that stand in the person's file, be it with what is usual.
        said_there: Those that stand in the copy.
    """
    usual, changes, differs = Settings(), {}, []
    for key in (key for key in SCHEMA if key not in _OF_THE_MACHINE):
        own, other = getattr(mine, key), getattr(theirs, key)
        if other == own or (other == getattr(usual, key) and key not in said_there):
            continue
        if isinstance(own, Mapping):
            both: Any = {**other, **own}
            conflict = any(own.get(name, value) != value for name, value in other.items())
        elif key == "favourites":
            both, conflict = (*own, *(each for each in other if each not in own)), False
        else:
            conflict = key in said or own != getattr(usual, key)
            both = own if conflict else other
        if both != own:
            changes[key] = both
        if conflict:
            differs.append(key)
    return changes, differs


def _titles(keys: Mapping[str, Any] | list[str]) -> list[str]:
    titles = {key: SCHEMA[key].title.lower() or key for key in keys}
    return [f"the hook {t}" if key.startswith("hook_") else t for key, t in titles.items()]
