"""A settings file of somebody else's runs nothing here without a question."""

from pathlib import Path

import pytest
from textual.widgets import Input

from library.settings.shell_commands import named_commands
from tests.marks import torture
from tests.tui.settings_page import app_in, explained, go_to
from tests.tui.support import Dashboard, dashboard, session_screen, settled
from tui.dialogs.shell_commands import RunCommands
from tui.dialogs.try_cues import TryCues
from tui.widgets.text import Text


@pytest.fixture
def told(tmp_path: Path) -> Path:
    return tmp_path / "told"


@pytest.fixture
def borrowed(tmp_path: Path, told: Path) -> Dashboard:
    """A desk break with a settings file that came from somewhere else."""
    (tmp_path / "settings.toml").write_text(
        f'bell = "off"\ntones = "off"\nhook_start = "echo ran >> {told}"\n'
    )
    return dashboard(tmp_path, routine="desk-break")


@pytest.mark.parametrize(
    ("key", "runs", "asked_again"),
    [("y", True, False), ("n", False, False), torture("escape", False, True)],
)
async def test_a_session_asks_before_it_runs_what_a_file_says(
    borrowed: Dashboard, told: Path, tmp_path: Path, key: str, runs: bool, asked_again: bool
) -> None:
    async with borrowed.app.run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        screen = pilot.app.screen
        assert isinstance(screen, RunCommands)
        texts = [str(text.content) for text in screen.query(Text)]
        assert f"At the start: echo ran >> {told}\n" in texts
        await pilot.press(key)
        await settled(pilot)
        session_screen(pilot)
    assert told.exists() == runs
    next_start = dashboard(tmp_path).services.profile
    assert bool(next_start.commands.unasked(next_start.settings)) == asked_again


async def test_a_card_that_is_in_the_way_of_enter_runs_nothing(
    borrowed: Dashboard, told: Path
) -> None:
    async with borrowed.app.run_test() as pilot:
        await settled(pilot)
        await pilot.press("enter", "space")
        await settled(pilot)
        assert isinstance(pilot.app.screen, RunCommands)
    assert not told.exists()


async def test_a_command_typed_in_settings_was_asked_about(tmp_path: Path) -> None:
    app = app_in(tmp_path)
    async with app.run_test() as pilot:
        go_to(app, "hook_start")
        await pilot.press("enter")
        await pilot.pause()
        app.screen.query_one(Input).value = "lamp on"
        await pilot.press("enter")
        await settled(pilot)
    profile = app.services.profile
    assert profile.commands.unasked(profile.settings) == {}
    assert named_commands(profile.cue_settings) == {"hook_start": "lamp on"}


async def test_settings_tell_what_does_not_run_and_enter_lets_it_run(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text('hook_start = "lamp on"\nhook_finish = "lamp off"\n')
    app = app_in(tmp_path)
    async with app.run_test() as pilot:
        go_to(app, "hook_start")
        await pilot.pause()
        assert "does not run on this machine" in explained(app)
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("enter")
        await settled(pilot)
        assert "does not run on this machine" not in explained(app)
        await pilot.press("r", "u")  # taking a change back is no answer to a question
        go_to(app, "hook_finish")
        await pilot.press("r", "u")
        await pilot.pause()
        assert "does not run on this machine" in explained(app)


async def test_trying_the_cues_asks_as_well(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text(
        f'speech = true\nspeech_command = "touch {tmp_path}/ran"'
    )
    app = app_in(tmp_path)
    async with app.run_test() as pilot:
        await pilot.press("t")
        await settled(pilot)
        assert isinstance(app.screen, RunCommands)
        await pilot.press("n")
        await settled(pilot)
        assert isinstance(app.screen, TryCues)
    assert not (tmp_path / "ran").exists()
