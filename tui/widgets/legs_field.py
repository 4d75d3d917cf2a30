"""The legs an exercise is for, as a row of words of which one is chosen."""

from textual import events
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive

from library.exercises.model import Sides
from tui.keys.live import bindings
from tui.widgets.cursor_list import CURSOR_MARK
from tui.widgets.row_field import RowField

WORDS = {Sides.EACH: "each", Sides.BOTH: "both at once", Sides.LEFT: "left", Sides.RIGHT: "right"}
_GAP = 1


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
        return Content.assemble(mark, *map(self._word, WORDS))

    def _word(self, sides: Sides) -> Content:
        if sides is self.sides:
            return Content.styled(f"[{WORDS[sides]}]", "bold $background on $foreground")
        return Content.styled(f" {WORDS[sides]} ", "$text-muted")

    def watch_sides(self) -> None:
        """Tell of it."""
        self.post_message(self.Changed())

    def on_click(self, event: events.Click) -> None:
        """Take the word below the mouse."""
        end = _GAP
        for sides, word in WORDS.items():
            begin, end = end, end + len(word) + 2
            if begin <= event.x < end:
                self.sides = sides

    def action_step(self, by: int) -> None:
        """Take the word beside."""
        choices = list(WORDS)
        at = choices.index(self.sides) + by
        self.sides = choices[min(max(at, 0), len(choices) - 1)]
