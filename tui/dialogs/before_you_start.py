"""The card to read before the first session."""

from textual.app import ComposeResult
from textual.content import Content

from library.exercises.safety import BEFORE_YOU_START, EMERGENCY, CardPart
from library.profile import Profile
from tui.dialogs.base import Card
from tui.keys.live import bindings
from tui.widgets.cursor_list import Reading
from tui.widgets.hanging import Hanging
from tui.widgets.text import Text


class BeforeYouStart(Card[bool]):
    """When not to stretch and when to stop; the result tells whether it was acknowledged.

    Once it has been, it is only to be read.
    """

    BINDINGS = bindings("card")
    HEADING = "Before you start"

    def __init__(self, profile: Profile) -> None:
        """Show the card.

        Args:
            profile: Where the acknowledgement is kept.
        """
        super().__init__()
        self._profile = profile

    def body(self) -> ComposeResult:
        """Build the parts of the card."""
        with Reading():
            read = self._profile.settings.acknowledged
            for part in BEFORE_YOU_START:
                yield Text(_words(part, None if read is None else read.version), classes="part")
            if read is not None:
                yield Text(
                    f"You read this on {read.on.day} {read.on:%B %Y}.",
                    classes="part muted",
                )

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to read on first; nothing to acknowledge when the card is only read again."""
        if action not in ("more", "acknowledge"):
            return True
        return not self._profile.card_is_read and self.is_more_below is (action == "more")

    def action_more(self) -> None:
        """Read the next screenful."""
        self.query_one(Reading).scroll_page_down(animate=False)

    def action_acknowledge(self) -> None:
        """Keep date and version of the card; going on does not depend on the disk."""
        self._profile.acknowledge_card()
        self.dismiss(True)

    def action_leave(self) -> None:
        """Go back without acknowledging."""
        self.dismiss(False)


def _words(part: CardPart, read: int | None) -> Hanging:
    title = part.title_for(read)
    if part is EMERGENCY:
        lines = [Content.styled(f"! {title}", "bold $muscle-text")]
    else:
        lines = [Content.styled(title, "bold $text-secondary")]
    if part.text:
        lines.append(Content(part.text))
    lines.extend(Content(f"• {point}") for point in part.points)
    return Hanging(Content("\n").join(lines))
