from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.app import ComposeResult

from library.progress.totals import WeekMinutes
from tui.looks import ThemedApp
from tui.widgets.minutes_chart import EIGHTHS, MinutesChart, axis_top, bar_cell

MONDAY = date(2026, 11, 23)


def weeks(*minutes: float) -> list[WeekMinutes]:
    """Weeks up to the running one."""
    first = MONDAY - timedelta(weeks=len(minutes) - 1)
    return [WeekMinutes(first + timedelta(weeks=n), m) for n, m in enumerate(minutes)]


class ChartApp(ThemedApp):
    def compose(self) -> ComposeResult:
        yield MinutesChart()


async def drawn(shown: Sequence[WeekMinutes], width: int) -> list[str]:
    app = ChartApp()
    app.no_color = True  # with colours, whole cells are drawn as grounds
    async with app.run_test(size=(width, 12)):
        chart = app.query_one(MinutesChart)
        chart.show(shown)
        return [chart.render_line(y).text.rstrip() for y in range(chart.size.height)]


async def test_bars_stand_on_a_line_with_a_scale_and_dates() -> None:
    assert await drawn(weeks(0, 5, 0, 10, 2.5, 0, 0, 0.1, 10, 0, 0, 7.5), 32) == [
        "  10 ┤      █         █",
        " min │      █         █     ▂",
        "     │      █         █     █",
        "     │  ▄   █         █     █",
        "     │  █   █         █     █",
        "     │  █   █ ▆       █     █",
        "     │  █   █ █     ▁ █     █",
        "   0 ▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔",
        "      7 Sep   5 Oct   2 Nov",
    ]


async def test_a_week_of_nothing_looks_like_nothing() -> None:
    shown = await drawn(weeks(0, 30, 0), 60)
    assert all(set(line[6:9]) <= {" "} and set(line[14:]) <= {" "} for line in shown[:7])
    assert shown[0][10:13] == "███"


async def test_weeks_before_the_first_session_are_left_out_but_for_some() -> None:
    line = (await drawn(weeks(*[0] * 24, 5, 10), 120))[-1]
    assert line.split()[:2] == ["7", "Sep"]
    line = (await drawn(weeks(*[0] * 6, *[5] * 20), 120))[-1]
    assert line.split()[:2] == ["13", "Jul"]


@pytest.mark.parametrize("minutes", [(), (0,), (0, 0, 0), (1e9,)])
async def test_any_log_can_be_drawn(minutes: tuple[float, ...]) -> None:
    assert len(await drawn(weeks(*minutes), 40)) == 9


@pytest.mark.parametrize("width", [1, 6, 20, 32, 60, 120, 300])
async def test_a_chart_of_any_width_ends_with_the_running_week(width: int) -> None:
    shown = await drawn(weeks(*[60] * 25, 1), width)
    assert all(len(line) <= width for line in shown)
    if width > 7:
        assert shown[6].rstrip()[-1] == "▁"
        assert shown[5].rstrip()[-1] == "█"


async def test_whole_cells_are_grounds_where_there_are_colours() -> None:
    app = ChartApp()
    async with app.run_test(size=(20, 12)):
        chart = app.query_one(MinutesChart)
        chart.show(weeks(10, 10))
        line = chart.render_line(3)
        assert "█" not in line.text
        grounds = {segment.style.bgcolor for segment in line if segment.style}
        assert len(grounds) == 3  # the page, a week, and the running one


@given(st.lists(st.floats(0, 6000), max_size=30))
def test_the_scale_holds_every_week(minutes: list[float]) -> None:
    assert axis_top(minutes) >= max(minutes, default=0)


@given(st.floats(0.001, 6000), st.integers(1, 20))
def test_a_bar_is_as_long_as_its_minutes_to_an_eighth_of_a_cell(minutes: float, rows: int) -> None:
    top = axis_top([minutes])
    cells = [bar_cell(minutes, top, row, rows) for row in range(rows)]
    eighths = sum(EIGHTHS.index(cell) for cell in cells)
    assert eighths >= 1
    assert abs(eighths - minutes / top * rows * 8) <= 1
    assert sorted(cells, key=EIGHTHS.index, reverse=True) == cells
