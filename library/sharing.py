"""Whose turn it is to write a file that several windows change."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from library.paths import ensure_private

WAIT_SECONDS = 3.0
"""How long a save waits for another one, which takes some hundredths of a second."""


@contextmanager
def taking_turns(lock_file: Path, wait_seconds: float = WAIT_SECONDS) -> Iterator[None]:
    """Let one window at a time read a file and write it anew.

    Where no lock can be made there is none: what is written is whole even so.

    Args:
        lock_file: The same for all who change the file; created when missing.
        wait_seconds: How long to wait for others.

    Raises:
        TimeoutError: Another window kept the lock for longer than that.
    """
    # Imported here because only saving needs it and it costs as much as Python itself.
    from filelock import FileLock, Timeout

    lock = FileLock(lock_file, wait_seconds, 0o600, poll_interval=0.01)
    try:
        ensure_private(lock_file.parent)
        lock.acquire()
    except Timeout:
        raise TimeoutError(errno.ETIMEDOUT, "another window is saving") from None
    except OSError:
        pass
    try:
        yield
    finally:
        lock.release()
