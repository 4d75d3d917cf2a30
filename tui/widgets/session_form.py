"""Fields for what the person tells about a session: pain before, the worst, and a note."""

from collections.abc import Mapping

from msgspec.structs import replace
from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.getters import query_one
from textual.widgets import TextArea

from library.history.record import SessionRecord
from library.session.pain import PAIN_TITLES, read_pain
from library.session.pain_places import place_of, sharp_place
from library.session.put_right import texts as put_right_texts
from library.text import MAX_TEXT_LENGTH, clean
from tui.keys.live import with_keys
from tui.text.history import note_too_long
from tui.widgets.hanging import Hanging
from tui.widgets.pain_field import PainField
from tui.widgets.pain_place_field import PainPlaceField
from tui.widgets.text import Text
from tui.widgets.typing import follow_at_once

_NEW_LINE_KEYS = ("ctrl+j", "shift+enter")
"""Terminals send one or the other, or both."""
_HINT = " finishes, tab goes on."
_WORST = "while stretching"
_WORDS = "Words go into the note; tab goes there."


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
        PainField, PainPlaceField {
            margin: 0 0 1 0;
        }
        #pain-worst {
            margin: 0;
        }
        .note {
            height: 2;
            margin: 0 0 1 0;
        }
        .label {
            width: 14;
            padding-left: 1;
        }
        NoteField {
            width: 1fr;
            height: 2;
            padding: 0 1;
            background: $track;
        }
        .hint {
            color: $text-muted;
            padding-left: 1;
        }
        #problem {
            height: auto;
            padding-left: 1;
            color: $text-error;
        }
    }
    """

    pain_before = query_one("#pain-before", PainField)
    pain_worst = query_one("#pain-worst", PainField)
    place = query_one(PainPlaceField)
    note = query_one("#note", NoteField)
    problem = query_one("#problem", Text)

    def __init__(
        self, record: SessionRecord, typed: Mapping[str, str], *, worst_first: bool = False
    ) -> None:
        """Hold what is known already.

        Args:
            record: The session.
            typed: What was typed before into some of the fields, by the name of the record's field.
            worst_first: Whether the worst pain, which is what is known at the end, comes first.
        """
        super().__init__()
        self._record = record
        self._names = sorted(PAIN_TITLES, key=lambda name: worst_first and name != "pain_worst")
        self._before = typed
        self._note = ""

    def compose(self) -> ComposeResult:
        """Lay out the fields in the order they are gone through."""
        for name in self._names:
            title = PAIN_TITLES[name]
            rating = getattr(self._record, name)
            if name == "pain_after" and rating is None and name not in self._before:
                continue  # it is only changed where an earlier version asked for it
            about = _WORST if name == "pain_worst" else ""
            yield PainField(name, title, rating, about)
            if name == "pain_worst":
                yield PainPlaceField(self._record.worst_where)
        with Horizontal(classes="note"):
            yield Text("Note", classes="label")
            note = NoteField(clean(self._record.note, multiline=True), id="note", compact=True)
            self._note = note.text  # not every line end is one to the field
            yield note
        key = with_keys(self.app, "{Form.keep}")
        hint = Content.assemble("All optional. ", (f" {key} ", "$button"), _HINT)
        yield Text(Hanging(hint), classes="hint")
        yield Text(id="problem")

    def on_mount(self) -> None:
        """Put what was typed before into its fields."""
        for name, field in self._pains.items():
            try:
                field.rating = read_pain(self._before.get(name, rated(field.rating)), field.title)
            except ValueError as error:  # an earlier version let it be typed
                self.problem.update(str(error))
        if "worst_where" in self._before:
            self.place.place = place_of(self._before["worst_where"])
        if "note" in self._before:
            self.note.text = self._before["note"]

    @on(PainField.Other)
    @on(PainPlaceField.Other)
    def tell_where_words_go(self) -> None:
        """Say so: words are easily typed while a rating has the focus."""
        self.problem.update(_WORDS)

    @on(PainField.Changed)
    @on(PainPlaceField.Changed)
    @on(TextArea.Changed)
    def clear_problem(self) -> None:
        """Tell no more what is put right; nothing is while the fields are filled at first."""
        if isinstance(self.screen.focused, PainField | PainPlaceField | NoteField):
            self.problem.update("")

    @on(PainField.Changed)
    def offer_place(self, event: PainField.Changed) -> None:
        """Take the place that was named for a hold for that of the worst pain, when it is rated."""
        worst = self.pain_worst
        if event.field is not worst or worst is not self.screen.focused or worst.rating is None:
            return
        self.place.place = self.place.place or sharp_place(self._record)

    @property
    def _pains(self) -> dict[str, PainField]:
        """The fields for pain, by the record's field."""
        return {str(field.name): field for field in self.query(PainField)}

    @property
    def typed(self) -> dict[str, str]:
        """What stands in the fields that say something else than the record, by its field."""
        typed = {
            name: rated(field.rating)
            for name, field in self._pains.items()
            if field.rating != getattr(self._record, name)
        }
        if self.place.place != self._record.worst_where:
            typed["worst_where"] = self.place.place
        return typed if self.note.text == self._note else {**typed, "note": self.note.text}

    def filled(self) -> SessionRecord | None:
        """Return the record with what was filled in; None when the note is too long.

        That is then told, and the note has the focus.
        """
        if (over := len(self.note.text) - self.note.max_length) > 0 and "note" in self.typed:
            self.problem.update(note_too_long(over))
            self.note.focus()
            return None
        note = self._record.note
        if self.note.text != self._note:
            note = clean(self.note.text, multiline=True).strip()
        pains = {name: field.rating for name, field in self._pains.items()}
        return replace(self._record, **pains, worst_where=self.place.place, note=note)


def rated(rating: int | None) -> str:
    """Return a rating as it is kept with what was typed."""
    return "" if rating is None else str(rating)


def fields_changed(session: SessionRecord, filled: SessionRecord) -> dict[str, str]:
    """Return what is to stand in the fields that a form changed, by the record's field.

    Args:
        session: The record as the form showed it.
        filled: What the form gave back.
    """
    pains = {
        name: rated(getattr(filled, name))
        for name in PAIN_TITLES
        if getattr(filled, name) != getattr(session, name)
    }
    texts = {
        name: getattr(filled, name)
        for name in ("worst_where", "note")
        if getattr(filled, name) != getattr(session, name)
    }
    before, after = put_right_texts(session), put_right_texts(filled)
    done = {name: text for name, text in after.items() if text != before.get(name)}
    return {**pains, **texts, **done}
