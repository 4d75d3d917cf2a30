"""One writer at a time, whatever window or process it sits in."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from library.history import disk
from library.history.log import HistoryError

WAIT_SECONDS = 10.0
"""How long a save waits for another one."""


@contextmanager
def locked(path: Path, wait_seconds: float = WAIT_SECONDS) -> Iterator[None]:
    """Hold the lock file `path`; the kernel frees it when its holder dies.

    The file stays where it is: removing it would let two holders in.

    Raises:
        HistoryError: Another process kept the lock for longer than `wait_seconds`.
        OSError: The lock file could not be made.
    """
    # Imported here because only writing needs it and it costs as much as Python itself.
    from filelock import FileLock, Timeout

    disk.make_folder(path.parent)
    # Not per thread: a draft is taken in one thread and may be let go in another.
    lock = FileLock(path, wait_seconds, disk.PRIVATE_FILE, thread_local=False, poll_interval=0.01)
    holder = path.with_suffix(".pid")
    try:
        lock.acquire()
    except Timeout:
        raise HistoryError(
            f"Not saved: another window is saving (process {_name(holder)}). Try again in a moment."
        ) from None
    try:
        _sign(holder)
        yield
    finally:
        lock.release()


def is_free(path: Path) -> bool:
    """Whether the lock file `path` could be had; False also when it can not be opened."""
    from filelock import FileLock, Timeout  # see `locked`

    if not path.exists():
        return True
    try:
        with FileLock(path, timeout=0, mode=disk.PRIVATE_FILE):
            return True
    except (Timeout, OSError):
        return False


def _sign(holder: Path) -> None:
    # Only a courtesy to the one who waits, so a failure here must not stop a save.
    own = str(os.getpid())
    with suppress(OSError):
        if _name(holder) != own:
            holder.write_text(own)


def _name(holder: Path) -> str:
    try:
        return str(int(holder.read_text()))
    except (OSError, ValueError):
        return "unknown"
