"""What is asked about a routine of the person's own."""

from collections.abc import Callable
from enum import Enum, auto

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.getters import query_one
from textual.widgets import Static
from textual.widgets.option_list import Option

from library.exercises.catalogue import Catalogue
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


class ChooseExercise(Card[str | None]):
    """A list of exercises; the result is the id of the chosen one."""

    CSS_PATH = "choosing.tcss"
    BINDINGS = bindings("choose")

    exercises = query_one("#choices", CursorList)

    def __init__(self, catalogue: Catalogue) -> None:
        super().__init__()
        self._catalogue = catalogue

    def compose(self) -> ComposeResult:
        """The exercises with their posture."""
        with Vertical(classes="card choosing") as card:
            card.border_title = "Add an exercise"
            yield CursorList("choices")
        yield KeyLine()

    def on_mount(self) -> None:
        """Fill the list."""
        self.exercises.add_options(
            Option(
                Content.assemble(exercise.name, (f"  {exercise.posture}", "dim")), id=exercise.id
            )
            for exercise in self._catalogue
        )
        self.exercises.highlighted = 0

    def action_take(self) -> None:
        """Choose the one under the cursor."""
        self.dismiss(self.exercises.current)

    def action_leave(self) -> None:
        """Choose none."""
        self.dismiss(None)


class Answer(Enum):
    """What to do with the changes."""

    SAVE = auto()
    DISCARD = auto()
    GO_ON = auto()


class KeepChanges(Card[Answer]):
    """Save, discard or go on editing."""

    BINDINGS = bindings("keep")

    def __init__(self, told: str = "You have changed this routine. Save it?") -> None:
        """Ask.

        Args:
            told: What was changed, and the question.
        """
        super().__init__()
        self._told = told

    def compose(self) -> ComposeResult:
        """The question; the keys are below."""
        with Vertical(classes="card") as card:
            card.border_title = "Not saved yet"
            yield Static(self._told, markup=False)
        yield KeyLine()

    def action_save(self) -> None:
        """Save and leave."""
        self.dismiss(Answer.SAVE)

    def action_discard(self) -> None:
        """Leave without saving."""
        self.dismiss(Answer.DISCARD)

    def action_go_on(self) -> None:
        """Stay."""
        self.dismiss(Answer.GO_ON)
