"""Marking days from Today, and taking it back there."""

from datetime import date
from pathlib import Path

from textual.pilot import Pilot

from library.history.record import MarkKind
from tests.tui.support import dashboard, settled
from tests.tui.today_page import offered
from tui.widgets.cursor_list import CursorList

TODAY = date(2026, 11, 23)


async def press(pilot: Pilot[None], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
        await settled(pilot)


async def test_m_marks_today_or_another_day_and_u_takes_it_back(tmp_path: Path) -> None:
    board = dashboard(tmp_path)
    async with board.app.run_test() as pilot:
        await settled(pilot)
        await press(pilot, "m", "i")
        assert board.history.load().marks_by_day == {TODAY: MarkKind.ILL}
        assert "Today is marked as ill." in offered(pilot)
        await press(pilot, "m", "right", "left", "h")
        card = pilot.app.screen.query_one(".card")
        assert str(card.border_title) == "Mark Sat 21 Nov"
        assert pilot.app.screen.query_one(CursorList).current == "none"
        await press(pilot, "l", "l")
        assert pilot.app.screen.query_one(CursorList).current == MarkKind.ILL
        await press(pilot, "left", "t")
        told = [each.message for each in pilot.app._notifications]
        assert told == ["Sun 22 Nov: marked as travel. u undoes it."]
        await press(pilot, "u", "u")
        assert board.history.load().marks == ()
        assert "ill" not in offered(pilot)
        await press(pilot, "u")
        assert [each.message for each in pilot.app._notifications] == ["Nothing to undo."]
