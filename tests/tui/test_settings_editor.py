"""Steps of settings, and the words about them, without a screen."""

from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from library.settings import SCHEMA, Settings
from tests.tui.pages import services_in
from tui.settings_editor import SettingsEditor
from tui.words.settings import about_setting, value_words

SHOWN = [setting for setting in SCHEMA.values() if setting.group]


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


def test_undo_leaves_alone_what_another_window_has_changed_since(tmp_path: Path) -> None:
    services = services_in(tmp_path)
    editor = SettingsEditor(services)
    editor.set(rest_seconds=30)
    editor.set(weekly_goal=5)
    services.settings = replace(services.settings, weekly_goal=2)
    assert editor.undo() == "Rest"
    assert services.settings.weekly_goal == 2
    assert editor.undo() is None
