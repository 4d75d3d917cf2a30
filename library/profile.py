"""What a person set up and what is remembered for them, and what is wrong with their files."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, Any

import msgspec
from msgspec.structs import replace

from library.clock import Clock, practice_day
from library.history.record import (
    CardRead,
    Favourite,
    Hidden,
    Leads,
    OwnLength,
    OwnLevel,
    PastGoal,
    Remembered,
    WeekSeen,
)
from library.history.snapshot import Snapshot
from library.paths import Paths
from library.progress.days import split
from library.progress.goals import Goals, goals_in
from library.progress.summary import Progress, measure
from library.progress.weeks import week_start
from library.remembered import Memory, Unsaved
from library.settings import Settings, SettingsFile
from library.text import cleaned

# Imported when they are asked for: `supple status` needs no exercise and is called by prompts.
if TYPE_CHECKING:
    from library.exercises.catalogue import Catalogue, ExercisesFolder
    from library.exercises.model import Exercise
    from library.routines.collection import Routines
    from library.routines.file import RoutinesFile
    from library.routines.model import Routine
    from library.routines.undo import RoutineChange, RoutineChanges
    from library.settings.shell_commands import ShellCommands

CheckNames = Callable[[Settings, Callable[..., str]], tuple[str, ...]]
"""Says which names in the settings nothing is called by, given the line of a setting."""


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
    names: tuple[str, ...] = ()
    """Of commands, their keys and the theme, which the library does not know."""

    def __iter__(self) -> Iterator[str]:
        yield from (*self.settings, *self.exercises, *self.figures, *self.routines, *self.names)


class Profile:
    """A person's settings, exercises and routines, each read when it is first asked for.

    What is remembered for the person lies in the history. Whoever reads that hands it over with
    `use_history`, and saves what is `unsaved`.
    """

    def __init__(self, paths: Paths, clock: Clock, check_names: CheckNames) -> None:
        """Nothing is read yet.

        Args:
            paths: Where the files lie.
            clock: Tells which day it is.
            check_names: Says what is wrong with the person's own keys and theme. The library
                does not know which commands and themes there are.
        """
        self._paths = paths
        self._clock = clock
        self._check_names = check_names
        self._settings_file = SettingsFile(paths.settings_file, paths.state.own_files_lock)
        self._chosen: Settings | None = None
        """The settings of the file, and changes that could not be saved."""
        self._memory = Memory()
        self._settings: Settings | None = None
        """The same with what is remembered."""
        self._catalogue: Catalogue | None = None
        self._routines: Routines | None = None
        self._problems = Problems()
        self._told: set[Part] = set()
        self._changed: Callable[[], None] = lambda: None
        self._has_news: Callable[[], object] = lambda: None

    def when_changed(self, call: Callable[[], None]) -> None:
        """Have this called from now on whenever something is not what it was, problems included."""
        self._changed = call

    def when_unsaved(self, call: Callable[[], object]) -> None:
        """Have this called from now on whenever there is something new to be remembered."""
        self._has_news = call

    @property
    def settings(self) -> Settings:
        """The settings in use, and what is remembered, whether it could be saved or not."""
        if self._settings is None:
            return self._use_settings(self._read_settings())
        return self._settings

    @cached_property
    def commands(self) -> "ShellCommands":
        """Which commands of the settings may run here."""
        from library.settings.shell_commands import ShellCommands

        shared = (self._paths.history_file.parent, self._paths.config_dir)
        return ShellCommands(self._paths.state.allowed_commands, *shared)

    @property
    def cue_settings(self) -> Settings:
        """The settings for cues and hooks: without the commands that may not run here."""
        return self.commands.runnable(self.settings)

    @property
    def catalogue(self) -> "Catalogue":
        """The exercises there are."""
        return self._read_exercises() if self._catalogue is None else self._catalogue

    @property
    def routines(self) -> "Routines":
        """The routines there are."""
        return self._read_routines() if self._routines is None else self._routines

    @property
    def problems(self) -> Problems:
        """What is wrong with the parts that have been read."""
        return self._problems

    @property
    def goals(self) -> Goals:
        """The goal of every week."""
        return goals_in(self.settings, self.today())

    @property
    def card_is_read(self) -> bool:
        """Whether the before-you-start card, as it is now, was acknowledged."""
        from library.exercises.safety import VERSION

        read = self.settings.acknowledged
        return read is not None and read.version >= VERSION

    def acknowledge_card(self) -> None:
        """Note that the before-you-start card, as it is now, was read today."""
        from library.exercises.safety import VERSION

        self._remember(CardRead(VERSION, self.today()))

    def use_history(self, things: Iterable[Remembered]) -> None:
        """Take what the history remembers, in the place of what it remembered before."""
        self._memory.use_history(things)
        self._lay_over()

    @property
    def unsaved(self) -> Unsaved:
        """What the history is to remember and does not have yet; until the end it holds here."""
        _ = self.settings  # a file of an earlier version may tell something
        return self._memory.unsaved

    def without_known(self, settings: Settings) -> Settings:
        """Return other settings without what they tell of anything that is remembered by now."""
        return self._memory.without_known(settings)

    def saved(self, unsaved: Unsaved) -> None:
        """Take note that the history remembers this now."""
        self._memory.saved(unsaved)

    def _remember(self, *things: Remembered) -> None:
        self._memory.remember(things)
        self._lay_over()
        self._has_news()

    def _lay_over(self) -> None:
        """Put what is remembered in its place, and say so when that changes something."""
        if self._chosen is None:
            return
        before, self._settings = self._settings, self._memory.laid_over(self._chosen)
        if self._settings != before:
            self._changed()

    def today(self) -> date:
        """Return the practice day it is now."""
        return practice_day(self._clock.now(), self.settings.day_start_hour)

    def progress(self, history: Snapshot) -> Progress:
        """Work out the numbers people check from a history."""
        first_weekday, today = self.settings.first_weekday_number, self.today()
        sessions, _ = split(history.sessions, today)
        idle: frozenset[date] = frozenset()
        if history.has_ticks:
            from library.guidance.ticks import idle_days  # most people ticked nothing

            idle = idle_days(history, today)
        return measure(sessions, history.marks, self.goals, first_weekday, today, idle)

    def line_in_file(self, *path: str | int) -> str:
        """Name the line of a setting, as in `settings.toml, line 3`."""
        return self._settings_file.line_in_file(*path)

    def change_settings(self, **changes: Any) -> None:
        """Change settings and save them; in memory they change even when saving fails.

        A new weekly goal holds from this week on: past weeks keep the one they had, which is
        remembered.

        Raises:
            SettingsError: The file could not be written.
        """
        if "weekly_goal" in changes:
            this_week = week_start(self.today(), self.settings.first_weekday_number)
            self._remember_goals(self.goals.changed(changes["weekly_goal"], this_week))
        chosen = self._read_settings() if self._chosen is None else self._chosen
        changed = replace(chosen, **{key: cleaned(each) for key, each in changes.items()})
        self._use_settings(changed)
        self._changed()
        self._settings_file.save(changed)

    def put_setting_right(self, key: str) -> bool:
        """Do for a setting what `SettingsFile.put_right` does."""
        return self._settings_file.put_right(key)

    def _remember_goals(self, goals: Goals) -> None:
        before, after = set(self.goals.past), set(goals.past)
        kept = {goal.until for goal in after}
        gone = (PastGoal(goal.until, None) for goal in before - after if goal.until not in kept)
        new = (PastGoal(goal.until, goal.days) for goal in after - before)
        if before != after:
            self._remember(*gone, *new)

    def toggle_favourite(self, exercise_id: str) -> bool:
        """Mark an exercise as a favourite, or no more, and return whether it is one now."""
        marked = exercise_id not in self.settings.favourites
        self._remember(Favourite(exercise_id, marked))
        return marked

    def toggle_hidden(self, exercise_id: str) -> bool:
        """Hide an exercise, or show it again, and return whether it is hidden now."""
        hidden = exercise_id not in self.settings.hidden
        self._remember(Hidden(exercise_id, hidden))
        return hidden

    def keep_levels(self, levels: Mapping[str, int]) -> None:
        """Remember levels, from 0 and by exercise, that a file of an earlier version told."""
        self._remember(*(OwnLevel(exercise, level) for exercise, level in levels.items()))

    def keep_lengths(self, lengths: Mapping[str, int]) -> None:
        """Remember lengths of holds, in seconds by exercise, for the next sessions."""
        self._remember(*(OwnLength(exercise, length) for exercise, length in lengths.items()))

    def forget_length(self, exercise_id: str) -> None:
        """Have the holds of an exercise last as long as its level says."""
        if exercise_id in self.settings.hold_seconds:
            self._remember(OwnLength(exercise_id, None))

    @property
    def leads(self) -> str | None:
        """The id of the routine that Enter on Today starts; None for the plan of the day."""
        return self._memory.leads

    @property
    def seen_week(self) -> date | None:
        """The first day of the last week that was looked back at; None for none."""
        return self._memory.seen_week

    def note_week_seen(self, week: date) -> None:
        """Note that a week was looked back at, by its first day."""
        self._remember(WeekSeen(week))

    def lead_with(self, routine_id: str | None) -> None:
        """Have Enter on Today start a routine, or with None the plan of the day."""
        self._remember(Leads(routine_id))
        self._changed()

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
        """Put an exercise at the end of an own routine, and return the routine.

        It has the person's own level.

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

    @property
    def last_routine_change(self) -> "RoutineChange | None":
        """What `undo_routine` takes back next; None when there is nothing."""
        return self._routine_changes.last

    def undo_routine(self) -> "RoutineChange | None":
        """Take back the last change to own routines that was made on this machine.

        Returns:
            What was taken back; None when there is nothing.

        Raises:
            RoutinesError: As in `RoutineChanges.undo`.
        """
        undone = self._routine_changes.undo(self.catalogue)
        if undone is None:
            return None
        self._routines, change = undone
        self._changed()
        return change

    def _change_routines(self, change: "Callable[[Routines], Routines]") -> None:
        self._routines = self._routine_changes.save(change, self.catalogue)
        self._changed()

    def read(self, *parts: Part) -> tuple[str, ...]:
        """Read parts that were not read yet; return what is wrong with them, each part's once."""
        if Part.SETTINGS in parts:
            _ = self.settings
        if Part.EXERCISES in parts:
            _ = self.catalogue
        if Part.ROUTINES in parts:
            _ = self.routines
        untold = [part for part in parts if part not in self._told]
        self._told.update(parts)
        return tuple(told for part in untold for told in getattr(self._problems, part))

    def poll(self) -> tuple[Part, ...]:
        """Read anew what an editor or another window has changed.

        As long as nothing has changed it costs some microseconds a file.

        Returns:
            The parts that are no longer what they were.
        """
        settings, catalogue, routines = self._settings, self._catalogue, self._routines
        problems = self._problems
        if self._settings_file.changed():
            self._use_settings(self._read_settings())
        if catalogue is not None and self._exercises_folder.changed():
            self._read_exercises()
        if routines is not None:
            if self._catalogue is not catalogue:
                self._routines_file.read_again()  # they may name what is new
            if self._routines_file.changed():
                self._read_routines()
        is_new = {
            Part.SETTINGS: self._settings != settings,
            Part.EXERCISES: self._catalogue is not catalogue,
            Part.ROUTINES: self._routines != routines,
        }
        if any(is_new.values()) or self._problems != problems:
            self._changed()
        return tuple(part for part in Part if is_new[part])

    @cached_property
    def _exercises_folder(self) -> "ExercisesFolder":
        from library.exercises.catalogue import ExercisesFolder

        return ExercisesFolder(self._paths.exercises_dir)

    @cached_property
    def _routines_file(self) -> "RoutinesFile":
        from library.routines.file import RoutinesFile

        return RoutinesFile(self._paths.routines_file, self._paths.state.own_files_lock)

    @cached_property
    def _routine_changes(self) -> "RoutineChanges":
        from library.routines.undo import RoutineChanges

        return RoutineChanges(self._routines_file, self._paths.state.routines_undo)

    def _read_settings(self) -> Settings:
        chosen, problems = self._settings_file.read(self._chosen)
        self._problems = replace(self._problems, settings=problems)
        return chosen

    def _read_exercises(self) -> "Catalogue":
        from library.exercises.catalogue import own_pose_problems

        taken = [] if self._routines is None else [routine.id for routine in self._routines.own]
        self._catalogue, problems = self._exercises_folder.read(self._catalogue, taken)
        figures = own_pose_problems(self._catalogue)
        self._problems = replace(self._problems, exercises=problems, figures=figures)
        return self._catalogue

    def _read_routines(self) -> "Routines":
        self._routines, problems = self._routines_file.read(self.catalogue, self._routines)
        self._problems = replace(self._problems, routines=problems)
        return self._routines

    def _use_settings(self, chosen: Settings) -> Settings:
        """Use settings, and return them with what is remembered."""
        self._memory.use_settings(chosen)
        settings = self._memory.laid_over(chosen)
        before, self._chosen, self._settings = self._settings, chosen, settings
        if before is None or (settings.keys, settings.theme) != (before.keys, before.theme):
            wrong = self._check_names(settings, self.line_in_file)
            self._problems = replace(self._problems, names=wrong)
        return settings
