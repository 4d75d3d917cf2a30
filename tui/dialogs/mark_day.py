"""Chooses the mark of a day."""

from dataclasses import dataclass
from datetime import date

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.getters import query_one
from textual.widgets import Static
from textual.widgets.option_list import Option

from library.history.record import MarkKind
from library.wording import day_words
from tui.dialogs.base import Card
from tui.keys.live import bindings
from tui.widgets.cursor_list import CursorList
from tui.widgets.key_line import KeyLine

_NO_MARK = "none"
_FREEZES = "the week can only add"
_CHOICES: dict[str, str] = {
    MarkKind.REST: "the week counts as usual",
    MarkKind.ILL: _FREEZES,
    MarkKind.PAIN: _FREEZES,
    MarkKind.TRAVEL: _FREEZES,
    _NO_MARK: "take the mark away",
}
"""Each mark, by its first letter, and what it does to the numbers."""
_ABOUT = (
    "\nA row of days never ends at a marked day. A week with a day marked ill, pain or travel "
    "never ends your weeks in a row and never lowers strength. What you do all the same counts."
)


@dataclass(frozen=True, slots=True)
class Marking:
    """What was chosen."""

    kind: MarkKind | None
    """None takes a mark away."""


class MarkDay(Card[Marking | None]):
    """Rest, ill, pain, travel or none; the result is None when the person thinks better of it."""

    BINDINGS = bindings("mark")

    choices = query_one(CursorList)

    def __init__(self, day: date, now: MarkKind | None) -> None:
        """Ask for the mark of a day.

        Args:
            day: The day.
            now: What it is marked as now.
        """
        super().__init__()
        self._day = day
        self._now = now or _NO_MARK

    def compose(self) -> ComposeResult:
        """The marks, each with its letter and what it does."""
        with Vertical(classes="card") as card:
            card.border_title = Content(f"Mark {day_words(self._day)}")
            yield CursorList("marks")
            yield Static(_ABOUT, classes="muted", markup=False)
        yield KeyLine()

    def on_mount(self) -> None:
        """Start at the mark the day has now."""
        self.choices.add_options(
            Option(f"{choice[0]}  {choice.capitalize():<7} {meaning}", id=choice)
            for choice, meaning in _CHOICES.items()
        )
        self.choices.highlighted = list(_CHOICES).index(self._now)
        self.choices.focus()

    def action_choose(self) -> None:
        """Take the mark under the cursor."""
        self.action_pick(self.choices.current or self._now)

    def action_pick(self, choice: str) -> None:
        """Take a mark by its name."""
        self.dismiss(Marking(None if choice == _NO_MARK else MarkKind(choice)))

    def action_back(self) -> None:
        """Change nothing."""
        self.dismiss(None)
