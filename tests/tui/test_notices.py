"""What is told in passing: few things at a time, and none over a card or the keys."""

from pathlib import Path

import pytest
from textual.notifications import Notification
from textual.widgets._toast import Toast

from library.history.errors import HistoryError
from tests.marks import torture
from tests.tui.pages import notices, shown
from tests.tui.support import Dashboard, dashboard, pass_time, settled
from tui.dialogs.session_form import SessionSummary
from tui.dialogs.ticks import TicksCard
from tui.screens.page import Page
from tui.widgets.attention_line import AttentionLine
from tui.widgets.day_hero import DayHero
from tui.widgets.key_line import KeyLine


@pytest.fixture
def board(tmp_path: Path) -> Dashboard:
    return dashboard(tmp_path)


async def test_a_new_answer_takes_the_place_of_the_last_one(board: Dashboard) -> None:
    async with board.app.run_test(notifications=True) as pilot:
        for number in range(4):
            board.app.screen.notify(f"Answer {number}.")
            board.app.screen.notify(f"Problem {number}.", severity="warning")
        board.app.screen.notify("Worse.", severity="error")
        await settled(pilot)
        assert notices(board.app) == ["Answer 3.", "Worse."]
        assert len(board.app.screen.query(Toast)) == 2


async def test_the_worse_it_is_the_longer_it_is_told(board: Dashboard) -> None:
    async with board.app.run_test(notifications=True) as pilot:
        board.app.tell("Done.")
        board.app.warn(HistoryError("Not saved."))
        await settled(pilot)
        assert sorted(told.timeout for told in board.app._notifications) == [6, 30]


async def test_what_is_told_while_a_card_is_open_waits_until_it_is_closed(board: Dashboard) -> None:
    async with board.app.run_test(notifications=True) as pilot:
        await pilot.press("c")
        assert isinstance(board.app.screen, TicksCard)
        board.app.tell("1 session added elsewhere.")
        await settled(pilot)
        assert notices(board.app) == []
        await pilot.press("escape")
        await settled(pilot)
        assert notices(board.app) == ["1 session added elsewhere."]


async def test_a_card_that_opens_is_not_covered_by_what_was_told_before(board: Dashboard) -> None:
    async with board.app.run_test(notifications=True) as pilot:
        board.app.screen.notify("Not saved: the disk is full.", severity="error", timeout=30)
        await settled(pilot)
        await pilot.press("c")
        await settled(pilot)
        assert "the disk is full" not in await shown(pilot)
        await pilot.press("escape")
        await settled(pilot)
        assert "the disk is full" in await shown(pilot)


async def test_what_a_page_told_just_before_a_card_opens_waits_as_well(board: Dashboard) -> None:
    async with board.app.run_test(notifications=True) as pilot:
        await pilot.press("c")
        assert isinstance(board.app.screen, TicksCard)
        board.app._tell_page(Notification("Nothing is left out."))  # told, and shown only now
        await settled(pilot)
        assert notices(board.app) == []
        await pilot.press("escape")
        await settled(pilot)
        assert notices(board.app) == ["Nothing is left out."]


async def test_a_card_can_answer_on_itself(board: Dashboard) -> None:
    async with board.app.run_test(notifications=True) as pilot:
        await pilot.press("c")
        board.app.screen.notify("The settings could not be saved.", severity="warning")
        await settled(pilot)
        assert "The settings could not be saved." in await shown(pilot)


@pytest.mark.parametrize("size", [(80, 24), *map(torture, [(60, 20), (40, 12), (120, 40)])])
async def test_a_notice_takes_the_line_above_the_keys(
    board: Dashboard, size: tuple[int, int]
) -> None:
    async with board.app.run_test(size=size, notifications=True) as pilot:
        board.app.screen.notify("Deleted. u brings it back.")
        await settled(pilot)
        await pilot.pause()
        toast = board.app.screen.query_one(Toast).region
        assert toast.height == 1
        keys = board.app.screen.query_one(KeyLine).region.y
        assert keys == size[1] - 1
        assert toast.bottom == keys - board.app.screen.has_class("-foot-apart")  # above the foot
        assert toast.right == size[0]
        assert not toast.overlaps(board.app.screen.query_one(DayHero).heading.region)


async def test_in_a_session_it_takes_the_line_above_the_keys(tmp_path: Path) -> None:
    board = dashboard(tmp_path, routine="desk-break")
    async with board.app.run_test(size=(80, 24), notifications=True) as pilot:
        await settled(pilot)
        board.app.screen.notify("Kept.")
        await settled(pilot)
        await pilot.pause()
        toast = board.app.screen.query_one(Toast).region
        assert toast.bottom == board.app.screen.query_one(KeyLine).region.y == 23


async def test_an_answer_stays_behind_on_its_page_and_what_may_be_lost_comes_along(
    board: Dashboard,
) -> None:
    async with board.app.run_test(notifications=True) as pilot:
        await settled(pilot)
        board.app.notify("Done.")
        board.app.notify("Not saved.", severity="error")
        await pilot.press("2")
        await settled(pilot)
        assert notices(board.app) == ["Not saved."]


async def test_what_was_answered_before_a_session_is_not_told_again_at_its_end(
    board: Dashboard,
) -> None:
    async with board.app.run_test(notifications=True) as pilot:
        await settled(pilot)
        board.app.tell("Kept: 2 of 10 today. u undoes it.")
        await settled(pilot)
        for key in ("enter", "enter"):  # there are cautions to read
            await pilot.press(key)
            await settled(pilot)
        await pass_time(pilot, board.clock, 60)
        for key in ("q", "s"):
            await pilot.press(key)
            await settled(pilot)
        assert isinstance(board.app.screen, SessionSummary)
        await pass_time(pilot, board.clock, 1)
        await pilot.press("escape")
        await settled(pilot)
        assert isinstance(board.app.screen, Page)
        assert not any(told.startswith("Kept") for told in notices(board.app))


async def test_ctrl_c_tells_how_to_leave(board: Dashboard) -> None:
    async with board.app.run_test(notifications=True) as pilot:
        for key in ("", "c", "colon"):  # on a page, on a card and in the palette, whose q is typed
            if key:
                await pilot.press(key)
            await pilot.press("ctrl+c")
            await settled(pilot)
            assert notices(board.app) == ["To leave, press ctrl+q."], key
            board.app.clear_notifications()
            if key:
                await pilot.press("escape")
        await pilot.press("c", "ctrl+q")
    assert board.app.return_code == 0


async def test_what_lasts_stands_in_a_line_on_every_page_and_is_not_told_in_passing(
    tmp_path: Path,
) -> None:
    (tmp_path / "routines.toml").write_text('[[routine]]\nid = "x"\nname = "[red]X[/]"\n')
    board = dashboard(tmp_path)
    async with board.app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert notices(board.app) == []
        for key in "12345":
            await pilot.press(key)
            await settled(pilot)
            line = (await shown(pilot)).splitlines()[1]
            assert line.startswith(" About your files: ")
            assert line.endswith("…  Press ! to read more ")
        await pilot.press("exclamation_mark")
        await settled(pilot)
        assert "items" in await shown(pilot)


async def test_a_line_with_room_for_all_of_it_is_not_cut(board: Dashboard) -> None:
    async with board.app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        page = board.app.screen
        assert isinstance(page, Page)
        page.query_one(AttentionLine).tell("All of\x1b it.")
        await pilot.pause()
        assert " All of\ufffd it.  Press ! to read more" in await shown(pilot)


async def test_where_a_sentence_has_no_room_the_key_alone_is_told(board: Dashboard) -> None:
    async with board.app.run_test(size=(20, 12)) as pilot:
        await settled(pilot)
        page = board.app.screen
        assert isinstance(page, Page)
        page.query_one(AttentionLine).tell("About your files: routines.toml is damaged.")
        await pilot.pause()
        assert (await shown(pilot)).splitlines()[1].rstrip() == " ! needs attention"
