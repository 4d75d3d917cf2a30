"""The screens as text; `make snapshots` accepts what they look like now."""

from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode

from tests.tui.pages import screen_text
from tests.tui.states import STATES, open_state

SIZES = ("80x24", "120x40")
AT_ONE_SIZE = {"session-switch", "end-session", "ease-off", "massage-cautions", "today-first"}
"""They look the same on a larger screen."""
CASES = [f"{name}-{size}" for name in STATES for size in SIZES[: 1 if name in AT_ONE_SIZE else 2]]


class TextFile(SingleFileSnapshotExtension):
    """One readable file for each screen."""

    _write_mode = WriteMode.TEXT
    file_extension = "txt"


@pytest.mark.parametrize("case", CASES)
async def test_looks_as_before(case: str, tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    name, _, size = case.rpartition("-")
    columns, rows = map(int, size.split("x"))
    async with open_state(name, tmp_path, (columns, rows)) as pilot:
        lines = screen_text(pilot.app.screen).splitlines()
    text = "\n".join(line.rstrip() for line in lines) + "\n"
    assert text == snapshot.use_extension(TextFile)
