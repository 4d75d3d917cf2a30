"""The end of a session: what was held, the week, one sentence, and then Today."""

from datetime import timedelta
from pathlib import Path

import pytest

from library.history.record import SessionRecord
from tests.library.builders import record
from tests.marks import torture
from tests.tui.pages import shown
from tests.tui.session_steps import words
from tests.tui.states import TODAY
from tests.tui.support import dashboard, pass_time, settled
from tui.dialogs.session_form import SessionSummary
from tui.screens.today import TodayPage
from tui.text.closing import FIRST_DAY
from tui.widgets.pictures import Pictures


def before(*ago: int) -> tuple[SessionRecord, ...]:
    return tuple(record(TODAY - timedelta(days=each)) for each in ago)


async def test_it_shows_both_legs_the_week_and_what_was_done(tmp_path: Path) -> None:
    board = dashboard(tmp_path, *before(7), routine="desk-break")
    async with board.app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await pass_time(pilot, board.clock, 121)
        assert isinstance(pilot.app.screen, SessionSummary)
        text = await shown(pilot)
    for part in ("LEFT", "RIGHT", "0:40", "This week  1 of 3 days", "✓ Chair leg stretch"):
        assert part in text
    assert "For the first time: the chair leg stretch." in text
    assert "Now: Stand up and walk" in text


async def test_the_day_that_meets_the_goal_is_told_once_it_is_done(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text("weekly_goal = 1\n")
    board = dashboard(tmp_path, routine="desk-break")
    async with board.app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pass_time(pilot, board.clock, 121)
        assert "First day this week: your goal." in words(pilot, ".news")
        assert not pilot.app.screen.query_one(Pictures).display


async def test_who_ends_early_reads_saved_so_far_and_nothing_of_the_goal(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text("weekly_goal = 1\n")
    board = dashboard(tmp_path, routine="desk-break")
    async with board.app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pass_time(pilot, board.clock, 60)
        await pilot.press("escape")
        await pilot.pause()
        await pilot.press("s")
        await settled(pilot)
        screen = pilot.app.screen
        assert isinstance(screen, SessionSummary)
        assert screen.heading() == "Saved"
        assert words(pilot, ".news") == FIRST_DAY


async def test_a_massage_alone_is_told_as_one(tmp_path: Path) -> None:
    board = dashboard(tmp_path, *before(7), routine="massage")
    async with board.app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        await pass_time(pilot, board.clock, 300)
        assert isinstance(pilot.app.screen, SessionSummary)
        text = await shown(pilot)
    assert "6 massage steps done" in text
    assert "LEFT" in text


@pytest.mark.parametrize("size", [torture((60, 20)), (40, 12)])
async def test_the_rating_and_its_keys_are_in_sight_on_small_screens(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    board = dashboard(tmp_path, routine="desk-break")
    async with board.app.run_test(size=size) as pilot:
        await settled(pilot)
        await pass_time(pilot, board.clock, 121)
        await pass_time(pilot, board.clock, 1)
        await pilot.press("3")
        text = await shown(pilot)
        assert "Worst pain" in text
        assert "enter Done  esc Skip these" in text.splitlines()[-1]


async def test_afterwards_it_is_always_today(tmp_path: Path) -> None:
    board = dashboard(tmp_path, *before(7), page="exercises")
    async with board.app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("down", "enter")
        await settled(pilot)
        await pass_time(pilot, board.clock, 600)
        assert isinstance(pilot.app.screen, SessionSummary)
        await pass_time(pilot, board.clock, 1)
        await pilot.press("escape")
        await settled(pilot)
        assert isinstance(pilot.app.screen, TodayPage)
        assert board.app.current_mode == "today"


async def test_tab_goes_down_the_fields_from_the_worst_pain(tmp_path: Path) -> None:
    board = dashboard(tmp_path, routine="desk-break")
    async with board.app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pass_time(pilot, board.clock, 121)
        await pass_time(pilot, board.clock, 2)
        screen = pilot.app.screen
        assert isinstance(screen, SessionSummary)
        screen.tick()
        found = []
        for _ in range(4):
            assert screen.focused is not None
            found.append((screen.focused.id, screen.focused.region.y))
            await pilot.press("tab")
        assert [name for name, _ in found] == ["pain-worst", "place", "pain-before", "note"]
        assert found == sorted(found, key=lambda each: each[1])
