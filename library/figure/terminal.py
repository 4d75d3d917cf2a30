"""Chooses how to draw the figure from what is known about the terminal."""

from functools import lru_cache
from itertools import groupby
from operator import itemgetter

from library.figure.encode import Cell, Grid
from library.figure.figure import Mode
from library.figure.palette import DEFAULT, SIXTEEN_VALUES, Colour

_CUBE = (0, 95, 135, 175, 215, 255)
"""How bright red, green and blue are at the six places of xterm's colour cube."""
SMALLEST = (24, 10)
"""Columns and rows below which a figure says less than words; our judgement."""


def choose_mode(setting: str, term: str, encoding: str, colour: bool) -> Mode | None:
    """Choose the way of drawing.

    Args:
        setting: `auto`, `off` or one of the modes.
        term: The value of TERM.
        encoding: The encoding of the output.
        colour: Whether the terminal shows colours, be it greys.

    Returns:
        None when the figure is switched off.
    """
    if setting == "off":
        return None
    if setting in list(Mode):
        return Mode(setting)
    # The fonts of the Linux console have no half blocks either.
    if is_console(term) or not encoding.lower().replace("_", "-").startswith("utf"):
        return Mode.CELLS if colour else Mode.ASCII
    return Mode.QUADRANT if colour else Mode.BRAILLE


def is_console(term: str) -> bool:
    """Return whether a value of TERM stands for the Linux console."""
    return term.partition("-")[0] == "linux"


def colours_of(term: str, colorterm: str) -> int:
    """Return how many colours a terminal shows: 16, 256 or millions.

    Args:
        term: The value of TERM.
        colorterm: The value of COLORTERM.
    """
    if colorterm in ("truecolor", "24bit"):
        return 1 << 24
    return 256 if term.rpartition("-")[2] in ("256color", "kitty") else 16


def big_enough(columns: int, rows: int) -> bool:
    """Return whether there is space for a figure."""
    return columns >= SMALLEST[0] and rows >= SMALLEST[1]


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
