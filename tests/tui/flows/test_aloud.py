"""A voice says what is urgent on the before-you-start card, and is silent when it was read."""

from pathlib import Path

import pytest

from tests.tui.cues.programs import Bin, until
from tests.tui.support import dashboard, settled
from tui.dialogs.before_you_start import BeforeYouStart


async def test_a_voice_says_when_to_call_for_help(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    programs = Bin(tmp_path, monkeypatch)
    programs.add("espeak-ng", "exec sleep 100")
    board = dashboard(tmp_path, read_card=False)
    board.services.profile.change_settings(speech=True)
    async with board.app.run_test() as pilot:
        await settled(pilot)
        assert isinstance(pilot.app.screen, BeforeYouStart)
        until(lambda: bool(programs.calls))
        assert "call your emergency number" in programs.calls[0][-1]
        assert "back pain after a bad fall or an accident." in programs.calls[0][-1]
