"""Draws all poses onto one page: `python -m tests.contact_sheet screenshots/figures.svg`."""

import sys
from collections import defaultdict
from html import escape
from pathlib import Path

from library.exercises.catalogue import load_catalogue
from library.exercises.model import Exercise, Sides
from library.figure.encode import QUADRANTS, Cell, Grid
from library.figure.figure import Figure, Mode, Style
from library.figure.motion import stretched
from library.figure.palette import palette

COLUMNS, ROWS = 44, 18
CELL = (7, 14)
"""Width and height of a cell in units of the page."""
GAP = 12
TITLE = 20
DARK, LIGHT, PAGE = 0x101418, 0xF4F1EA, 0x20252D

Runs = dict[int, list[str]]
"""Pieces of paths by colour."""


def contact_sheet() -> str:
    """An SVG page with a row for each exercise: start, stretch, both in light, and braille."""
    exercises = list(load_catalogue(None)[0])
    wide = COLUMNS * CELL[0] + GAP
    high = ROWS * CELL[1] + TITLE + GAP
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{4 * wide + GAP}"'
        f' height="{len(exercises) * high + GAP}" font-family="monospace" font-size="12"'
        ' shape-rendering="crispEdges">',
        f'<rect width="100%" height="100%" fill="{_hex(PAGE)}"/>',
    ]
    for row, exercise in enumerate(exercises):
        for column, (title, grid) in enumerate(_pictures(exercise)):
            x, y = GAP + column * wide, row * high + TITLE
            parts.append(f'<g transform="translate({x} {y})">{_title(title)}{_picture(grid)}</g>')
    return "\n".join([*parts, "</svg>"]) + "\n"


def _pictures(exercise: Exercise) -> list[tuple[str, Grid]]:
    figure = Figure.from_mapping(exercise.pose, exercise.id)
    dark, light = palette(DARK), palette(LIGHT)
    held = stretched(figure.pose)
    both = exercise.sides is Sides.BOTH
    left, right = ("both", "both") if both else ("left", "right")

    def draw(position: float, side: str, style: Style, ghost: bool = False) -> Grid:
        caption = "BOTH legs" if both else f"{side.upper()} leg"
        return figure.cells(COLUMNS, ROWS, position, side, style, ghost, caption)

    quadrant = Style(Mode.QUADRANT, dark)
    return [
        (exercise.name, draw(0, left, quadrant)),
        ("the stretch" if not exercise.massage else "kneading", draw(held, left, quadrant)),
        (
            "still, with the start as a shadow",
            draw(held, right, Style(Mode.QUADRANT, light), ghost=True),
        ),
        ("braille, without colour", draw(held, right, Style(Mode.BRAILLE, dark))),
    ]


def _hex(colour: int) -> str:
    return f"#{colour:06x}"


def _title(text: str) -> str:
    return f'<text y="-6" fill="#e8eaf0">{escape(text)}</text>'


def _picture(grid: Grid) -> str:
    runs: Runs = defaultdict(list)
    texts: list[str] = []
    for row, cells in enumerate(grid):
        for column, cell in enumerate(cells):
            texts += _letter(cell, column, row)
        for half in (0, 1):
            _runs(
                [colour for cell in cells for colour in _samples(cell, half)], 2 * row + half, runs
            )
    scale = f'<g transform="scale({CELL[0] / 2:g} {CELL[1] / 2:g})">'
    paths = [f'<path fill="{_hex(colour)}" d="{"".join(d)}"/>' for colour, d in runs.items()]
    return "".join([scale, *paths, "</g>", *texts])


def _samples(cell: Cell, half: int) -> tuple[int, int]:
    """The two colours of the upper or lower half of a cell."""
    glyph, front, back = cell
    bits = QUADRANTS.find(glyph) if glyph in QUADRANTS else 0
    bits >>= 2 * half
    return (front if bits & 1 else back, front if bits & 2 else back)


def _runs(colours: list[int], line: int, runs: Runs) -> None:
    """Add one line of samples, neighbours of one colour as one box."""
    start = 0
    for end in range(1, len(colours) + 1):
        if end == len(colours) or colours[end] != colours[start]:
            runs[colours[start]].append(f"M{start} {line}h{end - start}v1h-{end - start}z")
            start = end


def _letter(cell: Cell, column: int, row: int) -> list[str]:
    glyph, front, _ = cell
    if glyph in QUADRANTS:
        return []
    x, y = column * CELL[0], row * CELL[1]
    if 0x2800 < ord(glyph) <= 0x28FF:
        return [_dots(ord(glyph) - 0x2800, x, y, front)]
    return [f'<text x="{x}" y="{y + 11}" fill="{_hex(front)}">{escape(glyph)}</text>']


def _dots(bits: int, x: int, y: int, colour: int) -> str:
    places = {
        1: (0, 0),
        2: (0, 1),
        4: (0, 2),
        8: (1, 0),
        16: (1, 1),
        32: (1, 2),
        64: (0, 3),
        128: (1, 3),
    }
    boxes = "".join(
        f"M{x + 1 + 3.5 * across:g} {y + 1 + 3.5 * down:g}h1.8v1.8h-1.8z"
        for bit, (across, down) in places.items()
        if bits & bit
    )
    return f'<path fill="{_hex(colour)}" d="{boxes}"/>'


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(contact_sheet(), encoding="utf-8")
