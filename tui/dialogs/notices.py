"""Everything about the log that is not as it should be, with the reason."""

from msgspec.structs import replace
from textual.content import Content

from library.text import clean
from tui.dialogs.reading_card import ReadingCard
from tui.keys.live import bindings, with_keys
from tui.services import Services
from tui.text.attention import at_length

_OTHER = (
    "If those sessions are yours, too, {attention.merge} adds them to this log. "
    "{attention.apart} leaves them out, and nothing more is said of them. Their backups stay."
)


class Notices(ReadingCard[bool]):
    """Notices about the file, other logs that lay in its place, and entries that are no records.

    Its answer says whether to add the other log to this one, or to leave it out.
    """

    BINDINGS = bindings("attention")
    HEADING = "Needs attention"

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self.other = next(iter(services.history.snapshot.others), None)
        """The other log that is asked about; each is a question of its own."""

    def on_mount(self) -> None:
        """Note that the notices are read: the line on the pages need not say them for ever."""
        self._services.history.mark_notices_read()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing can be answered where there is no other log."""
        return action != "answer" or self.other is not None

    def action_answer(self, merge: bool) -> None:
        """Close with the answer to what is to become of the other log."""
        self.dismiss(merge)

    def text(self) -> Content:
        """Build each matter below its title; then what can be done."""
        history = self._services.history
        matters = at_length(
            history.unread_notices,
            self._services.profile.problems,
            replace(history.snapshot, others=() if self.other is None else (self.other,)),
            history.to_come,
        )
        parts = [
            Content.assemble(
                (clean(title), "bold $text-warning"), "\n", clean(text, multiline=True)
            )
            for title, text in matters
        ]
        if self.other is not None:
            parts.append(Content(with_keys(self.app, _OTHER)))
        doctor = self._services.paths.command("doctor")
        parts.append(
            Content(
                f"Nothing of it is lost. `{doctor}` looks at the file, its copies and backups, "
                "and says what to do."
            )
        )
        return Content("\n\n").join(parts)
