"""Exercises of one's own, made and changed on a page."""

from library.exercises.model import Exercise
from library.own_exercises import ExerciseNotSavedError, OwnChange, OwnExercises
from library.text import clean
from tui.dialogs.base import ask
from tui.keys.live import with_keys
from tui.screens.page import Page


class OwnExerciseChanges:
    """Makes and changes exercises of one's own by a form, and takes the last change back.

    Args:
        page: It shows the form, and tells what was done.
    """

    def __init__(self, page: Page) -> None:
        self._page = page
        self._own = OwnExercises(page.services.profile, page.services.paths)
        self._last: OwnChange | None = None

    async def make(self) -> str | None:
        """Have an exercise made, and return its id; None where it was left."""
        return await self._fill_in(None, "")

    async def change(self, exercise: Exercise) -> str | None:
        """Have an exercise changed, and return its id; None where nothing was."""
        try:
            _, opened = self._own.text_of(exercise)
        except ExerciseNotSavedError as error:
            self._page.app.warn(error)
            return None
        return await self._fill_in(exercise, opened)

    async def _fill_in(self, exercise: Exercise | None, opened: str) -> str | None:
        from tui.dialogs.exercise_form import ExerciseForm  # costs 80 ms, and few make any

        page = self._page
        change = await ask(page, ExerciseForm(page.services, exercise, opened))
        if change is None:
            return None
        self._last = change
        told = f"Written to {clean(str(change.path))}. {{Exercises.undo}} undoes it."
        page.notify(with_keys(page.app, told))
        return change.id

    def forget(self) -> None:
        """Forget the last change, as something else was done since that undo takes back."""
        self._last = None

    def take_back(self) -> bool:
        """Take the last change back, and tell it; return whether there was one."""
        change, self._last = self._last, None
        if change is None:
            return False
        try:
            self._own.take_back(change)
        except ExerciseNotSavedError as error:
            self._page.app.warn(error)
        else:
            gone = "is taken away again" if change.before is None else "is as it was"
            self._page.notify(f"{clean(change.path.name)} {gone}.")
        return True
