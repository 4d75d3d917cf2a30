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
_RUN = re.compile(f"{_FULL}+")


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
    return _RUN.sub(_as_spaces, text) if _FULL in text else text


def _as_spaces(run: re.Match[str]) -> str:
    return f"\x1b[7m{' ' * len(run[0])}\x1b[27m"
