"""Follows settings, routines and exercises that another window or an editor has changed."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from textual.app import App

from library.exercises.catalogue import load_catalogue
from library.routines.loading import RoutineFileError, load_routines, read_own_file
from library.settings import SettingsError
from library.text import clean
from tui.appearance import wear
from tui.flows.log_keeper import NEWS_SECONDS, show_everywhere
from tui.keys.own import usable_keys
from tui.messages import Tell
from tui.services import Services, catalogue_problems, marks_now


class OwnFiles:
    """Reads the person's files again when they are not what they were.

    Args:
        app: The dashboard, to show things in.
        services: What was read, and what is read now.
    """

    def __init__(self, app: App[Any], services: Services) -> None:
        self._app = app
        self._services = services
        self._missing: set[Path] = set()
        """Files that were not there at the last look, which may be for a moment only."""
        self._exercises: object = None
        """The exercise files at the last look; an editor may be about to put one there."""

    def look_for_changes(self) -> None:
        """Look at all files; costs some microseconds as long as nothing has changed."""
        paths, before = self._services.paths, dict(self._services.found)
        now = marks_now(paths)
        news = [
            *(self._settings_news() if self._has_changed(paths.settings_file, now) else ()),
            *(self._exercises_news() if self._has_other_exercises(now) else ()),
            *(self._routines_news() if self._has_changed(paths.routines_file, now) else ()),
        ]
        if news or self._services.found != before:
            show_everywhere(self._app)
        for sentence in news:
            self._app.post_message(Tell(sentence, seconds=NEWS_SECONDS))

    def _has_changed(self, path: Path, now: Mapping[Path, object]) -> bool:
        seen, mark = self._services.seen, now[path]
        if seen.get(path) == mark:
            return False
        if _is_nothing(mark) and path not in self._missing:
            self._missing.add(path)  # an editor may be about to put the new file there
            return False
        self._missing.discard(path)
        seen[path] = mark
        return True

    def _has_other_exercises(self, now: Mapping[Path, object]) -> bool:
        """Whether they have changed, and are as they were at the last look."""
        folder = self._services.paths.exercises_dir
        before, self._exercises = self._exercises, now[folder]
        return before == now[folder] and self._has_changed(folder, now)

    def _settings_news(self) -> Iterator[str]:
        services = self._services
        try:
            settings, services.found["settings"] = services.settings_file.reload(services.settings)
        except SettingsError as error:
            services.found["settings"] = (str(error),)
            return
        if settings != services.settings:  # else it was this window that saved
            services.take_settings(settings)
            wear(self._app, settings)
            self._app.set_keymap(usable_keys(settings.keys))
            yield "Your settings were changed elsewhere; they hold here now, too."

    def _exercises_news(self) -> Iterator[str]:
        services = self._services
        found, problems = load_catalogue(services.paths.exercises_dir)
        # A routine that may be in use does not lose its id to an exercise that has come since.
        taken = {routine.id for routine in services.routines if routine.own and routine.id in found}
        problems += tuple(f"{name}.toml: a routine of yours has the id {name}" for name in taken)
        found = found.without(taken)
        services.found["exercises"] = catalogue_problems(found, problems)
        if not found.looks_like(services.catalogue):
            # A session or an editor may still name one whose file is gone or broken now.
            services.catalogue = found.following(services.catalogue)
            services.seen.pop(services.paths.routines_file, None)  # they may name what is new
            yield "Your exercises were changed elsewhere; this is how they are now."

    def _routines_news(self) -> Iterator[str]:
        services = self._services
        path = services.paths.routines_file
        try:
            read_own_file(path)
        except RoutineFileError as error:
            if not error.is_missing:
                stay = "Your routines stay as they are."
                services.found["routines"] = (f"{clean(str(error))}. {stay}",)
                return
        routines, services.found["routines"] = load_routines(path, services.catalogue)
        if routines != services.routines:
            services.routines = routines
            yield "Your routines were changed elsewhere; this is how they are now."


def _is_nothing(mark: object) -> bool:
    """Whether there is no file, or one without anything in it."""
    return mark is None or (isinstance(mark, tuple) and mark[1:2] == (0,))
