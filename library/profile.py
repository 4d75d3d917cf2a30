"""What a person set up: settings, exercises and routines, and what is wrong with them."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any

import msgspec
from msgspec.structs import replace

from library.clock import Clock, practice_day
from library.files import fingerprint
from library.paths import Paths
from library.progress.goals import Goals, goals_in
from library.progress.weeks import week_start
from library.settings import Settings, SettingsError, own_settings
from library.text import clean

# Imported when they are asked for: `supple status` needs no exercise and is called by prompts.
if TYPE_CHECKING:
    from library.exercises.catalogue import Catalogue
    from library.exercises.model import Exercise
    from library.routines.collection import Routines
    from library.routines.model import Plan, Routine

CheckKeys = Callable[[Mapping[str, str], Callable[..., str]], tuple[str, ...]]
"""Says what is wrong with the setting `keys`, given where an entry of the file stands."""


class Part(StrEnum):
    """A part of the profile that has a file, or a folder, of its own."""

    SETTINGS = "settings"
    EXERCISES = "exercises"
    ROUTINES = "routines"


class Problems(msgspec.Struct, frozen=True):
    """What is wrong with a person's own files, a sentence each."""

    settings: tuple[str, ...] = ()
    exercises: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()
    """Of exercises that can be used all the same."""
    routines: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()

    def __iter__(self) -> Iterator[str]:
        yield from (*self.settings, *self.exercises, *self.figures, *self.routines, *self.keys)


class Profile:
    """A person's settings, exercises and routines, each read when it is first asked for."""

    def __init__(self, paths: Paths, clock: Clock, check_keys: CheckKeys) -> None:
        """Nothing is read yet.

        Args:
            paths: Where the files lie.
            clock: Tells which day it is.
            check_keys: Says what is wrong with the person's own keys. The library does not know
                which commands there are.
        """
        self._paths = paths
        self._clock = clock
        self._check_keys = check_keys
        self._settings_file = own_settings(paths)
        self._settings: Settings | None = None
        self._catalogue: Catalogue | None = None
        self._routines: Routines | None = None
        self._problems = Problems()
        self._as_read: dict[Part, object] = {}
        """What tells each part from a changed one, as it was when the part was read."""
        self._last_look: dict[Part, object] = {}

    @property
    def settings(self) -> Settings:
        """The settings in use: those of the file, and changes that could not be saved."""
        if self._settings is None:
            self._mark_read(Part.SETTINGS)
            settings, problems = self._settings_file.load()
            self._problems = replace(self._problems, settings=problems)
            self._use_settings(settings)
            return settings
        return self._settings

    @property
    def catalogue(self) -> "Catalogue":
        """The exercises there are."""
        if self._catalogue is None:
            from library.exercises.catalogue import load_catalogue

            self._mark_read(Part.EXERCISES)
            catalogue, problems = load_catalogue(self._paths.exercises_dir)
            self._use_catalogue(catalogue, problems)
            return catalogue
        return self._catalogue

    @property
    def routines(self) -> "Routines":
        """The routines there are."""
        if self._routines is None:
            from library.routines.file import load_routines

            self._mark_read(Part.ROUTINES)
            routines, problems = load_routines(self._paths.routines_file, self.catalogue)
            self._routines = routines
            self._problems = replace(self._problems, routines=problems)
            return routines
        return self._routines

    @property
    def problems(self) -> Problems:
        """What is wrong with the parts that have been read."""
        return self._problems

    @property
    def goals(self) -> Goals:
        """The goal of every week."""
        return goals_in(self.settings)

    @property
    def card_is_read(self) -> bool:
        """Whether the before-you-start card, as it is now, was acknowledged."""
        from library.exercises.safety import VERSION

        read = self.settings.acknowledged
        return read is not None and read.version >= VERSION

    def today(self) -> date:
        """The practice day it is now."""
        return practice_day(self._clock.now(), self.settings.day_start_hour)

    def plan(self, routine: "Routine") -> "Plan":
        """The steps of a routine at the person's own levels and pace."""
        from library.routines.planning import build_plan

        return build_plan(routine, self.catalogue, self.settings)

    def place_of(self, *path: str | int) -> str:
        """Where a setting stands, as in `settings.toml, line 3`."""
        return self._settings_file.place_of(*path)

    def change_settings(self, **changes: Any) -> None:
        """Change settings and save them; in memory they change even when saving fails.

        A new weekly goal holds from this week on: past weeks keep the one they had.

        Raises:
            SettingsError: The file could not be written.
        """
        if "weekly_goal" in changes:
            this_week = week_start(self.today(), self.settings.first_weekday_number)
            changes["past_goals"] = self.goals.changed(changes["weekly_goal"], this_week).past
        changed = replace(self.settings, **{key: _cleaned(each) for key, each in changes.items()})
        self._use_settings(changed)
        self._settings_file.save(changed)

    def keep_routine(self, routine: "Routine", opened: "Routine | None" = None) -> "Routine":
        """Add an own routine, or put it in the place of the one with its id.

        Args:
            routine: As it is to be; one without an id is new and gets one.
            opened: As it was when it was opened. When another window or an editor has changed
                it since, both versions are kept: this one under a name of its own.

        Returns:
            The routine as it was kept.

        Raises:
            RoutinesError: The file could not be read or written.
        """
        from library.routines.editing import as_kept

        kept = routine

        def keep(routines: "Routines") -> "Routines":
            nonlocal kept
            kept = as_kept(routine, opened, routines, {each.id for each in self.catalogue})
            return routines.with_own(kept)

        self._change_routines(keep)
        return kept

    def add_to_routine(self, routine_id: str, exercise: "Exercise") -> "Routine":
        """Put an exercise at the end of an own routine, at the person's own level.

        Returns:
            The routine as it is now.

        Raises:
            RoutinesError: The routine is gone, or the file could not be read or written.
        """
        from library.routines.editing import with_exercise

        self._change_routines(lambda routines: with_exercise(routines, routine_id, exercise))
        return self.routines.get(routine_id)

    def remove_routine(self, routine_id: str) -> None:
        """Remove an own routine.

        Raises:
            RoutinesError: The file could not be read or written.
        """
        self._change_routines(lambda routines: routines.without_own(routine_id))

    def _change_routines(self, change: "Callable[[Routines], Routines]") -> None:
        from library.routines.file import change_own_routines

        self._routines = change_own_routines(
            self._paths.routines_file, self._paths.own_files_lock, self.catalogue, change
        )

    def read(self, *parts: Part) -> tuple[str, ...]:
        """Read parts that have not been read yet.

        Returns:
            What is wrong with their files, a sentence each.
        """
        if Part.SETTINGS in parts:
            _ = self.settings
        if Part.EXERCISES in parts:
            _ = self.catalogue
        if Part.ROUTINES in parts:
            _ = self.routines
        return tuple(told for part in parts for told in getattr(self._problems, part))

    def poll(self) -> tuple[Part, ...]:
        """Read anew what an editor or another window has changed.

        A part is read once two looks agree: until then somebody may still be writing. As long
        as nothing has changed it costs some microseconds a file.

        Returns:
            The parts that are no longer what they were; their problems may have changed even
            where there are none.
        """
        # Each is looked at in its turn: new exercises have the routines read anew.
        rereading = {
            Part.SETTINGS: self._reread_settings,
            Part.EXERCISES: self._reread_exercises,
            Part.ROUTINES: self._reread_routines,
        }
        return tuple(part for part, reread in rereading.items() if self._changed(part) and reread())

    def _mark(self, part: Part) -> object:
        """What tells whether a part has changed."""
        if part is Part.EXERCISES:
            from library.exercises.catalogue import own_files

            files, _ = own_files(self._paths.exercises_dir)
            return tuple((path.name, fingerprint(path)) for path in files)
        of_settings = part is Part.SETTINGS
        return fingerprint(self._paths.settings_file if of_settings else self._paths.routines_file)

    def _mark_read(self, part: Part) -> None:
        self._as_read[part] = self._last_look[part] = self._mark(part)

    def _changed(self, part: Part) -> bool:
        if part not in self._as_read:
            return False
        now = self._mark(part)
        agree, self._last_look[part] = self._last_look[part] == now, now
        return agree and self._as_read[part] != now

    def _reread_settings(self) -> bool:
        self._mark_read(Part.SETTINGS)
        before = self.settings
        try:
            settings, problems = self._settings_file.reload(before)
        except SettingsError as error:
            settings, problems = before, (str(error),)
        self._problems = replace(self._problems, settings=problems)
        self._use_settings(settings)
        return settings != before

    def _reread_exercises(self) -> bool:
        from library.exercises.catalogue import load_catalogue

        self._mark_read(Part.EXERCISES)
        before = self.catalogue
        catalogue, problems = load_catalogue(self._paths.exercises_dir)
        # A routine that may be in use does not lose its id to an exercise that has come since.
        taken = [each.id for each in self.routines if each.own and each.id in catalogue]
        problems += tuple(f"{name}.toml: a routine of yours has the id {name}" for name in taken)
        catalogue = catalogue.without(taken)
        if catalogue.looks_like(before):
            catalogue = before
        else:
            # A session or an editor may still name one whose file is gone or broken now.
            catalogue = catalogue.following(before)
            self._as_read[Part.ROUTINES] = None  # they may name what is new
        self._use_catalogue(catalogue, problems)
        return catalogue is not before

    def _reread_routines(self) -> bool:
        from library.routines.file import RoutineFileError, load_routines, read_own_file

        self._mark_read(Part.ROUTINES)
        before, path = self.routines, self._paths.routines_file
        try:
            read_own_file(path)
        except RoutineFileError as error:
            if not error.is_missing:
                told = f"{clean(str(error))}. Your routines stay as they are."
                self._problems = replace(self._problems, routines=(told,))
                return False
        self._routines, problems = load_routines(path, self.catalogue)
        self._problems = replace(self._problems, routines=problems)
        return self._routines != before

    def _use_settings(self, settings: Settings) -> None:
        if self._settings is None or settings.keys != self._settings.keys:
            wrong = self._check_keys(settings.keys, self.place_of) if settings.keys else ()
            self._problems = replace(self._problems, keys=wrong)
        self._settings = settings

    def _use_catalogue(self, catalogue: "Catalogue", problems: tuple[str, ...]) -> None:
        from library.figure.checking import own_pose_problems

        self._catalogue = catalogue
        figures = own_pose_problems(catalogue)
        self._problems = replace(self._problems, exercises=problems, figures=figures)


def _cleaned(value: Any) -> Any:
    """The value as the file would give it back: its texts without control characters."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, Mapping):
        return {clean(name): _cleaned(each) for name, each in value.items()}
    return tuple(map(_cleaned, value)) if isinstance(value, tuple) else value
