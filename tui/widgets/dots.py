"""Cells that are drawn into: signs, and lines of braille dots."""

from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter

from textual.content import Content

ACROSS, DOWN = 2, 4
"""Dots in a cell."""
_BLANK = 0x2800
_DOTS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
"""The bits of a cell's dots, from above, left and right."""


class Picture:
    """Rows of cells, each with a sign and the colour of what was drawn last."""

    def __init__(self, columns: int, rows: int) -> None:
        self._cells = [[(" ", "")] * columns for _ in range(rows)]
        self._dots: dict[tuple[int, int], int] = {}

    def put(self, column: int, row: int, sign: str, colour: str) -> None:
        """Draw a sign over what is there."""
        self._cells[row][column] = (sign, colour)

    def dot(self, x: int, y: int, colour: str) -> None:
        """Draw a dot beside the others of its cell; x and y count dots."""
        column, row = x // ACROSS, y // DOWN
        bits = self._dots.get((column, row), 0) | _DOTS[y % DOWN][x % ACROSS]
        self._dots[column, row] = bits
        self.put(column, row, chr(_BLANK + bits), colour)

    def rows(self, cursor: int = -1, ground: str = "") -> Iterator[Content]:
        """Yield its rows.

        Args:
            cursor: A column that has a ground of its own.
            ground: That ground, as in `on $panel`.
        """
        for row in self._cells:
            styled = (
                (sign, f"{colour} {ground}".strip() if at == cursor else colour)
                for at, (sign, colour) in enumerate(row)
            )
            runs = groupby(styled, key=itemgetter(1))
            yield Content.assemble(
                *(("".join(sign for sign, _ in run), style) for style, run in runs)
            )


def steps_between(x: int, y: int, to_x: int, to_y: int) -> Iterator[tuple[int, int]]:
    """Yield the dots that lie on the line from one to another, without the two."""
    steps = max(abs(to_x - x), abs(to_y - y))
    for step in range(1, steps):
        yield x + round(step * (to_x - x) / steps), y + round(step * (to_y - y) / steps)
