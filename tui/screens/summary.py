"""What was done, in plain words; pain and note are optional and quick."""

from dataclasses import replace
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.getters import query_one
from textual.screen import ModalScreen
from textual.widgets import Input, Label, Static

from library.history.record import SessionRecord
from library.routines.model import Plan
from library.session.summary import in_plain_words
from library.text import clean
from tui.widgets.key_line import KeyLine
from tui.widgets.pain_field import PainField


class SummaryScreen(ModalScreen[SessionRecord]):
    """Shows a finished session; the result is its record with pain and note filled in."""

    CSS_PATH = "summary.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "keep", "Done", id="summary.keep", tooltip="Keep pain and note"),
        Binding(
            "escape", "leave", "Done, leave these out", id="summary.leave", tooltip="Keep neither"
        ),
    ]

    pain_before = query_one("#pain-before", PainField)
    pain_after = query_one("#pain-after", PainField)
    note = query_one("#note", Input)
    problem = query_one("#problem", Static)

    def __init__(self, plan: Plan, record: SessionRecord, *, saved: bool = True) -> None:
        """Show it.

        Args:
            plan: What was run through.
            record: What came of it.
            saved: Whether it is in the log already.
        """
        super().__init__()
        self._plan = plan
        self._record = record
        self._saved = saved

    def compose(self) -> ComposeResult:
        """The summary and three fields that may stay empty."""
        record = self._record
        with Vertical(classes="card") as card:
            card.border_title = self._title()
            yield Static(in_plain_words(record), classes="strong", markup=False)
            if self._plan.routine.afterwards and record.completed:
                yield Static(f"Now: {self._plan.routine.afterwards}", markup=False)
            yield Static(f"It counts for {record.practice_day:%A, %-d %B}.", classes="muted")
            with Horizontal(classes="field"):
                yield Label("Pain after")
                yield PainField(record.pain_after, id="pain-after")
            with Horizontal(classes="field"):
                yield Label("Pain before")
                yield PainField(record.pain_before, id="pain-before")
            with Horizontal(classes="field"):
                yield Label("Note")
                yield Input(record.note, id="note", compact=True)
            yield Static("All optional. Tab goes to the next one, Enter is done.", classes="muted")
            yield Static(id="problem", markup=False)
        yield KeyLine()

    def _title(self) -> Content:
        if not self._saved:
            return Content("Not saved yet")
        return Content("Done" if self._record.completed else "Saved as far as it went")

    @on(Input.Submitted)
    def action_keep(self) -> None:
        """Close with what was filled in; a rating that is none is asked for again."""
        try:
            before = self.pain_before.pain()
            after = self.pain_after.pain()
        except ValueError as error:
            self.problem.update(str(error))
            return
        note = clean(self.note.value).strip()
        self.dismiss(replace(self._record, pain_before=before, pain_after=after, note=note))

    def action_leave(self) -> None:
        """Close without what was filled in."""
        self.dismiss(self._record)
