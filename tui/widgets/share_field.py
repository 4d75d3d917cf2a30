"""How much was done, as a row of words of which one is chosen."""

from textual import events
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive

from library.session.record import Share
from library.text import clean
from tui.keys.live import bindings
from tui.widgets.cursor_list import CURSOR_MARK
from tui.widgets.row_field import RowField, choice_at, choice_beside, choices
from tui.widgets.text import shortened

WORDS = {Share.ALL: "all of it", Share.HALF: "half", Share.NONE: "none"}
_WORDS_WIDTH = sum(len(word) + 2 for word in WORDS.values())
_LONGEST_TITLE = 32
"""Cells; our judgement."""


class ShareField(RowField):
    """Left, right and space choose the word, up and down go to another row, a click takes one."""

    BINDINGS = bindings("form/share")

    share: reactive[Share | None] = reactive(Share.ALL)
    """None where the rows below it differ."""

    class Changed(Message):
        """Another share."""

        def __init__(self, field: "ShareField") -> None:
            super().__init__()
            self.field = field

    def __init__(self, title: str, exercise: str = "") -> None:
        """Make a row.

        Args:
            title: What it is about.
            exercise: The id of that exercise; empty for all of them.
        """
        super().__init__()
        self.title, self.exercise = clean(title), exercise

    @property
    def words(self) -> str:
        """The row, to be said."""
        return f"{self.title}: {WORDS[self.share] if self.share else 'as below'}."

    def render(self) -> Content:
        """Draw the title and the words, the chosen one on a ground of its own, and in brackets."""
        mark = (CURSOR_MARK, "$primary") if self.has_focus else " "
        title = f"{shortened(self.title, self._title_width):<{self._title_width}}"
        return Content.assemble(mark, title, choices(WORDS, self.share))

    @property
    def _title_width(self) -> int:
        return max(0, min(_LONGEST_TITLE, self.size.width - 1 - _WORDS_WIDTH))

    def on_click(self, event: events.Click) -> None:
        """Take the word below the mouse."""
        if share := choice_at(WORDS, event.x - 1 - self._title_width):
            self._take(share)

    def action_step(self, by: int) -> None:
        """Take the word beside."""
        self._take(choice_beside(WORDS, self.share, by))

    def _take(self, share: Share) -> None:
        if share is not self.share:
            self.share = share
            self.post_message(self.Changed(self))
