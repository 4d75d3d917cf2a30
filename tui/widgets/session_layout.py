"""How large the word and the digits of a session are in the room there is."""

from collections.abc import Iterator
from typing import NamedTuple

from tui.widgets.big_word import DOT_ROWS, SMALL, Letters, dots, letters_for

WIDEST = "RIGHT"
"""Both legs are written as large as one, so that nothing jumps."""
DIGITS = "00"
WORD_SHARE = 0.31
"""Of the rows the word has this much: then the digits of a hold are twice as high."""
_GAPS = 2
"""Empty rows between word and digits, and between these and the bar."""
_SPARE_PART = 3
"""Where more than this part would be left over below the words of a pause, all is spread."""


class Layout(NamedTuple):
    """How large everything is, and how far apart."""

    word: Letters | None
    """None where it is written as any text."""
    digits: Letters | None
    beside: bool
    """Whether word and digits stand on one line, in the same letters."""
    steps: int
    """Rows for what to do in words."""
    gaps: tuple[int, int, int]
    """Empty rows above the word, between word and digits, and below the digits."""


class Wanted(NamedTuple):
    """What the words want, in rows."""

    least: int = 0
    """Below this they say too little; the same for all steps, so that digits stay in one place."""
    most: int = 0
    waits: bool = False
    """Whether they matter more now than digits: then these are no larger than the word."""


def layout_for(
    columns: int, rows: int, wanted: Wanted, *, widest: str = DIGITS, blocks: bool = True
) -> Layout:
    """Return how large word and digits are, so that they fill what there is.

    Args:
        columns: Cells there are.
        rows: Rows there are without the bar and what stands close below it.
        wanted: What the words want.
        widest: The digits that must fit.
        blocks: Whether the terminal has half blocks.
    """
    choices = list(_choices(columns, rows, wanted, widest, blocks))
    if not wanted.waits:
        return choices[0]
    large = [each for each in choices if each.digits and each.digits.rows >= DOT_ROWS]
    last = large[-1] if large else choices[0]
    return next((each for each in large or choices if each.steps >= wanted.least), last)


def _choices(
    columns: int, rows: int, wanted: Wanted, widest: str, blocks: bool
) -> Iterator[Layout]:
    """All that is possible, the larger ones first."""
    word = letters_for(WIDEST, columns, max(DOT_ROWS, round(rows * WORD_SHARE)))
    if word is not None:
        room = rows - word.rows - _GAPS
        if room >= DOT_ROWS:
            yield _stacked(word, columns, room, wanted, widest)
        if wanted.waits and blocks and room > SMALL.rows:
            yield Layout(word, SMALL, False, room - SMALL.rows, (0, 1, 1))
    letters = letters_for(f"{WIDEST} {widest}", columns, rows - 1)
    if letters is None and blocks and rows > SMALL.rows:
        fits = dots(f"{WIDEST} {widest}") <= columns
        letters = SMALL if fits else None
    used = letters.rows if letters else min(1, rows)
    below = min(1, max(0, rows - used)) if letters else 0
    yield Layout(letters, letters, True, max(0, rows - used - below), (0, 0, below))


def _stacked(word: Letters, columns: int, room: int, wanted: Wanted, widest: str) -> Layout:
    """Digits below the word, with so many rows for them and the words."""
    words = min(wanted.most, room - DOT_ROWS)
    if words < wanted.least and not wanted.waits:
        words = 0
    most = min(word.rows, room - words) if wanted.waits else room - words
    digits = letters_for(widest, columns, max(DOT_ROWS, most))
    if digits is None:
        return Layout(word, word, False, 0, (0, 1, 1))
    left = room - digits.rows - words
    if wanted.waits:
        above = left // 3 if left > room // _SPARE_PART else 0
        return Layout(word, digits, False, words + left - 2 * above, (above, 1 + above, 1))
    return Layout(word, digits, False, words, (left // 3, 1 + (left + 2) // 3, 1 + (left + 1) // 3))
