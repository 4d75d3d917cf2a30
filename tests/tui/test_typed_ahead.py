"""What is typed while something that takes text is being opened goes into it, in order."""

from pathlib import Path

import pytest
from textual.events import Key, Paste
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from library.routines.model import OWN_PURPOSE, Routine, RoutineItem
from tests.library.builders import record
from tests.marks import torture
from tests.tui.states import TODAY
from tests.tui.support import dashboard, settled
from tui.dialogs.ask_text import AskText
from tui.palette import Palette
from tui.screens.exercises import ExercisesPage
from tui.screens.routine_editor import RoutineEditor
from tui.screens.routines import RoutinesPage
from tui.widgets.cursor_list import CursorList

TEXT = "?squ ad5:"
"""Letters, digits and signs that are commands of the app, of a page, or of a card."""
OWN = Routine("", "Mine", OWN_PURPOSE, (RoutineItem("leg-lift"),), own=True)
NAMED = {" ": "space", "?": "question_mark", ":": "colon", "/": "slash"}


async def at_once(pilot: Pilot[None], keys: list[str], text: str = "") -> None:
    """Type keys, then letters, without waiting for any of them to be followed."""
    for key in keys:
        pilot.app.post_message(Key(NAMED.get(key, key), key if len(key) == 1 else None))
    for letter in text:
        pilot.app.post_message(Key(NAMED.get(letter, letter), letter))
    await settled(pilot)
    await settled(pilot)


def typed(pilot: Pilot[None]) -> str:
    """What stands in the field with the focus."""
    field = pilot.app.focused
    assert isinstance(field, Input | TextArea), field
    return field.value if isinstance(field, Input) else field.text


@pytest.mark.parametrize(
    ("before", "opening", "where"),
    [
        (["3"], ["n"], RoutineEditor),
        torture(["3", "n", "enter"], ["n"], RoutineEditor),
        (["2"], ["/"], ExercisesPage),
        ([], [":"], Palette),
        torture(["2"], ["a", "enter"], AskText),
        torture([], ["2", "/"], ExercisesPage),
        torture([], ["3", "n"], RoutineEditor),
        (["4", "enter"], ["e", "tab", "tab", "tab"], None),
        torture(["4"], ["enter", "e", "tab", "tab", "tab"], None),
    ],
)
async def test_it_goes_into_the_field_that_is_being_opened(
    tmp_path: Path, before: list[str], opening: list[str], where: type[object] | None
) -> None:
    board = dashboard(tmp_path, record(TODAY))
    async with board.app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        for key in before:
            await pilot.press(key)
            await settled(pilot)
        await at_once(pilot, opening, TEXT)
        assert where is None or isinstance(pilot.app.screen, where)
        assert typed(pilot) == TEXT
        assert board.sessions == (record(TODAY),)


@pytest.mark.parametrize("line", ["hook_start", torture("speech_command")])
async def test_a_text_of_the_settings_takes_it(tmp_path: Path, line: str) -> None:
    async with dashboard(tmp_path).app.run_test(size=(80, 24)) as pilot:
        await pilot.press("5")
        await settled(pilot)
        lines = pilot.app.screen.query_one(CursorList)
        lines.highlighted = lines.get_option_index(line)
        await at_once(pilot, ["enter"], TEXT)
        assert typed(pilot) == TEXT


async def test_what_is_pasted_goes_into_it_as_well(tmp_path: Path) -> None:
    async with dashboard(tmp_path).app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        for event in (Key("3", "3"), Key("n", "n"), Paste("Morn"), Key("s", "s")):
            pilot.app.post_message(event)
        await settled(pilot)
        assert typed(pilot) == "Morns"


async def test_what_comes_behind_a_name_is_a_command_in_the_list(tmp_path: Path) -> None:
    """The keys that leave a field are followed before what comes behind them, too."""
    board = dashboard(tmp_path)
    kept = board.services.profile.keep_routine(OWN)
    async with board.app.run_test(size=(80, 24)) as pilot:
        await pilot.press("3")
        await settled(pilot)
        page = pilot.app.screen
        assert isinstance(page, RoutinesPage)
        page.lines.highlighted = page.lines.get_option_index(kept.id)
        await at_once(pilot, ["e", "+", "n", "!", "enter", "+", "s"])
        assert pilot.app.screen is page
    changed = board.services.profile.routines.get(kept.id)
    assert changed.name == "Mine!"
    (item,) = changed.items
    assert item.reps is not None
