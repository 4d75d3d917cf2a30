"""The legs an exercise is for, as a row of words of which one is chosen."""

from textual import events
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive

from library.exercises.model import Sides
from tui.keys.live import bindings
from tui.widgets.cursor_list import CURSOR_MARK
from tui.widgets.row_field import RowField, choice_at, choice_beside, choices

WORDS = {Sides.EACH: "each", Sides.BOTH: "both at once", Sides.LEFT: "left", Sides.RIGHT: "right"}


class LegsField(RowField):
    """Arrows go to the word beside, a click takes a word."""

    BINDINGS = bindings("exercise_form/legs")

    sides: reactive[Sides] = reactive(Sides.EACH)

    class Changed(Message):
        """Other legs are chosen."""

    def __init__(self, sides: Sides) -> None:
        super().__init__(id="sides")
        self.set_reactive(LegsField.sides, sides)

    def render(self) -> Content:
        """Draw the words, the chosen one on a ground of its own, and in brackets."""
        mark = (CURSOR_MARK, "$primary") if self.has_focus else " "
        return Content.assemble(mark, choices(WORDS, self.sides))

    def watch_sides(self) -> None:
        """Tell of it."""
        self.post_message(self.Changed())

    def on_click(self, event: events.Click) -> None:
        """Take the word below the mouse."""
        self.sides = choice_at(WORDS, event.x - 1) or self.sides

    def action_step(self, by: int) -> None:
        """Take the word beside."""
        self.sides = choice_beside(WORDS, self.sides, by)
