"""A row of numbers on which pain is rated with one key."""

from textual import events
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive

from library.bounds import WORST_PAIN
from library.session.pain import typed_rating
from tui.keys.live import bindings
from tui.widgets.cursor_list import CURSOR_MARK
from tui.widgets.row_field import RowField

_TITLE_WIDTH = 13
"""Cells of the title before the numbers."""
_ROOMY, _NARROW = 3, 2
"""Cells of a number."""
_CHOSEN, _NO_PAIN = "bold $on-state on $muscle-text", "bold $background on $foreground"
"""No pain is not drawn as pain."""
_LEAST_TITLE = 6
"""Cells from which on a title still stands before the numbers, cut if it must be."""


class PainField(RowField):
    """A title and the numbers from 0 to 10: a digit rates, the same again takes it back.

    1 and then 0 make ten, arrows go to the number beside, a click takes a number. Nothing needs
    to be rated.
    """

    BINDINGS = bindings("form/field")
    DEFAULT_CSS = """
    PainField {
        &:focus { text-style: bold; }
    }
    """

    rating: reactive[int | None] = reactive(None)
    """0-10; None when it is left out."""

    class _OfField(Message):
        def __init__(self, field: "PainField") -> None:
            super().__init__()
            self.field = field

    class Changed(_OfField):
        """Another rating, or none any more."""

    class Other(_OfField):
        """Something was typed that rates nothing."""

    def __init__(self, name: str, title: str, rating: int | None, about: str = "") -> None:
        """Make a row.

        Args:
            name: Of the record's field, one of `library.session.pain.PAIN_TITLES`.
            title: What is rated.
            rating: What is known already.
            about: When it was, where there is room to say so.
        """
        super().__init__(name=name, id=name.replace("_", "-"))
        self.title = title
        self._about = about
        self.set_reactive(PainField.rating, rating)

    def render(self) -> Content:
        """Draw title and numbers; what is below the rating is filled up to it."""
        title, cells = self._layout()
        mark = (CURSOR_MARK, "$primary") if self.has_focus else " "
        if not cells:
            rated = "-" if self.rating is None else f"{self.rating}"
            return Content.assemble(mark, f"{self.title} {rated} of {WORST_PAIN}")
        words = Content(f"{self.title:<{title}}").truncate(title, ellipsis=True)
        numbers = [self._number(number, cells) for number in range(WORST_PAIN + 1)]
        return Content.assemble(mark, words, *numbers, (self._hint(title, cells), "$text-muted"))

    def _layout(self) -> tuple[int, int]:
        """Return the cells of the title and of a number; none where the numbers have no room."""
        numbers = WORST_PAIN + 1
        for cells in (_ROOMY, _NARROW):
            title = min(_TITLE_WIDTH, self.size.width - 1 - numbers * cells)
            if title >= (_TITLE_WIDTH if cells == _ROOMY else _LEAST_TITLE):
                return title, cells
        return 0, 0

    def _number(self, number: int, cells: int) -> Content:
        if number == self.rating:
            plain = self.app.no_color and cells == _ROOMY
            text = f"[{number}]"[:cells] if plain else _cell(number, cells)
            return Content.styled(text, _CHOSEN if number else _NO_PAIN)
        is_below = self.rating is not None and number < self.rating
        style = "bold $muscle-text on $track" if is_below else "$text-muted"
        return Content.styled(_cell(number, cells), style)

    def _hint(self, title: int, cells: int) -> str:
        """Return what a key does, or what is rated, in words, where there is room for it."""
        about = self._about if self.rating is None else f"{self.rating} of {WORST_PAIN}"
        if self.rating is None:
            how = "a digit, or nothing"
        elif self.rating == 1:
            how = "0: ten, 1: clear"
        else:
            how = f"{self.rating % WORST_PAIN} again clears it"
        room = self.size.width - 1 - title - (WORST_PAIN + 1) * cells
        hint = f"  {how if self.has_focus else about}"
        return hint if len(hint) <= room else ""

    def watch_rating(self) -> None:
        """Tell of it."""
        self.post_message(self.Changed(self))

    def on_key(self, event: events.Key) -> None:
        """Tell that words do not rate: they are easily typed here."""
        if event.is_printable and event.key not in self.screen.active_bindings:
            self.post_message(self.Other(self))

    def on_click(self, event: events.Click) -> None:
        """Take the number below the mouse."""
        title, cells = self._layout()
        number = (event.x - 1 - title) // cells if cells else -1
        if 0 <= number <= WORST_PAIN:
            self.rating = None if number == self.rating else number

    def action_rate(self, digit: int) -> None:
        """Take a digit, 0-9."""
        self.rating = typed_rating(self.rating, digit)

    def action_step(self, by: int) -> None:
        """Take the number beside; the first one where there is none."""
        self.rating = 0 if self.rating is None else min(WORST_PAIN, max(0, self.rating + by))

    def action_clear(self) -> None:
        """Leave it out."""
        self.rating = None


def _cell(number: int, cells: int) -> str:
    """Return a number in its cells, the widest one as far from its neighbour as all others."""
    return f"{number:>{cells}}" if number == WORST_PAIN else f"{number:^{cells}}"
