"""The card of ticks: asked once after the card about safety, and read again with its key."""

from pathlib import Path

import pytest
from textual.pilot import Pilot

from library.history.record import DecisionKind
from tests.library.builders import record
from tests.marks import torture
from tests.tui.pages import notices, screen_text
from tests.tui.states import TODAY
from tests.tui.support import Dashboard, dashboard, on_full_disk, settled
from tui.dialogs.ticks import TicksCard
from tui.screens.today import TodayPage
from tui.text.precautions import ALREADY, SAID_YES

ENTER, BONES, NERVE = ["enter"], ["space"], ["down", "down", "space"]


def answers(board: Dashboard) -> list[tuple[str, tuple[str, ...]]]:
    """What was decided, in order."""
    return [(each.kind.value, each.words) for each in board.history.load().decisions]


async def press(pilot: Pilot[None], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
        await settled(pilot)


async def test_it_is_asked_once_after_the_card_and_nothing_ticked_is_an_answer(
    tmp_path: Path,
) -> None:
    board = dashboard(tmp_path, read_card=False)
    async with board.app.run_test() as pilot:
        await settled(pilot)
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, TicksCard)
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, TodayPage)
        assert answers(board) == [("ticks", ())]
        assert "Nothing is left out." in notices(board.app)
        await press(pilot, "b", "escape")
        assert isinstance(pilot.app.screen, TodayPage)


@pytest.mark.parametrize("keys", [["c"], torture(["2", "c"]), torture(["5", "c"])])
async def test_a_tick_is_set_and_taken_away_and_undone(tmp_path: Path, keys: list[str]) -> None:
    board = dashboard(tmp_path)
    states = board.services.guide
    async with board.app.run_test() as pilot:
        await settled(pilot)
        await press(pilot, *keys, *BONES, "enter")
        assert answers(board) == [("ticks", ("bones",))]
        out = [each for each, state in states.standing.states.items() if state.ticks]
        assert out == ["floor-leg-stretch", "standing-stretch", "leg-crossover"]
        assert board.app._notifications
        await press(pilot, keys[-1])
        assert "[x] weak bones" in screen_text(pilot.app.screen)
        await press(pilot, "space", "escape")
        assert states.standing.ticks.keys() == {"bones"}
        await press(pilot, keys[-1], "space", "enter")
        assert not states.standing.ticks
        await press(pilot, "4", "u")
        assert states.standing.ticks.keys() == {"bones"}


async def test_the_word_of_a_doctor_lifts_a_tick_and_may_be_taken_back(tmp_path: Path) -> None:
    board = dashboard(tmp_path)
    standing = board.services.guide
    async with board.app.run_test() as pilot:
        await settled(pilot)
        await press(pilot, "c")
        assert SAID_YES not in screen_text(pilot.app.screen)
        await press(pilot, *NERVE)
        assert SAID_YES in screen_text(pilot.app.screen)
        await press(pilot, "enter")
        assert standing.standing.ticks.keys() == {"nerve"}
        await press(pilot, "c", "down", "down", "down", "space", "enter")
        assert not standing.standing.ticks
        board.clock.pass_time(1)
        await press(pilot, "c", "enter")
        assert not standing.standing.ticks
        board.clock.pass_time(1)
        await press(pilot, "c", "down", "down", "down", "space", "enter")
        assert standing.standing.ticks.keys() == {"nerve"}


async def test_who_does_them_already_says_so_while_the_log_is_empty(tmp_path: Path) -> None:
    board = dashboard(tmp_path)
    async with board.app.run_test(size=(60, 20)) as pilot:
        await settled(pilot)
        await press(pilot, "c", "a")
        assert f"[x] {ALREADY}" in screen_text(pilot.app.screen)
        await press(pilot, "enter")
        kinds = [each.kind for each in board.history.load().decisions]
        assert sorted(kinds) == [DecisionKind.ALREADY, DecisionKind.TICKS]
        assert board.services.guide.settings.levels["leg-lift"] == 2
        await press(pilot, "c", "a", "enter")
        assert not board.services.guide.settings.levels["leg-lift"]


async def test_it_is_not_asked_of_a_log_with_sessions(tmp_path: Path) -> None:
    board = dashboard(tmp_path, record(TODAY))
    async with board.app.run_test() as pilot:
        await settled(pilot)
        await press(pilot, "c", "a")
        assert ALREADY not in screen_text(pilot.app.screen)
        await press(pilot, "enter")
        assert answers(board) == [("ticks", ())]


async def test_an_answer_that_cannot_be_saved_is_told(tmp_path: Path) -> None:
    board = dashboard(tmp_path)
    disk = on_full_disk(board)
    async with board.app.run_test() as pilot:
        await settled(pilot)
        await press(pilot, "c", *BONES, "enter")
        assert disk.REASON in notices(board.app)
        assert not board.services.guide.standing.ticks


async def test_very_loose_joints_get_a_word_once(tmp_path: Path) -> None:
    board = dashboard(tmp_path)
    word = "Nothing is left out. Very loose joints: ask a professional first."
    async with board.app.run_test() as pilot:
        await settled(pilot)
        await press(pilot, "c", "end", "up", "space", "enter")
        assert notices(board.app)[-1] == word
        await press(pilot, "c", "enter")
        assert notices(board.app)[-1] == "Nothing is left out."


async def test_the_frame_says_that_lines_follow_below(tmp_path: Path) -> None:
    board = dashboard(tmp_path)
    async with board.app.run_test(size=(60, 14)) as pilot:
        await settled(pilot)
        await press(pilot, "c")
        assert "↓ more" in screen_text(pilot.app.screen)
        await press(pilot, "end")
        await pilot.resize_terminal(120, 60)
        await settled(pilot)
        await pilot.pause()
        assert "↓ more" not in screen_text(pilot.app.screen)
