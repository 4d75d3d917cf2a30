"""Changes of the log that a page makes: one at a time, and what becomes of each."""

from collections.abc import Callable
from enum import Enum, auto

from library.history.errors import HistoryError
from library.history.protocol import History
from library.history.snapshot import ConflictError
from tui.dialogs.base import ask
from tui.keys.live import first_key
from tui.screens.page import Page


class Outcome(Enum):
    """How a change of the history ended."""

    SETTLED = auto()
    FAILED = auto()
    BACK = auto()
    """The person wants to go back to what was filled in."""


class LogChanges:
    """Saves changes, tells what was done, and asks where another window changed the same.

    Args:
        page: It tells what was done, and asks.
    """

    def __init__(self, page: Page) -> None:
        self._page = page
        self._saving = False

    async def make(self, change: Callable[[History], object], told: Callable[[], str]) -> Outcome:
        """Change the history; while that is on its way, no other change starts.

        Args:
            change: What to do, in a thread.
            told: Says what to tell when it is done and shown.

        Returns:
            How it ended.
        """
        if self._saving:
            return Outcome.FAILED
        try:
            await self._save(change)
        except ConflictError as error:
            return await self._resolve(error)
        except HistoryError as error:
            self._page.app.warn(error)
            return Outcome.FAILED
        self._page.notify(told())
        return Outcome.SETTLED

    async def _save(self, change: Callable[[History], object]) -> None:
        self._saving = True
        try:
            await self._page.services.history.edit(change)
        finally:
            self._saving = False

    async def _resolve(self, conflict: ConflictError) -> Outcome:
        """Show both versions of a session; the person says which one is to be kept."""
        from tui.dialogs.history import ResolveConflict  # hardly ever needed

        def save_mine(history: History) -> None:
            if conflict.theirs is None:
                history.restore([conflict.mine.id])
            history.replace(conflict.mine, conflict.theirs)

        today = self._page.services.profile.today()
        takes_mine = await ask(self._page, ResolveConflict(conflict, today))
        if not takes_mine:
            return Outcome.BACK if takes_mine is None else Outcome.SETTLED
        undo = first_key(self._page.app, "history.undo")
        return await self.make(save_mine, lambda: f"Your version is saved. {undo} undoes it.")
