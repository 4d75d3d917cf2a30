"""A page or a card is drawn once, and as soon as it stands."""

from pathlib import Path
from typing import Any

import pytest
from textual._compositor import LayoutUpdate
from textual.screen import Screen
from textual.timer import Timer

from tests.tui.support import dashboard, settled
from tui.app import SuppleApp


@pytest.mark.usefixtures("painted")
async def test_whatever_appears_is_drawn_whole_once_when_it_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[Screen[object]] = []
    waited: list[Timer] = []
    display, resume = SuppleApp._display, Timer.resume

    def note(app: SuppleApp, screen: Screen[object], update: Any) -> None:
        if isinstance(update, LayoutUpdate) and update.region == screen.size.region:
            assert not app._batch_count, "what is drawn now is thrown away"
            drawn.append(screen)
        display(app, screen, update)

    def wait(timer: Timer) -> None:
        """Note that the timer which has a screen drawn is waited for."""
        if timer.name == "screen_update" and not drawn:
            waited.append(timer)
        resume(timer)

    monkeypatch.setattr(SuppleApp, "_display", note)
    monkeypatch.setattr(Timer, "resume", wait)
    app = dashboard(tmp_path).app
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        monkeypatch.setattr(app, "set_timer", never)  # nothing is left to a time that has to pass
        for key in ("2", "3", "4", "5", "1", "2", "4", "question_mark", "escape"):
            drawn.clear()
            waited.clear()
            await pilot.press(key)
            await settled(pilot)
            assert (drawn, waited) == ([app.screen], []), key


def never(*_: object) -> None:
    """In place of a timer."""
