"""Chooses how to draw the figure from what is known about the terminal."""

import re
from collections.abc import Mapping
from enum import StrEnum

SMALLEST = (24, 10)
"""Columns and rows below which a figure says less than words; our judgement."""
_SCREEN = "screen"


class Mode(StrEnum):
    """How the picture is made of characters."""

    QUADRANT = "quadrant"
    HALF = "half"
    CELLS = "cells"
    BRAILLE = "braille"
    ASCII = "ascii"


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
    """Return whether a value of TERM stands for the Linux console, also below GNU screen."""
    return term.partition("-")[0].removeprefix(f"{_SCREEN}.") == "linux"


def is_gnu_screen(environ: Mapping[str, str]) -> bool:
    """Return whether GNU screen shows what is written, here or at the other end of ssh.

    Only TERM goes through ssh. Some tmux calls itself so, too, and is taken for it there.
    """
    if environ.get("STY"):
        return True
    name = re.split(r"[.-]", environ.get("TERM", ""), maxsplit=1)[0]
    return name == _SCREEN and not environ.get("TMUX")


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
