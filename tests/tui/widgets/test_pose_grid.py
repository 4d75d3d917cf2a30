"""The exercises of a plan as small pictures in the room that is left over."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.app import ComposeResult
from textual.widget import Widget

from tests.tui.widgets.test_plan_list import items
from tui.looks import ThemedApp
from tui.widgets import pose_picture
from tui.widgets.pose_grid import SIZES, PoseGrid, pose_layout


@given(st.integers(1, 12), st.integers(0, 120), st.integers(0, 40))
def test_as_many_as_have_room_are_shown(count: int, columns: int, rows: int) -> None:
    found = pose_layout(count, columns, rows)
    if found is None:
        assert columns < SIZES[-1].width + len("+12") or rows < SIZES[-1].height
        return
    size, in_a_row, shown = found
    assert 0 < shown <= count
    assert in_a_row * (size.width + 1) - 1 + (len("+12") if shown < count else 0) <= columns
    assert -(-shown // in_a_row) * (size.height + 1) - 1 <= rows
    if shown < count:
        return
    bigger = pose_layout(count, columns + 1, rows + 1)
    assert bigger is not None
    assert bigger.size.area >= size.area


@pytest.mark.parametrize(("mode", "drawn"), [("auto", True), ("off", False)])
async def test_they_stand_at_the_lower_end(
    monkeypatch: pytest.MonkeyPatch, mode: str, *, drawn: bool
) -> None:
    monkeypatch.setattr(pose_picture, "when_painted", Widget.call_after_refresh)

    class OneGrid(ThemedApp):
        def compose(self) -> ComposeResult:
            yield PoseGrid(mode=mode)

    app = OneGrid()
    async with app.run_test(size=(24, 8)) as pilot:
        grid = app.query_one(PoseGrid)
        grid.show(items(2))
        await pilot.pause()
        await pilot.pause()
        rows = [grid.render_line(y).text.strip() for y in range(8)]
        assert rows[:3] == [""] * 3
        assert bool(rows[-1]) is drawn
        grid.show(items(3))
        assert ("+1" in grid.render_line(7).text) is drawn, "not all have room"
