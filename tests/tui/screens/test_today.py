"""The first screen: what to do now, and where one stands."""

import gc
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from library.exercises.safety import reminder_at
from library.figure.motion import Motion
from library.history.record import MarkKind, SessionRecord
from tests.library.builders import record
from tests.marks import torture
from tests.tui.pages import screen_text
from tests.tui.screens.test_today_plan import CHAIR, CROSSED, FLOOR, LIFT, answer, done
from tests.tui.support import dashboard, pictured, settled
from tests.tui.today_page import comes, foot, offered, week
from tui.dialogs.before_you_start import BeforeYouStart
from tui.dialogs.places import EditPlaces
from tui.dialogs.ticks import TicksCard
from tui.screens.routines import RoutinesPage
from tui.screens.session import SessionScreen
from tui.screens.today import TodayPage
from tui.widgets.heat_map import HeatMap
from tui.widgets.pose_picture import PosePicture

TODAY = date(2026, 11, 23)


def practised(*days_ago: int) -> list[SessionRecord]:
    return [record(TODAY - timedelta(days=days)) for days in days_ago]


async def test_the_first_run_shows_the_card_then_enter_begins(tmp_path: Path) -> None:
    board = dashboard(tmp_path, read_card=False)
    async with board.app.run_test() as pilot:
        await settled(pilot)
        assert isinstance(pilot.app.screen, BeforeYouStart)
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(pilot.app.screen, TicksCard)
        await pilot.press("enter")
        await settled(pilot)
        assert "Your first two stretches" in offered(pilot)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, SessionScreen)
        read = board.services.profile.settings.acknowledged
        assert read is not None
        assert read.on == TODAY


async def test_without_the_card_one_may_look_around_but_not_begin(tmp_path: Path) -> None:
    board = dashboard(tmp_path, read_card=False)
    async with board.app.run_test() as pilot:
        await settled(pilot)
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(pilot.app.screen, TodayPage)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, BeforeYouStart)
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(pilot.app.screen, TodayPage)
        assert board.services.profile.settings.acknowledged is None


@pytest.mark.parametrize("keys", [torture(["b"]), ["5", "b"]])
async def test_the_card_can_be_acknowledged_wherever_it_is_opened(
    tmp_path: Path, keys: list[str]
) -> None:
    board = dashboard(tmp_path, read_card=False)
    async with board.app.run_test() as pilot:
        await settled(pilot)
        await pilot.press("escape", *keys, "enter")
        await settled(pilot)
        assert not isinstance(pilot.app.screen, BeforeYouStart)
        assert board.services.profile.card_is_read


async def test_a_new_day_is_noticed_while_the_page_is_open(tmp_path: Path) -> None:
    board = dashboard(tmp_path, *practised(0, 3))
    async with board.app.run_test() as pilot:
        await settled(pilot)
        assert "Today is done." in offered(pilot)
        safety = foot(pilot).splitlines()[-1]
        board.clock.sleep_machine(24 * 3600)
        page = pilot.app.screen
        assert isinstance(page, TodayPage)
        page.notice_new_hour()
        await pilot.pause()
        assert "Today is done" not in offered(pilot)
        assert foot(pilot).splitlines()[-1] != safety


async def test_two_quick_enters_begin_one_session(tmp_path: Path) -> None:
    board = dashboard(tmp_path)
    async with board.app.run_test() as pilot:
        await settled(pilot)
        page = pilot.app.screen
        assert isinstance(page, TodayPage)
        page.action_start()
        page.action_start()
        await pilot.pause()
        await pilot.pause()
        assert [type(screen) for screen in pilot.app.screen_stack] == [TodayPage, SessionScreen]


async def test_at_the_desk_only_what_a_desk_allows_is_suggested(tmp_path: Path) -> None:
    board = dashboard(tmp_path)
    board.services.profile.change_settings(place="Desk")
    async with board.app.run_test() as pilot:
        await settled(pilot)
        assert "\nChair 2 × 10 s a leg new\n" in offered(pilot)


async def test_nothing_is_shown_as_zero_before_the_first_session(tmp_path: Path) -> None:
    async with dashboard(tmp_path).app.run_test() as pilot:
        await settled(pilot)
        told = screen_text(pilot.app.screen)
        assert "This week  goal 3 days" in told
        assert "Every day with one hold counts." in told
        assert "in a row" not in told
        assert "0 of" not in told


async def test_a_goal_of_one_day_is_told_as_one_day(tmp_path: Path) -> None:
    board = dashboard(tmp_path, *practised(0))
    board.services.profile.change_settings(weekly_goal=1)
    async with board.app.run_test() as pilot:
        await settled(pilot)
        assert "This week  1 of 1 day\n" in week(pilot)


async def test_the_numbers_come_from_the_log(tmp_path: Path) -> None:
    board = dashboard(tmp_path, *practised(0, 1, 2, 7, 8, 9, 20))
    async with board.app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        numbers = week(pilot)
        assert "This week  1 of 3 days" in numbers
        assert "3 days in a row\n" in numbers
        assert "7 sessions, 35 min" in numbers
        assert "Mon 23 Nov, Test. 5 minutes, both legs" in " ".join(comes(pilot).split())


async def test_a_thousand_days_are_told_on_one_line(tmp_path: Path) -> None:
    board = dashboard(tmp_path, *practised(*range(5, 1005)))
    async with board.app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        lines = screen_text(pilot.app.screen)
        assert "best 1,000 days in a row " in lines
        assert "In all 1,000 sessions, 5,000 min " in lines


@pytest.mark.parametrize(
    "kind", [MarkKind.ILL, *(torture(kind) for kind in MarkKind if kind != MarkKind.ILL)]
)
async def test_on_a_marked_day_rest_is_fine_and_nothing_presses(
    tmp_path: Path, kind: MarkKind
) -> None:
    board = dashboard(tmp_path, *practised(3, 5))
    board.history.mark(TODAY, kind)
    board.history.mark(TODAY - timedelta(days=1), MarkKind.TRAVEL)
    async with board.app.run_test() as pilot:
        await settled(pilot)
        told = offered(pilot)
        assert told.startswith(f"Today is marked as {kind}")
        assert "Rest is fine" in told
        assert "\nIf you like: " in told
        assert "starts" in told
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(pilot.app.screen, SessionScreen)


async def test_yesterdays_mark_says_nothing_about_today(tmp_path: Path) -> None:
    board = dashboard(tmp_path, *practised(3, 5))
    board.history.mark(TODAY - timedelta(days=1), MarkKind.ILL)
    async with board.app.run_test() as pilot:
        await settled(pilot)
        assert "marked" not in offered(pilot)


async def test_r_offers_other_routines(tmp_path: Path) -> None:
    async with dashboard(tmp_path).app.run_test() as pilot:
        await settled(pilot)
        await pilot.press("r")
        await pilot.pause()
        assert isinstance(pilot.app.screen, RoutinesPage)


@pytest.mark.parametrize(
    "size", [torture((20, 5)), (60, 20), torture((80, 24)), torture((120, 40))]
)
async def test_it_stands_in_any_size(tmp_path: Path, size: tuple[int, int]) -> None:
    board = dashboard(tmp_path, *practised(0, 1))
    async with board.app.run_test(size=size) as pilot:
        await settled(pilot)
        if size >= (60, 20):
            for selector in ("#notes", "WeekTile", "#foot"):
                region = pilot.app.screen.query_one(selector).region
                assert region.height > 0, selector
                assert region.bottom < size[1], selector


@pytest.mark.parametrize("mode", ["history", *map(torture, ("exercises", "routines", "settings"))])
async def test_the_log_may_be_read_while_a_page_is_being_made(tmp_path: Path, mode: str) -> None:
    board = dashboard(tmp_path)
    async with board.app.run_test() as pilot:
        await settled(pilot)
        board.app.switch_mode(mode)
        board.services.history.changed.publish(None)
        await settled(pilot)
        assert board.app.current_mode == mode


async def test_garbage_is_collected_once_the_first_page_stands(tmp_path: Path) -> None:
    """The start leaves the collector off, to be quick."""
    gc.disable()
    try:
        async with dashboard(tmp_path).app.run_test() as pilot:
            await settled(pilot)
            assert gc.isenabled()
    finally:
        gc.enable()


@pytest.mark.parametrize("size", [torture((80, 24)), (60, 20)])
async def test_the_line_about_safety_stays_however_much_there_is_to_say(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    (tmp_path / "settings.toml").write_text("wibble = 1\n")  # needs attention
    log = [done(ago, CROSSED, CHAIR, LIFT) for ago in (5, 3)]
    board = dashboard(tmp_path, *log, done(1, CROSSED, CHAIR, FLOOR))
    board.history.put([answer(0, 4), *(answer(ago, 2) for ago in range(1, 6))])
    async with board.app.run_test(size=size) as pilot:
        await settled(pilot)
        assert "the floor leg stretch, rests until Thursday" in offered(pilot)
        for selector in ("WeekTile", "#foot"):
            region = pilot.app.screen.query_one(selector).region
            assert region.height > 0, selector
            assert region.bottom < size[1], selector
        assert bool(pilot.app.screen.query_one(HeatMap).region) is (size == (80, 24))
        assert reminder_at(TODAY, board.clock.now().hour) in screen_text(pilot.app.screen)


async def test_where_nothing_fits_enter_opens_the_places(tmp_path: Path) -> None:
    board = dashboard(tmp_path)
    board.services.profile.change_settings(places={"Bus": ()}, place="Bus")
    async with board.app.run_test() as pilot:
        await settled(pilot)
        assert "Nothing that fits is at hand.\nA walk is fine." in offered(pilot)
        assert "Enter opens your places." in offered(pilot)
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(pilot.app.screen, EditPlaces)


async def test_the_figure_moves_once_when_a_key_brings_one_back_and_stands_at_the_start(
    tmp_path: Path,
) -> None:
    board = dashboard(tmp_path, *practised(3, 5))
    async with board.app.run_test(size=(120, 40)) as pilot:
        board.app.animation_level = "full"
        await settled(pilot)
        await pictured(pilot)
        picture = pilot.app.screen.query_one(PosePicture)
        assert picture.view is None
        await pilot.press("e")
        await settled(pilot)
        await pilot.press("escape")
        await settled(pilot)
        assert picture.view is None  # a card is no other place
        await pilot.press("2")
        await settled(pilot)
        await pilot.press("1")
        await settled(pilot)
        assert picture.view is not None
        assert picture.view.motion is Motion.INTO
        board.app.animation_level = "none"
        picture.view.advance()
        assert not picture.view.moving


@pytest.mark.parametrize(
    "size",
    [
        (20, 5),
        (60, 20),
        *map(torture, ((40, 12), (80, 24), (100, 30), (120, 40), (300, 100))),
    ],
)
async def test_enter_and_what_it_does_stay_in_sight_at_any_size_and_while_it_changes(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    log = [done(ago, CROSSED, CHAIR, LIFT) for ago in (5, 3)]
    board = dashboard(tmp_path, *log, done(1, CROSSED, CHAIR, FLOOR))
    board.history.put([answer(0, 4), *(answer(ago, 2) for ago in range(1, 6))])
    async with board.app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.resize_terminal(*size)
        await settled(pilot)
        assert "Enter   star" in screen_text(pilot.app.screen)
        page = pilot.app.screen
        bottom = size[1] - 1
        shown = [page.query_one(selector) for selector in ("#hero", "#standing", "#foot")]
        below = [widget.region for widget in shown if widget.region]
        assert below[-1].bottom <= bottom
        for upper, lower in pairwise(below):
            assert upper.bottom <= lower.y
