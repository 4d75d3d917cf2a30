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

    def tell(self, sentence: str) -> bool:
        """Say it; an empty sentence hides the line.

        Returns:
            Whether the line has come or gone.
        """
        told = bool(sentence)
        changed = told is not self.has_class("-told")
        if told or changed:
            self.set_class(told, "-told")
            self.update(Content(f" {sentence} Press ! to read more." if told else ""))
        return changed
