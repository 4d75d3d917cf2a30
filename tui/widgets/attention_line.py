"""The line on every page that says what needs attention."""

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from library.text import clean
from tui.keys.live import with_keys

_MORE = "  Press {page.notices} to read more "
_ONLY_THE_KEY = " {page.notices} needs attention"
_LEAST_ROOM = 10
"""Cells; less of a sentence tells nothing."""


class AttentionLine(Widget):
    """One line; it takes no room as long as there is nothing to say."""

    DEFAULT_CSS = """
    AttentionLine {
        height: 1;
        background: $warning-muted;
        color: $text-warning;
        text-wrap: nowrap;
        display: none;
    }
    AttentionLine.-told { display: block; }
    """

    sentence: reactive[str] = reactive("")

    def tell(self, sentence: str) -> bool:
        """Show a sentence; an empty one hides the line.

        Returns:
            Whether the line has come or gone.
        """
        changed = bool(sentence) is not self.has_class("-told")
        self.set_class(bool(sentence), "-told")
        self.sentence = clean(sentence)
        return changed

    def render(self) -> Content:
        """Draw as much of the sentence as leaves space for the key that shows all of it."""
        more = with_keys(self.app, _MORE)
        room = self.size.width - len(more) - 1
        if room < _LEAST_ROOM:
            only = Content(with_keys(self.app, _ONLY_THE_KEY))
            return only.truncate(self.size.width, ellipsis=True)
        return Content(" ") + Content(self.sentence).truncate(room, ellipsis=True) + more
