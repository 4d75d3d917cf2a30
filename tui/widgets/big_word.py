"""Words and numbers large enough to be read from the mat."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from os import environ
from typing import Any, NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual.app import App
from textual.strip import Strip
from textual.widget import Widget

from library.figure.terminal import is_console

GLYPHS = {
    "0": ("███", "█ █", "█ █", "█ █", "███"),
    "1": ("██ ", " █ ", " █ ", " █ ", "███"),
    "2": ("███", "  █", "███", "█  ", "███"),
    "3": ("███", "  █", "███", "  █", "███"),
    "4": ("█ █", "█ █", "███", "  █", "  █"),
    "5": ("███", "█  ", "██ ", "  █", "██ "),
    "6": ("███", "█  ", "███", "█ █", "███"),
    "7": ("███", "  █", "  █", "  █", "  █"),
    "8": ("███", "█ █", "███", "█ █", "███"),
    "9": ("███", "█ █", "███", "  █", "███"),
    ":": (" ", "█", " ", "█", " "),
    "-": ("   ", "   ", "███", "   ", "   "),
    " ": ("   ", "   ", "   ", "   ", "   "),
    "?": ("███", "  █", " ██", "   ", " █ "),
    "A": ("███", "█ █", "███", "█ █", "█ █"),
    "B": ("██ ", "█ █", "██ ", "█ █", "██ "),
    "C": ("███", "█  ", "█  ", "█  ", "███"),
    "D": ("██ ", "█ █", "█ █", "█ █", "██ "),
    "E": ("███", "█  ", "██ ", "█  ", "███"),
    "F": ("███", "█  ", "██ ", "█  ", "█  "),
    "G": ("███", "█  ", "█ █", "█ █", "███"),
    "H": ("█ █", "█ █", "███", "█ █", "█ █"),
    "I": ("█", "█", "█", "█", "█"),
    "K": ("█ █", "█ █", "██ ", "█ █", "█ █"),
    "L": ("█  ", "█  ", "█  ", "█  ", "███"),
    "N": ("█  █", "██ █", "█ ██", "█  █", "█  █"),
    "O": ("███", "█ █", "█ █", "█ █", "███"),
    "P": ("███", "█ █", "███", "█  ", "█  "),
    "R": ("███", "█ █", "██ ", "█ █", "█ █"),
    "S": ("███", "█  ", "███", "  █", "███"),
    "T": ("███", " █ ", " █ ", " █ ", " █ "),
    "U": ("█ █", "█ █", "█ █", "█ █", "███"),
    "W": ("█   █", "█   █", "█ █ █", "█ █ █", "█████"),
    "X": ("█ █", "█ █", " █ ", "█ █", "█ █"),
    "Y": ("█ █", "█ █", " █ ", " █ ", " █ "),
}
"""Digits, and the letters that words of sessions and cues need: most three dots wide, all five
high. An I of one dot, as else RIGHT has no room beside a figure at 80 columns."""
DOT_ROWS = 5
FULL = "█"
"""Written to a terminal as a coloured space, see `tui.driver`."""
_FLATTEST = 2
"""So many rows a letter has at least for each cell of a dot's width; 2.5 make a square dot."""
_TALLER_FIRST = ((), (2,), (1, 3), (0, 2, 4), (0, 1, 3, 4))
"""Which rows of dots are a cell higher, by how many cells are left: a letter stays even."""


class Letters(NamedTuple):
    """How large letters are drawn."""

    width: int
    """Cells of a dot."""
    heights: tuple[int, ...]
    """Rows of each row of dots."""

    @property
    def rows(self) -> int:
        """Rows of a letter."""
        return sum(self.heights)


SMALL = Letters(1, (1, 1, 1))
"""Two dots in a cell, one above the other: for where half blocks can be shown."""


def has_half_blocks(app: App[Any]) -> bool:
    """Tell whether small letters can be shown: the Linux console has whole blocks only."""
    return app.is_headless or not is_console(environ.get("TERM", ""))


def dots(text: str) -> int:
    """Return how many dots wide a text is."""
    return max(0, sum(len(GLYPHS[letter][0]) + 1 for letter in text) - 1)


@lru_cache(maxsize=64)
def letters_for(widest: str, columns: int, rows: int) -> Letters | None:
    """Return the largest letters with which a text fits; None when none do.

    Args:
        widest: The longest that is to be written in them.
        columns: Cells there are.
        rows: Rows there are.
    """
    for width in range(columns // max(1, dots(widest)), 0, -1):
        high = min(rows, max(DOT_ROWS, -(-DOT_ROWS * width // 2)))
        if high >= max(DOT_ROWS, _FLATTEST * width):
            base, left = divmod(high, DOT_ROWS)
            taller = _TALLER_FIRST[left]
            return Letters(width, tuple(base + (row in taller) for row in range(DOT_ROWS)))
    return None


@lru_cache(maxsize=128)
def word_rows(
    text: str, letters: Letters, columns: int, halves: tuple[Style, ...], ground: Style
) -> list[Strip]:
    """Return the rows of a text in the middle of so many columns.

    Args:
        text: What to write; it must fit.
        letters: How large.
        columns: Cells of each row.
        halves: Styles of the letters, left and right of the middle; one is enough.
        ground: The style of all else.
    """
    if letters is SMALL:
        return [
            Strip([Segment(line.center(columns), halves[0])], columns) for line in small_rows(text)
        ]
    width = dots(text) * letters.width
    left = max(0, (columns - width) // 2)
    strips = []
    for row, height in enumerate(letters.heights):
        cells = [False] * left + list(_cells(text, row, letters.width))
        cells += [False] * (columns - len(cells))
        strips += [_strip(cells, columns // 2, halves, ground)] * height
    return strips


def _cells(text: str, row: int, width: int) -> Iterator[bool]:
    for dot in " ".join(GLYPHS[letter][row] for letter in text):
        yield from (dot != " ",) * width


def _strip(cells: list[bool], middle: int, halves: Sequence[Style], ground: Style) -> Strip:
    segments: list[Segment] = []
    at = 0
    for is_filled, run in groupby(cells):
        end = at + len(list(run))
        if not is_filled:
            segments.append(Segment(" " * (end - at), ground))
        else:
            before = max(0, min(end, middle) - at)
            segments.append(Segment(FULL * before, halves[0]))
            segments.append(Segment(FULL * (end - at - before), halves[-1]))
        at = end
    return Strip([each for each in segments if each.text], len(cells)).simplify()


def small_rows(text: str) -> list[str]:
    """Return a text three rows high, two dots in a cell one above the other: `█ ▀ ▄`."""
    rows = [" ".join(GLYPHS[letter][row] for letter in text) for row in range(DOT_ROWS)]
    rows += [" " * len(rows[0])]
    cell = {(True, True): "█", (True, False): "▀", (False, True): "▄", (False, False): " "}
    return [
        "".join(cell[upper != " ", lower != " "] for upper, lower in zip(*pair, strict=True))
        for pair in zip(rows[::2], rows[1::2], strict=True)
    ]


class BigWord(Widget):
    """A word as large as it fits, in the middle; repainted only when it changes."""

    DEFAULT_CSS = """
    BigWord {
        height: 1fr;
        width: 1fr;
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._text = ""

    @property
    def text(self) -> str:
        """What is shown, in letters that can be drawn."""
        return self._text

    def show(self, text: str) -> None:
        """Show a word; does nothing when it is shown already."""
        if text != self._text:
            self._text = text
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw a row, in the middle of the widget."""
        (columns, rows), ground = self.size, self.rich_style
        letters = letters_for(self._text, columns, rows)
        if letters is None:
            text = self._text.center(columns) if y == rows // 2 else ""
            return Strip([Segment(text, ground)]).adjust_cell_length(columns, ground)
        row = y - (rows - letters.rows) // 2
        if not 0 <= row < letters.rows:
            return Strip.blank(columns, ground)
        return word_rows(self._text, letters, columns, (ground,), ground)[row]
