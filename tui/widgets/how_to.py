"""The written steps of an exercise, with the one to do now marked."""

from textual.content import Content

from library.exercises.model import Exercise, Side
from tui.widgets.text import Text

ROOMY_ROWS = 14
"""From this height on all steps fit; below it what is done already is left out."""


class HowTo(Text):
    """Steps in words; the current one first in sight."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: object = None

    def show(self, exercise: Exercise, side: Side, current: int | None = None) -> None:
        """Show the steps for a side.

        Args:
            exercise: What to do.
            side: The leg the words name.
            current: The step to mark, from 0; None marks none and shows all.
        """
        roomy = self.size.height >= ROOMY_ROWS
        if (exercise.id, side, current, roomy) == self._shown:
            return
        self._shown = (exercise.id, side, current, roomy)
        steps = exercise.steps_for(side)
        first = 0 if current is None or roomy else max(0, min(current, len(steps) - 2))
        lines = [
            Content.styled(f"▸ {step}", "bold")
            if number == current
            else Content(f"{number + 1} {step}")
            for number, step in enumerate(steps)
            if number >= first
        ]
        self.update(Content("\n").join(lines))

    def show_massage(self, hands: str, pressure: str) -> None:
        """Show what the hands do in a massage step, and how hard."""
        if (hands, pressure) == self._shown:
            return
        self._shown = (hands, pressure)
        self.update(
            Content.assemble(Content.styled(f"▸ {hands}", "bold"), "\n", f"Pressure: {pressure}")
        )
