"""Turns samples into cells - a glyph, its colour and the colour behind it - and cells into text."""

from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import groupby, repeat
from operator import itemgetter

from library.figure.palette import DEFAULT, SIXTEEN_VALUES, Colour

Cell = tuple[str, Colour, Colour]
"""Glyph, foreground, background."""
Grid = tuple[tuple[Cell, ...], ...]
"""Rows of cells from the top."""

QUADRANTS = " ▘▝▀▖▌▞▛▗▚▐▜▄▙▟█"
"""By the samples that are set: 1 top left, 2 top right, 4 bottom left, 8 bottom right."""
_MIRRORED = str.maketrans("▘▝▖▗▌▐▛▜▙▟▞▚", "▝▘▗▖▐▌▜▛▟▙▚▞")
_BRAILLE = 0x2800
_BRAILLE_PAIRS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
"""The dots of a braille cell from the top, left and right."""
_CUBE = (0, 95, 135, 175, 215, 255)
"""How bright red, green and blue are at the six places of xterm's colour cube."""


def quadrant(samples: Sequence[Colour], columns: int, rows: int, mixed: bool) -> Grid:
    """Return cells of two by two samples."""
    wide = columns * 2
    return tuple(
        tuple(
            map(
                quadrant_cell,
                samples[2 * row * wide : (2 * row + 1) * wide : 2],
                samples[2 * row * wide + 1 : (2 * row + 1) * wide : 2],
                samples[(2 * row + 1) * wide : (2 * row + 2) * wide : 2],
                samples[(2 * row + 1) * wide + 1 : (2 * row + 2) * wide : 2],
                repeat(mixed),
            )
        )
        for row in range(rows)
    )


def half(samples: Sequence[Colour], columns: int, rows: int, mixed: bool) -> Grid:
    """Return cells of two samples, one above the other."""
    return tuple(
        tuple(
            (" ", top, top) if top == bottom else ("▀", top, bottom)
            for top, bottom in zip(
                samples[2 * row * columns : (2 * row + 1) * columns],
                samples[(2 * row + 1) * columns : (2 * row + 2) * columns],
                strict=True,
            )
        )
        for row in range(rows)
    )


def spaces(samples: Sequence[Colour], columns: int, rows: int, mixed: bool) -> Grid:
    """Return cells of one sample, which need no glyph at all."""
    return tuple(
        tuple((" ", colour, colour) for colour in samples[row * columns : (row + 1) * columns])
        for row in range(rows)
    )


@lru_cache(maxsize=32768)
def quadrant_cell(a: Colour, b: Colour, c: Colour, d: Colour, mixed: bool) -> Cell:
    """Return the glyph and the two colours that come nearest to four samples.

    The two colours farthest apart gather the others; each group then shows its
    mean, or its commonest colour where colours must not be `mixed`.
    """
    if a == b == c == d:
        return (" ", a, a)
    four = (a, b, c, d)
    kinds = sorted(set(four))
    if len(kinds) == 2:
        first, second = kinds
    else:
        first, second = max(
            ((one, two) for n, one in enumerate(kinds) for two in kinds[n + 1 :]),
            key=lambda pair: _apart(*pair),
        )
    sets = [_apart(colour, second) < _apart(colour, first) for colour in four]
    bits = sum(1 << n for n, on in enumerate(sets) if on)
    gather = _mean if mixed else _commonest
    front = gather([colour for colour, on in zip(four, sets, strict=True) if on])
    back = gather([colour for colour, on in zip(four, sets, strict=True) if not on])
    return (QUADRANTS[bits], front, back)


def _apart(one: Colour, two: Colour) -> int:
    if one < 0 or two < 0:  # the terminal's own background is far from everything but itself
        return 0 if one == two else 1 << 18
    red, green, blue = (
        (one >> 16) - (two >> 16),
        (one >> 8 & 255) - (two >> 8 & 255),
        (one & 255) - (two & 255),
    )
    return 2 * red * red + 4 * green * green + 3 * blue * blue


def _commonest(colours: list[Colour]) -> Colour:
    return max(sorted(colours), key=colours.count)


def _mean(colours: list[Colour]) -> Colour:
    count = len(colours)
    red = sum(colour >> 16 for colour in colours) // count
    green = sum(colour >> 8 & 255 for colour in colours) // count
    return red << 16 | green << 8 | sum(colour & 255 for colour in colours) // count


def braille(dots: Sequence[bool], columns: int, rows: int, ink: Colour, paper: Colour) -> Grid:
    """Return cells of two by four dots, all in one colour."""
    wide = columns * 2

    def cell(column: int, row: int) -> Cell:
        bits = 0
        for line, (left, right) in enumerate(_BRAILLE_PAIRS):
            at = (4 * row + line) * wide + 2 * column
            bits |= left * dots[at] | right * dots[at + 1]
        return (chr(_BRAILLE + bits) if bits else " ", ink, paper)

    return tuple(tuple(cell(column, row) for column in range(columns)) for row in range(rows))


def mirrored(grid: Grid) -> Grid:
    """Return the picture seen in a mirror; the glyphs turn too."""
    return tuple(tuple((_mirror(c[0]), c[1], c[2]) for c in reversed(row)) for row in grid)


def _mirror(glyph: str) -> str:
    bits = ord(glyph) - _BRAILLE
    if not 0 < bits < 256:
        return glyph.translate(_MIRRORED)
    turned = 0
    for left, right in _BRAILLE_PAIRS:
        turned |= (right if bits & left else 0) | (left if bits & right else 0)
    return chr(_BRAILLE + turned)


Encoder = Callable[[Sequence[Colour], int, int, bool], Grid]
"""Takes samples, columns, rows and whether colours may be mixed."""

COLOURED: dict[str, tuple[int, int, Encoder]] = {
    "quadrant": (2, 2, quadrant),
    "half": (1, 2, half),
    "cells": (1, 1, spaces),
}
"""Samples across and down a cell and the encoder of each coloured way of drawing."""


def ansi(grid: Grid, colours: int) -> str:
    """Return the picture as text, for printing to a terminal.

    Args:
        grid: The cells.
        colours: 0 for none, 16 for codes any terminal knows, 256, else 24-bit codes.
    """
    return "\n".join(_line(row, colours) for row in grid)


def _line(row: tuple[Cell, ...], colours: int) -> str:
    parts: list[str] = []
    for (front, back), cells in groupby(row, key=itemgetter(1, 2)):
        text = "".join(cell[0] for cell in cells)
        code = f"\x1b[{_code(front, colours, 30)};{_code(back, colours, 40)}m" if colours else ""
        parts.append(code + text)
    return "".join(parts) + ("\x1b[0m" if colours else "")


def _code(colour: Colour, colours: int, base: int) -> str:
    """Return the code of a colour; `base` is 30 for letters and 40 for what is behind them."""
    if colour == DEFAULT:
        return str(base + 9)
    if colours <= 16 and colour in SIXTEEN_VALUES:
        bright, number = divmod(SIXTEEN_VALUES.index(colour), 8)
        return str(base + number + 60 * bright)
    if colours == 256:
        return f"{base + 8};5;{_number_of_256(colour)}"
    return f"{base + 8};2;{colour >> 16};{colour >> 8 & 255};{colour & 255}"


@lru_cache(maxsize=1024)
def _number_of_256(colour: Colour) -> int:
    """Return the number of the nearest colour: 16-231 are a cube, 232-255 greys.

    The first sixteen are left out, because every terminal shows them differently.
    """
    parts = colour >> 16, colour >> 8 & 255, colour & 255
    places = [min(range(6), key=lambda n: abs(_CUBE[n] - part)) for part in parts]
    grey = min(max(round((sum(parts) / 3 - 8) / 10), 0), 23)
    off_cube = sum((_CUBE[n] - part) ** 2 for n, part in zip(places, parts, strict=True))
    off_grey = sum((8 + 10 * grey - part) ** 2 for part in parts)
    red, green, blue = places
    return 232 + grey if off_grey < off_cube else 16 + 36 * red + 6 * green + blue
