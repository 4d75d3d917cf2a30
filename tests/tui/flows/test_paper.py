"""The keys that write a sheet or a report to be printed."""

import errno
import os
from pathlib import Path

import pytest

from tests.library.pages.checked import checked
from tests.tui.pages import notices
from tests.tui.support import dashboard, settled


async def test_a_key_writes_a_sheet_and_says_where_it_lies(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    board = dashboard(tmp_path)
    async with board.app.run_test() as pilot:
        await settled(pilot)
        for _ in range(2):  # the second time it lies there
            await pilot.press("P")
            await settled(pilot)
        (mine,) = (tmp_path / "sheets").iterdir()
        page = mine.read_text(encoding="utf-8")
        assert checked(page).headings[0] == (1, "My stretches")
        assert notices(board.app)[-1] == f"Open it in a browser and print it: {mine}"
        mine.write_text("changed by hand", encoding="utf-8")
        await pilot.press("P", "3", "p")
        await settled(pilot)
        assert mine.read_text(encoding="utf-8") == "changed by hand"
        written = sorted(path.name for path in (tmp_path / "sheets").iterdir())
        day = board.services.profile.today()
        practised = f"practised-{day}"
        assert written == [f"first-steps-{day}.html", f"{practised}-2.html", f"{practised}.html"]

        def full(*_: object) -> int:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

        with monkeypatch.context() as patch:
            patch.setattr("library.files.os.write", full)
            await pilot.press("down", "p")
            await settled(pilot)
        told = "The sheet was not written: there is no space left on the disk."
        assert notices(board.app)[-1] == told


async def test_the_view_that_looks_back_writes_a_report_of_its_weeks(tmp_path: Path) -> None:
    board = dashboard(tmp_path, page="history")
    async with board.app.run_test() as pilot:
        await settled(pilot)
        await pilot.press("t", "p", "r")
        await settled(pilot)
        (mine,) = (tmp_path / "sheets").iterdir()
        assert mine.name == f"report-12-weeks-{board.services.profile.today()}.html"
        assert checked(mine.read_text(encoding="utf-8")).headings[0][1] == "Report on stretching"
        assert notices(board.app)[-1] == f"Open it in a browser and print it: {mine}"
