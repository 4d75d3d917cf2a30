"""Removing a history from this machine for good: the one thing that cannot be undone."""

from pathlib import Path

from library import files, locks
from library.history.errors import HistoryError
from library.history.place import belongings
from library.history.store import HistoryStore
from library.paths import Paths
from library.wording import counted


def places(paths: Paths) -> list[Path]:
    """List the files and folders in which something of the history lies on this machine.

    Settings, routines and exercises are not among them, nor copies beside the history.

    Raises:
        OSError: A folder cannot be looked into.
    """
    named = (
        *belongings(paths.state_dir),
        paths.place_file,
        paths.tones_dir,
        paths.crash_file,
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
        count: How many sessions it was said to hold.

    Raises:
        HistoryError: It holds another number of sessions, a session is running, or something
            could not be removed; the text says what.
    """
    drafts = paths.drafts_dir
    held = [
        folder / name
        for folder in (drafts, paths.typed_dir)
        for name in files.names(folder)
        if name.endswith(".lock")
    ]
    if not all(map(locks.is_free, held)):
        raise HistoryError("Nothing was erased: a session is running. End it first.")
    try:
        with locks.locked(paths.history_lock, locks.LONG_WAIT_SECONDS):
            found = sessions_in(history)
            if found != count:
                raise HistoryError(
                    f"Nothing was erased: the history holds {counted(found, 'session')} now."
                )
            for path in places(paths):
                _remove(path)
    except OSError as error:
        raise HistoryError(f"Nothing was erased: {files.reason(error)}.") from error


def _remove(path: Path) -> None:
    try:
        files.erase(path)
    except OSError as error:
        told = f"Not everything was erased: {path} is still there, because {files.reason(error)}."
        raise HistoryError(told) from error


def sessions_in(history: HistoryStore) -> int:
    """Count the sessions.

    Raises:
        HistoryError: It cannot be read, or it is something else, which must not be erased.
    """
    return len(history.load().sessions)
