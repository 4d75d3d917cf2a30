"""What the Exercises page does with exercises of one's own, and with those that are not for one."""

from textual import work

from library.exercises.model import Exercise
from library.own_exercises import ExerciseNotSavedError, OwnChange, OwnExercises
from library.text import clean
from tui.dialogs.base import ask
from tui.keys.live import with_keys
from tui.screens.page import Page
from tui.services import Services
from tui.text.wishes import hidden_words


class OwnExercisesPage(Page):
    """Makes, changes and hides the exercise under the cursor, and takes that back."""

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self.with_hidden = False
        """Whether what is hidden is listed, too."""
        self.own_change: OwnChange | None = None
        """What was done last to an exercise of one's own, unless something else was since."""

    @property
    def current(self) -> Exercise | None:
        """The exercise under the cursor."""
        raise NotImplementedError

    def list_anew(self) -> None:
        """List the exercises anew, with what is hidden or without."""
        raise NotImplementedError

    def go_to(self, exercise_id: str) -> None:
        """Put the cursor on an exercise, where it is listed."""
        raise NotImplementedError

    def action_hide(self) -> None:
        """Keep the exercise out of lists and of the plan of the day, or show it again."""
        exercise = self.current
        if exercise is not None:
            self.own_change = None
            hidden = self.services.profile.toggle_hidden(exercise.id)
            where = " {Exercises.hidden} lists it," if hidden and not self.with_hidden else ""
            told = f"{hidden_words(exercise, hidden=hidden)}{where} {{exercises.undo}} undoes it."
            self.notify(with_keys(self.app, told))

    def action_hidden(self) -> None:
        """List what is hidden below the others, or no more."""
        if not self.services.profile.settings.hidden:
            self.notify(with_keys(self.app, "Nothing is hidden; {exercises.hide} hides."))
            return
        self.with_hidden = not self.with_hidden
        self.list_anew()

    @work
    async def action_new(self) -> None:
        """Make an exercise of one's own."""
        await self._fill_in(None, "")

    @work
    async def action_edit(self) -> None:
        """Change an exercise of one's own; one that came with supple stays as it is."""
        exercise = self.current
        if exercise is None:
            return
        if not exercise.own:
            told = (
                f"{exercise.name} came with supple and stays as it is; {{exercises.hide}} hides it."
            )
            self.notify(with_keys(self.app, told))
            return
        try:
            own = OwnExercises(self.services.profile, self.services.paths)
            _, opened = own.text_of(exercise)
        except ExerciseNotSavedError as error:
            self.app.warn(error)
        else:
            await self._fill_in(exercise, opened)

    async def _fill_in(self, exercise: Exercise | None, opened: str) -> None:
        """Show the form, then go to the exercise that was made or changed, and tell its file."""
        from tui.dialogs.exercise_form import ExerciseForm  # costs 80 ms, and few make any

        change = await ask(self, ExerciseForm(self.services, exercise, opened))
        if change is None:
            return
        self.own_change = change
        self.go_to(change.id)
        told = f"Written to {clean(str(change.path))}. {{Exercises.undo}} undoes it."
        self.notify(with_keys(self.app, told))

    @work
    async def action_undo_in_log(self) -> None:
        """Take back what was done last: to an exercise of one's own, or else to the log."""
        change, self.own_change = self.own_change, None
        if change is None:
            super().action_undo_in_log()
            return
        try:
            OwnExercises(self.services.profile, self.services.paths).take_back(change)
        except ExerciseNotSavedError as error:
            self.app.warn(error)
        else:
            gone = "is taken away again" if change.before is None else "is as it was"
            self.notify(f"{clean(change.path.name)} {gone}.")
