"""All that is told of an exercise."""

from collections.abc import Iterable
from functools import partial

from textual.getters import app, query_one
from textual.widget import Widget

from library.exercises.model import Exercise, Side
from library.guidance.exercise_progress import ExerciseProgress
from library.settings import Settings
from tui.app_base import App
from tui.keys.live import with_keys
from tui.text.exercise_marks import ExerciseMark
from tui.text.exercise_page import body, heading, paint
from tui.text.exercises import how
from tui.widgets.cursor_list import Reading
from tui.widgets.hanging import Hanging
from tui.widgets.ladder import Ladder, dose_ladder
from tui.widgets.text import Text


class ExerciseReading(Reading):
    """What an exercise is, its doses, how it is done, and the rest."""

    app = app(App)
    title_text = query_one("#exercise-title", Text)
    ladder = query_one(Ladder)
    how = query_one("#exercise-how", Text)
    text = query_one("#exercise-text", Text)

    def __init__(self) -> None:
        super().__init__(can_focus=False)
        self.with_sources = False
        """Whether it tells where the numbers come from."""
        self._told: tuple[object, ...] = ()
        """What it was made of."""

    def compose(self) -> Iterable[Widget]:
        """Four texts below each other."""
        yield Text(id="exercise-title")
        yield Ladder()
        yield Text(id="exercise-how")
        yield Text(id="exercise-text")

    def order(self, *, steps_first: bool) -> None:
        """Put the steps before the ladder, where only one has room, or after it."""
        first, second = (self.how, self.ladder) if steps_first else (self.ladder, self.how)
        if self.children.index(first) > self.children.index(second):
            self.move_child(first, before=second)  # it styles them all anew

    def show(
        self,
        exercise: Exercise,
        side: Side,
        progress: ExerciseProgress,
        mark: ExerciseMark,
        state: str,
        settings: Settings,
    ) -> None:
        """Tell of an exercise; the same twice costs nothing.

        Args:
            exercise: What to tell of.
            side: The leg that its steps are for.
            progress: How far the person has come with it.
            mark: What it is today.
            state: The same in a sentence; empty when nothing is to be said.
            settings: The person's; their own keys are among them.
        """
        told = (exercise, side, progress, mark, state, settings, self.with_sources)
        if told == self._told:  # a new layout costs as much as a key
            return
        self._told = told
        named = partial(with_keys, self.app)
        self.title_text.update(Hanging(heading(exercise, progress, mark, state)))
        self.ladder.show(dose_ladder(exercise, progress))
        self.how.update(Hanging(paint([how(exercise, side)])))
        rest = body(exercise, progress, named, with_sources=self.with_sources)
        self.text.update(Hanging(rest))

    def say(self, told: str) -> None:
        """Tell of no exercise, but this."""
        self._told = ()
        self.title_text.update(told)
        self.ladder.show(())
        self.how.update("")
        self.text.update("")
