"""Removing a history from this machine for good: the one thing that cannot be undone."""

from pathlib import Path

import msgspec

from library import failures, files, locks
from library.history.errors import HistoryError
from library.history.store import HistoryStore
from library.history.whereabouts import belongings, in_use
from library.paths import Paths
from library.wording import counted


def traces(paths: Paths) -> list[Path]:
    """List the files and folders in which something of the history lies on this machine.

    Settings, routines and exercises are not among them, nor copies beside the history.

    Raises:
        HistoryError: A folder cannot be looked into; the text says that nothing was erased.
    """
    try:
        of_state = belongings(paths.state)
    except OSError as error:
        raise HistoryError(f"Nothing was erased: {failures.why(error)}") from error
    named = (
        *of_state,
        paths.state.whereabouts,
        paths.state.tones,
        paths.state.crash_report,
        # Last: should it be interrupted, what is left can be counted and erased again.
        *files.leftovers(paths.history_file),
        paths.history_file,
    )
    return [path for path in named if files.is_there(path)]


def erase(history: HistoryStore, paths: Paths, count: int) -> None:
    """Erase everything of a history that lies on this machine.

    Args:
        history: The history.
        paths: Its folders.
        count: How many sessions were said to be there, as in `Held.sessions`.

    Raises:
        HistoryError: There is another number of sessions, another window is in use, or something
            could not be removed; the text says what.
    """
    if what := in_use(paths.state):
        raise HistoryError(f"Nothing was erased: {what} in another window. Close it first.")
    try:
        with locks.locked(paths.state.history_lock, locks.LONG_WAIT_SECONDS):
            found = held(history)
            if found.sessions != count:
                raise HistoryError(f"Nothing was erased: there {found.are} {found}, not {count}.")
            for path in traces(paths):
                _remove(path)
    except OSError as error:
        raise HistoryError(f"Nothing was erased: {failures.why(error)}") from error


def _remove(path: Path) -> None:
    try:
        files.erase(path)
    except OSError as error:
        told = f"Not everything was erased: {path} is still there, because {failures.why(error)}"
        raise HistoryError(told) from error


class Held(msgspec.Struct, frozen=True):
    """What would be erased."""

    sessions: int
    """How many there are in all."""
    apart: int
    """How many of them only backups of other logs hold, also of those that were left out."""

    @property
    def are(self) -> str:
        """The verb that goes with them."""
        return "is" if self.sessions == 1 else "are"

    def __str__(self) -> str:
        own = counted(self.sessions, "session")
        more = f", {self.apart} of them only in backups of another log" if self.apart else ""
        return own + more


def held(history: HistoryStore) -> Held:
    """Count what would be erased.

    Raises:
        HistoryError: It cannot be read, or it is something else, which must not be erased.
    """
    own, apart = len(history.load().sessions), history.count_apart()
    return Held(own + apart, apart)
