"""Chooses one exercise from all there are."""

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.getters import query_one
from textual.widgets.option_list import Option

from library.exercises.catalogue import Catalogue
from tui.dialogs.base import Card
from tui.keys.live import bindings
from tui.widgets.cursor_list import CursorList
from tui.widgets.key_line import KeyLine


class ChooseExercise(Card[str | None]):
    """A list of exercises; the result is the id of the chosen one."""

    CSS_PATH = "choosing.tcss"
    BINDINGS = bindings("choose")

    exercises = query_one("#choices", CursorList)

    def __init__(self, catalogue: Catalogue) -> None:
        super().__init__()
        self._catalogue = catalogue

    def compose(self) -> ComposeResult:
        """The exercises with their posture."""
        with Vertical(classes="card choosing") as card:
            card.border_title = "Add an exercise"
            yield CursorList("choices")
        yield KeyLine()

    def on_mount(self) -> None:
        """Fill the list."""
        self.exercises.add_options(
            Option(
                Content.assemble(exercise.name, (f"  {exercise.posture}", "dim")), id=exercise.id
            )
            for exercise in self._catalogue
        )
        self.exercises.highlighted = 0

    def action_take(self) -> None:
        """Choose the one under the cursor."""
        self.dismiss(self.exercises.current)

    def action_leave(self) -> None:
        """Choose none."""
        self.dismiss(None)
