"""A row of places in which it can have hurt, named with one key."""

from textual import events
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive

from library.session.pain_places import ELSEWHERE, PLACES, SOMEWHERE
from library.text import clean
from tui.keys.live import bindings, first_key
from tui.widgets.cursor_list import CURSOR_MARK
from tui.widgets.row_field import RowField

_OWN = "form"
_TITLE_WIDTH = 13
"""Cells of the title before the places, as that of a row for pain."""
_SHORT = ("back", "left", "right", "other")
"""What places are called where there is little room."""
_CHOSEN = "bold $on-state on $muscle-text"


class PainPlaceField(RowField):
    """A title and the places: 1 to 3 take one, 4 asks for another, the same again takes it back."""

    BINDINGS = bindings("form/place")
    DEFAULT_CSS = """
    PainPlaceField {
        &:focus { text-style: bold; }
    }
    """

    place: reactive[str] = reactive("")
    """One of `PLACES` or a word of the person's own; empty when it is left out."""

    class _OfField(Message):
        def __init__(self, field: "PainPlaceField") -> None:
            super().__init__()
            self.field = field

    class Changed(_OfField):
        """Another place, or none any more."""

    class ElseAsked(_OfField):
        """The person wants to name a place of their own."""

    class Other(_OfField):
        """Something was typed that names no place."""

    def __init__(self, place: str, *, title: str = "Where", scope: str = _OWN) -> None:
        """Make a row.

        Args:
            place: What is known already.
            title: What stands before the places.
            scope: Where its keys are declared: else than usually with the card around it, which
                then has the focus.
        """
        super().__init__(id="place")
        self.title = title
        self.can_focus = scope == _OWN
        self._scope = scope
        self.set_reactive(PainPlaceField.place, place)

    @property
    def words(self) -> str:
        """The title and the place, to be said."""
        return f"{self.title.rstrip('?')}: {clean(self.place) or 'not noted'}."

    def render(self) -> Content:
        """Draw title and places; the one that is named stands out."""
        mark = (CURSOR_MARK, "$primary") if self.has_focus else " "
        title = f"{self.title:<{_TITLE_WIDTH}}"
        row = Content.assemble(mark, title, *self._parts((*PLACES, SOMEWHERE)))
        if row.cell_length > self.size.width:
            row = Content.assemble(mark, title, *self._parts(_SHORT))
        return row.truncate(self.size.width, ellipsis=True)

    def _parts(self, names: tuple[str, ...]) -> list[Content]:
        number = self.number
        own = clean(self.place) if number == ELSEWHERE else names[-1]
        parts = []
        for place, name in enumerate((*names[:-1], own), start=1):
            key, chosen = first_key(self.app, f"{self._scope}.place_{place}"), place == number
            text = f"[{key} {name}]" if chosen and self.app.no_color else f" {key} {name} "
            parts.append(Content.styled(text, _CHOSEN if chosen else "$text-muted"))
        return parts

    @property
    def number(self) -> int | None:
        """The number of the place, 1 to 4; None where there is none."""
        if self.place in PLACES:
            return PLACES.index(self.place) + 1
        return ELSEWHERE if self.place else None

    def watch_place(self) -> None:
        """Tell of it."""
        self.post_message(self.Changed(self))

    def on_key(self, event: events.Key) -> None:
        """Tell that words name no place by themselves: they are easily typed here."""
        if self.has_focus and event.is_printable and event.key not in self.screen.active_bindings:
            self.post_message(self.Other(self))

    def action_place(self, number: int) -> None:
        """Take a place by its number, 1 to 4; the same again takes it back."""
        if number == self.number:
            self.place = ""
        elif number == ELSEWHERE:
            self.post_message(self.ElseAsked(self))
        else:
            self.place = PLACES[number - 1]

    def action_step(self, by: int) -> None:
        """Take the place beside; the first one where there is none."""
        now = self.number
        number = 1 if now is None else min(len(PLACES), max(1, now + by))
        self.place = PLACES[number - 1]

    def action_clear(self) -> None:
        """Leave it out."""
        self.place = ""
