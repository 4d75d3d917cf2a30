"""Steps of settings, and the words about them, without a screen."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.settings import SCHEMA, SHOWN, Settings
from library.settings.kinds import Words
from library.settings.schema import NEEDS
from tests.library.exercises.files import SIX_LINES
from tests.tui.pages import services_in
from tui.keys.commands import USUAL_KEYS
from tui.screens.settings import about_setting
from tui.settings_editor import SettingsEditor
from tui.text.settings import value_words

WORDS = [
    key for key, setting in SCHEMA.items() if isinstance(setting.kind, Words) and key != "place"
]
"""Settings that may hold any text; a place must be one of those there are."""


@pytest.mark.parametrize(
    ("seconds", "by", "expected"), [(10, 1, 15), (12, 1, 15), (12, -1, 10), (60, 1, 60), (3, -1, 0)]
)
def test_seconds_go_to_round_numbers_within_bounds(
    tmp_path: Path, seconds: int, by: int, expected: int
) -> None:
    profile = services_in(tmp_path).profile
    profile.change_settings(get_ready_seconds=seconds)
    SettingsEditor(profile).step("get_ready_seconds", by)
    assert profile.settings.get_ready_seconds == expected


def test_what_can_be_at_hand_is_what_exercises_need_and_places_have(tmp_path: Path) -> None:
    (tmp_path / "exercises").mkdir()
    (tmp_path / "exercises" / "wall-calf.toml").write_text(SIX_LINES)
    profile = services_in(tmp_path).profile
    profile.change_settings(places={"Gym": ("a rope", "mat")})
    assert SettingsEditor(profile).things == (*NEEDS, "a wall", "a rope")


def test_choices_begin_again_and_numbers_do_not(tmp_path: Path) -> None:
    profile = services_in(tmp_path).profile
    editor = SettingsEditor(profile)
    editor.step("first_weekday", -1)
    profile.change_settings(weekly_goal=7)
    editor.step("weekly_goal", 1)
    assert (profile.settings.first_weekday, profile.settings.weekly_goal) == (
        "sunday",
        7,
    )


def test_undo_takes_changes_back_one_by_one(tmp_path: Path) -> None:
    profile = services_in(tmp_path).profile
    before = profile.settings
    editor = SettingsEditor(profile)
    editor.step("compact", 1)
    editor.step("rest_seconds", 1)
    told = [editor.undo(), editor.undo(), editor.undo()]
    assert told == ["Rest: 10 seconds again.", "Compact: off again.", "Nothing to undo."]
    assert profile.settings == before


def test_a_place_that_is_gone_is_no_longer_the_current_one(tmp_path: Path) -> None:
    profile = services_in(tmp_path).profile
    editor = SettingsEditor(profile)
    editor.set(place="Desk")
    editor.set_places({"Home": ()}, "Desk")
    assert profile.settings.place == ""
    editor.undo()
    assert profile.settings.place == "Desk"


@pytest.mark.parametrize("setting", SHOWN.values(), ids=lambda setting: setting.key)
def test_every_setting_says_what_it_means_and_its_name_in_the_file(setting: Any) -> None:
    said = "\n".join(part.plain for part in about_setting(setting.key, Settings()))
    for words in (setting.title, setting.help, setting.key, value_words(setting.key, Settings())):
        assert words in said


def test_undo_says_what_another_window_has_changed_since_and_goes_no_further_back(
    tmp_path: Path,
) -> None:
    profile = services_in(tmp_path).profile
    editor = SettingsEditor(profile)
    editor.set(rest_seconds=30)
    editor.set(weekly_goal=5)
    services_in(tmp_path).profile.change_settings(weekly_goal=2)
    profile.poll()
    profile.poll()
    assert editor.undo() == "Weekly goal was changed elsewhere since and stays."
    assert (profile.settings.weekly_goal, profile.settings.rest_seconds) == (
        2,
        30,
    )
    assert editor.undo() == "Rest: 10 seconds again."
    assert profile.settings.weekly_goal == 2
    assert editor.undo() == "Nothing to undo."


def test_undo_takes_a_text_back_that_was_cleaned(tmp_path: Path) -> None:
    profile = services_in(tmp_path).profile
    editor = SettingsEditor(profile)
    editor.set(hook_start="beep\x1b\u202e")
    assert profile.settings.hook_start == "beep\N{REPLACEMENT CHARACTER}"
    assert editor.undo() == "At the start: none again."
    assert profile.settings.hook_start == ""


TEXTS = st.text("a é\t\n\x1b\x9b\u200f\u202e\ud800e\u0301\"'\\", max_size=8)


@given(
    st.dictionaries(st.sampled_from(WORDS), TEXTS, min_size=1),
    st.dictionaries(TEXTS, TEXTS, max_size=2),
    st.lists(TEXTS, max_size=2),
)
def test_every_text_is_read_as_it_was_saved(
    tmp_path_factory: pytest.TempPathFactory,
    texts: dict[str, str],
    keys: dict[str, str],
    favourites: list[str],
) -> None:
    """Else the dashboard would take what it saved itself for a change made elsewhere."""
    profile = services_in(tmp_path_factory.mktemp("settings")).profile
    profile.change_settings(**texts, keys=keys, favourites=tuple(favourites))
    before = profile.settings
    assert profile.poll() == profile.poll() == ()
    assert (profile.settings, profile.problems.settings) == (before, ())


def test_the_names_of_all_commands_are_told() -> None:
    said = "\n".join(part.plain for part in about_setting("keys", Settings()))
    assert "session.pause, .ease_off, .eased" in said
    for name in USUAL_KEYS:
        scope, _, command = name.partition(".")
        assert f"{scope}." in said
        assert f".{command}" in said
