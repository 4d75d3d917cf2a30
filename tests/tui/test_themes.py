"""The list of themes that is kept for the verbs."""

from textual.theme import BUILTIN_THEMES

from library.settings import Settings
from tui.themes import THEMES, theme_problems


def test_the_list_is_textual_s_own() -> None:
    assert sorted(THEMES) == sorted(BUILTIN_THEMES)


def test_the_theme_of_a_fresh_start_is_on_it() -> None:
    assert list(theme_problems(Settings().theme, "settings.toml")) == []
