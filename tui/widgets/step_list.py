"""The holds of a session, exercise by exercise, with the current one marked."""

from collections.abc import Iterator
from itertools import groupby

from textual.content import Content

from library.exercises.model import Side
from library.history.record import Outcome
from library.routines.model import Step
from library.session.engine import Session
from tui.widgets.text import Text

MARKS = {Outcome.DONE: "✓", Outcome.EASED_OFF: "~", Outcome.SKIPPED: "-"}
LETTERS = {Side.LEFT: "L", Side.RIGHT: "R", Side.BOTH: "B"}


class StepList(Text):
    """One line for each exercise: `▸ Chair leg stretch  L✓ R● L· R·`."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: list[str] = []

    def show(self, session: Session) -> None:
        """Show where the session is; what does not fit is left out around the current one."""
        lines = list(_lines(session))
        current = next((i for i, line in enumerate(lines) if line.startswith("▸")), 0)
        most = self.styles.max_height
        height = len(lines) if most is None else max(1, int(most.value))
        first = max(0, min(current - 1, len(lines) - height))
        shown = lines[first : first + height]
        if shown != self._shown:
            higher = len(shown) != len(self._shown)
            self._shown = shown
            self.update(Content("\n".join(shown)), layout=higher)


def _lines(session: Session) -> Iterator[str]:
    places = list(session.work())
    for _, group in groupby(places, key=lambda place: place.step.exercise.id):
        holds = list(group)
        name = holds[0].step.exercise.name
        marks = " ".join(f"{_letter(p.step)}{_mark(p.outcome, p.current)}" for p in holds)
        yield f"{'▸' if any(p.current for p in holds) else ' '} {name}  {marks}"


def _letter(step: Step) -> str:
    return LETTERS[step.side]


def _mark(outcome: Outcome | None, current: bool) -> str:
    if current:
        return "●"
    return "·" if outcome is None else MARKS[outcome]
