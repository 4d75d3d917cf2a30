"""A field that is one row of words or numbers, one of which is chosen."""

from textual.widget import Widget


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
