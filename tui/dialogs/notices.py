"""Everything about the log that is not as it should be, with the reason."""

from textual.content import Content

from library.text import clean
from tui.dialogs.reading_card import ReadingCard
from tui.keys.live import bindings
from tui.services import Services
from tui.text.attention import at_length


class Notices(ReadingCard[None]):
    """Notices about the file, and entries that are no valid records."""

    BINDINGS = bindings("attention")

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services

    def on_mount(self) -> None:
        """Note that the notices are read: the line on the pages need not say them for ever."""
        self._services.history.mark_notices_read()

    def text(self) -> Content:
        """Build each matter below its title; then what can be done."""
        history = self._services.history
        matters = at_length(
            history.unread_notices, self._services.profile.problems, history.snapshot.invalid
        )
        parts = [
            Content.assemble((clean(title), "bold $text-warning"), "\n", clean(text))
            for title, text in matters
        ]
        parts.append(
            Content(
                "Nothing of it is lost. `supple doctor` looks at the file, its copies and backups, "
                "and says what to do."
            )
        )
        return Content("\n\n").join(parts)
