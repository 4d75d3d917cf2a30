"""Places: named, filled, chosen and removed."""

from pathlib import Path

import pytest
from textual.widgets import Input

from tests.tui.pages import HOSTILE, notices, services_in, shown
from tests.tui.settings_page import app_in, go_to, in_file
from tui.dialogs.ask_text import AskText
from tui.dialogs.places import ChooseAtHand, EditPlaces


async def test_a_place_is_added_filled_chosen_renamed_and_removed(tmp_path: Path) -> None:
    app = app_in(tmp_path)
    async with app.run_test() as pilot:
        go_to(app, "places")
        await pilot.press("enter", "n")
        app.screen.query_one(Input).value = "Office"
        await pilot.press("enter")
        assert isinstance(app.screen, ChooseAtHand)
        await pilot.press("space", "enter", "space")
        assert in_file(tmp_path)["place"] == "Office"
        assert in_file(tmp_path)["places"]["Office"] == ["firm-chair"]
        await pilot.press("r")
        app.screen.query_one(Input).value = "Work"
        await pilot.press("enter")
        assert in_file(tmp_path)["place"] == "Work"
        assert list(app.services.profile.settings.places) == ["Desk", "Home", "Work"]
        await pilot.press("d")
        assert app.services.profile.settings.place == ""
        assert list(app.services.profile.settings.places) == ["Desk", "Home"]
        await pilot.press("u", "escape")
        assert "Desk, Home, Work" in await shown(pilot)


async def test_a_place_needs_a_name_of_its_own(tmp_path: Path) -> None:
    app = app_in(tmp_path)
    async with app.run_test() as pilot:
        go_to(app, "places")
        await pilot.press("enter", "n")
        app.screen.query_one(Input).value = "home"  # `supple set` asks for no capitals
        await pilot.press("enter")
        assert "There is a place of this name" in await shown(pilot)
        app.screen.query_one(Input).value = "Anywhere"
        await pilot.press("enter")
        assert "what no place is called" in await shown(pilot)
        app.screen.query_one(Input).value = " "
        await pilot.press("enter")
        assert "A place needs a name" in await shown(pilot)
        await pilot.press("escape")
        assert isinstance(app.screen, EditPlaces)


async def test_hostile_names_of_places_are_shown_as_they_are(tmp_path: Path) -> None:
    services = services_in(tmp_path)
    services.profile.change_settings(places={HOSTILE: ("mat",)}, keys={HOSTILE: "x"})
    app = app_in(tmp_path)
    async with app.run_test() as pilot:
        go_to(app, "keys")
        await pilot.pause()
        go_to(app, "places")
        assert "[red]x[/]" in await shown(pilot)
        await pilot.press("enter")
        text = await shown(pilot)
        await pilot.press("enter")
        text += await shown(pilot)
        await pilot.press("escape", "r")
        text += await shown(pilot)
    assert text.count("[red]x[/]") == 4
    assert "\x1b" not in text
    assert "\u202e" not in text


async def test_a_place_that_another_window_removed_takes_no_other_with_it(tmp_path: Path) -> None:
    app = app_in(tmp_path)
    async with app.run_test() as pilot:
        go_to(app, "places")
        await pilot.press("enter", "down")
        services_in(tmp_path).profile.change_settings(places={"Desk": ("mat",), "Sea": ("mat",)})
        app.look_for_changes()
        app.look_for_changes()  # news once two looks agree
        await pilot.press("d", "space", "enter", "r")
        assert list(app.services.profile.settings.places) == ["Desk", "Sea"]
        assert app.services.profile.settings.place == ""
        assert isinstance(app.screen, EditPlaces)


@pytest.mark.parametrize("keys", ["r", "enter"])
async def test_a_place_that_goes_while_its_card_is_open_is_told_and_stays_away(
    tmp_path: Path, keys: str
) -> None:
    app = app_in(tmp_path)
    async with app.run_test() as pilot:
        go_to(app, "places")
        await pilot.press("enter", "down", keys)
        services_in(tmp_path).profile.change_settings(places={"Desk": ("mat",)})
        app.look_for_changes()
        app.look_for_changes()  # news once two looks agree
        await pilot.press("space", "enter")
        assert isinstance(app.screen, EditPlaces)
        assert "Home was removed elsewhere meanwhile." in notices(app)
        assert dict(app.services.profile.settings.places) == {"Desk": ("mat",)}
        assert app.screen.places.option_count == 1


async def test_a_line_that_is_full_says_so(tmp_path: Path) -> None:
    app = app_in(tmp_path)
    async with app.run_test() as pilot:
        app.push_screen(AskText("Name", "1234", limit=5))
        await pilot.press("end")
        assert "Enter keeps it." in await shown(pilot)
        await pilot.press("5", "6")
        assert "5 characters at most" in await shown(pilot)
