"""Starts the dashboard with a clock and a log that tests hold in their hands."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from textual.pilot import Pilot

from library.exercises.safety import VERSION
from library.history.log import Snapshot
from library.history.memory import MemoryHistory
from library.history.record import SessionRecord
from library.paths import Paths
from library.settings import Acknowledgement
from tests.clock import FakeClock
from tui.app import SuppleApp
from tui.screens.session import SessionScreen
from tui.services import Services, build_services


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


def dashboard(
    folder: Path, *sessions: SessionRecord, routine: str | None = None, read_card: bool = True
) -> Dashboard:
    """A dashboard whose files lie in `folder` and whose log is in memory."""
    clock, history = FakeClock(), MemoryHistory(Snapshot(sessions=sessions))
    services = build_services(Paths(folder, folder, folder / "state"), clock, history)
    if read_card:
        services.change_settings(acknowledged=Acknowledgement(VERSION, date(2026, 11, 1)))
    start = None if routine is None else services.routines.get(routine)
    return Dashboard(SuppleApp(services, start), services, clock, history)


async def settled(pilot: Pilot[None]) -> None:
    """Wait until all messages are through and the log is read and saved."""
    await pilot.pause()
    # An empty list would mean all workers, and a session's ends only with the session.
    if saving := [worker for worker in pilot.app.workers if worker.group == "log"]:
        await pilot.app.workers.wait_for_complete(saving)
    await pilot.pause()


def session_screen(pilot: Pilot[None]) -> SessionScreen:
    """The running session."""
    screen = pilot.app.screen
    assert isinstance(screen, SessionScreen), screen
    return screen


async def pass_time(pilot: Pilot[None], clock: FakeClock, seconds: float) -> None:
    """Let time pass in a session, a second at most between two readings."""
    while seconds > 0:
        part = min(1.0, seconds)
        clock.pass_time(part)
        if isinstance(pilot.app.screen, SessionScreen):
            pilot.app.screen.tick()
        seconds -= part
    await pilot.pause()
