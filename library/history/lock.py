"""One writer at a time, whatever window or process it sits in."""

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from library import files
from library.history.protocol import HistoryError
from library.paths import private_opener
from library.sharing import holding

WAIT_SECONDS = 10.0
"""How long a save waits for another one."""


@contextmanager
def locked(path: Path, wait_seconds: float = WAIT_SECONDS) -> Iterator[None]:
    """Hold the lock file `path`, and name its holder to whoever waits for it.

    Raises:
        HistoryError: Another process kept the lock for longer than `wait_seconds`.
        OSError: The lock file could not be made.
    """
    files.make_folder(path.parent)
    holder = path.with_suffix(".pid")
    with ExitStack() as turn:
        try:
            turn.enter_context(holding(path, wait_seconds))
        except TimeoutError:
            raise HistoryError(
                f"Not saved: another window is saving (process {_name(holder)}). "
                "Try again in a moment."
            ) from None
        _sign(holder)
        yield


def is_free(path: Path) -> bool:
    """Whether the lock file `path` could be had; False also when it can not be opened."""
    if not path.exists():
        return True
    try:
        with holding(path, 0):
            return True
    except OSError:
        return False


def _sign(holder: Path) -> None:
    # Only a courtesy to the one who waits, so a failure here must not stop a save.
    own = str(os.getpid())
    with suppress(OSError):
        if _name(holder) != own:
            with open(holder, "w", encoding="ascii", opener=private_opener) as file:
                file.write(own)


def _name(holder: Path) -> str:
    try:
        return str(int(holder.read_text()))
    except (OSError, ValueError):
        return "unknown"
