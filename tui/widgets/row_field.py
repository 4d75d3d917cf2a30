"""A field that is one row of words or numbers, one of which is chosen."""

from collections.abc import Mapping
from typing import TypeVar

from textual.content import Content
from textual.widget import Widget

T = TypeVar("T")

_CHOSEN = "bold $background on $foreground"


class RowField(Widget, can_focus=True):
    """Shows the mark of the cursor while it has the focus."""

    DEFAULT_CSS = """
    RowField {
        height: 1;
    }
    """

    def on_focus(self) -> None:
        """Show the mark of the cursor, and lead there who follows the terminal's own."""
        self.refresh()
        self.call_after_refresh(self._place_cursor)

    def _place_cursor(self) -> None:
        if self.has_focus:
            self.app.cursor_position = self.content_region.offset

    def on_blur(self) -> None:
        """Take the mark away."""
        self.refresh()


def choices(words: Mapping[T, str], chosen: T | None) -> Content:
    """Return words in a row, the chosen one on a ground of its own, and in brackets."""
    return Content("").join(
        Content.styled(f"[{word}]", _CHOSEN)
        if choice == chosen
        else Content.styled(f" {word} ", "$text-muted")
        for choice, word in words.items()
    )


def choice_at(words: Mapping[T, str], cell: int) -> T | None:
    """Return the choice whose word has a cell; None beside all of them.

    Args:
        words: As `choices` shows them.
        cell: From 0, where the first of them begins.
    """
    end = 0
    for choice, word in words.items():
        begin, end = end, end + len(word) + 2
        if begin <= cell < end:
            return choice
    return None


def choice_beside(words: Mapping[T, str], chosen: T | None, by: int) -> T:
    """Return the choice to the right (`by` 1) or the left (-1); the first where none is chosen."""
    every = list(words)
    at = 0 if chosen is None else every.index(chosen) + by
    return every[min(max(at, 0), len(every) - 1)]
