"""The help: made from the keys that work at this moment."""

from pathlib import Path

import pytest

from tests.marks import torture
from tests.tui.pages import screen_text, services_in
from tests.tui.states import four_months
from tests.tui.support import dashboard, page_app, settled
from tui.app import SuppleApp
from tui.dialogs.base import Card
from tui.dialogs.places import EditPlaces
from tui.keys.commands import PAGES
from tui.keys.live import Group, live_commands, with_keys
from tui.screens.help import HelpScreen
from tui.screens.page import Page
from tui.screens.routine_editor import RoutineEditor, new_routine
from tui.settings_editor import SettingsEditor
from tui.widgets.cursor_list import Reading
from tui.widgets.text import Text


async def help_text(app: SuppleApp) -> str:
    """Everything the help says, also what one would have to scroll to."""
    parts: list[str] = []
    for static in app.screen.query(Text):
        parts.extend(strip.text for strip in static.render_lines(static.size.region))
    return "\n".join(parts)


@pytest.mark.parametrize("page", ["routines", torture("settings")])
async def test_every_visible_key_is_listed_and_they_fit_the_footer(
    tmp_path: Path, page: str
) -> None:
    app = page_app(services_in(tmp_path), page)
    async with app.run_test(size=(120, 60)) as pilot:
        opened = app.screen
        assert isinstance(opened, Page)
        shown = [
            (app.get_key_display(active.binding), active.binding.tooltip)
            for active in app.screen.active_bindings.values()
            if active.binding.show
        ]
        commands = live_commands(app.screen)
        await pilot.press("question_mark")
        assert isinstance(app.screen, HelpScreen)
        text = await help_text(app)
        assert "settings.undo" not in text
        assert with_keys(app, opened.HELP_TEXT) in str(app.screen.query_one("#help-text").render())
    assert 5 <= len({name for _, name in shown}) <= 7
    for _, does in shown:
        assert " ".join(does.split()) in " ".join(text.split())
    for command in commands:
        if not command.binding.action.startswith("switch_mode"):
            assert command.key_words in text
        assert command.binding.id or command.group is Group.MOVING


async def test_commands_are_grouped_and_keys_are_called_as_people_call_them(
    tmp_path: Path,
) -> None:
    app = page_app(services_in(tmp_path), "settings")
    async with app.run_test():
        commands = {command.binding.id: command for command in live_commands(app.screen)}
    assert commands["settings.undo"].group is Group.PAGE
    assert commands["list.up"].group is Group.MOVING
    assert commands["app.quit"].group is Group.EVERYWHERE
    assert commands["list.up"].keys == ("↑", "k")
    assert commands["settings.open"].keys == ("enter", "space")
    assert commands["app.help"].keys == ("?", "f1")


async def test_keys_are_listed_as_they_are_declared_whatever_part_has_the_focus(
    tmp_path: Path,
) -> None:
    app = page_app(services_in(tmp_path), "exercises")
    async with app.run_test():
        ids = [command.binding.id or "" for command in live_commands(app.screen)]
    here = [each for each in ids if each.startswith("exercises.")]
    assert here[:3] == ["exercises.start", "exercises.search", "exercises.read"]
    assert here.index("exercises.add") < here.index("exercises.up")


async def test_a_key_of_ones_own_is_shown_and_works(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text('[keys]\n"settings.more" = "x,f4"\n')
    app = page_app(services_in(tmp_path), "settings")
    async with app.run_test(size=(120, 60)) as pilot:
        await pilot.press("x")
        assert app.services.profile.settings.weekly_goal == 4
        await pilot.press("right")
        assert app.services.profile.settings.weekly_goal == 4
        await pilot.press("question_mark")
        assert "x / f4" in await help_text(app)


async def test_the_digits_that_rate_pain_are_one_line(tmp_path: Path) -> None:
    board = dashboard(tmp_path, routine="desk-break")
    async with board.app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("question_mark")
        lines = [
            line for line in (await help_text(board.app)).splitlines() if "your pain before" in line
        ]
    assert len(lines) == 1
    assert lines[0].startswith("0 to 9 ")


async def test_the_help_closes_at_once(tmp_path: Path) -> None:
    app = page_app(services_in(tmp_path), "routines")
    async with app.run_test() as pilot:
        for key in ("escape", "question_mark"):
            await pilot.press("f1")
            assert isinstance(app.screen, HelpScreen)
            await pilot.press(key)
            assert isinstance(app.screen, Page), key


async def test_the_end_of_the_help_can_be_reached_at_any_size(tmp_path: Path) -> None:
    app = page_app(services_in(tmp_path), "routines")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("question_mark")
        for columns, rows in ((80, 24), (60, 20), (20, 5)):
            await pilot.resize_terminal(columns, rows)
            await pilot.press("g")
            await pilot.pause()
            assert "↓ more" in str(app.screen.query_one(".card").border_title)
            await pilot.press("G")
            await pilot.pause()
            assert "↓ more" not in str(app.screen.query_one(".card").border_title)
            reading = app.screen.query_one(Reading)
            assert reading.scroll_y == reading.max_scroll_y > 0
            assert reading.region.bottom < rows


@pytest.mark.parametrize(
    "page", ["history", *(torture(page) for page in PAGES if page != "history")]
)
async def test_the_keys_of_a_page_come_first_and_the_pages_share_a_line(
    tmp_path: Path, page: str
) -> None:
    app = page_app(services_in(tmp_path), page)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("question_mark")
        seen = screen_text(app.screen).splitlines()
        text = " ".join((await help_text(app)).split())
    assert "On this page" in seen[1]
    assert "1 to 5 Go to Today, Exercises, Routines," in text


async def test_the_help_tells_the_keys_of_the_part_one_is_in(tmp_path: Path) -> None:
    app = dashboard(tmp_path, *four_months(), page="history").app
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("question_mark")
        assert "Go to the newer session" in await help_text(app)
        await pilot.press("escape", "tab", "question_mark")
        text = await help_text(app)
    assert "Go to the week before" in text
    assert "Go to the newer session" not in text


async def test_cards_have_a_help_too(tmp_path: Path) -> None:
    services = services_in(tmp_path)
    app = page_app(services, "settings")
    screens: list[RoutineEditor | EditPlaces] = [
        RoutineEditor(services, new_routine()),
        EditPlaces(SettingsEditor(services.profile), lambda change: change()),
    ]
    async with app.run_test() as pilot:
        for screen in screens:
            await app.push_screen(screen)
            names = {command.binding.id for command in live_commands(screen)}
            assert {"app.quit", "app.help"}.isdisjoint(names)
            await app.push_screen(HelpScreen.about(screen))
            await pilot.pause()
            assert isinstance(app.screen, HelpScreen)


@pytest.mark.parametrize(
    ("keys", "key", "told"),
    [
        ("c", "question_mark", "Keep what is ticked"),
        torture("b", "question_mark", "Go back"),
        torture("e", "question_mark", "Close"),
        torture("4 w", "question_mark", "Explain the numbers, morning by morning"),
        ("4 v", "f1", "Leave it as it is"),
        torture("4 m", "question_mark", "Pain: the week cannot count against you"),
    ],
)
async def test_on_a_card_it_tells_the_keys_of_the_card(
    tmp_path: Path, keys: str, key: str, told: str
) -> None:
    board = dashboard(tmp_path)
    async with board.app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        for each in keys.split():
            await pilot.press(each)
            await settled(pilot)
        card = board.app.screen
        assert isinstance(card, Card)
        await pilot.press(key)
        assert isinstance(board.app.screen, HelpScreen)
        text = await help_text(board.app)
        assert told in text
        assert "On this card" in text
        assert "Go to Today" not in text
        await pilot.press("question_mark")
        assert board.app.screen_stack[-1] is card
