"""What can be done with the mouse on the pages."""

from datetime import timedelta
from pathlib import Path

from textual import events

from tests.tui.history_visit import TODAY, YESTERDAY, two_days, visit
from tests.tui.pages import screen_text
from tests.tui.support import dashboard, settled
from tui.keys.commands import PAGES
from tui.widgets.heat_map import HeatMap
from tui.widgets.nav_bar import NavBar
from tui.widgets.session_list import SessionList

LONGEST = 1 + [*PAGES.values()].index(max(PAGES.values(), key=len))
"""The page with the longest title."""


async def test_a_click_on_a_title_goes_to_its_page(tmp_path: Path) -> None:
    board = dashboard(tmp_path)
    async with board.app.run_test() as pilot:
        numbered = list(enumerate(PAGES, start=1))
        for size, pages in (((80, 24), numbered), ((40, 12), numbered[1:3])):
            await pilot.resize_terminal(*size)
            await settled(pilot)
            for number, mode in reversed(pages):
                bar = screen_text(board.app.screen).splitlines()[0]
                await pilot.click(NavBar, offset=(bar.index(f" {number} ") + 1, 0))
                await settled(pilot)
                assert board.app.current_mode == mode


async def test_every_page_can_be_seen_and_the_current_one_is_named(tmp_path: Path) -> None:
    board = dashboard(tmp_path)
    async with board.app.run_test() as pilot:
        for number, title in enumerate(PAGES.values(), start=1):
            await pilot.press(str(number))
            for width in (80, 57, 56, 40, 26) if number == LONGEST else (26,):
                await pilot.resize_terminal(width, 12)
                await settled(pilot)
                bar = screen_text(board.app.screen).splitlines()[0]
                assert f"▌{number} {title}" in bar
                assert all(f" {other} " in bar for other in range(1, 6) if other != number)


async def test_a_click_on_a_session_moves_the_cursor_there(tmp_path: Path) -> None:
    async with visit(tmp_path, two_days()) as v:
        await v.pilot.click(SessionList, offset=(5, 3))
        await v.settle()
        highlighted = v.page.sessions.highlighted
        assert highlighted is not None
        assert highlighted.practice_day == YESTERDAY == v.page.heat_map.day


async def test_the_wheel_walks_through_the_weeks_of_the_map(tmp_path: Path) -> None:
    async with visit(tmp_path, two_days()) as v:
        for kind, day in (
            (events.MouseScrollUp, TODAY - timedelta(days=7)),
            (events.MouseScrollUp, TODAY - timedelta(days=14)),
            (events.MouseScrollDown, TODAY - timedelta(days=7)),
        ):
            await v.pilot._post_mouse_events([kind], HeatMap, offset=(5, 5))
            assert v.page.heat_map.day == day


async def test_a_map_without_a_cursor_leaves_the_wheel_to_its_page(tmp_path: Path) -> None:
    board = dashboard(tmp_path)
    async with board.app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        heat_map = board.app.screen.query_one(HeatMap)
        before = heat_map.day
        await pilot._post_mouse_events([events.MouseScrollUp], HeatMap, offset=(5, 5))
        assert heat_map.day == before
