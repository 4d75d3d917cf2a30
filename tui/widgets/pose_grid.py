"""The exercises of a plan as small pictures, in the room that is left over."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import NamedTuple

from rich.segment import Segment
from textual.geometry import Size
from textual.strip import Strip

from tui.text.planned import Planned
from tui.widgets.pose_picture import DrawnLater, thumbnail

SIZES = (Size(26, 13), Size(18, 9), Size(12, 6), Size(10, 5))
"""Of a picture, from the largest to the least in which a pose is recognised at a glance."""
_GAP = 1
"""Cells and rows between two pictures."""


class Places(NamedTuple):
    """Where pictures have room."""

    size: Size
    """Of each."""
    in_a_row: int


def places(count: int, columns: int, rows: int) -> Places | None:
    """Return the largest pictures of which so many have room; None where they have none.

    Args:
        count: Pictures, 1 or more.
        columns: Cells of a row.
        rows: Rows there are.
    """
    for size in SIZES:
        in_a_row = min(count, (columns + _GAP) // (size.width + _GAP))
        if in_a_row and -(-count // in_a_row) * (size.height + _GAP) - _GAP <= rows:
            return Places(size, in_a_row)
    return None


class PoseGrid(DrawnLater):
    """All exercises of a plan, in their order, at the lower end; none where not all have room.

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
        found = places(len(self._items), *self.size)
        if found is None:
            return
        size, in_a_row = found
        gap = Strip([Segment(" " * _GAP, self.rich_style)])
        for at in range(0, len(self._items), in_a_row):
            if at:
                yield from [Strip([])] * _GAP
            row = self._items[at : at + in_a_row]
            pictures = [self._picture(item, size) for item in row]
            for strips in zip_longest(*pictures, fillvalue=Strip.blank(size.width)):
                yield Strip.join([part for each in strips for part in (each, gap)])

    def _picture(self, item: Planned, size: Size) -> tuple[Strip, ...]:
        return thumbnail(self, item.exercise, item.sides[0], size, mode=self._mode)
