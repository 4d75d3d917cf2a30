"""Starts other programs, which a session never waits for."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Container, Mapping, Sequence
from contextlib import suppress
from typing import IO

if sys.platform == "win32":
    _FLAGS = subprocess.CREATE_NO_WINDOW | subprocess.CREATE_NEW_PROCESS_GROUP
else:
    _FLAGS = 0

_LAST_CHANCE_SECONDS = 0.5
"""How long a killed program may take to be gone when we leave ourselves."""
_ENOUGH_BYTES = 4096
"""As much is kept of what a program says about itself."""
_MOST_AT_ONCE = 65_536
_COMPLAINT = re.compile(rb"error|fail|cannot|can't|unable|no such|unknown", re.IGNORECASE)
HANGS = "it did not end by itself"


class ProcessError(Exception):
    """A program could not be started; the text says why."""


def _kill(process: "subprocess.Popen[bytes]") -> None:
    """End a program that was started in a session of its own, with everything it started."""
    # The group may be gone between our look and our signal.
    with suppress(ProcessLookupError, PermissionError):
        if sys.platform == "win32":
            process.kill()
        else:
            os.killpg(process.pid, signal.SIGKILL)


class Process:
    """A program that was started: silent, in a group of its own, ended in time.

    Args:
        command: The program and its arguments.
        now: Reading of the monotonic clock, in seconds.
        patience: Seconds after which it is ended and counts as hanging.
        environment: Its variables; by default ours.
        least: Some programs say on stderr that they have no sound device, and end as if all
            were well. One that complains and ends within so many seconds has failed; 0 when
            nobody listens to it.

    Raises:
        ProcessError: It could not be started.
    """

    def __init__(
        self,
        command: Sequence[str],
        now: float,
        patience: float,
        environment: Mapping[str, str] | None = None,
        least: float = 0.0,
    ) -> None:
        self.command, self._least, self._said = tuple(command), least, b""
        self._started, self._patience = now, patience
        self.problem = ""
        """What went wrong, once it is known; a program that we ended did nothing wrong."""
        self._stopped = False
        try:
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE if _can_listen(least) else subprocess.DEVNULL,
                bufsize=0,
                env=environment,
                start_new_session=True,
                creationflags=_FLAGS,
            )
        except OSError as error:
            raise ProcessError(error.strerror or str(error)) from error
        except ValueError as error:  # such as a NUL among the arguments
            raise ProcessError(str(error)) from error
        self._pipe: IO[bytes] | None = self._process.stderr
        if self._pipe is not None:
            os.set_blocking(self._pipe.fileno(), False)

    def is_over(self, now: float) -> bool:
        """Return whether it has ended; one that takes too long is ended here."""
        code = self._process.poll()
        self._listen()
        if code is None:
            if now - self._started > self._patience:
                self.stop(now)
            return False
        self._close_pipe()
        if code and not self._stopped:
            self.problem = f"it ended with code {code}"
        elif now - self._started < self._least and _COMPLAINT.search(self._said):
            self.problem = "it complained and ended at once"
        return True

    def _listen(self) -> None:
        """Read what it has said so far, so that it never waits for us; the beginning is kept."""
        if self._pipe is not None and (piece := self._pipe.read(_MOST_AT_ONCE)):
            self._said = (self._said + piece)[:_ENOUGH_BYTES]

    def _close_pipe(self) -> None:
        if self._pipe is not None:
            self._pipe.close()
            self._pipe = None

    def stop(self, now: float) -> None:
        """End it at once, with everything it started."""
        if self._process.poll() is not None or self._stopped:
            return
        self._stopped = True
        if now - self._started > self._patience:
            self.problem = HANGS
        _kill(self._process)

    def leave(self, now: float, grace: float) -> None:
        """End it, as we end ourselves.

        Args:
            now: Reading of the monotonic clock, in seconds.
            grace: Seconds it may still have, if we did not end it already.
        """
        if grace and not self._stopped:
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(grace)
        self.stop(now)
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(_LAST_CHANCE_SECONDS)
        self._close_pipe()


def _can_listen(least: float) -> bool:
    """Whether to listen; Windows has no pipes that can be read without waiting."""
    return least > 0 and sys.platform != "win32"


class Processes:
    """The programs that were started and are not over."""

    def __init__(self) -> None:
        self._running: list[Process] = []

    def add(self, process: Process) -> Process:
        """Take one more that was started."""
        self._running.append(process)
        return process

    def poll(self, now: float) -> list[Process]:
        """Forget those that are over, and return them."""
        over = [process for process in self._running if process.is_over(now)]
        for process in over:  # in place: the last hook is started by another thread
            self._running.remove(process)
        return over

    @property
    def busy(self) -> bool:
        """Whether one is not known to be over."""
        return bool(self._running)

    def stop(self, now: float, but: Container[Process] = ()) -> None:
        """End them all at once.

        Args:
            now: Reading of the monotonic clock, in seconds.
            but: Those that may go on.
        """
        for process in self._running:
            if process not in but:
                process.stop(now)

    def close(self, now: float, grace: float = 0.0) -> None:
        """End them all, as we end ourselves; see `Process.leave`."""
        for process in self._running:
            process.leave(now, grace)
        self._running.clear()
