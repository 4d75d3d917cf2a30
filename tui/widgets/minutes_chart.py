"""Minutes per week as bars."""

from collections.abc import Sequence
from math import ceil
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from library.progress.totals import WeekMinutes
from library.wording import date_words

EIGHTHS = " ▁▂▃▄▅▆▇█"
_BASE = "▔"
"""The line that bars stand on: at the top of its cell, where they end."""
MOST_WEEKS, FEWEST_WEEKS = 26, 12
_WIDEST_SLOT, _WIDE_SLOT, _NARROWEST_SLOT = 9, 4, 2
_AXIS_WIDTH = 6
_DATE_WIDTH = len("28 Sep  ")
_TOPS = (10, 20, 30, 40, 50, 60, 75, 90, 120, 180, 240, 300, 420, 600, 900, 1200, 1800, 3000, 6000)
"""Ends of the scale, in minutes; four digits is what the axis has room for."""


def axis_top(minutes: Sequence[float]) -> int:
    """Return the least end of the scale that holds all values, in minutes."""
    highest = max(minutes, default=0.0)
    return next((top for top in _TOPS if highest <= top), _TOPS[-1])


def bar_cell(minutes: float, top: int, row: int, rows: int) -> str:
    """Return what a bar shows in one row of the chart.

    Args:
        minutes: Length of the bar; anything above nothing shows at least an eighth of a cell.
        top: End of the scale, in minutes.
        row: Row, counted from the bottom, from 0.
        rows: Rows of the chart.
    """
    eighths = round(min(1.0, minutes / top) * rows * 8)
    if minutes > 0:
        eighths = max(1, eighths)
    return EIGHTHS[max(0, min(8, eighths - 8 * row))]


class MinutesChart(Widget):
    """Bars in eighths of a cell, the running week last, with a scale and dates."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "minutes-chart--bar",
        "minutes-chart--running",
        "minutes-chart--label",
    }
    DEFAULT_CSS = """
    MinutesChart {
        height: 9;
        .minutes-chart--bar { color: $heat-3; }
        .minutes-chart--running { color: $heat-4; }
        .minutes-chart--label { color: $text-muted; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._weeks: Sequence[WeekMinutes] = ()

    def show(self, weeks: Sequence[WeekMinutes]) -> None:
        """Show weeks, oldest first, from about the first with a session on; what fits is shown.

        Args:
            weeks: The running week last; `MOST_WEEKS` are enough.
        """
        first = next((at for at, week in enumerate(weeks) if week.minutes), len(weeks))
        self._weeks = weeks[max(0, min(first, len(weeks) - FEWEST_WEEKS)) :]
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw a line of the chart: bars, then the base line, then dates."""
        width, rows = self.size.width, max(1, self.size.height - 2)
        slot = _slot(width - _AXIS_WIDTH, max(FEWEST_WEEKS, len(self._weeks)))
        count = max(1, min(MOST_WEEKS, (width - _AXIS_WIDTH) // slot))
        weeks = self._weeks[-count:]
        label = self.get_component_rich_style("minutes-chart--label")
        if y < rows:
            segments = self._bars(weeks, slot, rows - 1 - y, rows)
        elif y == rows:
            line = _BASE * (slot * len(weeks) + 1)
            segments = [Segment(f"{0:>{_AXIS_WIDTH - 2}} {line}", label)]
        elif y == rows + 1:
            segments = [Segment(date_line(weeks, slot), label)]
        else:
            segments = []
        return Strip(segments).adjust_cell_length(width, self.rich_style).simplify()

    def _bars(self, weeks: Sequence[WeekMinutes], slot: int, row: int, rows: int) -> list[Segment]:
        top = axis_top([week.minutes for week in weeks])
        tick = str(top) if row == rows - 1 else "min" if row == rows - 2 else ""
        label = self.get_component_rich_style("minutes-chart--label")
        segments = [Segment(f"{tick:>{_AXIS_WIDTH - 2}} {'┤' if row == rows - 1 else '│'}", label)]
        for week in weeks:
            part = "running" if week is weeks[-1] else "bar"
            style = self.get_component_rich_style(f"minutes-chart--{part}")
            cell = bar_cell(week.minutes, top, row, rows)
            if cell == EIGHTHS[-1] and not self.app.no_color:  # no font can leave seams in a ground
                cell, style = " ", Style.from_color(bgcolor=style.color)
            segments += [Segment(cell * (slot - 1), style), Segment(" ", self.rich_style)]
        return segments


def _slot(room: int, weeks: int) -> int:
    """Return the cells of a week: wide ones rather than more weeks, then more weeks than wider."""
    few = min(_WIDE_SLOT, room // FEWEST_WEEKS)
    return max(_NARROWEST_SLOT, few, min(_WIDEST_SLOT, room // weeks))


def date_line(weeks: Sequence[WeekMinutes], slot: int) -> str:
    """Return the first days of weeks under their bars, evenly spaced.

    Args:
        weeks: The weeks shown, oldest first.
        slot: Cells a week takes.
    """
    end = _AXIS_WIDTH + slot * len(weeks)
    text = ""
    for number in range(0, len(weeks), ceil(_DATE_WIDTH / slot)):
        at, name = _AXIS_WIDTH + slot * number, date_words(weeks[number].start)
        if at + len(name) <= end:
            text = f"{text:<{at}}{name}"
    return text
