"""The dashboard with a clock that stands still, a log in memory and folders of its own."""

from pathlib import Path

from textual.pilot import Pilot
from textual.screen import Screen

from library.paths import Paths
from tests.clock import FakeClock
from tests.memory_history import MemoryHistory
from tests.tui.support import build_services, with_card_read
from tui.app import SuppleApp
from tui.history_service import HistoryService
from tui.services import Services

SIZES = ((20, 5), (60, 20), (80, 24), (120, 40))
"""Columns and rows: the last three are designed for, the first must only do no harm."""
HOSTILE = "[red]x[/] [@click=app.quit]y[/] \x1b[2J\u202egnp"
"""Markup, an action, a control sequence and an override of the direction."""


def services_in(folder: Path) -> Services:
    """Services whose files lie in this folder."""
    paths = Paths(folder, folder, folder)
    return with_card_read(build_services(paths, FakeClock(), HistoryService(MemoryHistory)))


def screen_text(screen: Screen[object]) -> str:
    """What a screen shows, line by line."""
    lines = screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in line) for line in lines)


async def shown(pilot: Pilot[None]) -> str:
    """What is on the screen once everything has settled."""
    await pilot.pause()
    return screen_text(pilot.app.screen)


def notices(app: SuppleApp) -> list[str]:
    """What the dashboard has told in passing."""
    return [notification.message for notification in app._notifications]
