"""A visit to the History page: the dashboard with a log in memory and a clock that stands still."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from textual.pilot import Pilot

from library.clock import Clock
from library.history.record import DayMark, SessionRecord
from library.history.snapshot import Snapshot
from library.paths import Paths
from tests.library.builders import record
from tests.memory_history import MemoryHistory
from tests.tui.support import build_services, page_app, settled, with_card_read
from tui.app import SuppleApp
from tui.history_service import HistoryService
from tui.screens.history import HistoryPage
from tui.widgets.key_line import KeyLine

TODAY = date(2026, 11, 25)  # a Wednesday
YESTERDAY = TODAY - timedelta(days=1)


@dataclass
class StoppedClock:
    moment: datetime = datetime(2026, 11, 25, 18, tzinfo=UTC)

    def monotonic(self) -> float:
        return 0.0

    def now(self) -> datetime:
        return self.moment

    def sleep(self, seconds: float) -> None:
        """Nothing waits here."""


@dataclass
class Visit:
    """The page, and the keys to use on it."""

    app: SuppleApp
    pilot: Pilot[None]
    page: HistoryPage

    async def press(self, *keys: str) -> None:
        """Press keys and let each take its effect on the log."""
        for key in keys:
            await self.pilot.press(key)
            await self.settle()

    async def settle(self) -> None:
        await settled(self.pilot)

    def numbers(self) -> list[str]:
        return [self.page.numbers.render_line(y).text.rstrip() for y in range(2)]

    def values(self) -> str:
        return " ".join(self.numbers()[0].split())

    def rows(self) -> list[str]:
        lines = range(self.page.sessions.size.height)
        return [self.page.sessions.render_line(y).text.rstrip() for y in lines]

    def days(self) -> list[str]:
        lines = range(self.page.heat_map.size.height)
        return [self.page.heat_map.render_line(y).text.rstrip() for y in lines]

    def key_line(self) -> str:
        return str(self.page.query_one(KeyLine).content)

    def told(self) -> list[str]:
        """What was said in passing, oldest first."""
        return [notice.message for notice in self.app._notifications]

    def saved(self) -> Snapshot:
        return self.app.services.history.store.load()


@asynccontextmanager
async def visit(
    folder: Path,
    history: MemoryHistory,
    size: tuple[int, int] = (80, 24),
    clock: Clock | None = None,
) -> AsyncIterator[Visit]:
    paths = Paths(folder, folder, folder)
    services = build_services(paths, clock or StoppedClock(), HistoryService(lambda: history))
    with_card_read(services)
    app = page_app(services, "history")
    async with app.run_test(size=size) as pilot:
        await settled(pilot)
        page = app.screen
        assert isinstance(page, HistoryPage)
        yield Visit(app, pilot, page)


def log(*sessions: SessionRecord, marks: tuple[DayMark, ...] = ()) -> MemoryHistory:
    return MemoryHistory(Snapshot(sessions, marks))


def two_days() -> MemoryHistory:
    return log(record(YESTERDAY, seconds=600), record(TODAY, seconds=300))
