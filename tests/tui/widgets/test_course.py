"""Days on one axis of time."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.history.record import MarkKind, Reach, ReachForm
from library.review.days import DayReview
from tests.library.review.days import DAY, TODAY
from tui.widgets.course import MORNING, POINTER, REACHED, WORST, Axis, course, legend
from tui.widgets.trend import AXIS_WIDTH


def days(count: int, told: dict[int, DayReview] | None = None) -> list[DayReview]:
    """Days up to today; some of them, by their number, hold something."""
    first = TODAY - timedelta(days=count - 1)
    return [(told or {}).get(n, DayReview(first + timedelta(days=n))) for n in range(count)]


def drawn(shown: list[DayReview], columns: int = 60, rows: int = 5, cursor: int = 0) -> list[str]:
    return [line.plain for line in course(shown, (columns, rows), cursor)]


@given(st.integers(1, 400), st.integers(16, 200))
def test_days_stand_in_their_order_and_none_beside_the_axis(count: int, columns: int) -> None:
    axis = Axis(count, columns)
    places = [axis.column(n) for n in range(count)]
    assert places == sorted(places)
    assert places[0] >= 0
    assert places[-1] < columns
    assert all(axis.edge(n) <= axis.column(n) <= axis.edge(n + 1) for n in range(count))
    if columns >= count:
        assert len(set(places)) == count


@given(st.lists(DAY, min_size=1, max_size=90), st.integers(24, 130), st.integers(3, 11), st.data())
def test_any_days_fill_their_cells(
    shown: list[DayReview], columns: int, rows: int, data: st.DataObject
) -> None:
    cursor = data.draw(st.integers(0, len(shown) - 1))
    lines = drawn(shown, columns, rows, cursor)
    assert {len(line) for line in lines} == {columns}
    assert len(lines) == rows + 4 + (3 if any(day.reach for day in shown) else 0)
    assert lines[-1][AXIS_WIDTH + Axis(len(shown), columns - AXIS_WIDTH).column(cursor)] == POINTER


def test_an_answer_stands_at_its_height_and_the_worst_is_never_covered() -> None:
    lines = drawn(days(28, {0: DayReview(TODAY, answer=4, before=4, worst=4)}), cursor=9)
    assert WORST in lines[0]
    assert MORNING not in "".join(lines)
    lines = drawn(days(28, {0: DayReview(TODAY, answer=0)}))
    assert MORNING in lines[4]


def test_marks_and_reach_stand_in_rows_of_their_own() -> None:
    measured = Reach(day=TODAY, form=ReachForm.FLOOR, cm=(-3.0,))
    lines = drawn(days(28, {3: DayReview(TODAY, mark=MarkKind.ILL, reach=(measured,))}))
    assert REACHED in lines[7]
    assert lines[7].startswith(" -3 ")
    assert lines[8].strip() == "i"


@pytest.mark.parametrize("cursor", [0, 13, 27])
def test_dates_and_the_pointer_leave_each_other_room(cursor: int) -> None:
    last = drawn(days(28), columns=110, cursor=cursor)[-1]
    assert last.count(POINTER) == 1
    words = set(last.replace(POINTER, " ").split())
    assert words <= {"29", "Oct", "5", "12", "19", "Nov", "today"}
    assert ("today" in words) is (cursor != 27)


def test_where_there_are_no_dots_the_mean_has_a_sign_of_its_own() -> None:
    shown = days(28, {3: DayReview(TODAY, mean=4.0)})
    lines = [line.plain for line in course(shown, (60, 5), 9, dots=False)]
    assert "─" in lines[0]
    assert "─" in legend(shown, 60, dots=False).plain
    assert not any("\u2800" < sign < "\u2900" for line in lines for sign in line)


def test_a_sign_of_the_legend_stays_with_its_words() -> None:
    lines = legend(days(28), 54).plain.splitlines()
    assert [line.split("   ")[0] for line in lines] == ["● answer", "× at worst"]
