"""Every line of a session has room, in every state, on a usual terminal."""

from pathlib import Path

import pytest

from library.session.machine import State
from tests.marks import torture
from tests.tui.states import open_state
from tests.tui.support import dashboard, pass_time, session_screen, settled
from tui.screens.session import SessionScreen
from tui.widgets.text import Text

USUAL = (80, 24)
LINES = ("#title", "#total", "#side", "#caption", "#coming", "#hint")


def cut(screen: SessionScreen) -> list[str]:
    """The lines of the session panel that are not shown as a whole."""
    lines = [screen.query_one(line, Text) for line in LINES]
    return [str(line.content) for line in lines if _rows(line) > line.size.height]


def _rows(line: Text) -> int:
    return line.get_content_height(line.content_size, line.screen.size, line.content_size.width)


@pytest.mark.parametrize("name", ["session", "session-switch", "session-paused", "massage"])
async def test_no_line_is_cut_in_a_state_that_pictures_show(name: str, tmp_path: Path) -> None:
    async with open_state(name, tmp_path, USUAL) as pilot:
        assert cut(session_screen(pilot)) == []


@pytest.mark.parametrize(
    ("routine", "breaths"),
    [("massage", False), torture("all-six", False), torture("all-six", True), ("desk-break", True)],
)
async def test_no_line_is_cut_from_the_first_step_to_the_last(
    routine: str, breaths: bool, tmp_path: Path
) -> None:
    board = dashboard(tmp_path, routine=routine)
    board.services.profile.change_settings(breath_count=breaths)
    async with board.app.run_test(size=USUAL) as pilot:
        await settled(pilot)
        if routine == "massage":
            await pilot.press("enter")
            await pilot.pause()
        screen, found = session_screen(pilot), []
        while screen.is_current:
            await pass_time(pilot, board.clock, 1)
            if not screen.is_current:
                break
            found += cut(screen)
            await pilot.press("s", "plus")  # a sore spot, or a longer hold
            await pilot.pause()
            found += cut(screen)
            if screen.session.state is State.SORE_SPOT:
                await pilot.press("n")  # ends the sore spot, not yet the step
            await pilot.press("n")
            await pilot.pause()
        assert found == []
