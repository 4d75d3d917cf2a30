"""A card of text over the page, to be read and closed again."""

from typing import TypeVar

from textual.app import ComposeResult
from textual.content import Content

from tui.dialogs.base import Card
from tui.keys.live import bindings
from tui.widgets.cursor_list import Reading
from tui.widgets.hanging import Hanging
from tui.widgets.text import Text

T = TypeVar("T")


class ReadingCard(Card[T | None]):
    """Shows `text`; it scrolls with arrows and j/k, and closes without an answer."""

    BINDINGS = bindings("card/text")

    def text(self) -> Content:
        """Build what the card says."""
        raise NotImplementedError

    def body(self) -> ComposeResult:
        """Build the text."""
        with Reading():
            yield Text(Hanging(self.text()))

    def action_close(self) -> None:
        """Go back."""
        self.dismiss(None)
