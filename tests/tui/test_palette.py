"""The palette: every command, routine and exercise by its name."""

from pathlib import Path

import pytest
from msgspec.structs import replace
from textual.app import SystemCommand
from textual.command import CommandList, CommandPalette

from library.routines.model import Routine, RoutineItem
from tests.marks import torture
from tests.tui.pages import services_in, shown
from tests.tui.support import dashboard, page_app, settled
from tests.tui.test_bursts import at_once
from tui.app import SuppleApp
from tui.dialogs.before_you_start import BeforeYouStart
from tui.dialogs.theme import ThemeChooser
from tui.keys.commands import PAGES
from tui.keys.live import Group, live_commands
from tui.messages import StartRoutine
from tui.palette import system_commands
from tui.screens.help import HelpScreen
from tui.widgets.key_line import KeyLine

OWN = Routine("mine", "[red]x[/]", "For [me.", (RoutineItem("leg-lift"),), own=True)


def listed(app: SuppleApp) -> list[SystemCommand]:
    return list(system_commands(app, app.screen, app.services))


async def test_two_keys_open_the_palette(tmp_path: Path) -> None:
    app = page_app(services_in(tmp_path), "routines")
    async with app.run_test() as pilot:
        for key in ("colon", "ctrl+p"):
            await pilot.press(key)
            assert isinstance(app.screen, CommandPalette), key
            await settled(pilot)
            assert str(app.screen.query_one(KeyLine).content).split() == [
                *("enter", "Choose", "↑", "↓", "Move", "esc", "Close")
            ]
            await pilot.press("escape")


@pytest.mark.parametrize("key", ["pagedown", *map(torture, ["pageup", "down", "up", "end"])])
async def test_a_key_before_the_palette_stands_does_nothing(key: str, tmp_path: Path) -> None:
    app = page_app(services_in(tmp_path), "routines")
    async with app.run_test() as pilot:
        await at_once(pilot, "colon", key)
        assert isinstance(app.screen, CommandPalette)


def all_is_listed_once(app: SuppleApp) -> None:
    """Every command of the page on show is there, by a name of its own that is explained."""
    found = list(app.get_system_commands(app.screen))
    titles = [command.title for command in found]
    expected = {
        command.binding.description
        for command in live_commands(app.screen)
        if command.group is not Group.MOVING and command.binding.id != "app.commands"
    }
    assert expected <= set(titles)
    assert {"Today", "Exercises", "Routines", "History", "Settings", "Help"} <= set(titles)
    assert {"Quit", "Theme"} <= set(titles)
    assert len(titles) == len(set(titles))
    assert {"Maximize", "Keys", "Screenshot"}.isdisjoint(titles)
    for command in found:
        assert len(command.help.split()) > 1, command
        assert command.help.casefold() != command.title.casefold()


async def test_every_command_of_a_page_is_listed_once(tmp_path: Path) -> None:
    services = services_in(tmp_path)
    services.profile.keep_routine(replace(OWN, name="Morning"))
    app = SuppleApp(services)
    async with app.run_test() as pilot:
        for number, page in enumerate(PAGES, start=1):
            await pilot.press(str(number))
            assert app.current_mode == page
            all_is_listed_once(app)
        keys = [each.keys for each in live_commands(app.screen) if each.binding.action == "quit"]
        assert keys == [("q", "^q")], "ours first, as the key line and the README have it"


async def test_what_a_session_offers_by_name_is_explained_too(tmp_path: Path) -> None:
    board = dashboard(tmp_path, routine="desk-break")
    async with board.app.run_test() as pilot:
        await settled(pilot)
        found = {one.title: one.help for one in board.app.get_system_commands(board.app.screen)}
    assert {"Pause", "Ease off", "End", "Help", "Theme", "Quit"} <= set(found)
    assert {"Pain now", "Commands", "Keys", "Screenshot"}.isdisjoint(found)
    assert all(len(told.split()) > 1 for told in found.values())


async def test_every_routine_and_exercise_can_be_started(tmp_path: Path) -> None:
    app = page_app(services_in(tmp_path), "routines")
    async with app.run_test():
        titles = {command.title for command in listed(app)}
        profile = app.services.profile
        names = [one.name for one in (*profile.routines, *profile.catalogue)]
    assert {f"Start: {name}" for name in names} <= titles
    assert {"Start: Desk break", "Start: Chair leg stretch"} <= titles


async def test_a_start_asks_for_the_session(tmp_path: Path) -> None:
    app = page_app(services_in(tmp_path), "routines")
    started = []

    def watch(message: object) -> None:
        if isinstance(message, StartRoutine):
            started.append(message.routine.id)

    async with app.run_test(message_hook=watch) as pilot:
        start = {command.title: command.callback for command in listed(app)}
        app.call_later(start["Start: Leg lift"])
        await pilot.pause()
    assert set(started) == {"leg-lift"}


async def test_a_command_does_what_its_key_does(tmp_path: Path) -> None:
    app = page_app(services_in(tmp_path), "settings")
    async with app.run_test() as pilot:
        calls = {command.title: command.callback for command in listed(app)}
        app.call_later(calls["Next value"])
        await pilot.pause()
        assert app.services.profile.settings.weekly_goal == 4
        app.call_later(calls["Help"])
        await pilot.pause()
        assert isinstance(app.screen, HelpScreen)


async def test_nothing_is_started_from_a_card(tmp_path: Path) -> None:
    app = page_app(services_in(tmp_path), "settings")
    async with app.run_test() as pilot:
        await pilot.press("b")
        await settled(pilot)
        assert isinstance(app.screen, BeforeYouStart)
        assert not any(command.title.startswith("Start:") for command in listed(app))


async def test_the_card_can_be_read_any_time_without_acknowledging(tmp_path: Path) -> None:
    app = page_app(services_in(tmp_path), "routines")
    async with app.run_test() as pilot:
        calls = {command.title: command.callback for command in listed(app)}
        before = app.services.profile.settings.acknowledged
        app.call_later(calls["Before you start"])
        await pilot.pause()
        await pilot.press("enter", "escape")
        assert app.services.profile.settings.acknowledged == before


async def test_an_exact_name_comes_first(tmp_path: Path) -> None:
    app = page_app(services_in(tmp_path), "routines")
    async with app.run_test() as pilot:
        await pilot.press("colon", *"massage")
        await app.workers.wait_for_complete()
        palette = app.screen
        assert isinstance(palette, CommandPalette)
        first = palette.query_one(CommandList).get_option_at_index(0)
        assert str(first.prompt).startswith("Start: Massage")


@pytest.mark.torture
async def test_hostile_names_are_found_and_are_no_markup(tmp_path: Path) -> None:
    services = services_in(tmp_path)
    services.profile.keep_routine(OWN)
    services.profile.keep_routine(replace(OWN, id="other", name="a[/b] \\"))
    app = page_app(services, "routines")
    async with app.run_test() as pilot:
        await pilot.press("colon", *"red")
        await app.workers.wait_for_complete()
        assert "Start: (red)x(/)" in await shown(pilot)
        await pilot.press("escape", "colon", *"a(/b")
        await app.workers.wait_for_complete()
        assert "a(/b)" in await shown(pilot)


async def test_the_theme_of_the_palette_is_kept_and_can_be_taken_back(tmp_path: Path) -> None:
    app = page_app(services_in(tmp_path), "routines")
    async with app.run_test() as pilot:
        app.action_change_theme()
        await pilot.pause()
        assert isinstance(app.screen, ThemeChooser)
        await pilot.press("end", "enter")
        assert 'theme = "tokyo-night"' in (tmp_path / "settings.toml").read_text()
        await pilot.press("5", "u")
        assert app.theme == "supple-dark"
