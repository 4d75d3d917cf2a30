"""The settings page: everything can be changed, saved and taken back."""

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from textual.widgets import Input

from library.exercises.safety import VERSION
from library.settings import SCHEMA, Acknowledgement, Settings, SettingsFile
from library.settings.kinds import Choice, Switch, Whole, Words
from tests.tui.pages import HOSTILE, SIZES, notices, page_app, services_in, shown
from tui.app import SuppleApp
from tui.screens.before_you_start import BeforeYouStart
from tui.screens.places import AtHandScreen, PlacesScreen
from tui.screens.settings import CARD, FILE, SettingsPage
from tui.screens.theme_chooser import ThemeChooser
from tui.setting_words import about_setting, value_words
from tui.settings_editor import SettingsEditor

SHOWN = [setting for setting in SCHEMA.values() if setting.group]
STEPPED = [
    setting.key
    for setting in SHOWN
    if isinstance(setting.kind, (Whole, Switch, Choice)) or setting.key == "place"
]


def app_in(folder: Path) -> SuppleApp:
    return page_app(services_in(folder), "settings")


def page_of(app: SuppleApp) -> SettingsPage:
    page = app.screen_stack[0]
    assert isinstance(page, SettingsPage)
    return page


def explained(app: SuppleApp) -> str:
    """What the panel beside the list says."""
    return str(page_of(app).explanation.visual)


def go_to(app: SuppleApp, key: str) -> None:
    lines = page_of(app).lines
    lines.highlighted = lines.get_option_index(key)


def in_file(folder: Path) -> Mapping[str, Any]:
    return tomllib.loads((folder / "settings.toml").read_text())


# Steps, without a screen


@pytest.mark.parametrize(
    ("seconds", "by", "expected"), [(10, 1, 15), (12, 1, 15), (12, -1, 10), (60, 1, 60), (3, -1, 0)]
)
def test_seconds_go_to_round_numbers_within_bounds(
    tmp_path: Path, seconds: int, by: int, expected: int
) -> None:
    services = services_in(tmp_path)
    services.change_settings(get_ready_seconds=seconds)
    SettingsEditor(services).step("get_ready_seconds", by)
    assert services.settings.get_ready_seconds == expected


def test_choices_begin_again_and_numbers_do_not(tmp_path: Path) -> None:
    services = services_in(tmp_path)
    editor = SettingsEditor(services)
    editor.step("first_weekday", -1)
    services.change_settings(weekly_goal=7)
    editor.step("weekly_goal", 1)
    assert (services.settings.first_weekday, services.settings.weekly_goal) == ("sunday", 7)


def test_undo_takes_changes_back_one_by_one(tmp_path: Path) -> None:
    services = services_in(tmp_path)
    before = services.settings
    editor = SettingsEditor(services)
    editor.step("compact", 1)
    editor.step("rest_seconds", 1)
    assert [editor.undo(), editor.undo(), editor.undo()] == ["Rest", "Compact", None]
    assert services.settings == before


def test_a_place_that_is_gone_is_no_longer_the_current_one(tmp_path: Path) -> None:
    services = services_in(tmp_path)
    editor = SettingsEditor(services)
    editor.set(place="Desk")
    editor.set_places({"Home": ()}, "Desk")
    assert services.settings.place == ""
    editor.undo()
    assert services.settings.place == "Desk"


@pytest.mark.parametrize("setting", SHOWN, ids=lambda setting: setting.key)
def test_every_setting_says_what_it_means_and_its_name_in_the_file(setting: Any) -> None:
    said = "\n".join(part.plain for part in about_setting(setting.key, Settings()))
    for words in (setting.title, setting.help, setting.key, value_words(setting.key, Settings())):
        assert words in said


# On the screen


async def test_an_arrow_changes_each_setting_and_the_file_has_it(tmp_path: Path) -> None:
    app = app_in(tmp_path)
    async with app.run_test(size=(120, 40)) as pilot:
        for key in STEPPED:
            go_to(app, key)
            kind = SCHEMA[key].kind
            at_the_top = isinstance(kind, Whole) and getattr(Settings(), key) == kind.high
            await pilot.press("left" if at_the_top else "right")
            changed = getattr(app.services.settings, key)
            assert changed != getattr(Settings(), key), key
            assert in_file(tmp_path)[key] == changed, key
            assert value_words(key, app.services.settings) in explained(app), key


async def test_each_change_can_be_taken_back_by_left_undo_and_default(tmp_path: Path) -> None:
    app = app_in(tmp_path)
    async with app.run_test() as pilot:
        for change, back in (("l", "h"), ("space", "u"), ("enter", "r")):
            go_to(app, "rest_seconds")
            await pilot.press(change)
            assert app.services.settings.rest_seconds == 15
            await pilot.press(back)
            assert app.services.settings.rest_seconds == 10


async def test_j_and_k_go_from_setting_to_setting(tmp_path: Path) -> None:
    app = app_in(tmp_path)
    seen = []
    async with app.run_test() as pilot:
        for key in ("j", "j", "j", "k"):
            seen.append(page_of(app).lines.current)
            await pilot.press(key)
        seen.append(page_of(app).lines.current)
    keys = [setting.key for setting in SHOWN]
    assert seen == [*keys[:4], keys[2]]


async def test_compact_and_reduced_motion_work_at_once(tmp_path: Path) -> None:
    app = app_in(tmp_path)
    async with app.run_test() as pilot:
        go_to(app, "compact")
        await pilot.press("right")
        go_to(app, "reduced_motion")
        await pilot.press("right")
        assert app.has_class("-compact")
        assert app.animation_level == "none"


async def test_a_theme_is_tried_on_kept_by_enter_and_taken_off_by_escape(tmp_path: Path) -> None:
    app = app_in(tmp_path)
    async with app.run_test() as pilot:
        go_to(app, "theme")
        await pilot.press("enter")
        assert isinstance(app.screen, ThemeChooser)
        names = {option.id for option in app.screen.themes.options}
        assert names == set(app.available_themes) >= {"ansi-dark", "ansi-light"}
        await pilot.press("home")
        assert app.theme == "ansi-dark"
        await pilot.press("escape")
        assert app.theme == "textual-dark"
        assert not (tmp_path / "settings.toml").exists()
        await pilot.press("enter", "home", "enter")
        assert app.theme == "ansi-dark"
        assert in_file(tmp_path)["theme"] == "ansi-dark"
        await pilot.press("u")
        assert app.theme == "textual-dark"


async def test_an_unknown_theme_is_ignored_and_told(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text('theme = "nrd"')
    app = app_in(tmp_path)
    async with app.run_test() as pilot:
        await pilot.press("home")
        assert app.theme == "textual-dark"
        assert "there is no such theme. Did you mean nord?" in explained(app)


async def test_a_place_is_added_filled_chosen_renamed_and_removed(tmp_path: Path) -> None:
    app = app_in(tmp_path)
    async with app.run_test() as pilot:
        go_to(app, "places")
        await pilot.press("enter", "n")
        app.screen.query_one(Input).value = "Office"
        await pilot.press("enter")
        assert isinstance(app.screen, AtHandScreen)
        await pilot.press("space", "enter", "space")
        assert in_file(tmp_path)["place"] == "Office"
        assert in_file(tmp_path)["places"]["Office"] == ["firm-chair"]
        await pilot.press("r")
        app.screen.query_one(Input).value = "Work"
        await pilot.press("enter")
        assert in_file(tmp_path)["place"] == "Work"
        assert list(app.services.settings.places) == ["Desk", "Home", "Work"]
        await pilot.press("d")
        assert app.services.settings.place == ""
        assert list(app.services.settings.places) == ["Desk", "Home"]
        await pilot.press("u", "escape")
        assert "Desk, Home, Work" in await shown(pilot)


async def test_a_place_needs_a_name_of_its_own(tmp_path: Path) -> None:
    app = app_in(tmp_path)
    async with app.run_test() as pilot:
        go_to(app, "places")
        await pilot.press("enter", "n")
        app.screen.query_one(Input).value = "Home"
        await pilot.press("enter")
        assert "a place of this name" in await shown(pilot)
        app.screen.query_one(Input).value = " "
        await pilot.press("enter")
        assert "at least one letter" in await shown(pilot)
        await pilot.press("escape")
        assert isinstance(app.screen, PlacesScreen)


@pytest.mark.parametrize("size", SIZES)
async def test_hostile_names_of_places_are_shown_as_they_are(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    services = services_in(tmp_path)
    services.change_settings(places={HOSTILE: ("mat",)}, keys={HOSTILE: "x"})
    app = app_in(tmp_path)
    async with app.run_test(size=size) as pilot:
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


TYPED = [
    setting.key
    for setting in SHOWN
    if isinstance(setting.kind, Words) and setting.key not in ("place", "theme")
]


async def test_texts_are_typed_and_may_be_emptied(tmp_path: Path) -> None:
    app = app_in(tmp_path)
    async with app.run_test() as pilot:
        for key in TYPED:
            go_to(app, key)
            await pilot.press("enter")
            app.screen.query_one(Input).value = 'say [red] "x"'
            await pilot.press("enter")
            assert in_file(tmp_path)[key] == 'say [red] "x"', key
            assert 'say [red] "x"' in explained(app), key
            await pilot.press("enter")
            app.screen.query_one(Input).value = ""
            await pilot.press("enter")
            assert in_file(tmp_path)[key] == "", key


def test_no_setting_is_left_that_can_not_be_changed_here() -> None:
    changed = {*STEPPED, *TYPED, "theme", "places"}
    assert {setting.key for setting in SHOWN} - changed == {"keys"}


# What is wrong in the files


async def test_an_unknown_key_is_listed_with_the_nearest_name(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text("weekly_gaol = 4\n")
    app = app_in(tmp_path)
    async with app.run_test(size=(120, 40)) as pilot:
        assert page_of(app).lines.current == SHOWN[0].key
        await pilot.press("home")
        assert "Needs attention" in await shown(pilot)
        assert "Did you mean weekly_goal?" in explained(app)


async def test_a_broken_file_is_never_overwritten_and_nothing_is_lost(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text("weekly_goal = = 4\n")
    app = app_in(tmp_path)
    async with app.run_test() as pilot:
        await pilot.press("right", "right")
        assert app.services.settings.weekly_goal == 5
        assert sum("were not saved" in notice for notice in notices(app)) == 1
        assert file.read_text() == "weekly_goal = = 4\n"
        assert "your changes hold" in explained(app)
        file.write_text("# mended\n")
        await pilot.press("right")
    assert file.read_text().startswith("# mended\n")
    assert in_file(tmp_path)["weekly_goal"] == 6


async def test_comments_and_unknown_keys_stay(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text("# mine\nodd = 1\n")
    app = app_in(tmp_path)
    async with app.run_test() as pilot:
        await pilot.press("right")
    assert (tmp_path / "settings.toml").read_text().startswith("# mine\nodd = 1\n")


async def test_the_page_tells_where_the_file_lies(tmp_path: Path) -> None:
    app = app_in(tmp_path)
    async with app.run_test(size=(120, 40)) as pilot:
        go_to(app, FILE)
        await pilot.pause()
        assert str(tmp_path / "settings.toml") in explained(app)


# The card


async def test_the_card_is_acknowledged_with_version_and_date(tmp_path: Path) -> None:
    app = app_in(tmp_path)
    async with app.run_test() as pilot:
        await pilot.press("b")
        assert isinstance(app.screen, BeforeYouStart)
        await pilot.press("enter")
        read = Acknowledgement(VERSION, date(2026, 11, 23))
        assert SettingsFile(tmp_path / "settings.toml").load()[0].acknowledged == read
        await pilot.press("b", "end")
        assert "You read this on 23 November 2026." in await shown(pilot)
        await pilot.press("enter", "escape")
        assert app.services.settings.acknowledged == read


async def test_leaving_the_card_acknowledges_nothing(tmp_path: Path) -> None:
    app = app_in(tmp_path)
    async with app.run_test() as pilot:
        go_to(app, CARD)
        await pilot.press("enter", "escape")
        assert app.services.settings.acknowledged is None
        assert isinstance(app.screen, SettingsPage)


@pytest.mark.parametrize("size", [*SIZES, (20, 5)])
async def test_every_line_can_be_shown_at_any_size(tmp_path: Path, size: tuple[int, int]) -> None:
    services = services_in(tmp_path)
    app = page_app(replace(services, problems=("settings.toml: odd is no setting.",)), "settings")
    async with app.run_test(size=size) as pilot:
        for index, option in enumerate(page_of(app).lines.options):
            if not option.disabled:
                page_of(app).lines.highlighted = index
                page_of(app).show_log()
                assert explained(app)
        await pilot.press("b", "question_mark", "escape")
        assert isinstance(app.screen, SettingsPage)
