"""The answer about today's back and the pain before a session are one number."""

from pathlib import Path

import pytest

from library.guidance.mornings import REST_FROM
from library.session.machine import State
from tests.marks import torture
from tests.tui.session_steps import hint, state
from tests.tui.support import Dashboard, dashboard, pass_time, session_screen, settled
from tui.dialogs.session import RestFirst
from tui.screens.today import TodayPage


def checks(board: Dashboard) -> list[int]:
    return [check.rating for check in board.history.load().checks]


async def test_a_rating_while_getting_ready_answers_the_question_of_the_day(
    tmp_path: Path,
) -> None:
    board = dashboard(tmp_path, routine="desk-break")
    async with board.app.run_test() as pilot:
        await settled(pilot)
        await pilot.press("3")
        await pass_time(pilot, board.clock, 121)
        await settled(pilot)
        assert (checks(board), board.sessions[0].pain_before) == ([3], 3)


async def test_what_was_answered_is_the_pain_before_and_nothing_is_asked(tmp_path: Path) -> None:
    board = dashboard(tmp_path, routine="desk-break")
    today = board.services.profile.today()
    board.history.put([board.services.guide.check(today, 2)])
    async with board.app.run_test() as pilot:
        await settled(pilot)
        assert "Pain" not in hint(pilot)
        await pilot.press("7")
        await pass_time(pilot, board.clock, 121)
        await settled(pilot)
        assert (checks(board), board.sessions[0].pain_before) == ([2], 2)


@pytest.mark.parametrize("key", ["enter", torture("escape")])
async def test_six_or_more_pauses_and_says_what_is_kinder(tmp_path: Path, key: str) -> None:
    board = dashboard(tmp_path, routine="desk-break", page="routines")
    async with board.app.run_test() as pilot:
        await settled(pilot)
        screen = session_screen(pilot)
        await pilot.press(f"{REST_FROM}")
        await settled(pilot)
        assert isinstance(pilot.app.screen, RestFirst)
        assert state(screen) is State.PAUSED
        await pilot.press(key)
        await settled(pilot)
        if key == "escape":
            assert session_screen(pilot) is screen
            assert state(screen) is State.RUNNING
        else:
            assert isinstance(pilot.app.screen, TodayPage)
            assert (checks(board), board.sessions) == ([REST_FROM], ())
