"""Asks what to do with changes before they would be lost."""

from enum import Enum, auto

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from tui.dialogs.base import Card
from tui.keys.live import bindings
from tui.widgets.key_line import KeyLine


class Answer(Enum):
    """What to do with the changes."""

    SAVE = auto()
    DISCARD = auto()
    GO_ON = auto()


class KeepChanges(Card[Answer]):
    """Save, discard or go on editing."""

    BINDINGS = bindings("keep")

    def __init__(self, told: str = "You have changed this routine. Save it?") -> None:
        """Ask.

        Args:
            told: What was changed, and the question.
        """
        super().__init__()
        self._told = told

    def compose(self) -> ComposeResult:
        """The question; the keys are below."""
        with Vertical(classes="card") as card:
            card.border_title = "Not saved yet"
            yield Static(self._told, markup=False)
        yield KeyLine()

    def action_save(self) -> None:
        """Save and leave."""
        self.dismiss(Answer.SAVE)

    def action_discard(self) -> None:
        """Leave without saving."""
        self.dismiss(Answer.DISCARD)

    def action_go_on(self) -> None:
        """Stay."""
        self.dismiss(Answer.GO_ON)
