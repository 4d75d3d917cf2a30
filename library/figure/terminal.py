"""Chooses how to draw from what is known about the terminal."""

from collections.abc import Callable

from library.figure.encode import Cell, Grid
from library.figure.figure import Mode

SMALLEST = (24, 10)
"""Columns and rows below which a figure says less than words; our judgement."""


def choose_mode(setting: str, term: str, encoding: str, colour: bool) -> Mode | None:
    """The way of drawing.

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
    if not encoding.lower().replace("_", "-").startswith("utf"):
        return Mode.CELLS if colour else Mode.ASCII
    if not colour:
        return Mode.BRAILLE
    # The Linux console's fonts have half blocks but no quadrants.
    return Mode.HALF if term == "linux" else Mode.QUADRANT


def big_enough(columns: int, rows: int) -> bool:
    """Whether there is room for a figure."""
    return columns >= SMALLEST[0] and rows >= SMALLEST[1]


def ansi(grid: Grid, colour: bool = True) -> str:
    """The picture as text with colour codes, for printing to a terminal."""
    return "\n".join(_line(row, _code if colour else _no_code) for row in grid)


def _line(row: tuple[Cell, ...], code: Callable[[Cell], str]) -> str:
    parts: list[str] = []
    before = ""
    for cell in row:
        now = code(cell)
        parts.append(cell[0] if now == before else now + cell[0])
        before = now
    return "".join(parts) + ("\x1b[0m" if before else "")


def _code(cell: Cell) -> str:
    _, front, back = cell
    behind = "49" if back < 0 else f"48;2;{back >> 16};{back >> 8 & 255};{back & 255}"
    before = "39" if front < 0 else f"38;2;{front >> 16};{front >> 8 & 255};{front & 255}"
    return f"\x1b[{before};{behind}m"


def _no_code(cell: Cell) -> str:
    return ""
