"""What is asked about a routine of the person's own."""

from collections.abc import Callable, Iterable

from textual import work
from textual.app import ComposeResult
from textual.content import Content
from textual.getters import query_one
from textual.widgets.option_list import Option

from library.bounds import MAX_NAME
from library.exercises.catalogue import Catalogue
from library.exercises.model import Exercise
from library.routines.editing import routine_name_problem
from library.routines.file import RoutinesError
from library.routines.model import OWN_PURPOSE, Routine, RoutineItem
from tui.dialogs.ask_text import AskText
from tui.dialogs.base import Card, ask
from tui.dialogs.question import Answer, Question
from tui.keys.live import bindings
from tui.services import Services
from tui.text.duration import clock_words
from tui.widgets.cursor_list import CursorList
from tui.widgets.spread import Spread

_NEW = "-new"
"""Id of the line for a new routine; no routine's id begins with a hyphen."""


class AddToRoutine(Card[str | None]):
    """Chooses a routine and saves it; the result is its name, None when nothing was added.

    Only own routines are offered: built-in ones do not change.
    """

    BINDINGS = bindings("add")
    HEADING = "Add to a routine"

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

    def body(self) -> ComposeResult:
        """Build the list of own routines, and a line for a new one."""
        yield CursorList("choices")

    def on_mount(self) -> None:
        """Fill the list."""
        for routine in self._services.profile.routines.own:
            time = clock_words(self._services.guide.plan(routine).seconds)
            line = Spread(Content(routine.name), Content.styled(time, "$text-primary"))
            self.lines.add_option(Option(line, id=routine.id))
        self.lines.add_option(Option("A new routine …", id=_NEW))
        self.lines.highlighted = 0

    @work
    async def action_take(self) -> None:
        """Add the exercise to the routine under the cursor, or ask for a name for a new one."""
        chosen = self.lines.current
        if chosen == _NEW:
            question = AskText(
                "Name of the new routine",
                limit=MAX_NAME,
                problem=lambda name: routine_name_problem(self._services.profile.routines, name),
            )
            name = await ask(self, question)
            if name is not None:
                items = (RoutineItem(self._exercise.id),)
                new = Routine("", name, OWN_PURPOSE, items, own=True)
                self._keep(lambda: self._services.profile.keep_routine(new))
        elif chosen is not None:
            self._keep(lambda: self._services.profile.add_to_routine(chosen, self._exercise))

    def action_leave(self) -> None:
        """Add it to none."""
        self.dismiss(None)

    def _keep(self, change: Callable[[], Routine]) -> None:
        try:
            kept = change()
        except RoutinesError as error:
            self.app.warn(error)
        else:
            self.dismiss(kept.name)


class ChooseExercise(Question[str | None]):
    """All exercises there are; the result is the id of the chosen one."""

    SCOPE = "choose"
    HEADING = "Add an exercise"

    def __init__(self, catalogue: Catalogue) -> None:
        super().__init__()
        self._catalogue = catalogue

    def answers(self) -> Iterable[Answer[str | None]]:
        """Return the exercises with their posture, or none."""
        for exercise in self._catalogue:
            posture = f"  {exercise.posture}" if exercise.posture else ""
            line = Content.assemble(exercise.name, (posture, "$text-muted"))
            # An id of a person's own may be the name of a command.
            yield Answer(f"exercise {exercise.id}", exercise.id, line)
        yield Answer("leave", None)
