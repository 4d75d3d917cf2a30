"""What Today opens."""

from textual.content import Content

from tui.dialogs.reading_card import ReadingCard
from tui.keys.live import bindings


class ExplainToday(ReadingCard[None]):
    """Why the plan of the day is as it is, and what is left out."""

    BINDINGS = bindings("explanations")
    HEADING = "Today"

    def __init__(self, explanation: Content) -> None:
        super().__init__()
        self._explanation = explanation

    def text(self) -> Content:
        """Return the explanation."""
        return self._explanation
