"""Changes of the history: one at a time, in a thread, and to the end once they have begun."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path
from threading import Event

import pytest
from textual.signal import Signal

from library.history.errors import HistoryError
from library.history.protocol import History
from library.history.snapshot import Snapshot
from library.paths import Paths
from library.profile import Profile
from tests.clock import FakeClock
from tests.library.builders import record
from tests.memory_history import MemoryHistory
from tui.app_base import App
from tui.history_service import HistoryService, UnsavedSession

SESSION = record(date(2026, 11, 23))


@pytest.fixture
def told() -> list[str]:
    return []


@pytest.fixture
def profile(tmp_path: Path) -> Profile:
    return Profile(Paths(tmp_path, tmp_path, tmp_path), FakeClock(), lambda settings, line: ())


@pytest.fixture
def history(told: list[str], profile: Profile) -> HistoryService:
    service = HistoryService(MemoryHistory)
    changed = Signal[None](App(), "history_changed")
    service.connect(changed, lambda sentence, _: told.append(sentence), profile)
    return service


@pytest.fixture
def go_on() -> Iterator[Event]:
    """Set at the end at the latest: no thread may wait for ever."""
    event = Event()
    yield event
    event.set()


def slow(go_on: Event) -> Callable[[History], str]:
    def change(store: History) -> str:
        go_on.wait()
        store.add(SESSION)
        return "done"

    return change


async def begun(history: HistoryService) -> None:
    while not history._in_thread:
        await asyncio.sleep(0)


async def test_a_change_gives_back_what_came_of_it_and_is_in_sight(history: HistoryService) -> None:
    at_once = Event()
    at_once.set()
    assert await history.edit(slow(at_once)) == "done"
    assert history.snapshot.sessions == (SESSION,)


async def test_a_change_that_nobody_waits_for_any_more_is_finished_and_shown(
    history: HistoryService, go_on: Event
) -> None:
    waiting = asyncio.create_task(history.edit(slow(go_on)))
    await begun(history)
    waiting.cancel()
    with suppress(asyncio.CancelledError):
        await waiting
    assert history.is_saving
    go_on.set()
    while history.is_saving:
        await asyncio.sleep(0)
    assert history.snapshot.sessions == (SESSION,)


async def test_a_thread_that_still_writes_counts_as_saving_when_the_loop_has_let_it_go(
    history: HistoryService, go_on: Event
) -> None:
    before = asyncio.all_tasks()
    waiting = asyncio.create_task(history.edit(slow(go_on)))
    await begun(history)
    for task in asyncio.all_tasks() - before:
        task.cancel()
    await asyncio.wait([waiting])
    assert history.is_saving
    go_on.set()
    while history.is_saving:
        await asyncio.sleep(0)


async def test_one_change_waits_for_the_other(history: HistoryService, go_on: Event) -> None:
    first = asyncio.create_task(history.edit(slow(go_on)))
    await begun(history)
    second = asyncio.create_task(history.edit(lambda store: store.delete([SESSION.id])))
    go_on.set()
    await asyncio.gather(first, second)
    assert history.snapshot.sessions == ()


class Draft:
    finished = 0

    def finish(self) -> None:
        self.finished += 1


async def test_a_session_that_cannot_be_saved_is_kept_and_saved_by_the_next_change(
    history: HistoryService, told: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(session: object) -> None:
        raise HistoryError("Not saved: full.")

    draft = Draft()
    with monkeypatch.context() as patch:
        patch.setattr(history.store, "add", full)
        with pytest.raises(HistoryError, match="full"):
            await history.save(UnsavedSession(SESSION, SESSION, draft))
    assert [unsaved.reason for unsaved in history.unsaved.values()] == ["Not saved: full."]
    assert (draft.finished, told) == (0, [])
    await history.read()
    assert (history.unsaved, draft.finished) == ({}, 1)
    assert told == ["What had to wait is saved now."]


async def test_notices_are_news_until_they_are_read(
    history: HistoryService, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(history.store, "load", lambda: Snapshot(notices=("One.", "One.", "Two.")))
    await history.read()
    assert list(history.unread_notices) == ["One.", "Two."]
    history.mark_notices_read()
    monkeypatch.setattr(history.store, "load", lambda: Snapshot(notices=("Two.", "Three.")))
    monkeypatch.setattr(history.store, "changed", lambda: True)
    await history.read()
    assert list(history.unread_notices) == ["Three."]


async def test_what_has_not_changed_is_not_read_again(
    history: HistoryService, monkeypatch: pytest.MonkeyPatch
) -> None:
    await history.edit(lambda log: log.add(SESSION))
    monkeypatch.setattr(history.store, "load", lambda: pytest.fail("it was read again"))
    await history.read()
