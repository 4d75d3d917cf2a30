"""A card on which pain and note of a session are filled in."""

from collections.abc import Iterator

from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.getters import query_one
from textual.widget import Widget
from textual.widgets import Input

from library.history.record import SessionRecord
from tui.dialogs.base import Card
from tui.dialogs.keep_changes import Answer, KeepChanges
from tui.keys.live import bindings
from tui.widgets.key_line import KeyLine
from tui.widgets.session_form import SessionForm

CHANGED = "You have filled in something. Keep it?"


class SessionFormDialog(Card[SessionRecord]):
    """The fields and their two keys; the result is the record as it is to be."""

    CSS_PATH = "session_form.tcss"
    BINDINGS = bindings("form")

    form = query_one(SessionForm)

    def __init__(self, record: SessionRecord) -> None:
        """Show what is known.

        Args:
            record: The session.
        """
        super().__init__()
        self.record = record

    def compose(self) -> ComposeResult:
        """What there is to say about the session, then the fields."""
        with VerticalScroll(classes="card", can_focus=False) as card:
            card.border_title = Content(self.title_words())
            yield from self.above()
            yield SessionForm(self.record)
        yield KeyLine()

    def title_words(self) -> str:
        """What stands in the frame of the card."""
        return ""

    def above(self) -> Iterator[Widget]:
        """What stands above the fields."""
        yield from ()

    @on(Input.Submitted)
    def action_keep(self) -> None:
        """Close with what was filled in; what can not be understood is asked for again."""
        if self.may_close and (filled := self.form.filled()) is not None:
            self.dismiss(filled)

    def action_leave(self) -> None:
        """Close without a change; what was filled in is not lost without a question."""
        if not self.may_close:
            return
        if self.form.changed:
            self.app.push_screen(KeepChanges(CHANGED), self._answered)
        else:
            self.dismiss(self.record)

    @property
    def may_close(self) -> bool:
        """Whether the keys that close the card work already."""
        return True

    def _answered(self, answer: Answer | None) -> None:
        if answer is Answer.SAVE:
            self.action_keep()
        elif answer is Answer.DISCARD:
            self.dismiss(self.record)
