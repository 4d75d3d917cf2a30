"""Cautions to read before a massage."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from library.routines.model import Plan
from tui.dialogs.base import Card
from tui.keys.live import bindings, with_keys
from tui.text.duration import about
from tui.widgets.key_line import KeyLine


class Cautions(Card[bool]):
    """Shows the cautions; the result tells whether to begin."""

    BINDINGS = bindings("cautions")

    def __init__(self, plan: Plan, cautions: Sequence[str]) -> None:
        super().__init__()
        self._plan = plan
        self._cautions = cautions

    def compose(self) -> ComposeResult:
        """The cautions, and how long it takes."""
        with Vertical(classes="card") as card:
            card.border_title = "Before the massage"
            for caution in self._cautions:
                yield Static(f"• {caution}", markup=False)
            length = about(self._plan.seconds)
            begins = with_keys(self.app, "{cautions.begin} begins.")
            yield Static(
                f"\n{self._plan.routine.name} takes {length}. {begins}",
                markup=False,
                classes="strong",
            )
        yield KeyLine()

    def action_answer(self, begin: bool) -> None:
        """Close with the answer."""
        self.dismiss(begin)
