"""A page on which the log is changed: one change at a time, and what becomes of each."""

from collections.abc import Callable
from enum import Enum, auto
from typing import TypeVar

from library.history.errors import HistoryError
from library.history.protocol import History
from library.history.snapshot import ConflictError
from tui.dialogs.base import ask
from tui.keys.live import first_key
from tui.screens.page import Page
from tui.services import Services

T = TypeVar("T")


class Outcome(Enum):
    """How a change of the history ended."""

    SETTLED = auto()
    FAILED = auto()
    BACK = auto()
    """The person wants to go back to what was filled in."""


class LogPage(Page):
    """Saves changes, tells what was done, and asks where another window changed the same."""

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self._saving = False

    @property
    def _undo(self) -> str:
        """The key that takes a change back."""
        return first_key(self.app, "history.undo")

    async def _change(self, change: Callable[[History], T], told: Callable[[T], str]) -> Outcome:
        """Change the history; while that is on its way, no other change starts.

        Args:
            change: What to do, in a thread.
            told: Says what to tell when it is done and shown; gets what the change gave back.

        Returns:
            How it ended.
        """
        if self._saving:
            return Outcome.FAILED
        try:
            sentence = told(await self._save(change))
        except ConflictError as error:
            return await self._resolve(error)
        except HistoryError as error:
            self.app.warn(error)
            return Outcome.FAILED
        if sentence:
            self.notify(sentence)
        return Outcome.SETTLED

    async def _save(self, change: Callable[[History], T]) -> T:
        self._saving = True
        try:
            return await self.services.history.edit(change)
        finally:
            self._saving = False

    async def _resolve(self, conflict: ConflictError) -> Outcome:
        """Show both versions of a session; the person says which one is to be kept."""
        from tui.dialogs.history import ResolveConflict  # hardly ever needed

        def save_mine(history: History) -> None:
            if conflict.theirs is None:
                history.restore([conflict.mine.id])
            history.replace(conflict.mine, conflict.theirs)

        takes_mine = await ask(self, ResolveConflict(conflict))
        if not takes_mine:
            return Outcome.BACK if takes_mine is None else Outcome.SETTLED
        return await self._change(
            save_mine, lambda _: f"Your version is saved. {self._undo} undoes it."
        )
