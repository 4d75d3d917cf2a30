"""Draws figures for Textual: as this terminal can show them, as strips, each picture once."""

import sys
from functools import lru_cache
from itertools import groupby
from os import environ

from msgspec import Struct
from rich.color import Color
from rich.segment import Segment
from rich.style import Style
from textual.color import Color as TextualColor
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.widget import Widget

from library.exercises.model import Exercise, Side
from library.figure.encode import Cell, Grid
from library.figure.figure import Figure
from library.figure.figure import Style as FigureStyle
from library.figure.palette import DEFAULT, SIXTEEN_VALUES, Colour, palette
from library.figure.pose import PoseError
from library.figure.terminal import choose_mode
from tui.widgets.text import wrapped

COLOURS = {"standard": 16, "windows": 16, "256": 256}
"""How many colours Rich's colour systems have; all others have millions."""
KEPT_PICTURES = 160
"""Pictures kept ready: every moment of both sides of a long move."""
LARGEST = Size(96, 40)
"""Larger pictures cost more than they show; the rest of the widget stays empty."""


def style_of(
    widget: Widget, setting: str, background: TextualColor | None = None
) -> FigureStyle | None:
    """Return the style for a widget, from its background and the app's terminal.

    Args:
        widget: Where the figure will be shown.
        setting: The setting `figure`.
        background: What lies behind the figure, where it is not the widget's own.

    Returns:
        None when the figure is switched off.
    """
    app = widget.app
    ansi = app.native_ansi_color
    # Without a terminal, as for a picture of the screen, the best one is assumed.
    term, encoding, system = "", "utf-8", ""
    if not app.is_headless:
        # Textual writes to stderr, whatever its console says.
        encoding = getattr(sys.__stderr__, "encoding", None) or "utf-8"
        term = environ.get("TERM", "")
        system = app.console.color_system or ""
    # Textual takes all colours out when both hold; else it leaves greys.
    colour = not (app.no_color and ansi)
    mode = choose_mode(setting, term, encoding, colour)
    if mode is None:
        return None
    behind = widget.background_colors[1] if background is None else background
    default = ansi or behind.ansi is not None
    ground = DEFAULT if default else int(behind.hex6[1:], 16)
    return FigureStyle(mode, palette(ground, COLOURS.get(system, 1 << 24), app.no_color))


def figure_of(exercise: Exercise) -> tuple[Figure | None, str]:
    """Return the figure of an exercise, or what is wrong with its pose if it has one."""
    if not exercise.pose:
        return None, ""
    try:
        return Figure.from_mapping(exercise.pose, exercise.id), ""
    except PoseError as error:
        return None, str(error)


class PictureKey(Struct, frozen=True):
    """All that a picture of one figure depends on."""

    size: Size
    """Columns and rows of the widget."""
    style: FigureStyle
    position: float
    side: Side
    caption: str
    """Words below the figure."""
    ghost: bool
    """Whether the start shows as a shadow."""
    ansi: bool
    """Whether the terminal's own sixteen colours are used by their numbers."""


class Picture(Struct, frozen=True):
    """One moment, ready to be shown."""

    area: Region
    """Where in the widget it stands."""
    grid: Grid
    strips: list[Strip]


class FigurePictures:
    """The pictures of one figure."""

    def __init__(self, figure: Figure) -> None:
        self.figure = figure
        self._kept: dict[PictureKey, Picture] = {}

    def get(self, wanted: PictureKey) -> Picture:
        """Return the picture from the store, or make it."""
        picture = self._kept.get(wanted)
        if picture is None:
            if len(self._kept) >= KEPT_PICTURES:
                self._kept.clear()
            picture = self._kept[wanted] = self._draw(wanted)
        return picture

    def _draw(self, wanted: PictureKey) -> Picture:
        area = _middle(wanted.size)
        grid = self.figure.cells(
            area.width,
            area.height,
            wanted.position,
            wanted.side,
            wanted.style,
            ghost=wanted.ghost,
            caption=wanted.caption,
        )
        rows = strips(grid, wanted.ansi)
        if area.size != wanted.size:
            behind = wanted.style.palette.background
            around = cell_style(behind, behind, wanted.ansi)
            rows = [placed(row, area.x, wanted.size.width, around) for row in rows]
        return Picture(area, grid, rows)


def _middle(size: Size) -> Region:
    """Return where a picture stands in an area that may be larger than any picture."""
    width, height = min(size.width, LARGEST.width), min(size.height, LARGEST.height)
    return Region((size.width - width) // 2, (size.height - height) // 2, width, height)


def strips(grid: Grid, ansi: bool) -> list[Strip]:
    """Return the rows of a picture; neighbours of the same colours share a segment.

    Args:
        grid: The cells.
        ansi: Whether the terminal's own sixteen colours are to be used by their numbers.
    """
    return [Strip(_segments(row, ansi), len(row)) for row in grid]


def placed(strip: Strip, left: int, width: int, style: Style) -> Strip:
    """Return a strip with `left` empty cells before it, filled up to `width` cells."""
    right = width - left - strip.cell_length
    return Strip.join([Strip.blank(left, style), strip, Strip.blank(right, style)])


def word_strip(words: list[str], y: int, size: Size, style: Style) -> Strip:
    """Return row `y` of sentences that stand in the middle of an area, wrapped to its width."""
    lines = [line for word in words for line in wrapped(word, size.width)]
    row = y - max(size.height - len(lines), 0) // 2
    if not 0 <= row < len(lines):
        return Strip.blank(size.width, style)
    left = (size.width - lines[row].cell_length) // 2
    return placed(Strip([Segment(lines[row].plain, style)]), left, size.width, style)


def _segments(row: tuple[Cell, ...], ansi: bool) -> list[Segment]:
    return [
        Segment("".join(cell[0] for cell in cells), cell_style(front, back, ansi))
        for (front, back), cells in groupby(row, key=lambda cell: cell[1:])
    ]


@lru_cache(maxsize=8192)
def cell_style(front: Colour, back: Colour, ansi: bool) -> Style:
    """Return the style of a cell; `ansi` as for `strips`."""
    return Style(color=_colour(front, ansi), bgcolor=_colour(back, ansi))


def _colour(colour: Colour, ansi: bool) -> Color:
    if colour == DEFAULT:
        return Color.default()
    if ansi and colour in SIXTEEN_VALUES:
        return Color.from_ansi(SIXTEEN_VALUES.index(colour))
    return Color.from_rgb(colour >> 16, colour >> 8 & 255, colour & 255)
