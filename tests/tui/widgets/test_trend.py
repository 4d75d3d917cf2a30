from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from library.progress.trends import Recent
from tui.widgets.trend import Scale, TrendLine, dates, numbers, trend

TO_EIGHT = Scale(0, 8)


def drawn(*values: float | None, scale: Scale = TO_EIGHT, zero: bool = False) -> list[str]:
    lines = [TrendLine(values, "$primary")]
    return [each.plain for each in trend(lines, scale, (8, 2), zero=zero)]


def test_a_line_goes_from_value_to_value_between_the_ends_of_its_scale() -> None:
    assert drawn(8, 8, 8) == ["  8 ⠉⠉⠉⠉", "  0     "]
    assert drawn(0, None, 0) == ["  8     ", "  0 ⣀⣀⣀⣀"]
    assert drawn(8, 0) == ["  8 ⠑⢄  ", "  0   ⠑⢄"]


def test_one_value_is_a_dot_and_none_is_nothing() -> None:
    assert drawn(8, None, None) == ["  8 ⠁   ", "  0     "]
    assert drawn(None, None) == ["  8     ", "  0     "]


def test_the_toes_are_a_dashed_line_with_its_number() -> None:
    assert drawn(None, None, scale=Scale(-8, 0), zero=True) == ["  0 ⠁ ⠁ ", " -8     "]
    assert drawn(None, None, scale=Scale(-2, 20), zero=True)[1][:5] == "  0 ⠄"


def test_where_there_are_no_dots_the_weeks_are_numbers() -> None:
    assert numbers(TrendLine((4.6, None, 0.0), "$primary")).plain == "5 - 0"


def test_the_days_below_it_are_the_first_one_and_now() -> None:
    assert dates(Recent.up_to(date(2026, 11, 25), 0), 24).plain == "    7 Sep            now"


VALUES = st.lists(st.none() | st.floats(-30, 30), min_size=2, max_size=30)


@given(VALUES, VALUES, st.integers(10, 60), st.integers(2, 12), st.booleans())
def test_any_values_fill_their_cells(
    one: list[float], other: list[float], columns: int, rows: int, zero: bool
) -> None:
    lines = [TrendLine(tuple(values), "$primary") for values in (one, other)]
    shown = list(trend(lines, Scale(-10, 10), (columns, rows), zero=zero))
    assert [len(line.plain) for line in shown] == [columns] * rows
