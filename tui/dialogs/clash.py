"""Shows two versions of a session that was changed in two places, and asks which to keep."""

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from library.history.protocol import ConflictError
from library.history.record import SessionRecord
from library.text import clean
from tui.dialogs.base import Card
from tui.keys.live import bindings
from tui.widgets.cursor_list import Reading
from tui.widgets.key_line import KeyLine


class ResolveConflict(Card[bool]):
    """Both versions; the result is whether to save one's own."""

    BINDINGS = bindings("clash")

    def __init__(self, clash: ConflictError) -> None:
        super().__init__()
        self._clash = clash

    def compose(self) -> ComposeResult:
        """Mine above theirs."""
        theirs = self._clash.theirs
        with Vertical(classes="card") as card:
            card.border_title = "Changed in two places"
            with Reading(classes="-short-text"):
                yield Static(Content(f"{self._clash}\n"))
                yield Static(_version("Mine", self._clash.mine))
                yield Static(_version("In the log", theirs) if theirs else Content("Deleted."))
        yield KeyLine()

    def action_answer(self, mine: bool) -> None:
        """Close with the answer."""
        self.dismiss(mine)


def _version(title: str, session: SessionRecord) -> Content:
    pains = (session.pain_before, session.pain_after)
    before, after = ("not noted" if pain is None else f"{pain} of 10" for pain in pains)
    note = clean(session.note, multiline=True) or "No note."
    return Content.assemble(
        (title, "bold $text-accent"), f"\nPain before: {before}, after: {after}.\n{note}\n"
    )
