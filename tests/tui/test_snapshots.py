"""The screens as text; `make snapshots` accepts what they look like now."""

from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode

from tests.tui.pages import shown
from tests.tui.states import STATES, open_state
from tui.screens.session import SessionScreen

SMALL, LARGE, NARROW = (80, 24), (120, 40), (60, 20)
OTHER_WHEN_NARROW = {"exercises", "routines"}
"""What lies side by side elsewhere."""
SAME_WHEN_LARGE = {
    "session-details",
    "session-switch",
    "end-session",
    "ease-off",
    "palette",
    "massage-cautions",
    "today-first",
}


pytestmark = pytest.mark.usefixtures("newcomer")  # nothing else than the program shows


class TextFile(SingleFileSnapshotExtension):
    """One readable file for each screen."""

    _write_mode = WriteMode.TEXT
    file_extension = "txt"


@pytest.mark.parametrize("name", STATES)
async def test_looks_as_before(name: str, tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    async with open_state(name, tmp_path, SMALL) as pilot:
        sizes = [SMALL, *([LARGE] if name not in SAME_WHEN_LARGE else [])]
        for columns, rows in [*sizes, *([NARROW] if name in OTHER_WHEN_NARROW else [])]:
            await pilot.resize_terminal(columns, rows)
            if isinstance(pilot.app.screen, SessionScreen):
                pilot.app.screen.tick()  # as its timer does all the time
            lines = (line.rstrip() for line in (await shown(pilot)).splitlines())
            file = snapshot(name=f"{columns}x{rows}", extension_class=TextFile)
            assert "\n".join([*lines, ""]) == file
