"""When copies of a person's files are looked for."""

import asyncio
import os
from pathlib import Path

from library import files
from library.beside import may_hold_copies
from library.change_detector import ChangeDetector
from tui.app_base import App
from tui.messages import LookForCopies
from tui.services import Services


class LookingForCopies:
    """Looks for copies at the start, and whenever something was put beside a person's files.

    Args:
        app: It is asked to look as soon as no dialog and no session would be interrupted.
        services: What it works with.
    """

    def __init__(self, app: App, services: Services) -> None:
        self._app, self._services = app, services
        self._folders = ChangeDetector(self._fingerprints)
        self._is_due = True
        self._is_looking = False

    def _fingerprints(self) -> object:
        """Return what tells that something was put beside the person's files or taken away."""
        paths = self._services.paths
        places = (paths.history_file, paths.settings_file)
        beside = {os.path.dirname(os.path.realpath(place)) for place in places}
        folders = {*beside, os.path.realpath(paths.exercises_dir)}
        return [files.fingerprint(Path(folder)) for folder in sorted(folders)]

    def notice(self) -> None:
        """Notice what was put beside the files since the last look."""
        if self._folders.changed():
            self._is_due = True

    def begin_when_free(self) -> None:
        """Have the app look, if that is due and nothing would be interrupted."""
        if self._is_due and self._app.may_ask:
            self._is_due = False
            self._app.post_message(LookForCopies())

    async def look(self, *, asked: bool) -> None:
        """Offer to merge the copies that a sync tool left; one look at a time.

        Args:
            asked: Whether the person asked for it.
        """
        if self._is_looking or not (asked or self._app.may_ask):
            self._is_due = True
            return
        self._is_looking = True
        self._folders.mark_read()
        try:
            if asked or await asyncio.to_thread(may_hold_copies, self._services.paths):
                from tui.flows.sync_conflicts import offer_copies  # few people have any

                if not await offer_copies(self._app, self._services, asked=asked):
                    self._is_due = True
        finally:
            self._is_looking = False
