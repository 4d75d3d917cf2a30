"""Values of the last weeks as lines of braille dots, or as numbers."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct
from textual.content import Content

from library.progress.trends import Recent, Weekly
from library.wording import date_words
from tui.widgets.dots import ACROSS, DOWN, Picture, steps_between

AXIS_WIDTH = 4
"""Cells before the dots: a number of at most three signs, and a space."""
NOW = "now"


class TrendLine(Struct, frozen=True):
    """One line of a trend."""

    values: Weekly
    colour: str
    """As in CSS."""


class Scale(Struct, frozen=True):
    """What the height of a trend stands for."""

    low: float
    high: float

    def row(self, value: float, rows: int) -> int:
        """Return the row of a value among so many, from 0 at the top."""
        share = (self.high - value) / (self.high - self.low)
        return round(min(1.0, max(0.0, share)) * (rows - 1))


def trend(
    lines: Sequence[TrendLine], scale: Scale, size: tuple[int, int], *, zero: bool = False
) -> Iterator[Content]:
    """Yield lines of dots with the ends of the scale before them.

    Args:
        lines: What is drawn; a later one lies on top.
        scale: Values of the top and of the bottom.
        size: Columns and rows, the numbers among them; at least 10 and 2.
        zero: Whether there is a dashed line at 0.
    """
    columns, rows = size[0] - AXIS_WIDTH, size[1]
    picture = Picture(columns, rows)
    marks = {0: scale.high, rows - 1: scale.low}
    if zero:
        at = scale.row(0, rows * DOWN)
        for x in range(0, columns * ACROSS, 4):
            picture.dot(x, at, "$faint")
        marks[at // DOWN] = 0
    for line in lines:
        for x, y in _path(line.values, scale, columns * ACROSS, rows * DOWN):
            picture.dot(x, y, line.colour)
    for number, row in enumerate(picture.rows()):
        mark = f"{marks[number]:.0f}" if number in marks else ""
        yield Content.styled(f"{mark:>{AXIS_WIDTH - 1}} ", "$text-muted") + row


def dates(recent: Recent, columns: int) -> Content:
    """Return when a trend begins and ends, for the line below it."""
    name = date_words(recent.start)
    room = columns - AXIS_WIDTH - len(name)
    return Content.styled(f"{'':{AXIS_WIDTH}}{name}{NOW:>{room}}", "$text-muted")


def numbers(line: TrendLine) -> Content:
    """Return the values of a line as whole numbers, oldest first; `-` where there is none."""
    told = ("-" if value is None else f"{value:.0f}" for value in line.values)
    return Content.styled(" ".join(told), line.colour)


def _path(values: Weekly, scale: Scale, across: int, down: int) -> Iterator[tuple[int, int]]:
    """Yield the dots from value to value; a week without one is crossed."""
    known = [
        (round(week * (across - 1) / (len(values) - 1)), scale.row(value, down))
        for week, value in enumerate(values)
        if value is not None
    ]
    yield from known
    for (x, y), (to_x, to_y) in pairwise(known):
        yield from steps_between(x, y, to_x, to_y)
