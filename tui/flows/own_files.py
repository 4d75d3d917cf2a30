"""Follows settings and routines that another window or an editor has changed."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from textual.app import App

from library.history.disk import Fingerprint, fingerprint
from library.routines.loading import RoutineFileError, load_routines, read_own_file
from library.settings import SettingsError
from library.text import clean
from tui.appearance import wear
from tui.flows.log_keeper import NEWS_SECONDS, show_everywhere
from tui.keys.own import usable_keys
from tui.messages import Tell
from tui.services import Services


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

    def look_for_changes(self) -> None:
        """Look at both files; costs some microseconds as long as nothing has changed."""
        paths, before = self._services.paths, dict(self._services.found)
        news = [
            *(self._settings_news() if self._has_changed(paths.settings_file) else ()),
            *(self._routines_news() if self._has_changed(paths.routines_file) else ()),
        ]
        if news or self._services.found != before:
            show_everywhere(self._app)
        for sentence in news:
            self._app.post_message(Tell(sentence, seconds=NEWS_SECONDS))

    def _has_changed(self, path: Path) -> bool:
        seen, now = self._services.seen, fingerprint(path)
        if seen.get(path) == now:
            return False
        if _is_nothing(now) and path not in self._missing:
            self._missing.add(path)  # an editor may be about to put the new file there
            return False
        self._missing.discard(path)
        seen[path] = now
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
            wear(self._app, settings)
            self._app.set_keymap(usable_keys(settings.keys))
            yield "Your settings were changed elsewhere; they hold here now, too."

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


def _is_nothing(mark: Fingerprint | None) -> bool:
    """Whether there is no file, or one without anything in it."""
    return mark is None or mark[1] == 0
