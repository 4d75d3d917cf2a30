"""A voice says what is urgent on the before-you-start card, and is silent when it was read."""

from pathlib import Path

import pytest

from tests.tui.cues.programs import Bin, is_running, until
from tests.tui.support import dashboard, settled
from tui.dialogs.before_you_start import BeforeYouStart


async def test_a_voice_says_when_to_call_for_help_until_the_card_was_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    programs = Bin(tmp_path, monkeypatch)
    programs.add("espeak-ng", f"echo $$ > '{tmp_path / 'pid'}'; exec sleep 100")
    board = dashboard(tmp_path, read_card=False)
    board.services.profile.change_settings(speech="auto")
    async with board.app.run_test() as pilot:
        await settled(pilot)
        assert isinstance(pilot.app.screen, BeforeYouStart)
        until(lambda: bool(programs.calls))
        assert "call your emergency number" in programs.calls[0][-1]
        assert "back pain after a bad fall or an accident." in programs.calls[0][-1]
        until(lambda: (tmp_path / "pid").exists() and bool((tmp_path / "pid").read_text()))
        speaker = int((tmp_path / "pid").read_text())
        assert is_running(speaker)
        await pilot.press("enter")
        await settled(pilot)
        assert not isinstance(pilot.app.screen, BeforeYouStart)
        until(lambda: not is_running(speaker))
