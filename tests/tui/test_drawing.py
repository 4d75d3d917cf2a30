"""A page or a card is drawn once, and as soon as it stands."""

from pathlib import Path
from typing import Any

import pytest
from textual._compositor import LayoutUpdate
from textual.screen import Screen

from tests.tui.support import dashboard, settled
from tui.app import SuppleApp


@pytest.mark.usefixtures("painted")
async def test_whatever_appears_is_drawn_whole_once_when_it_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[Screen[object]] = []
    display = SuppleApp._display

    def note(app: SuppleApp, screen: Screen[object], update: Any) -> None:
        if isinstance(update, LayoutUpdate) and update.region == screen.size.region:
            assert not app._batch_count, "what is drawn now is thrown away"
            drawn.append(screen)
        display(app, screen, update)

    monkeypatch.setattr(SuppleApp, "_display", note)
    app = dashboard(tmp_path).app
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        monkeypatch.setattr(app, "set_timer", never)  # nothing is left to a time that has to pass
        for key in ("2", "3", "4", "5", "1", "2", "4", "question_mark", "escape"):
            drawn.clear()
            await pilot.press(key)
            await settled(pilot)
            assert drawn == [app.screen], key


def never(*_: object) -> None:
    """In place of a timer."""
