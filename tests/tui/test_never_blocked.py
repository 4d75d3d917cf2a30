"""The screen goes on while ten thousand sessions are saved.

All of it is a long run (`make torture`), on purpose: what is timed on a busy machine fails for
reasons of its own, so no ordinary test asserts a time.
"""

import asyncio
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace
from textual.pilot import Pilot

from library.history.codec import to_document
from library.history.protocol import History
from library.history.record import SessionRecord
from library.history.store import HistoryStore
from library.paths import Paths
from tests.clock import FakeClock
from tests.library.history.support import session
from tests.library.history.tables import table_of
from tests.tui.support import build_services, settled, with_card_read
from tui.app import SuppleApp
from tui.history_service import HistoryService

pytestmark = pytest.mark.torture

COUNT = 10_000
HOLDS = 12
LONGEST_MS = 50.0
"""A delay people begin to notice."""
BEAT_SECONDS = 0.002
ROUNDS = 5


def filled(folder: Path) -> HistoryStore:
    history = HistoryStore(folder / "history.json", folder / "state", FakeClock())
    sessions = (session(number, holds=HOLDS) for number in range(COUNT))
    table_of(history).put({one.id: to_document(one) for one in sessions})
    return HistoryStore(folder / "history.json", folder / "state", FakeClock())


class Heartbeat:
    """Wakes up in the event loop again and again, and remembers the longest wait."""

    def __init__(self) -> None:
        self.longest_ms = 0.0
        self._last = time.perf_counter()
        self._task = asyncio.get_running_loop().create_task(self._beat())

    async def _beat(self) -> None:
        while True:
            await asyncio.sleep(BEAT_SECONDS)
            now = time.perf_counter()
            self.longest_ms = max(self.longest_ms, 1000 * (now - self._last))
            self._last = now

    def stop(self) -> float:
        self._task.cancel()
        return self.longest_ms


def changes(new: SessionRecord) -> dict[str, Callable[[History], None]]:
    """The life of a session."""
    return {
        "add": lambda log: log.add(new),
        "edit": lambda log: log.replace(replace(new, note="edited"), new),
        "delete": lambda log: log.delete([new.id]),
    }


async def blocked_by(
    app: SuppleApp, pilot: Pilot[None], change: Callable[[History], None]
) -> float:
    """The longest time, in ms, that the loop stood still during a change."""
    await settled(pilot)
    heart = Heartbeat()
    await app.services.history.edit(change)
    await settled(pilot)
    return heart.stop()


@pytest.mark.parametrize("page", ["1", "4"])
async def test_no_save_blocks_the_screen(tmp_path: Path, page: str) -> None:
    history = filled(tmp_path)
    now = FakeClock(session(COUNT + ROUNDS).started_at)
    services = build_services(
        Paths(tmp_path, tmp_path, tmp_path / "state"), now, HistoryService(lambda: history)
    )
    with_card_read(services)
    app = SuppleApp(services)
    times: dict[str, list[float]] = {"add": [], "edit": [], "delete": []}
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await pilot.press(page)
        for turn in range(ROUNDS):
            for name, change in changes(session(COUNT + turn)).items():
                times[name].append(await blocked_by(app, pilot, change))
    print({name: [round(one, 1) for one in found] for name, found in times.items()})
    # The best of each: other programs may hold the processor in any single one.
    assert max(map(min, times.values())) < LONGEST_MS
