"""Asks whether copies of the log that a sync tool left may be merged."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from library.history.sync_conflicts import ConflictCopy
from library.text import clean
from tui.dialogs.base import Card
from tui.keys.live import bindings
from tui.widgets.cursor_list import Reading
from tui.widgets.key_line import KeyLine

RELATED = (
    "Your log was changed on two machines at once, and a sync tool left both. Merging takes the "
    "newer version of every session; nothing is removed, and the copies are put aside."
)
DIFFERENT = (
    "This is a log that was begun elsewhere. Merge it only if its sessions are yours, too; "
    "then they are added to yours, and the file is put aside."
)


class ConflictCopies(Card[bool]):
    """Lists copies with what they would bring; the result is whether to merge them."""

    BINDINGS = bindings("copies")

    def __init__(self, copies: Sequence[ConflictCopy], *, related: bool) -> None:
        """Ask.

        Args:
            copies: What was found, at least one.
            related: Whether they are copies of this log, or other logs.
        """
        super().__init__()
        self._copies = copies
        self._related = related

    def compose(self) -> ComposeResult:
        """Each copy with what is new, the same or different in it."""
        with Vertical(classes="card") as card:
            card.border_title = "Copies of your log" if self._related else "A different log"
            with Reading(classes="-short-text"):
                yield Static(RELATED if self._related else DIFFERENT)
                for copy in self._copies:
                    yield Static(_copy(copy))
        yield KeyLine()

    def action_answer(self, merge: bool) -> None:
        """Close with the answer."""
        self.dismiss(merge)


def _copy(copy: ConflictCopy) -> Content:
    damage = " It is damaged; what can be read of it is taken." if copy.damaged else ""
    return Content.assemble("\n", (clean(copy.path.name), "bold"), f"\n{copy.comparison}.{damage}")
