"""A week looked back at, once, when the next one has begun."""

from collections.abc import Iterable

from textual.content import Content

from tui.dialogs.question import Answer, Question


class WeekCard(Question[None]):
    """What was done in a week, and what comes next."""

    SCOPE = "week"

    def __init__(self, heading: str, lines: Iterable[str], coming: str) -> None:
        """Tell of a week.

        Args:
            heading: Which one.
            lines: What it was, a line each.
            coming: What comes next; empty where nothing is to come.
        """
        super().__init__()
        self._heading, self._lines, self._coming = heading, tuple(lines), coming

    def heading(self) -> str:
        """Return which week it is."""
        return self._heading

    def text(self) -> Iterable[Content]:
        """Return what it was, and what comes next."""
        first, *others = self._lines
        yield Content.styled(first, "bold")
        yield from map(Content, others)
        if self._coming:
            yield Content.assemble(("\nNext: ", "$text-secondary"), self._coming)

    def answers(self) -> Iterable[Answer[None]]:
        """Return the one way on."""
        yield Answer("close", None)
