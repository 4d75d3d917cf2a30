"""The exercises of a plan as small pictures, in the room that is left over."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import NamedTuple

from rich.segment import Segment
from textual.geometry import Size
from textual.strip import Strip

from tui.text.planned import Planned
from tui.widgets.pose_picture import DrawnLater, thumbnail

SIZES = (Size(26, 13), Size(18, 9), Size(12, 6), Size(10, 5), Size(8, 4))
"""Of a picture, from the largest to the least in which a pose is told from another."""
_GAP = 1
"""Cells and rows between two pictures."""
_SIGN = 3
"""Cells of the sign of what has no room, as in `+3`."""


class PoseLayout(NamedTuple):
    """Where pictures have room."""

    size: Size
    """Of each."""
    in_a_row: int
    shown: int
    """How many have room."""


def pose_layout(count: int, columns: int, rows: int) -> PoseLayout | None:
    """Return the largest pictures of which so many have room, else as many as have.

    None where there is room for none.

    Args:
        count: Pictures, 1 or more.
        columns: Cells of a row.
        rows: Rows there are.
    """
    for size in SIZES:
        in_a_row = min(count, (columns + _GAP) // (size.width + _GAP))
        if in_a_row and -(-count // in_a_row) * (size.height + _GAP) - _GAP <= rows:
            return PoseLayout(size, in_a_row, count)
    most = _some(SIZES[-1], columns - _SIGN, rows)
    return most if most.shown else None


def _some(size: Size, columns: int, rows: int) -> PoseLayout:
    """Return how many pictures of a size have room."""
    in_a_row = max(0, (columns + _GAP) // (size.width + _GAP))
    return PoseLayout(size, in_a_row, in_a_row * max(0, (rows + _GAP) // (size.height + _GAP)))


class PoseGrid(DrawnLater):
    """The exercises of a plan, in their order, at the lower end; a sign tells how many are missing.

    Their names are said elsewhere. The pictures come after the first paint.
    """

    DEFAULT_CSS = """
    PoseGrid {
        width: 1fr;
        height: 1fr;
    }
    """

    def __init__(self, *, mode: str = "auto") -> None:
        """Make an empty place; `show` fills it.

        Args:
            mode: The setting `figure`.
        """
        super().__init__()
        self._mode = mode
        self._items: tuple[Planned, ...] = ()
        self._lines: list[Strip] | None = None
        """What it draws; None until it is drawn."""

    def show(self, items: Sequence[Planned]) -> None:
        """Show these exercises, from the first time on a little later."""
        if tuple(items) != self._items:
            self._items = tuple(items)
            self._draw_anew()
            self.draw_when_painted()

    def prefer(self, mode: str) -> None:
        """Take over the changed setting `figure`."""
        if mode != self._mode:
            self._mode = mode
            self._draw_anew()

    def on_resize(self) -> None:
        """Draw them larger or smaller."""
        self._draw_anew()

    def notify_style_update(self) -> None:
        """Take over other colours."""
        super().notify_style_update()
        self._draw_anew()

    def draw_pictures(self) -> None:
        """Draw them as they are now."""
        self._draw_anew()

    def _draw_anew(self) -> None:
        self._lines = None
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw a row; nothing before its time."""
        if self._lines is None:
            self._lines = list(self._drawn()) if self.is_painted and self._items else []
        row = y - (self.size.height - len(self._lines))
        strip = self._lines[row] if row >= 0 else Strip([])
        return strip.adjust_cell_length(self.size.width, self.rich_style).simplify()

    def _drawn(self) -> Iterator[Strip]:
        """Yield the rows, as many as there are pictures for."""
        found = pose_layout(len(self._items), *self.size)
        if found is None:
            return
        size, in_a_row, count = found
        gap = Strip([Segment(" " * _GAP, self.rich_style)])
        missing = len(self._items) - count
        sign = Strip([Segment(f"+{missing}" if missing else "", self.rich_style)])
        for at in range(0, count, in_a_row):
            if at:
                yield from [Strip([])] * _GAP
            row = self._items[at : min(at + in_a_row, count)]
            pictures = [self._picture(item, size) for item in row]
            for line, strips in enumerate(
                zip_longest(*pictures, fillvalue=Strip.blank(size.width))
            ):
                is_last = at + in_a_row >= count and line == size.height - 1
                parts = [part for each in strips for part in (each, gap)]
                yield Strip.join([*parts, sign] if is_last else parts)

    def _picture(self, item: Planned, size: Size) -> tuple[Strip, ...]:
        side, height = item.sides[0], item.height_cm
        return thumbnail(self, item.exercise, side, size, height_cm=height, mode=self._mode)
