"""Keys of a session: what they are called, and what they lead to."""

from pathlib import Path

import pytest

from tests.tui.pages import screen_text
from tests.tui.session_steps import into_first_hold, words
from tests.tui.support import Dashboard, dashboard


@pytest.fixture
def desk_break(tmp_path: Path) -> Dashboard:
    return dashboard(tmp_path, routine="desk-break")


async def test_every_text_names_the_key_in_force(desk_break: Dashboard) -> None:
    mine = {"session.pause": "p", "session.ease_off": "z", "help.close": "f5"}
    desk_break.services.change_settings(keys=mine)
    async with desk_break.app.run_test(size=(80, 24)) as pilot:
        await into_first_hold(pilot, desk_break.clock)
        await pilot.press("p")
        assert words(pilot, "#caption") == "Paused. p goes on."
        await pilot.press("question_mark")
        await pilot.pause()
        assert "If anything hurts, press z." in words(pilot, "#help-text")
        assert "f5 closes" in screen_text(pilot.app.screen)
