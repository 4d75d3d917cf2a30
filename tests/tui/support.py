"""Starts the dashboard with a clock and a log that tests hold in their hands."""

from collections.abc import Sequence
from contextlib import nullcontext, suppress
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from textual.pilot import Pilot

import tui
from library import files
from library.clock import MAX_TICK_GAP_SECONDS, Clock
from library.exercises.safety import VERSION
from library.history.errors import HistoryError
from library.history.record import MarkKind, Record, SessionRecord
from library.history.snapshot import Change, Snapshot
from library.paths import Paths
from library.profile import Part
from library.routines.model import Routine
from library.settings import Acknowledgement, SettingsError
from tests.clock import FakeClock
from tests.memory_history import MemoryHistory
from tests.tui import painting
from tui.app import SuppleApp
from tui.cli.context import Context
from tui.dialogs.session_form import SessionSummary
from tui.history_service import HistoryService, history_of
from tui.screens.session import SessionScreen
from tui.services import Services
from tui.widgets.pose_picture import DrawnLater

CARD_READ_ON = date(2026, 11, 1)
CARD_READ = f"[acknowledged]\nversion = {VERSION}\non = {CARD_READ_ON}\n"
"""Settings of a person who has read the before-you-start card."""


@dataclass
class Dashboard:
    """The app and what it was built from."""

    app: SuppleApp
    services: Services
    clock: FakeClock
    history: MemoryHistory

    @property
    def sessions(self) -> tuple[SessionRecord, ...]:
        return self.history.load().sessions


def build_services(paths: Paths, clock: Clock, history: HistoryService | None = None) -> Services:
    """What the dashboard works with; the history is the one in the file unless another is given."""
    profile = Context(paths, clock).profile
    profile.read(*Part)
    return Services(profile, history or history_of(paths, clock), clock, paths)


def with_card_read(services: Services) -> Services:
    """The same, of a person who has read the before-you-start card."""
    read = Acknowledgement(VERSION, CARD_READ_ON)
    with suppress(SettingsError):  # a test may have broken the file: it holds even so
        services.profile.change_settings(acknowledged=read)
    return services


@cache
def _opened_on(page: str) -> type[SuppleApp]:
    class PageApp(SuppleApp):
        CSS_PATH = str(Path(tui.__file__).with_name("app.tcss"))
        DEFAULT_MODE = page

    return PageApp


def page_app(services: Services, page: str, start: Routine | None = None) -> SuppleApp:
    """The dashboard, opened on one of its pages, without a visit to Today."""
    return _opened_on(page)(services, start)


def dashboard(
    folder: Path,
    *sessions: SessionRecord,
    routine: str | None = None,
    read_card: bool = True,
    page: str = "today",
) -> Dashboard:
    """A dashboard whose files lie in `folder` and whose log is in memory."""
    clock, history = FakeClock(), MemoryHistory(Snapshot(sessions=sessions))
    paths = Paths(folder, folder, folder / "state")
    if read_card and not paths.settings_file.exists():
        files.replace(paths.settings_file, CARD_READ.encode())  # to save settings takes 5 ms
    services = build_services(paths, clock, HistoryService(lambda: history))
    if read_card:  # to write in a file that a test has made, it has to be read
        with_card_read(services)
    start = None if routine is None else services.profile.routines.get(routine)
    return Dashboard(page_app(services, page, start), services, clock, history)


class FullDisk(MemoryHistory):
    """A log that can be read but not changed, as long as it is full."""

    REASON = "Not saved: there is no space left on the disk."

    def __init__(self, snapshot: Snapshot | None = None) -> None:
        super().__init__(snapshot)
        self.full = True

    def _refuse(self) -> None:
        if self.full:
            raise HistoryError(self.REASON)

    def add(self, session: SessionRecord) -> None:
        self._refuse()
        super().add(session)

    def replace(
        self,
        session: SessionRecord,
        shown: SessionRecord | None = None,
        *,
        undoable: bool = True,
    ) -> None:
        self._refuse()
        super().replace(session, shown, undoable=undoable)

    def delete(self, ids: Sequence[str]) -> None:
        self._refuse()
        super().delete(ids)

    def mark(self, day: date, kind: MarkKind | None, until: date | None = None) -> None:
        self._refuse()
        super().mark(day, kind, until)

    def put(self, records: Sequence[Record], *, undoable: bool = True) -> None:
        self._refuse()
        super().put(records, undoable=undoable)

    def undo(self) -> Change | None:
        self._refuse()
        return super().undo()


def on_full_disk(board: Dashboard) -> FullDisk:
    """Give a dashboard that has not started a log that takes nothing."""
    history = FullDisk(board.history.load())
    board.history = board.services.history.store = history
    return history


async def settled(pilot: Pilot[None]) -> None:
    """Wait until all messages are through and the history is read and saved."""
    assert isinstance(pilot.app, SuppleApp)
    for _ in range(2):  # what is saved may lead to a screen that has something to save itself
        await pilot.pause()
        while pilot.app.services.history.is_saving:
            await pilot.pause()
    await pilot.pause()


async def pictured(pilot: Pilot[None]) -> None:
    """Wait until the pictures have come that the first paint does not wait for."""
    for place in pilot.app.screen.query(DrawnLater):
        while place.is_on_screen and place._waits and not place.is_painted:
            await pilot.pause()
    await pilot.pause()


def session_screen(pilot: Pilot[None]) -> SessionScreen:
    """The running session."""
    screen = pilot.app.screen
    assert isinstance(screen, SessionScreen), screen
    return screen


async def pass_time(pilot: Pilot[None], clock: FakeClock, seconds: float) -> None:
    """Let time pass in a session, with no gap between two readings that would pause it."""
    while seconds > 0:
        part = min(MAX_TICK_GAP_SECONDS, seconds)
        seconds -= part
        clock.pass_time(part)
        if isinstance(pilot.app.screen, SessionScreen | SessionSummary):
            with painting.undrawn() if seconds > 0 else nullcontext():
                pilot.app.screen.tick()
    await settled(pilot)
