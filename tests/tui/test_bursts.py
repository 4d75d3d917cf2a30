"""Keys that come faster than they can be followed: a slow line, a held key, an impatient hand."""

from collections.abc import Sequence
from itertools import chain
from pathlib import Path
from random import Random

import pytest
from textual.command import CommandList
from textual.events import Key
from textual.pilot import Pilot

from library.history.record import MarkKind
from library.session.machine import State
from tests.library.builders import record
from tests.marks import torture
from tests.tui.pages import screen_text
from tests.tui.session_steps import into_first_hold
from tests.tui.states import TODAY
from tests.tui.support import dashboard, on_full_disk, pass_time, session_screen, settled
from tui.dialogs.ask_text import AskText
from tui.dialogs.base import Card
from tui.dialogs.session import EndSession
from tui.keys.commands import USUAL_KEYS
from tui.palette import Palette
from tui.screens.session import SessionScreen
from tui.screens.settings import CARD
from tui.screens.today import TodayPage
from tui.widgets.cursor_list import CursorList

SIZE = (80, 24)
BURSTS = 20
LEAVING = {"q", "ctrl+z"}
"""They give the terminal back, which only a real one can show: see tests/terminal."""
KEYS = sorted(set(chain.from_iterable(keys.split(",") for keys in USUAL_KEYS.values())) - LEAVING)

USUAL = (63,)
"""It once opened a question twice."""
MANY = [torture(range(seed, seed + 20)) for seed in range(0, 600, 20)]


async def at_once(pilot: Pilot[None], *keys: str) -> None:
    """Type keys without waiting for any of them to be followed."""
    for key in keys:
        pilot.app.post_message(Key(key, key if len(key) == 1 else None))
    await settled(pilot)


def all_is_well(pilot: Pilot[None]) -> None:
    """What is on the screen can be drawn, and nothing lies over another of its kind."""
    assert screen_text(pilot.app.screen).strip()
    kinds = [type(screen) for screen in pilot.app.screen_stack]
    assert len(kinds) == len(set(kinds)), kinds


async def test_a_card_closes_once(tmp_path: Path) -> None:
    async with dashboard(tmp_path).app.run_test(size=SIZE) as pilot:
        below, above = Card[None](), Card[None]()
        await pilot.app.push_screen(below)
        await pilot.app.push_screen(above)
        above.dismiss(None)
        above.dismiss(None)
        await settled(pilot)
        assert pilot.app.screen is below


async def test_a_card_that_is_covered_stays(tmp_path: Path) -> None:
    async with dashboard(tmp_path).app.run_test(size=SIZE) as pilot:
        below, above = Card[None](), Card[None]()
        await pilot.app.push_screen(below)
        await pilot.app.push_screen(above)
        below.dismiss(None)
        await settled(pilot)
        assert pilot.app.screen_stack[1:] == [below, above]


async def test_an_answer_that_comes_twice_does_not_end_the_session(tmp_path: Path) -> None:
    async with dashboard(tmp_path, routine="after-sitting").app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        screen = session_screen(pilot)
        await pilot.press("escape")
        await settled(pilot)
        assert pilot.app.screen.query(CursorList)
        await at_once(pilot, "enter", "enter", "enter")
        assert session_screen(pilot) is screen
        assert screen.session.state is State.RUNNING


async def test_what_hurts_is_asked_about_once(tmp_path: Path) -> None:
    board = dashboard(tmp_path, routine="desk-break")
    async with board.app.run_test(size=SIZE) as pilot:
        screen = await into_first_hold(pilot, board.clock)
        await at_once(pilot, "x", "x")
        all_is_well(pilot)
        await at_once(pilot, "1", "x", "1", "x")
        all_is_well(pilot)
        await at_once(pilot, "1")
        assert session_screen(pilot) is screen
        assert screen.session.state is State.RUNNING
        assert board.app.session_screen is screen
        await at_once(pilot, "escape")
        await at_once(pilot, "d")
        assert board.app.session_screen is None


async def test_a_session_is_begun_once(tmp_path: Path) -> None:
    board = dashboard(tmp_path)
    async with board.app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        assert isinstance(pilot.app.screen, TodayPage)
        await at_once(pilot, "enter", "enter")
        sessions = [s for s in pilot.app.screen_stack if isinstance(s, SessionScreen)]
        assert len(sessions) == 1


async def test_a_command_that_is_called_twice_closes_only_the_palette(tmp_path: Path) -> None:
    async with dashboard(tmp_path, routine="after-sitting").app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        screen = session_screen(pilot)
        await pilot.press("colon", *"skip")
        await settled(pilot)
        await at_once(pilot, "enter", "enter", "enter")
        assert session_screen(pilot) is screen


async def test_a_dialog_is_opened_once(tmp_path: Path) -> None:
    async with dashboard(tmp_path).app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        for page, line, key in (
            ("2", "", "a"),
            ("5", "places", "enter"),
            ("5", "theme", "enter"),
            ("5", CARD, "enter"),
        ):
            await pilot.press(page)
            await settled(pilot)
            if line:
                lines = pilot.app.screen.query_one(CursorList)
                lines.highlighted = lines.get_option_index(line)
            await at_once(pilot, key, key)
            all_is_well(pilot)
            while pilot.app.screen.is_modal:
                pilot.app.screen.dismiss(None)
                await settled(pilot)


async def test_a_path_to_export_to_is_asked_for_once(tmp_path: Path) -> None:
    board = dashboard(tmp_path, routine="desk-break")
    on_full_disk(board)
    async with board.app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        await pass_time(pilot, board.clock, 121)
        await at_once(pilot, "e", "e")
        assert isinstance(pilot.app.screen, AskText)
        all_is_well(pilot)


async def test_a_palette_that_closes_while_it_searches_harms_nothing(tmp_path: Path) -> None:
    async with dashboard(tmp_path).app.run_test(size=SIZE) as pilot:
        await pilot.press("colon")
        palette = pilot.app.screen
        assert isinstance(palette, Palette)
        await palette.query_one(CommandList).remove()  # as happens first when it closes
        palette._gather_commands("x")
        await settled(pilot)
        await palette.dismiss(None)
    assert pilot.app._exception is None


@pytest.mark.parametrize("seeds", [USUAL, *MANY])
async def test_whatever_is_typed_it_goes_on(seeds: Sequence[int], tmp_path: Path) -> None:
    for seed in seeds:
        print("seed", seed)  # to be read where it fails
        random, folder = Random(seed), tmp_path / str(seed)
        board = dashboard(folder, routine=random.choice([None, "after-sitting", "massage"]))
        async with board.app.run_test(size=random.choice([SIZE, (40, 12), (120, 40)])) as pilot:
            for _ in range(BURSTS):
                await at_once(pilot, *random.choices(KEYS, k=random.randrange(1, 8)))
                all_is_well(pilot)
                await pass_time(pilot, board.clock, random.randrange(20))


@pytest.mark.parametrize("key", ["enter", torture("escape")])
async def test_a_key_waits_for_the_card_it_is_meant_for(key: str, tmp_path: Path) -> None:
    async with dashboard(tmp_path).app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        page = pilot.app.screen
        pilot.app.push_screen(EndSession(record(TODAY), 5.0))
        late = Key(key, None)
        late._set_forwarded()  # it comes back from the page, which does not know it
        pilot.app.post_message(late)
        await settled(pilot)
        assert pilot.app.screen is page


async def test_a_key_right_behind_one_that_opens_a_dialog_is_meant_for_it(tmp_path: Path) -> None:
    board = dashboard(tmp_path)
    async with board.app.run_test(size=SIZE) as pilot:
        await pilot.press("5")
        await settled(pilot)
        goal = board.services.profile.settings.weekly_goal
        await at_once(pilot, "c", "l")
        assert board.services.profile.settings.weekly_goal == goal
        await pilot.press("escape", "4")
        await settled(pilot)
        await at_once(pilot, "m", "i")
        assert [mark.kind for mark in board.services.history.snapshot.marks] == [MarkKind.ILL]
