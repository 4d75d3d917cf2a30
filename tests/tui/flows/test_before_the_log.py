"""What is asked for before the log is read waits for it: only then is known what to leave out."""

from datetime import timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace
from textual.pilot import Pilot

from library.guidance.ticks import Ticked
from library.history.record import DecisionKind
from library.routines.planning import routine_of
from tests.marks import torture
from tests.tui.support import Dashboard, dashboard, session_screen, settled
from tui.dialogs.session import LeftOut
from tui.dialogs.ticks import TicksCard
from tui.messages import StartRoutine
from tui.screens.exercises import ExercisesPage
from tui.screens.routines import RoutinesPage

LIFT = "leg-lift"


async def board_of(folder: Path, page: str) -> Dashboard:
    """Somebody with weak bones, who lifts the leg at the third level; nothing is read yet."""
    board = dashboard(folder, page=page)
    guide = board.services.guide
    decided = [
        *guide.ticks(Ticked(("bones",))),
        guide.decision(DecisionKind.LEVEL, LIFT, level=2),
    ]
    board.history.put([replace(each, at=each.at - timedelta(hours=1)) for each in decided])
    await board.services.history._turn.acquire()
    return board


async def read(pilot: Pilot[None], board: Dashboard) -> None:
    board.services.history._turn.release()
    await settled(pilot)


async def test_a_routine_waits_and_then_leaves_out_what_is_ticked(tmp_path: Path) -> None:
    board = await board_of(tmp_path, "routines")
    async with board.app.run_test() as pilot:
        await pilot.pause()
        for _ in range(2):  # the second wish is the same
            pilot.app.post_message(StartRoutine(board.services.profile.routines.get("all-six")))
            await pilot.pause()
        assert isinstance(pilot.app.screen, RoutinesPage)
        await read(pilot, board)
        assert isinstance(pilot.app.screen, LeftOut)
        await pilot.press("enter")
        await settled(pilot)
        plan = session_screen(pilot).session.plan
        assert [each.id for each in plan.exercises][-1] == LIFT
        assert len(pilot.app.screen_stack) == 2


async def test_a_single_exercise_waits_as_well(tmp_path: Path) -> None:
    board = await board_of(tmp_path, "exercises")
    async with board.app.run_test() as pilot:
        await pilot.pause()
        crossover = board.services.profile.catalogue.get("leg-crossover")
        pilot.app.post_message(StartRoutine(routine_of(crossover)))
        await pilot.pause()
        assert isinstance(pilot.app.screen, ExercisesPage)
        await read(pilot, board)
        assert isinstance(pilot.app.screen, LeftOut)


async def test_the_card_of_ticks_shows_what_was_ticked(tmp_path: Path) -> None:
    board = await board_of(tmp_path, "today")
    async with board.app.run_test() as pilot:
        await pilot.pause()
        await pilot.app.run_action("ticks")
        await pilot.pause()
        assert not isinstance(pilot.app.screen, TicksCard)
        await read(pilot, board)
        assert isinstance(pilot.app.screen, TicksCard)
        await pilot.press("enter")
        await settled(pilot)
        assert board.services.guide.standing.ticks.keys() == {"bones"}


@pytest.mark.parametrize(("key", "level"), [("plus", 3), torture("minus", 1)])
async def test_a_level_goes_on_from_where_it_is(tmp_path: Path, key: str, level: int) -> None:
    board = await board_of(tmp_path, "exercises")
    async with board.app.run_test() as pilot:
        await pilot.pause()
        page = pilot.app.screen
        assert isinstance(page, ExercisesPage)
        page.listing.highlighted = page.listing.get_option_index(LIFT)
        await pilot.press(key)
        await pilot.pause()
        await read(pilot, board)
        assert board.services.guide.standing.level(LIFT) == level
