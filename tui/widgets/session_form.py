"""Fields for what the person tells about a session: pain before and after, and a note."""

from collections.abc import Mapping

from msgspec.structs import replace
from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.getters import query_one
from textual.widgets import Input, TextArea

from library.history.record import SessionRecord
from library.session.pain import read_pain
from library.text import MAX_TEXT_LENGTH, clean
from library.wording import counted
from tui.keys.live import bindings
from tui.widgets.text import Text
from tui.widgets.typing import Line, follow_at_once

_NEW_LINE_KEYS = ("ctrl+j", "shift+enter")
"""Terminals send one or the other, or both."""


class PainField(Line):
    """A field for pain on the numeric rating scale: 0 to 10, or nothing."""

    # An input hides its Enter; here it is what ends the whole form, so it is named.
    BINDINGS = bindings("form/field")

    def __init__(self, title: str, pain: int | None, *, id: str | None = None) -> None:
        """Make a field.

        Args:
            title: What the rating is called, to tell what is wrong with it.
            pain: What it holds at first.
            id: Id of the widget.
        """
        super().__init__(self.rated(pain), placeholder="0-10, or leave empty", id=id, compact=True)
        self._title = title

    @staticmethod
    def rated(pain: int | None) -> str:
        """Return what stands in a field with this rating."""
        return "" if pain is None else str(pain)

    def pain(self) -> int | None:
        """Return the rating; None when it is left out.

        Raises:
            ValueError: Something else; the text says what is expected.
        """
        return read_pain(self.value, self._title)

    @property
    def wrong(self) -> str:
        """What is wrong with what stands in it; nothing when it will do."""
        try:
            self.pain()
        except ValueError as error:
            is_words = any(map(str.isalpha, self.value))
            return f"{error} Words go into the note." if is_words else str(error)
        return ""


class NoteField(TextArea):
    """A field of several lines; Enter is left to the screen, as in the other fields."""

    max_length = MAX_TEXT_LENGTH
    """Most characters; what is pasted is cut to it, and what is typed beyond is asked about."""

    async def _on_key(self, event: events.Key) -> None:
        if event.key == "enter":
            event.prevent_default()
        elif event.key in _NEW_LINE_KEYS:
            event.prevent_default()
            event.stop()
            self.insert("\n")
        else:
            await follow_at_once(self, event)


class SessionForm(Vertical):
    """The fields, all of which may stay empty, and what is wrong with them."""

    DEFAULT_CSS = """
    SessionForm {
        height: auto;
        .field {
            height: 1;
            margin: 0 0 1 0;
        }
        .label {
            width: 14;
        }
        PainField {
            width: 26;
            background: $boost;
        }
        .note {
            height: 4;
        }
        NoteField {
            width: 1fr;
            height: 4;
            padding: 0 1;
            background: $boost;
        }
        .hint {
            color: $text-muted;
        }
        #problem {
            height: auto;
            color: $text-error;
        }
    }
    """

    pain_before = query_one("#pain-before", PainField)
    pain_after = query_one("#pain-after", PainField)
    note = query_one("#note", NoteField)
    problem = query_one("#problem", Text)

    def __init__(self, record: SessionRecord, typed: Mapping[str, str]) -> None:
        """Hold what is known already.

        Args:
            record: The session.
            typed: What was typed before into some of the fields, by the name of the record's field.
        """
        super().__init__()
        self._record = record
        self._before = typed
        self._note = ""

    def compose(self) -> ComposeResult:
        """Lay out the fields in the order things happen."""
        with Horizontal(classes="field"):
            yield Text("Pain before", classes="label")
            yield PainField("Pain before", self._record.pain_before, id="pain-before")
        with Horizontal(classes="field"):
            yield Text("Pain after", classes="label")
            yield PainField("Pain after", self._record.pain_after, id="pain-after")
        with Horizontal(classes="field note"):
            yield Text("Note", classes="label")
            note = NoteField(clean(self._record.note, multiline=True), id="note", compact=True)
            self._note = note.text  # not every line end is one to the field
            yield note
        yield Text(
            "All optional. Tab goes on; ctrl+j begins a line in the note.",
            classes="hint",
        )
        yield Text(id="problem")

    def on_mount(self) -> None:
        """Put what was typed before into its fields."""
        self.pain_before.value = self._before.get("pain_before", self.pain_before.value)
        self.pain_after.value = self._before.get("pain_after", self.pain_after.value)
        if "note" in self._before:
            self.note.text = self._before["note"]

    @on(Input.Changed)
    @on(TextArea.Changed)
    def tell_what_fits(self) -> None:
        """Say while it is typed what a rating can be: words are easily typed into its field."""
        wrong = next(filter(None, (self.pain_before.wrong, self.pain_after.wrong)), "")
        self.problem.update(wrong)

    @property
    def typed(self) -> dict[str, str]:
        """What stands in the fields that say something else than the record, by its field."""
        pains = {"pain_before": self.pain_before, "pain_after": self.pain_after}
        typed = {
            name: field.value
            for name, field in pains.items()
            if field.value != field.rated(getattr(self._record, name))
        }
        return typed if self.note.text == self._note else {**typed, "note": self.note.text}

    def filled(self) -> SessionRecord | None:
        """Return the record with what was filled in; None when a field cannot be understood.

        What is wrong is then told, and the field has the focus.
        """
        for field in (self.pain_before, self.pain_after):
            if field.wrong:
                self.problem.update(field.wrong)
                field.focus()
                return None
        if (over := len(self.note.text) - self.note.max_length) > 0 and "note" in self.typed:
            too_many = counted(over, "character")
            told = f"The note is {too_many} too long: there is room for {MAX_TEXT_LENGTH:,}."
            self.problem.update(told)
            self.note.focus()
            return None
        note = self._record.note
        if self.note.text != self._note:
            note = clean(self.note.text, multiline=True).strip()
        before, after = self.pain_before.pain(), self.pain_after.pain()
        return replace(self._record, pain_before=before, pain_after=after, note=note)


def fields_changed(session: SessionRecord, filled: SessionRecord) -> dict[str, str]:
    """Return what is to stand in the fields that a form changed, by the record's field.

    Args:
        session: The record as the form showed it.
        filled: What the form gave back.
    """
    pains = {
        name: PainField.rated(getattr(filled, name))
        for name in ("pain_before", "pain_after")
        if getattr(filled, name) != getattr(session, name)
    }
    return pains if filled.note == session.note else {**pains, "note": filled.note}
