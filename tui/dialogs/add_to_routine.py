"""Adds an exercise to one of the person's own routines."""

from collections.abc import Callable

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.getters import query_one
from textual.widgets.option_list import Option

from library.exercises.loading import MAX_NAME
from library.exercises.model import Exercise
from library.routines.editing import name_problem
from library.routines.file import OWN_PURPOSE, RoutinesError
from library.routines.model import Routine, RoutineItem
from tui.dialogs.ask_text import AskText
from tui.dialogs.base import Card
from tui.keys.live import bindings
from tui.services import Services
from tui.text.duration import clock
from tui.widgets.cursor_list import CursorList
from tui.widgets.key_line import KeyLine

_NEW = "-new"
"""Id of the line for a new routine; no routine's id begins with a hyphen."""


class AddToRoutine(Card[str | None]):
    """Chooses a routine and saves it; the result is its name, None when nothing was added.

    Only own routines are offered: built-in ones do not change.
    """

    CSS_PATH = "choosing.tcss"
    BINDINGS = bindings("add")

    lines = query_one("#choices", CursorList)

    def __init__(self, services: Services, exercise: Exercise) -> None:
        """Choose.

        Args:
            services: Where the routines are; changed when one is saved.
            exercise: What is to be added, at the person's own level.
        """
        super().__init__()
        self._services = services
        self._exercise = exercise

    def compose(self) -> ComposeResult:
        """The own routines, and a line for a new one."""
        with Vertical(classes="card choosing") as card:
            card.border_title = "Add to a routine"
            yield CursorList("choices")
        yield KeyLine()

    def on_mount(self) -> None:
        """Fill the list."""
        for routine in self._services.profile.routines.own:
            time = clock(self._services.profile.plan(routine).seconds)
            line = Content.assemble(routine.name, (f"  {time}", "dim"))
            self.lines.add_option(Option(line, id=routine.id))
        self.lines.add_option(Option("A new routine …", id=_NEW))
        self.lines.highlighted = 0

    def action_take(self) -> None:
        """Add the exercise to the routine under the cursor, or ask for a name for a new one."""
        chosen = self.lines.current
        if chosen == _NEW:
            question = AskText(
                "Name of the new routine",
                limit=MAX_NAME,
                problem=lambda name: name_problem(self._services.profile.routines, name),
            )
            self.app.push_screen(question, self._begin)
        elif chosen is not None:
            self._keep(lambda: self._services.profile.add_to_routine(chosen, self._exercise))

    def action_leave(self) -> None:
        """Add it to none."""
        self.dismiss(None)

    def _begin(self, name: str | None) -> None:
        if name is not None:
            items = (RoutineItem(self._exercise.id),)
            new = Routine("", name, OWN_PURPOSE, items, own=True)
            self._keep(lambda: self._services.profile.keep_routine(new))

    def _keep(self, change: Callable[[], Routine]) -> None:
        try:
            kept = change()
        except RoutinesError as error:
            self.notify(str(error), severity="warning", timeout=15, markup=False)
        else:
            self.dismiss(kept.name)
