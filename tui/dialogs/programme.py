"""What a programme of somebody else's brings, in pictures, and whether to take it in."""

from collections.abc import Iterable
from datetime import date

from textual.content import Content
from textual.widget import Widget

from library.exercises.catalogue import Catalogue
from library.routines.arriving import Arrival, Brought
from library.routines.planning import build_plan
from library.settings import Settings
from tui.dialogs.question import Answer, Question
from tui.text.planned import Mark, planned_in
from tui.text.programmes import about_lines, arrival_lines, effect_lines, title
from tui.widgets.plan_list import PlanList

_ROWS, _FEW_ROWS = 5, 2
"""Of an exercise with its picture, and in words alone."""


class TakeIn(Question[str]):
    """A programme beside what is here: `take`, `replace` or `leave`."""

    SCOPE = "programme"
    SCROLLS = True

    def __init__(self, arrival: Arrival, settings: Settings, today: date, *, leads: bool) -> None:
        """Ask.

        Args:
            arrival: The programme beside what is here.
            settings: The person's lengths, and how the figure is drawn.
            today: The day it is.
            leads: Whether Today would follow it.
        """
        super().__init__()
        self._arrival, self._settings = arrival, settings
        self._today, self._leads = today, leads
        known = {each.id: each for each in arrival.catalogue}
        known |= {each.id: each for each in arrival.programme.exercises}
        plan = build_plan(arrival.programme.routine, Catalogue(tuple(known.values())), settings)
        marks = {each.id: _mark(found) for each, found in arrival.exercises}
        self._items = planned_in(plan, marks)
        self._list = PlanList(mode=settings.figure)

    def heading(self) -> str:
        """Return what it is called, and whom it is from."""
        return title(self._arrival)

    def text(self) -> Iterable[str | Content | Widget]:
        """Return what it is and changes, and its exercises, which may go on below the edge."""
        yield from map(Content, about_lines(self._arrival, self._today))
        told = effect_lines(self._arrival, self._settings, self._today, leads=self._leads)
        yield from map(Content, told)
        yield self._list

    def answers(self) -> Iterable[Answer[str]]:
        """Return to take it in, in the place of what differs or beside it, or not."""
        yield Answer("take", "take")
        if self._arrival.replaces:
            yield Answer("replace", "replace")
        yield Answer("leave", "leave")

    def spoken(self) -> Iterable[str]:
        """Return what is said when it opens: its exercises, too, which are drawn for who sees."""
        yield from arrival_lines(self._arrival, self._settings, self._today, leads=self._leads)
        yield from self.spoken_keys()

    def on_mount(self) -> None:
        """Show its exercises."""
        super().on_mount()
        self._list.show(self._items)

    def on_resize(self) -> None:
        """Give the exercises their rows: with pictures where they are wide enough."""
        super().on_resize()
        rows = _FEW_ROWS if self.has_class("-narrow") else _ROWS
        self._list.styles.height = rows * len(self._items)


def _mark(brought: Brought) -> Mark:
    return Mark(brought.value)
