"""Draws all poses onto one page, which is kept in `screenshots/`."""

import base64
import struct
import zlib
from html import escape
from pathlib import Path

from library.exercises.catalogue import ExercisesFolder
from library.exercises.model import Exercise, Sides
from library.figure.encode import QUADRANTS, Cell, Grid
from library.figure.figure import Figure, Style
from library.figure.motion import stretched
from library.figure.palette import Colour, palette
from library.figure.terminal import Mode

COLUMNS, ROWS = 44, 18
CELL = (7, 14)
"""Width and height of a cell in units of the page."""
COLUMNS_OF_PAGE = 5
GAP = 12
TITLE = 20
DARK, LIGHT, PAGE = 0x1A1715, 0xFBF7F1, 0x231F1C

BRAILLE = 0x2800
BRAILLE_PAIRS = ((1, 8), (2, 16), (4, 32), (64, 128))
"""The dots of a braille cell from the top, left and right."""


def contact_sheet() -> str:
    """An SVG page with a row for each exercise.

    It shows the start, the stretch of the first level and of the last, that with its start as a
    shadow in light colours, and braille.
    """
    exercises = list(ExercisesFolder(Path("/nowhere")).read()[0])
    wide = COLUMNS * CELL[0] + GAP
    high = ROWS * CELL[1] + TITLE + GAP
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{COLUMNS_OF_PAGE * wide + GAP}"'
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
    gentle = figure.at_level(0)
    both = exercise.sides is Sides.BOTH
    left, right = ("both", "both") if both else ("left", "right")

    def draw(drawn: Figure, frame: int, side: str, style: Style, ghost: bool = False) -> Grid:
        caption = "both legs" if both else f"{side.upper()} leg"
        return drawn.cells(COLUMNS, ROWS, frame, side, style, ghost, caption)

    quadrant, held = Style(Mode.QUADRANT, dark), stretched(figure.pose)
    titles = ("kneading", "up and down") if exercise.massage else ("level 1 of 5", "level 5 of 5")
    return [
        (exercise.name, draw(figure, 0, left, quadrant)),
        (titles[0], draw(gentle, stretched(gentle.pose), left, quadrant)),
        (titles[1], draw(figure, figure.last, right, quadrant)),
        (
            "still, with the start as a shadow",
            draw(figure, held, right, Style(Mode.QUADRANT, light), ghost=True),
        ),
        ("braille, without colour", draw(figure, held, right, Style(Mode.BRAILLE, dark))),
    ]


def _hex(colour: int) -> str:
    return f"#{colour:06x}"


def _title(text: str) -> str:
    return f'<text y="-6" fill="#f0e7dc">{escape(text)}</text>'


def _picture(grid: Grid) -> str:
    """The blocks or dots as a picture inside the page, the letters as text on top."""
    dotted = any(_is_braille(cell) for row in grid for cell in row)
    lines = _dot_lines(grid) if dotted else _block_lines(grid)
    data = base64.b64encode(_png(lines)).decode("ascii")
    image = (
        f'<image width="{len(grid[0]) * CELL[0]}" height="{len(grid) * CELL[1]}"'
        ' preserveAspectRatio="none" style="image-rendering:pixelated"'
        f' href="data:image/png;base64,{data}"/>'
    )
    letters = (
        _letter(cell, column, row)
        for row, cells in enumerate(grid)
        for column, cell in enumerate(cells)
    )
    return "".join((image, *letters))


def _is_braille(cell: Cell) -> bool:
    return 0 < ord(cell[0]) - BRAILLE < 256


def _block_lines(grid: Grid) -> list[list[Colour]]:
    """Two by two pixels for each cell."""
    return [
        [colour for cell in row for colour in _samples(cell, half)]
        for row in grid
        for half in (0, 1)
    ]


def _samples(cell: Cell, half: int) -> tuple[Colour, Colour]:
    """The two colours of the upper or lower half of a cell."""
    glyph, front, back = cell
    bits = (QUADRANTS.find(glyph) if glyph in QUADRANTS else 0) >> 2 * half
    return (front if bits & 1 else back, front if bits & 2 else back)


def _dot_lines(grid: Grid) -> list[list[Colour]]:
    """Two by four dots for each cell, each of two by two pixels and a gap."""
    lines: list[list[Colour]] = []
    for row in grid:
        for pair in BRAILLE_PAIRS:
            dots = [
                front if _is_braille((glyph, front, back)) and ord(glyph) & bit else back
                for glyph, front, back in row
                for bit in pair
            ]
            line = [pixel for dot in dots for pixel in (dot, dot, DARK)]
            lines += [line, line, [DARK] * len(line)]
    return lines


def _png(lines: list[list[Colour]]) -> bytes:
    """The pixels as a PNG file."""
    rows = b"".join(b"\0" + b"".join(pixel.to_bytes(3, "big") for pixel in row) for row in lines)
    header = struct.pack(">IIBBBBB", len(lines[0]), len(lines), 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        for name, body in chunks
    )


def _letter(cell: Cell, column: int, row: int) -> str:
    glyph, front, _ = cell
    if glyph in QUADRANTS or _is_braille(cell):
        return ""
    x, y = column * CELL[0], row * CELL[1]
    return f'<text x="{x}" y="{y + 11}" fill="{_hex(front)}">{escape(glyph)}</text>'
