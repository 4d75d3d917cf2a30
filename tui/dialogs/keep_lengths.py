"""Asks whether lengths that were changed on the way are to be kept."""

from collections.abc import Mapping
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from library.session.hold_lengths import keep_in_words
from tui.dialogs.base import Card
from tui.widgets.key_line import KeyLine


class KeepLengths(Card[bool]):
    """Keep, or leave everything as it was."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,y", "answer(True)", "Keep", id="lengths.keep", tooltip="Keep the lengths"),
        Binding(
            "escape,n",
            "answer(False)",
            "Only this time",
            key_display="esc",
            id="lengths.leave",
            tooltip="Leave the lengths as they were",
        ),
    ]

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
