"""Styles are parsed once; a theme changes the colours all the same."""

from pathlib import Path

from tests.tui.support import dashboard, settled
from tui.widgets.nav_bar import NavBar


async def test_a_theme_colours_the_page_that_stands_and_those_made_later(tmp_path: Path) -> None:
    board = dashboard(tmp_path)
    async with board.app.run_test() as pilot:
        await settled(pilot)
        before = pilot.app.screen.query_one(NavBar).styles.background
        board.app.theme = "textual-light"
        await settled(pilot)
        after = pilot.app.screen.query_one(NavBar).styles.background
        assert after != before
        await pilot.press("3")
        await settled(pilot)
        assert pilot.app.screen.query_one(NavBar).styles.background == after
        board.app.theme = "textual-dark"
        await settled(pilot)
        assert pilot.app.screen.query_one(NavBar).styles.background == before
