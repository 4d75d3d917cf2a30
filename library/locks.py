"""Locks for files that several windows write."""

import errno
import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from library import files, owners

LONG_WAIT_SECONDS = 10.0
"""How long a save of the history waits for another one."""
SHORT_WAIT_SECONDS = 0.02
"""How long a save of settings or routines waits for another one, in the thread that draws the
screen: less than anybody notices. Two windows of one person hardly ever save at once."""


@contextmanager
def locked(lock_file: Path, wait_seconds: float) -> Iterator[None]:
    """Hold a lock file, and name its holder to whoever waits for it.

    The kernel frees it when its holder dies. The file stays where it is: removing it would
    let two holders in.

    Args:
        lock_file: Created when missing.
        wait_seconds: How long to wait for another holder.

    Raises:
        TimeoutError: Another process kept the lock for longer than that.
        OSError: The lock file could not be made.
    """
    files.make_folder(lock_file.parent)
    holder = lock_file.with_suffix(".pid")
    with ExitStack() as lock:
        try:
            lock.enter_context(_holding(lock_file, wait_seconds))
        except TimeoutError as error:
            told, process = "another window or machine is saving", _process(holder)
            # The kernel has freed what a process held that is over. Some systems say of a lock
            # that they do not give that it is held.
            if process is None or not _may_run(process):
                told = f"{told}, or the system refuses to lock {lock_file}"
            else:
                told = f"{told} (process {process})"
            raise TimeoutError(error.errno, told) from None
        _sign(holder)
        yield


@contextmanager
def locked_if_possible(lock_file: Path) -> Iterator[None]:
    """Hold a lock file for a short change of settings or routines.

    Where no lock can be made there is none: what is written is whole even so.

    Args:
        lock_file: The same for all who change the file; created when missing.

    Raises:
        TimeoutError: Another window kept the lock for longer than `SHORT_WAIT_SECONDS`.
    """
    with ExitStack() as lock:
        try:
            files.make_folder(lock_file.parent)
            lock.enter_context(_holding(lock_file, SHORT_WAIT_SECONDS))
        except TimeoutError:
            raise
        except OSError:
            pass
        yield


def is_free(lock_file: Path) -> bool:
    """Tell whether a lock could be had; False also when its file cannot be opened.

    On a disk that can only be read nobody holds one.
    """
    if files.fingerprint(lock_file) is None:
        return True
    try:
        with _holding(lock_file, 0):
            return True
    except OSError as error:
        return error.errno == errno.EROFS


def prepare() -> None:
    """Load what `locked` needs: some 20 ms, which not every moment has to spare."""
    import filelock  # noqa: F401  (see `_holding`)


@contextmanager
def _holding(lock_file: Path, wait_seconds: float) -> Iterator[None]:
    # Imported here because only writing needs it and it costs as much as Python itself.
    from filelock import FileLock, Timeout

    # Not per thread: it may be taken in one thread and let go in another.
    # And no marker in place of a lock: it would outlive its holder, and keep everybody out.
    lock = FileLock(
        lock_file,
        wait_seconds,
        files.PRIVATE_FILE,
        thread_local=False,
        poll_interval=0.01,
        fallback_to_soft=False,
    )
    try:
        lock.acquire()
    except Timeout:
        raise TimeoutError(
            errno.ETIMEDOUT, "another window or machine is saving; try again"
        ) from None
    except OSError as error:
        # A file system without locks keeps nobody apart. But what is written is whole even so,
        # and a file that changed between reading and writing is noticed.
        if error.errno not in files.NO_LOCKS:
            raise
    else:
        owners.hand_over(lock_file, lock_file.parent)
    try:
        yield
    finally:
        with suppress(OSError):  # what was done under it is done; the kernel frees it at the end
            lock.release()


def _sign(holder: Path) -> None:
    # Only a courtesy to the one who waits, so a failure here must not stop a save.
    own = os.getpid()
    with suppress(OSError):
        if _process(holder) != own:
            with open(holder, "w", encoding="ascii", opener=files.private_opener) as file:
                file.write(str(own))
            owners.hand_over(holder, holder.parent)


def _process(holder: Path) -> int | None:
    """Return the number of the process that signed last; None where none has."""
    try:
        return int(holder.read_text())
    except (OSError, ValueError):
        return None


def _may_run(process: int) -> bool:
    """Tell whether there is a process of this number here; on Windows that is not asked."""
    if os.name == "nt":  # the call would end it there
        return True
    if process < 1:  # no process, but many
        return False
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:  # somebody else's
        return True
    return True
