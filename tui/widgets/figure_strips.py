"""Turns the cells of a figure into the strips Textual paints."""

import textwrap
from functools import lru_cache
from itertools import groupby

from rich.color import Color
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Size
from textual.strip import Strip

from library.figure.encode import Cell, Grid
from library.figure.palette import DEFAULT, SIXTEEN_VALUES, Colour


def strips(grid: Grid, ansi: bool) -> list[Strip]:
    """The rows of a picture; neighbours of the same colours share a segment.

    Args:
        grid: The cells.
        ansi: Whether the terminal's own sixteen colours are to be used by their numbers.
    """
    return [Strip(_segments(row, ansi), len(row)) for row in grid]


def placed(strip: Strip, left: int, width: int, style: Style) -> Strip:
    """A strip with `left` empty cells before it, filled up to `width` cells."""
    right = width - left - strip.cell_length
    return Strip.join([Strip.blank(left, style), strip, Strip.blank(right, style)])


def word_strip(words: list[str], y: int, size: Size, style: Style) -> Strip:
    """Row `y` of sentences that stand in the middle of an area, wrapped to its width."""
    lines = [line for word in words for line in textwrap.wrap(word, max(size.width, 1))]
    row = y - max(size.height - len(lines), 0) // 2
    text = lines[row].center(size.width) if 0 <= row < len(lines) else ""
    return Strip([Segment(text.ljust(size.width), style)], size.width)


def _segments(row: tuple[Cell, ...], ansi: bool) -> list[Segment]:
    return [
        Segment("".join(cell[0] for cell in cells), cell_style(front, back, ansi))
        for (front, back), cells in groupby(row, key=lambda cell: cell[1:])
    ]


@lru_cache(maxsize=8192)
def cell_style(front: Colour, back: Colour, ansi: bool) -> Style:
    """The style of a cell; `ansi` as for `strips`."""
    return Style(color=_colour(front, ansi), bgcolor=_colour(back, ansi))


def _colour(colour: Colour, ansi: bool) -> Color:
    if colour == DEFAULT:
        return Color.default()
    if ansi and colour in SIXTEEN_VALUES:
        return Color.from_ansi(SIXTEEN_VALUES.index(colour))
    return Color.from_rgb(colour >> 16, colour >> 8 & 255, colour & 255)
