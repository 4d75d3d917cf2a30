"""Changes what is remembered about a session: pain before and after, and the note."""

from dataclasses import replace
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.getters import query_one
from textual.screen import ModalScreen
from textual.widgets import Label, Static, TextArea

from library.history.record import SessionRecord
from library.text import MAX_TEXT_LENGTH, clean
from tui.widgets.key_line import KeyLine
from tui.widgets.pain_field import PainField


class SessionEdit(ModalScreen[SessionRecord | None]):
    """Three fields; gives back the changed record, or None when nothing is to be saved."""

    CSS_PATH = "session_edit.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2", "save", "Save", id="edit.save"),
        Binding("escape", "cancel", "Cancel", id="edit.cancel"),
    ]

    before = query_one("#before", PainField)
    after = query_one("#after", PainField)
    note = query_one(TextArea)
    problem = query_one("#problem", Static)

    def __init__(self, session: SessionRecord) -> None:
        super().__init__()
        self._session = session

    def compose(self) -> ComposeResult:
        """The fields, and what is wrong with them."""
        with VerticalScroll(classes="card", can_focus=False):
            yield Label("Pain before, from 0 (none) to 10 (worst)")
            yield PainField(self._session.pain_before, id="before")
            yield Label("Pain after")
            yield PainField(self._session.pain_after, id="after")
            yield Label("Note")
            yield TextArea(clean(self._session.note, multiline=True), compact=True)
            yield Static(id="problem")
        yield KeyLine()

    @on(PainField.Submitted)
    def go_on(self) -> None:
        """Enter leads to the next field."""
        self.focus_next()

    def action_save(self) -> None:
        """Give back what the fields hold, if it can be understood."""
        try:
            changed = replace(
                self._session,
                pain_before=self._pain(self.before),
                pain_after=self._pain(self.after),
                note=clean(self.note.text, multiline=True).strip(),
            )
        except ValueError as error:
            self.problem.update(Content(str(error)))
            return
        if len(self.note.text) > MAX_TEXT_LENGTH:
            self.problem.update(f"A note has room for {MAX_TEXT_LENGTH:,} characters.")
            return
        self.dismiss(changed if changed != self._session else None)

    def action_cancel(self) -> None:
        """Leave everything as it was."""
        self.dismiss(None)

    def _pain(self, field: PainField) -> int | None:
        try:
            return field.pain()
        except ValueError:
            field.focus()
            raise
