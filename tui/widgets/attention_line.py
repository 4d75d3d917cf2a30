"""The line on every page that says that the log needs attention."""

from textual.content import Content
from textual.widgets import Static


class AttentionLine(Static):
    """One line; it takes no room as long as there is nothing to say."""

    DEFAULT_CSS = """
    AttentionLine {
        height: 1;
        background: $warning-muted;
        color: $text-warning;
        display: none;
    }
    AttentionLine.-told { display: block; }
    """

    def tell(self, sentence: str) -> None:
        """Say it; an empty sentence hides the line."""
        self.set_class(bool(sentence), "-told")
        self.update(Content(f" {sentence} Press ! to read more." if sentence else ""))
