"""Why each number is what it is, told with the person's own days."""

from textual.content import Content

from library.progress.explain import Explanations
from tui.dialogs.reading_card import ReadingCard
from tui.keys.live import bindings

MAP_TEXT = (
    "Every day of the map stands for the seconds held on it: · none, ░ less than 2 minutes, "
    "▒ less than 5, ▓ less than 10, █ 10 or more. The letters r, i, p and t are days you marked "
    "as rest, ill, pain or travel; a capital says that you practised all the same."
)


class ExplainNumbers(ReadingCard[None]):
    """All explanations, one below the other."""

    BINDINGS = bindings("explanations")

    def __init__(self, explanations: Explanations) -> None:
        super().__init__()
        self._explanations = explanations

    def text(self) -> Content:
        """Each explanation below its heading."""
        told = self._explanations
        return Content("\n\n").join(
            Content.assemble((title, "bold $text-accent"), "\n", body)
            for title, body in (
                ("This week", told.week),
                ("Weeks in a row", told.weeks_in_a_row),
                ("Days in a row", told.days_in_a_row),
                ("Strength", told.strength),
                ("Sessions and minutes", told.totals),
                ("The map of days", MAP_TEXT),
            )
        )
