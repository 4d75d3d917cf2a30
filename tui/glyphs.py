"""Draws with what a terminal can show: blocks without seams, stand-ins where its font has none."""

import re

_STAND_INS = {
    "▓": "■",  # a step darker than ▒, as the map of the year needs it
    "✓": "+",
    "○": "o",
    "◆": "♦",
    "★": "*",
    "▔": "¯",
    "▕": "│",
    **dict.fromkeys("▁▂▃", "_"),
    **dict.fromkeys("▏▎▍▖▗▘▝", " "),
    **dict.fromkeys("▀▄▅▆▇▉▊▋▌▐▙▚▛▜▞▟", "█"),
}
"""What the console fonts Lat15 and Uni2 of Debian lack, by the signs in their tables."""
_CONSOLE = str.maketrans(_STAND_INS)
_FULL = "█"
_RUN_OR_STYLE = re.compile(rf"{_FULL}+|\x1b\[([\d;]*)m")
_REVERSE, _NOT_REVERSE = "\x1b[7m", "\x1b[27m"
_COLOUR = re.compile(r"(?<!\d)[345]8;(?:5;\d+|2;\d+;\d+;\d+)")
"""A colour among the numbers of a style: the numbers in it mean nothing else."""


def drawable(text: str, *, console: bool) -> str:
    """Return what to write so that it looks as it is meant.

    A full block is a space in the colour of its text: fonts often leave a gap between blocks,
    which shows as a dark seam in xterm and st, and coloured spaces have none.

    Args:
        text: Text with the terminal's sequences.
        console: Whether the Linux console shows it, whose fonts have few signs.
    """
    if text.isascii():
        return text
    if console:
        text = text.translate(_CONSOLE)
    return _with_spaces(text) if _FULL in text else text


def _with_spaces(text: str) -> str:
    """Return the text with reversed spaces for full blocks; where it is reversed, with others."""
    is_reversed = False

    def written(found: re.Match[str]) -> str:
        nonlocal is_reversed
        if (style := found[1]) is not None:
            is_reversed = _is_reversed(style, is_reversed)
            return found[0]
        spaces = " " * len(found[0])
        if is_reversed:
            return f"{_NOT_REVERSE}{spaces}{_REVERSE}"
        return f"{_REVERSE}{spaces}{_NOT_REVERSE}"

    return _RUN_OR_STYLE.sub(written, text)


def _is_reversed(style: str, before: bool) -> bool:
    """Tell whether text is reversed after a style, given by its numbers."""
    for number in _COLOUR.sub("38", style).split(";"):
        match number:
            case "7":
                before = True
            case "27" | "0" | "":
                before = False
    return before
