"""Starts other programs and never waits for them."""

import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress

if sys.platform == "win32":
    _FLAGS = subprocess.CREATE_NO_WINDOW | subprocess.CREATE_NEW_PROCESS_GROUP
else:
    _FLAGS = 0

_LAST_CHANCE_SECONDS = 0.5
"""How long a killed program may take to be gone when we leave ourselves."""


class ProcessError(Exception):
    """A program could not be started; the text says why."""


def kill(process: "subprocess.Popen[bytes]") -> None:
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

    Raises:
        ProcessError: It could not be started.
    """

    def __init__(
        self,
        command: Sequence[str],
        now: float,
        patience: float,
        environment: Mapping[str, str] | None = None,
    ) -> None:
        self.command = tuple(command)
        self._started, self._patience = now, patience
        self.problem = ""
        """What went wrong, once it is known; a program that we ended did nothing wrong."""
        self._stopped = False
        try:
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env=environment,
                start_new_session=True,
                creationflags=_FLAGS,
            )
        except OSError as error:
            raise ProcessError(error.strerror or str(error)) from error
        except ValueError as error:  # such as a NUL among the arguments
            raise ProcessError(str(error)) from error

    def is_over(self, now: float) -> bool:
        """Whether it has ended; one that takes too long is ended here."""
        code = self._process.poll()
        if code is None:
            if now - self._started > self._patience:
                self.stop(now)
            return False
        if code and not self._stopped:
            self.problem = f"it ended with code {code}"
        return True

    def stop(self, now: float) -> None:
        """End it at once, with everything it started."""
        if self._process.poll() is not None or self._stopped:
            return
        self._stopped = True
        if now - self._started > self._patience:
            self.problem = "it did not end by itself"
        kill(self._process)

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


class Processes:
    """The programs that were started and are not over."""

    def __init__(self) -> None:
        self._helpers: list[Process] = []

    def start(
        self,
        command: Sequence[str],
        now: float,
        patience: float,
        environment: Mapping[str, str] | None = None,
    ) -> None:
        """Start one more.

        Raises:
            ProcessError: It could not be started.
        """
        self._helpers.append(Process(command, now, patience, environment))

    def poll(self, now: float) -> list[Process]:
        """Let go of those that are over.

        Returns:
            Those among them that failed.
        """
        over = [helper for helper in self._helpers if helper.is_over(now)]
        self._helpers = [helper for helper in self._helpers if helper not in over]
        return [helper for helper in over if helper.problem]

    @property
    def busy(self) -> bool:
        """Whether one is not known to be over."""
        return bool(self._helpers)

    def stop(self, now: float) -> None:
        """End them all at once."""
        for helper in self._helpers:
            helper.stop(now)

    def close(self, now: float, grace: float = 0.0) -> None:
        """End them all, as we end ourselves; see `Process.leave`."""
        for helper in self._helpers:
            helper.leave(now, grace)
        self._helpers.clear()
