"""Follows settings, routines and exercises that another window or an editor has changed."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from textual.app import App

from library.exercises.catalogue import load_catalogue
from library.routines.file import RoutineFileError, load_routines, read_own_file
from library.settings import SettingsError
from library.text import clean
from tui.appearance import apply_appearance
from tui.history_service import NEWS_SECONDS, show_everywhere
from tui.keys.validation import usable_keys
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
        self._last = dict(services.seen)
        """The files at the last look."""

    def look_for_changes(self) -> None:
        """Look at all files; costs some microseconds as long as nothing has changed."""
        paths, before = self._services.paths, dict(self._services.found)
        now = marks_now(paths)
        news = [
            *(self._settings_news() if self._has_changed(paths.settings_file, now) else ()),
            *(self._exercises_news() if self._has_changed(paths.exercises_dir, now) else ()),
            *(self._routines_news() if self._has_changed(paths.routines_file, now) else ()),
        ]
        self._last = now
        if news or self._services.found != before:
            show_everywhere(self._app)
        for sentence in news:
            self._app.post_message(Tell(sentence, seconds=NEWS_SECONDS))

    def _has_changed(self, path: Path, now: Mapping[Path, object]) -> bool:
        """Whether it is not what was read; not before two looks agree, as an editor may write."""
        seen = self._services.seen
        if seen.get(path) == now[path] or self._last.get(path) != now[path]:
            return False
        seen[path] = now[path]
        return True

    def _settings_news(self) -> Iterator[str]:
        services = self._services
        try:
            settings, services.found["settings"] = services.settings_file.reload(services.settings)
        except SettingsError as error:
            services.found["settings"] = (str(error),)
            return
        if settings != services.settings:  # else it was this window that saved
            services.take_settings(settings)
            apply_appearance(self._app, settings)
            self._app.set_keymap(usable_keys(settings.keys))
            yield "Your settings were changed elsewhere; they hold here now, too."

    def _exercises_news(self) -> Iterator[str]:
        services = self._services
        found, problems = load_catalogue(services.paths.exercises_dir)
        # A routine that may be in use does not lose its id to an exercise that has come since.
        taken = [routine.id for routine in services.routines if routine.own and routine.id in found]
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
