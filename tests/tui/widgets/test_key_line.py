"""The line that names the keys of a page."""

from pathlib import Path

import pytest

from tests.marks import torture
from tests.tui.session_steps import into_first_hold
from tests.tui.support import dashboard, settled
from tui.app import SuppleApp
from tui.keys.commands import PAGES
from tui.widgets.key_line import KeyLine

ON_TODAY = " enter Start  p Your back 0-10  r Another  e Why  ? Help  q Quit "


def line(app: SuppleApp) -> KeyLine:
    return app.screen.query_one(KeyLine)


async def test_names_every_key_that_is_to_be_shown_once_and_a_click_does_what_the_key_does(
    tmp_path: Path,
) -> None:
    board = dashboard(tmp_path)
    async with board.app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert str(line(board.app).render()) == ON_TODAY
        await pilot.click(KeyLine, offset=(ON_TODAY.index("Another"), 0))
        await settled(pilot)
        assert board.app.current_mode == "routines"
        assert "Another" not in str(line(board.app).render())


async def test_names_the_keys_a_person_chose(tmp_path: Path) -> None:
    board = dashboard(tmp_path)
    board.services.profile.change_settings(keys={"today.other": "x"})
    async with board.app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        assert " x Another " in str(line(board.app).render())


@pytest.mark.parametrize(
    "page", ["history", *(torture(page) for page in PAGES if page != "history")]
)
async def test_where_there_is_no_room_for_all_the_last_ones_go_but_never_the_help(
    tmp_path: Path, page: str
) -> None:
    board = dashboard(tmp_path, page=page)
    async with board.app.run_test() as pilot:
        for width in (60, 40, 20):
            await pilot.resize_terminal(width, 12)
            await settled(pilot)
            shown = line(board.app).render_line(0).text
            assert line(board.app).size.height == 1
            assert " ? Help " in shown
            assert "…" not in shown
        await pilot.resize_terminal(120, 40)
        await settled(pilot)
        assert " q Quit " in str(line(board.app).render())


async def test_in_a_small_terminal_undo_and_the_way_out_are_still_named(tmp_path: Path) -> None:
    board = dashboard(tmp_path)
    async with board.app.run_test(size=(60, 20)) as pilot:
        for page in "12345":
            await pilot.press(page)
            await settled(pilot)
            shown = line(board.app).render_line(0).text
            assert " q Quit " in shown
            assert (" u Undo " in shown) == (page in "345")
            assert "…" not in shown


async def test_the_way_out_of_a_card_is_always_named(tmp_path: Path) -> None:
    board = dashboard(tmp_path, page="history")
    async with board.app.run_test() as pilot:
        await settled(pilot)
        await pilot.press("m")
        for width in (80, 40, 20):
            await pilot.resize_terminal(width, 12)
            await settled(pilot)
            assert " esc Back " in line(board.app).render_line(0).text


async def test_a_session_names_the_key_for_a_hold_that_hurts_at_any_width_and_a_click_does_nothing(
    tmp_path: Path,
) -> None:
    names = {
        80: (" x Ease off ", " space Pause ", " esc End ", " ? Help "),
        40: (" x Ease off ", " space Pause ", " esc End "),
        30: (" x Ease off ", " esc End "),
        20: (" x Ease off ",),
    }
    board = dashboard(tmp_path, routine="desk-break")
    async with board.app.run_test() as pilot:
        session = await into_first_hold(pilot, board.clock)
        for width, named in names.items():
            await pilot.resize_terminal(width, 12)
            await settled(pilot)
            shown = line(board.app).render_line(0).text
            assert all(part in shown for part in named), shown
            assert "…" not in shown
            if " esc End " in named:  # a stray click must not end it
                await pilot.click(KeyLine, offset=(shown.index("End"), 0))
                await settled(pilot)
                assert board.app.screen is session
