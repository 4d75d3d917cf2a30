"""Who leaves while the program is still starting leaves quietly."""

from pathlib import Path

import pytest

from tests.tui.support import dashboard


async def test_leaving_before_the_first_page_stands_is_no_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    board = dashboard(tmp_path)
    monkeypatch.setattr(board.app, "apply_settings", board.app.exit)  # the first thing it does
    await board.app.run_async(headless=True)
    assert board.app.crash is None
