"""Where the parts of the dashboard are put together; tests put in their own."""

import os

from library.clock import SystemClock
from library.paths import Paths
from library.routines.lookup import resolve
from tui.app import SuppleApp
from tui.read_ahead import ReadAhead
from tui.services import build_services


def build_app(
    paths: Paths, *, start: str | None = None, ahead: ReadAhead | None = None
) -> SuppleApp:
    """Build the dashboard from what lies on this machine.

    Args:
        paths: Where everything lies.
        start: Id of a routine or an exercise to begin with at once.
        ahead: What is already reading the log.

    Raises:
        UnknownNameError: There is no routine or exercise of that name.
    """
    services = build_services(paths, SystemClock())
    if ahead is not None:
        ahead.give(services)
    profile = services.profile
    routine = None if start is None else resolve(start, profile.routines, profile.catalogue)
    return SuppleApp(services, routine, no_color=bool(os.environ.get("NO_COLOR")))
