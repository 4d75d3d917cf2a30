"""What every screen works with, built once and handed down."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from library.clock import Clock, practice_day
from library.exercises.catalogue import Catalogue, load_catalogue, own_files
from library.exercises.safety import VERSION
from library.figure.checking import own_pose_problems
from library.files import fingerprint
from library.history.protocol import History, Snapshot
from library.paths import Paths
from library.progress.goals import Goals, goals_in
from library.progress.summary import Progress, measure
from library.progress.weeks import week_start
from library.routines.collection import Routines
from library.routines.file import load_routines
from library.routines.model import Plan, Routine
from library.routines.planning import build_plan
from library.settings import Settings, SettingsFile, own_settings
from library.text import clean
from tui.keys.validation import key_problems
from tui.unsaved import Unsaved


@dataclass
class Services:
    """The clock, the files and what was read from them."""

    clock: Clock
    paths: Paths
    settings_file: SettingsFile
    settings: Settings
    catalogue: Catalogue
    routines: Routines
    found: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """What is wrong with settings, exercises, routines and keys, under these names."""
    log: Snapshot = field(default_factory=Snapshot)
    """The log as last read; empty until `log_read`."""
    log_read: bool = False
    told: tuple[str, ...] = ()
    """What the log had to tell since the start, the notices of every reading."""
    heard: frozenset[str] = frozenset()
    """Those that the person has read; they are news no longer."""
    seen: dict[Path, object] = field(default_factory=dict)
    """Settings, routines and exercises as they were when they were last read."""
    unsaved: dict[str, Unsaved] = field(default_factory=dict)
    """Sessions that the log would not take yet, by id; every later save tries them again."""

    @cached_property
    def history(self) -> History:
        """The log: the file that `paths` names, unless another was given."""
        from library.history.store import HistoryStore  # 10 ms that the first paint can do without

        return HistoryStore(self.paths.history_file, self.paths.state_dir, self.clock)

    @property
    def problems(self) -> tuple[str, ...]:
        """What is wrong with the person's own files, a line each."""
        return tuple(problem for problems in self.found.values() for problem in problems)

    @property
    def card_is_read(self) -> bool:
        """Whether the before-you-start card, as it is now, was acknowledged."""
        read = self.settings.acknowledged
        return read is not None and read.version >= VERSION

    def today(self) -> date:
        """The practice day it is now."""
        return practice_day(self.clock.now(), self.settings.day_start_hour)

    @property
    def goals(self) -> Goals:
        """The goal of every week."""
        return goals_in(self.settings)

    def progress(self) -> Progress:
        """The numbers people check, worked out from the log."""
        first_weekday = self.settings.first_weekday_number
        return measure(self.log.sessions, self.log.marks, self.goals, first_weekday, self.today())

    def plan(self, routine: Routine) -> Plan:
        """The steps of a routine at the person's own levels and pace."""
        return build_plan(routine, self.catalogue, self.settings)

    def change_settings(self, **changes: Any) -> None:
        """Change settings and save them; in memory they change even when saving fails.

        Raises:
            SettingsError: The file could not be written.
        """
        if "weekly_goal" in changes:
            changes |= self._dated_goal(changes["weekly_goal"])
        cleaned = {key: _cleaned(value) for key, value in changes.items()}
        self.take_settings(replace(self.settings, **cleaned))
        self.settings_file.save(self.settings)

    def take_settings(self, settings: Settings) -> None:
        """Use these settings from now on, without saving them."""
        if settings.keys != self.settings.keys:
            self.found["keys"] = key_problems(settings.keys, self.settings_file.place_of)
        self.settings = settings

    def _dated_goal(self, days: int) -> Mapping[str, Any]:
        """Past weeks keep the goal they had; the new one holds from this week on."""
        this_week = week_start(self.today(), self.settings.first_weekday_number)
        goals = self.goals.changed(days, this_week)
        return {"past_goals": goals.past}


def _cleaned(value: Any) -> Any:
    """The value as the file would give it back: its texts without control characters."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, Mapping):
        return {clean(name): _cleaned(each) for name, each in value.items()}
    return tuple(map(_cleaned, value)) if isinstance(value, tuple) else value


def marks_now(paths: Paths) -> dict[Path, object]:
    """What tells whether the person's files have changed; costs some microseconds a file."""
    return {
        paths.settings_file: fingerprint(paths.settings_file),
        paths.routines_file: fingerprint(paths.routines_file),
        paths.exercises_dir: tuple(
            (path.name, fingerprint(path)) for path in own_files(paths.exercises_dir)[0]
        ),
    }


def catalogue_problems(catalogue: Catalogue, bad_files: Iterable[str]) -> tuple[str, ...]:
    """What is wrong with the person's own exercises, a line each."""
    return (*bad_files, *own_pose_problems(catalogue))


def build_services(paths: Paths, clock: Clock, history: History | None = None) -> Services:
    """Read settings, exercises and routines; the log is read later, after the first paint.

    Args:
        paths: Where everything lies.
        clock: The clocks to go by.
        history: The log; by default the file that `paths` names.
    """
    seen = marks_now(paths)
    settings_file = own_settings(paths)
    settings, warnings = settings_file.load()
    catalogue, bad_exercises = load_catalogue(paths.exercises_dir)
    routines, bad_routines = load_routines(paths.routines_file, catalogue)
    services = Services(
        clock=clock,
        paths=paths,
        settings_file=settings_file,
        settings=settings,
        catalogue=catalogue,
        routines=routines,
        found={
            "settings": warnings,
            "exercises": catalogue_problems(catalogue, bad_exercises),
            "routines": bad_routines,
            "keys": key_problems(settings.keys, settings_file.place_of),
        },
        seen=seen,
    )
    if history is not None:
        services.history = history
    return services
