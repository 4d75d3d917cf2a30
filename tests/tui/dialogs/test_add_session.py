"""A session that was done without the program is added in History."""

from datetime import timedelta
from pathlib import Path

import pytest
from textual.widgets import Input

from library.history.errors import HistoryError
from library.history.record import Outcome, SessionRecord
from tests.library.builders import record
from tests.memory_history import MemoryHistory
from tests.tui.history_visit import TODAY, YESTERDAY, Visit, log, visit
from tui.dialogs.add_session import AddSession
from tui.screens.history import HistoryPage
from tui.widgets.text import Text


async def told(v: Visit, words: str) -> None:
    """Wait until a card has closed and what came of it is told."""
    for _ in range(50):
        if any(words in each for each in v.told()):
            return
        await v.settle()
    raise AssertionError(v.told())


async def choose(v: Visit, *keys: str) -> AddSession:
    """Choose what was done, and wait for the card that asks how much of it."""
    await v.press("a", *keys, "enter")
    for _ in range(50):
        if isinstance(v.app.screen, AddSession) and v.app.screen.focused is not None:
            return v.app.screen
        await v.settle()
    raise AssertionError(v.app.screen)


async def added(v: Visit) -> SessionRecord:
    """The session that was added, once it is told."""
    await told(v, "Added: ")
    return next(each for each in v.saved().sessions if each.routine != "Test")


async def test_a_session_is_added_on_the_day_of_the_list_and_taken_out_again(
    tmp_path: Path,
) -> None:
    async with visit(tmp_path, log(record(YESTERDAY))) as v:
        await choose(v, "down", "down")
        await v.press("down", "right", "down", "space", "space", "enter")
        session = await added(v)
        assert session.routine == "After sitting all day"
        assert (session.practice_day, session.local_start.hour) == (YESTERDAY, 12)
        lifts = [hold.outcome for hold in session.holds if hold.exercise == "leg-lift"]
        others = {hold.outcome for hold in session.holds if hold.exercise != "leg-lift"}
        assert 2 * lifts.count(Outcome.DONE) == len(lifts)
        assert others == {Outcome.SKIPPED}
        assert not session.completed
        assert v.told()[-1].startswith("Added: After sitting all day, Tue 24 Nov 12:00.")
        assert str(v.page.sessions.border_title).startswith("2 sessions")
        await v.press("u")
        assert [each.routine for each in v.saved().sessions] == ["Test"]
        assert v.told()[-1].startswith("Taken out again: After sitting all day")


async def test_what_cannot_be_is_told_and_asked_for_again(tmp_path: Path) -> None:
    async with visit(tmp_path, log(record(TODAY))) as v:
        await v.press("tab", "left")
        card = await choose(v)
        await v.press("right", "right", "enter")
        assert v.told()[-1].startswith("Nothing was done then")
        await v.press("left", "left", "up", *["backspace"] * 5, *"25:00", "enter")
        assert v.told()[-1] == "Write the time as 07:40."
        for typed, why in (("tomorrow", "still to come"), ("today", "time is still to come")):
            card.query_one("#day", Input).value = typed
            card.query_one("#time", Input).value = "23:59"
            await v.press("enter")
            assert why in v.told()[-1]
        card.query_one("#day", Input).value = "-8"
        await v.press("enter")
        session = await added(v)
        assert isinstance(v.app.screen, HistoryPage)
        assert (session.practice_day, session.completed) == (TODAY - timedelta(days=8), True)
        assert f"{session.local_start:%H:%M}" == "23:59"
        await v.press("a", "escape")
        await choose(v)
        await v.press("right", "escape", "d")
        assert len(v.saved().sessions) == 2


async def test_what_a_full_disk_does_not_take_stands_there_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise HistoryError("Not saved: the disk is full.")

    async with visit(tmp_path, log(record(YESTERDAY))) as v:
        with monkeypatch.context() as patch:
            patch.setattr(MemoryHistory, "put", full)
            await choose(v, "down", "down")
            await v.press("up", *["backspace"] * 5, *"7:05", "tab", "right", "enter")
            for _ in range(50):
                await v.settle()
                if v.app.screen.query("#problem"):
                    break
            assert "It could not be saved." in str(v.app.screen.query_one("#problem", Text).content)
        assert isinstance(v.app.screen, AddSession)
        await v.press("enter")
        session = await added(v)
        assert (f"{session.local_start:%H:%M}", session.completed) == ("07:05", False)
