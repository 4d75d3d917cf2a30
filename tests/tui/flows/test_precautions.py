"""What is said and asked before a routine starts."""

from pathlib import Path

import pytest
from textual.pilot import Pilot

from library.guidance.precautions import Precautions
from library.guidance.ticks import Ticked
from library.routines.model import StepKind
from library.routines.planning import routine_of
from tests.marks import torture
from tests.tui.pages import screen_text
from tests.tui.session_steps import told
from tests.tui.states import four_months
from tests.tui.support import Dashboard, dashboard, pass_time, session_screen, settled
from tui.dialogs.session import Cautions, LeftOut
from tui.messages import StartRoutine
from tui.screens.session import SessionScreen
from tui.screens.today import TodayPage


async def start(pilot: Pilot[None], board: Dashboard, name: str, *, anyway: bool = False) -> None:
    """Wish for a routine, or a single exercise, as every page does."""
    profile = board.services.profile
    known = {each.id: each for each in [*profile.routines, *map(routine_of, profile.catalogue)]}
    pilot.app.post_message(StartRoutine(known[name], anyway))
    await settled(pilot)


async def press(pilot: Pilot[None], *keys: str) -> str:
    for key in keys:
        await pilot.press(key)
        await settled(pilot)
    return screen_text(pilot.app.screen)


def tick(board: Dashboard, *words: str) -> None:
    board.history.put(board.services.guide.ticks(Ticked(words)))


def exercises(pilot: Pilot[None]) -> list[str]:
    return [each.id for each in session_screen(pilot).session.plan.exercises]


async def test_what_is_left_out_is_left_out_of_a_routine(tmp_path: Path) -> None:
    board = dashboard(tmp_path)
    tick(board, "bones")
    async with board.app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await start(pilot, board, "all-six")
        text = screen_text(pilot.app.screen)
        assert isinstance(pilot.app.screen, LeftOut)
        assert "Standing stretch. Left out: weak bones." in text
        assert "Enter begins with the rest, a takes it as written." in text
        await press(pilot, "enter")
        assert exercises(pilot) == ["crossed-leg-stretch", "chair-leg-stretch", "leg-lift"]


async def test_it_is_done_as_written_or_not_at_all(tmp_path: Path) -> None:
    board = dashboard(tmp_path)
    tick(board, "bones")
    async with board.app.run_test() as pilot:
        await settled(pilot)
        await start(pilot, board, "after-sitting")
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, TodayPage)
        await start(pilot, board, "after-sitting")
        await press(pilot, "a")
        assert exercises(pilot) == ["leg-lift", "leg-crossover"]


async def test_a_single_exercise_that_is_left_out_needs_a_yes(tmp_path: Path) -> None:
    board = dashboard(tmp_path)
    tick(board, "bones")
    async with board.app.run_test() as pilot:
        await settled(pilot)
        await start(pilot, board, "leg-crossover")
        text = await press(pilot, "enter")
        assert isinstance(pilot.app.screen, LeftOut)
        assert "a starts it all the same." in text
        await press(pilot, "a")
        assert exercises(pilot) == ["leg-crossover"]


async def test_anyway_asks_nothing(tmp_path: Path) -> None:
    board = dashboard(tmp_path)
    tick(board, "bones")
    async with board.app.run_test() as pilot:
        await settled(pilot)
        await start(pilot, board, "leg-crossover", anyway=True)
        assert exercises(pilot) == ["leg-crossover"]


@pytest.mark.usefixtures("newcomer")
async def test_cautions_are_read_before_first_times(tmp_path: Path) -> None:
    board = dashboard(tmp_path, routine="first-steps")
    async with board.app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        text = screen_text(pilot.app.screen)
        assert isinstance(pilot.app.screen, Cautions)
        assert "Take care" in text
        assert "Chair leg stretch" in text
        assert "wedge it into" in text
        assert "new exercises at once" not in text
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, TodayPage)


@pytest.mark.usefixtures("newcomer")
@pytest.mark.parametrize(("key", "seconds"), [("enter", 10), torture("a", 20)])
async def test_who_is_new_to_it_begins_with_less(tmp_path: Path, key: str, seconds: int) -> None:
    board = dashboard(tmp_path, routine="desk-break")
    async with board.app.run_test(size=(60, 20)) as pilot:
        await settled(pilot)
        text = " ".join(screen_text(pilot.app.screen).replace("│", "").split())
        told = "New to you: holds of 10 s first. Enter takes 10 s, a takes 20 s as written."
        assert told in text
        await press(pilot, key)
        assert session_screen(pilot).session.plan.work[0].seconds == seconds


@pytest.mark.usefixtures("newcomer")
async def test_much_at_once_is_said_and_the_text_scrolls(tmp_path: Path) -> None:
    board = dashboard(tmp_path, routine="all-six")
    async with board.app.run_test(size=(60, 20)) as pilot:
        await settled(pilot)
        assert "6 new exercises at once." in screen_text(pilot.app.screen)
        assert ": about" in await press(pilot, "end")
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, SessionScreen)


@pytest.mark.usefixtures("newcomer")
@pytest.mark.parametrize("reading_time", [True, torture(False)])
async def test_the_first_times_there_is_time_to_get_into_place(
    tmp_path: Path, *, reading_time: bool
) -> None:
    board = dashboard(tmp_path, routine="first-steps")
    board.services.profile.change_settings(reading_time=reading_time)
    async with board.app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await press(pilot, "enter")
        session = session_screen(pilot).session
        assert session.remaining == (32 if reading_time else 10)
        words = "Enter when you are there; space gives more time."
        assert (words in told(pilot).caption) is reading_time
        assert "enter Begin" in screen_text(pilot.app.screen)
        await pass_time(pilot, board.clock, 3)
        await press(pilot, "enter")
        assert session.step is not None
        assert session.step.kind is StepKind.HOLD


@pytest.mark.usefixtures("newcomer")
async def test_who_has_done_it_twice_begins_at_once(tmp_path: Path) -> None:
    board = dashboard(tmp_path, *four_months(), routine="desk-break")
    async with board.app.run_test() as pilot:
        await settled(pilot)
        assert isinstance(pilot.app.screen, SessionScreen)
        assert board.services.guide.precautions(
            board.services.profile.routines.get("desk-break")
        ) == (Precautions())
