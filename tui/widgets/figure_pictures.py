"""Keeps the pictures of a figure, so that each is drawn only once."""

from dataclasses import dataclass

from textual.geometry import Region, Size
from textual.strip import Strip

from library.exercises.model import Side
from library.figure.encode import Grid
from library.figure.figure import Figure, Style
from tui.widgets.figure_strips import cell_style, placed, strips

KEPT_PICTURES = 160
"""Pictures kept ready: every moment of both sides of a long move."""
LARGEST = Size(96, 40)
"""Larger pictures cost more than they show; the rest of the widget stays empty."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """All that a picture of one figure depends on."""

    size: Size
    """Columns and rows of the widget."""
    style: Style
    position: float
    side: Side
    caption: str
    """Words below the figure."""
    ghost: bool
    """Whether the start shows as a shadow."""
    ansi: bool
    """Whether the terminal's own sixteen colours are used by their numbers."""


@dataclass(frozen=True, slots=True)
class Picture:
    """One moment, ready to be shown."""

    area: Region
    """Where in the widget it stands."""
    grid: Grid
    strips: list[Strip]


class Pictures:
    """The pictures of one figure."""

    def __init__(self, figure: Figure) -> None:
        self.figure = figure
        self._kept: dict[Wanted, Picture] = {}

    def get(self, wanted: Wanted) -> Picture:
        """The picture from the store, or made afresh."""
        picture = self._kept.get(wanted)
        if picture is None:
            if len(self._kept) >= KEPT_PICTURES:
                self._kept.clear()
            picture = self._kept[wanted] = self._draw(wanted)
        return picture

    def _draw(self, wanted: Wanted) -> Picture:
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
    """Where a picture stands in an area that may be larger than any picture."""
    width, height = min(size.width, LARGEST.width), min(size.height, LARGEST.height)
    return Region((size.width - width) // 2, (size.height - height) // 2, width, height)
