"""The exercises of a plan in the largest form there is room for."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from rich.cells import cell_len
from textual.app import ComposeResult
from textual.widget import Widget

from library.exercises.catalogue import ExercisesFolder
from library.exercises.model import Side
from library.routines.model import Routine, RoutineItem
from library.routines.planning import build_plan
from library.settings import Settings
from tui.looks import ThemedApp
from tui.text.planned import Mark, Planned, planned_in
from tui.widgets import pose_picture
from tui.widgets.plan_list import PlanList, most_rows, rows_of_one

CATALOGUE = ExercisesFolder(Path("/nowhere")).read()[0]
IDS = ("crossed-leg-stretch", "floor-leg-stretch", "chair-leg-stretch", "hamstring-massage")
MARKS = {IDS[0]: Mark("was 15", better=True), IDS[3]: Mark("new")}


def items(count: int = 4) -> tuple[Planned, ...]:
    routine = Routine("x", "X", "", tuple(map(RoutineItem, IDS[:count])))
    return planned_in(build_plan(routine, CATALOGUE, Settings()), MARKS)


class OneList(ThemedApp):
    """A list over the whole screen."""

    CSS = "PlanList { height: 100%; }"

    def compose(self) -> ComposeResult:
        yield PlanList()

    @property
    def plan(self) -> PlanList:
        return self.query_one(PlanList)

    @property
    def lines(self) -> list[str]:
        plan = self.plan
        return [plan.render_line(row).text for row in range(plan.size.height)]


@pytest.fixture(autouse=True)
def without_timer(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pictures come when the screen is painted, not some time after."""
    monkeypatch.setattr(pose_picture, "when_painted", Widget.call_after_refresh)


@pytest.mark.parametrize(
    ("seconds", "told"), [(40, "40 s"), (119, "119 s"), (120, "2:00"), (220, "3:40")]
)
def test_from_two_minutes_on_a_time_is_told_in_minutes(seconds: float, told: str) -> None:
    (item,) = items(1)
    assert replace(item, holds=((Side.LEFT, seconds),)).time == told


def test_a_plan_is_told_by_legs_and_seconds() -> None:
    crossed, floor, chair, massage = items()
    assert (crossed.dose, crossed.time) == ("2 × 20 s a leg", "80 s")
    assert (floor.dose, floor.time, floor.sides) == ("2 × 10 s both legs", "20 s", (Side.BOTH,))
    assert (chair.short_name, chair.holds[:2]) == ("Chair", ((Side.LEFT, 10), (Side.RIGHT, 10)))
    assert massage.dose == "3 × 20 s a leg"


async def test_pictures_come_where_there_is_room_and_only_after_the_paint() -> None:
    app = OneList()
    async with app.run_test(size=(70, 20)) as pilot:
        app.plan.show(items())
        before = app.lines
        await pilot.pause()
        after = app.lines
        assert after != before
        words = "Crossed-leg hamstring stretch"
        assert after[1].endswith(f"{words}{'80 s':>{70 - 12 - len(words)}}")
        assert "2 × 20 s a leg  ▲ was 15" in after[2]
        assert "L▄▄▄▄▄  L▄▄▄▄▄  R▄▄▄▄▄  R▄▄▄▄▄" in after[3]
        assert "LR▄▄  LR▄▄" in after[8]


async def test_with_less_room_it_is_two_lines_then_one_and_then_it_says_how_many_are_left_out() -> (
    None
):
    app = OneList()
    async with app.run_test(size=(60, 8)) as pilot:
        app.plan.show(items())
        assert app.lines[:2] == [
            f"{'Crossed-leg hamstring stretch':<56}80 s",
            f"{'2 × 20 s a leg  ▲ was 15':<60}",
        ]
        await pilot.resize_terminal(60, 4)
        assert app.lines[0].startswith("LR Crossed-leg hamstring stretch  2 × 20 s a leg  ▲ was 15")
        await pilot.resize_terminal(40, 4)
        assert [line.rstrip() for line in app.lines] == [
            "LR Crossed-leg  2 × 20 s a leg  ▲ was 15",
            "LR Floor        2 × 10 s both legs",
            "LR Chair        2 × 10 s a leg",
            "LR Massage      3 × 20 s a leg  new",
        ]
        await pilot.resize_terminal(40, 3)
        assert app.lines[2].rstrip() == "and 2 more exercises"


@pytest.mark.parametrize("size", [(1, 1), (9, 2), (20, 3), (20, 40), (47, 9), (300, 100)])
async def test_nothing_leaves_its_width_and_what_is_cut_says_so(size: tuple[int, int]) -> None:
    app = OneList()
    async with app.run_test(size=size) as pilot:
        app.plan.show(items())
        await pilot.pause()
        assert {cell_len(line) for line in app.lines} == {size[0]}
        if 9 <= size[0] < 30:
            assert any("…" in line for line in app.lines)


@pytest.mark.parametrize(
    ("rows", "width", "each"), [(42, 76, 14), (41, 76, 10), (42, 71, 10), (24, 76, 7), (42, 40, 2)]
)
def test_the_largest_pictures_are_taken_that_have_room(rows: int, width: int, each: int) -> None:
    assert rows_of_one(rows, 3, width) == each


@given(st.integers(1, 60), st.integers(1, 8), st.integers(1, 200))
def test_a_form_never_needs_more_rows_than_there_are(rows: int, count: int, width: int) -> None:
    each = rows_of_one(rows, count, width)
    assert each == 1 or each * count <= rows
    assert each * count <= most_rows(rows, count, width)
