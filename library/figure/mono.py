"""The figure without colours: braille outlines, or a letter for every material."""

from collections import Counter
from collections.abc import Sequence

from library.figure.encode import Cell, Grid
from library.figure.palette import Colour

VOID = 0
SOLID = ("hair", "muscle", "arrow")
"""Filled in braille."""
STIPPLED = ("prop", "prop2", "mat", "ground")
DOTTED = ("far", "far_sleeve", "far_skin", "far_shoe", "ghost")
"""Drawn with half of the dots of their outline."""
LETTERS = {
    "ground": "_",
    "prop": "=",
    "prop2": "=",
    "mat": "=",
    "shirt": "H",
    "sleeve": "h",
    "far_sleeve": ".",
    "skin": "o",
    "hand": "O",
    "far_skin": ".",
    "hair": "@",
    "near": "n",
    "far": ":",
    "cross": "x",
    "shoe": "W",
    "far_shoe": ":",
    "muscle": "#",
    "arrow": "*",
    "ghost": "`",
}


def outline(samples: Sequence[int], width: int, names: Sequence[str]) -> list[bool]:
    """Return which dots of a braille picture are set.

    Args:
        samples: Number of the material at each dot, `VOID` for nothing.
        width: Dots in a row.
        names: The material of each number.
    """
    dots: list[bool] = []
    for index, number in enumerate(samples):
        row, column = divmod(index, width)
        name = names[number]
        if number == VOID:
            dots.append(False)
        elif name in SOLID:
            dots.append(True)
        elif name in STIPPLED:
            dots.append((row + column) % 2 == 0)
        else:
            on = _on_edge(samples, index, column, width)
            dots.append(on and (name not in DOTTED or (row + column) % 2 == 0))
    return dots


def _on_edge(samples: Sequence[int], index: int, column: int, width: int) -> bool:
    """Return whether the material begins here, seen from the left and above or right and below.

    Of two materials that meet only the one with the greater number gets the line.
    """
    number = samples[index]
    near = [samples[index - 1]] if column else [VOID]
    near += [samples[index + 1]] if column < width - 1 else [VOID]
    near += [samples[index - width]] if index >= width else [VOID]
    near += [samples[index + width]] if index + width < len(samples) else [VOID]
    return any(other < number for other in near)


def letters(
    samples: Sequence[int],
    columns: int,
    rows: int,
    names: Sequence[str],
    ink: Colour,
    paper: Colour,
) -> Grid:
    """Return cells of two by two samples; the commonest material gives its letter."""
    wide = columns * 2

    def cell(column: int, row: int) -> Cell:
        at = 2 * row * wide + 2 * column
        four = (samples[at], samples[at + 1], samples[at + wide], samples[at + wide + 1])
        counts = Counter(number for number in four if number != VOID)
        number, seen = counts.most_common(1)[0] if counts else (VOID, 4)
        known = number != VOID and seen >= 2
        return (LETTERS.get(names[number], " ") if known else " ", ink, paper)

    return tuple(tuple(cell(column, row) for column in range(columns)) for row in range(rows))
