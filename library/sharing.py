"""Whose turn it is to write a file that several windows change."""

import errno
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from library.paths import ensure_private

WAIT_SECONDS = 0.02
"""How long a save of settings or routines waits for another one, in the thread that draws the
screen: less than anybody notices. Two windows of one person hardly ever save at once."""


@contextmanager
def holding(lock_file: Path, wait_seconds: float) -> Iterator[None]:
    """Hold a lock file; the kernel frees it when its holder dies.

    The file stays where it is: removing it would let two holders in.

    Args:
        lock_file: The same for all who take turns; created when missing, its folder not.
        wait_seconds: How long to wait for others.

    Raises:
        TimeoutError: Another window kept the lock for longer than that.
        OSError: The lock file could not be made.
    """
    # Imported here because only writing needs it and it costs as much as Python itself.
    from filelock import FileLock, Timeout

    # Not per thread: it may be taken in one thread and let go in another.
    lock = FileLock(lock_file, wait_seconds, 0o600, thread_local=False, poll_interval=0.01)
    try:
        lock.acquire()
    except Timeout:
        raise TimeoutError(errno.ETIMEDOUT, "another window is saving; try again") from None
    try:
        yield
    finally:
        lock.release()


@contextmanager
def taking_turns(lock_file: Path) -> Iterator[None]:
    """Let one window at a time read a file and write it anew.

    Where no lock can be made there is none: what is written is whole even so.

    Args:
        lock_file: The same for all who change the file; created when missing.

    Raises:
        TimeoutError: Another window kept the lock for longer than `WAIT_SECONDS`.
    """
    with ExitStack() as turn:
        try:
            ensure_private(lock_file.parent)
            turn.enter_context(holding(lock_file, WAIT_SECONDS))
        except TimeoutError:
            raise
        except OSError:
            pass
        yield
