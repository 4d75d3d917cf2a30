"""Fields for what the person tells about a session: pain before, the worst, and a note."""

from collections.abc import Mapping

from msgspec.structs import replace
from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.getters import query_one
from textual.widgets import Input, TextArea

from library.history.record import SessionRecord
from library.session.pain import PAIN_TITLES, read_pain
from library.text import MAX_TEXT_LENGTH, clean
from library.wording import counted
from tui.keys.live import bindings
from tui.widgets.text import Text
from tui.widgets.typing import Line, follow_at_once

OR_NOTHING = "0-10, or leave empty"
_WORST = "while stretching, 0-10"
_NEW_LINE_KEYS = ("ctrl+j", "shift+enter")
"""Terminals send one or the other, or both."""


class PainField(Line):
    """A field for pain on the numeric rating scale: 0 to 10, or nothing."""

    # An input hides its Enter; here it is what ends the whole form, so it is named.
    BINDINGS = bindings("form/field")

    def __init__(self, name: str, pain: int | None, *, placeholder: str = OR_NOTHING) -> None:
        """Make a field.

        Args:
            name: Of the record's field, one of `PAIN_TITLES`.
            pain: What it holds at first.
            placeholder: What stands in it when it is empty.
        """
        id = name.replace("_", "-")
        super().__init__(self.rated(pain), placeholder=placeholder, id=id, name=name, compact=True)
        self._title = PAIN_TITLES[name]

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
            background: $track;
        }
        .note {
            height: 4;
        }
        NoteField {
            width: 1fr;
            height: 4;
            padding: 0 1;
            background: $track;
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
    pain_worst = query_one("#pain-worst", PainField)
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
        for name, title in PAIN_TITLES.items():
            rating = getattr(self._record, name)
            if name == "pain_after" and rating is None and name not in self._before:
                continue  # it is only changed where an earlier version asked for it
            with Horizontal(classes="field"):
                yield Text(title, classes="label")
                worst = name == "pain_worst"
                yield PainField(name, rating, placeholder=_WORST if worst else OR_NOTHING)
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
        for name, field in self._pains.items():
            field.value = self._before.get(name, field.value)
        if "note" in self._before:
            self.note.text = self._before["note"]

    @on(Input.Changed)
    @on(TextArea.Changed)
    def tell_what_fits(self) -> None:
        """Say while it is typed what a rating can be: words are easily typed into its field."""
        self.problem.update(next(filter(None, (each.wrong for each in self._pains.values())), ""))

    @property
    def _pains(self) -> dict[str, PainField]:
        """The fields for pain, by the record's field."""
        return {str(field.name): field for field in self.query(PainField)}

    @property
    def typed(self) -> dict[str, str]:
        """What stands in the fields that say something else than the record, by its field."""
        typed = {
            name: field.value
            for name, field in self._pains.items()
            if field.value != field.rated(getattr(self._record, name))
        }
        return typed if self.note.text == self._note else {**typed, "note": self.note.text}

    def filled(self) -> SessionRecord | None:
        """Return the record with what was filled in; None when a field cannot be understood.

        What is wrong is then told, and the field has the focus.
        """
        for field in self._pains.values():
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
        pains = {name: field.pain() for name, field in self._pains.items()}
        return replace(self._record, **pains, note=note)


def fields_changed(session: SessionRecord, filled: SessionRecord) -> dict[str, str]:
    """Return what is to stand in the fields that a form changed, by the record's field.

    Args:
        session: The record as the form showed it.
        filled: What the form gave back.
    """
    pains = {
        name: PainField.rated(getattr(filled, name))
        for name in PAIN_TITLES
        if getattr(filled, name) != getattr(session, name)
    }
    return pains if filled.note == session.note else {**pains, "note": filled.note}
