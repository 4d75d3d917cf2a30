"""The list of themes that is kept for the verbs."""

from pathlib import Path

from textual.theme import BUILTIN_THEMES

from library.settings import Settings
from tests.tui.pages import services_in
from tests.tui.settings_page import explained
from tests.tui.support import page_app
from tui.own_themes import OWN_THEMES
from tui.themes import OWN, THEMES, theme_problems
from tui.widgets.attention_line import AttentionLine


def test_the_list_is_auto_ours_and_textual_s_own() -> None:
    ours = [theme.name for theme in OWN_THEMES]
    assert list(OWN) == ours
    assert list(THEMES) == ["auto", *ours, *sorted(BUILTIN_THEMES)]


def test_the_theme_of_a_fresh_start_is_on_it() -> None:
    assert theme_problems(Settings().theme, lambda: "settings.toml") == ()


async def test_a_theme_that_is_not_there_needs_attention(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text('weekly_goal = 3\ntheme = "drakula"\n')
    app = page_app(services_in(tmp_path), "settings")
    async with app.run_test(size=(120, 40)) as pilot:
        assert "settings.toml, line 2" in app.screen.query_one(AttentionLine).sentence
        await pilot.press("home")
        assert "Did you mean dracula?" in explained(app)
