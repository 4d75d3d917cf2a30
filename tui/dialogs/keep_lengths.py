"""Asks whether lengths that were changed on the way are to be kept."""

from collections.abc import Mapping

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from library.session.hold_lengths import keep_in_words
from tui.dialogs.base import Card
from tui.keys.live import bindings
from tui.widgets.key_line import KeyLine


class KeepLengths(Card[bool]):
    """Keep, or leave everything as it was."""

    BINDINGS = bindings("lengths")

    def __init__(self, lengths: Mapping[str, int]) -> None:
        """Ask.

        Args:
            lengths: Seconds by name of the exercise.
        """
        super().__init__()
        self._lengths = lengths

    def compose(self) -> ComposeResult:
        """The question."""
        with Vertical(classes="card"):
            for name, seconds in self._lengths.items():
                yield Static(keep_in_words(name, seconds), markup=False)
        yield KeyLine()

    def action_answer(self, keep: bool) -> None:
        """Close with the answer."""
        self.dismiss(keep)
