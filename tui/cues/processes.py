"""Starts other programs, which a session never waits for, and tries them out."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from threading import Thread

from library.text import clean

if sys.platform == "win32":
    _FLAGS = subprocess.CREATE_NO_WINDOW | subprocess.CREATE_NEW_PROCESS_GROUP
else:
    _FLAGS = 0

_LAST_CHANCE_SECONDS = 0.5
"""How long a killed program may take to be gone when we leave ourselves."""
PROBE_SECONDS = 8.0
"""A program that is tried out and takes longer counts as hanging."""
_LAST_WORDS_SECONDS = 0.5
"""How long to wait for what a program that has ended wrote last."""
_ENOUGH_BYTES = 4096
_LONGEST_COMPLAINT = 80

CommandLine = Callable[[str], list[str]]
"""Makes the command line from what is to be played or said."""


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
        """Return whether it has ended; one that takes too long is ended here."""
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


class Processes:
    """The programs that were started and are not over."""

    def __init__(self) -> None:
        self._running: list[Process] = []

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
        self._running.append(Process(command, now, patience, environment))

    def poll(self, now: float) -> list[Process]:
        """Forget those that are over.

        Returns:
            Those among them that failed.
        """
        over = [process for process in self._running if process.is_over(now)]
        self._running = [process for process in self._running if process not in over]
        return [process for process in over if process.problem]

    @property
    def busy(self) -> bool:
        """Whether one is not known to be over."""
        return bool(self._running)

    def stop(self, now: float) -> None:
        """End them all at once."""
        for process in self._running:
            process.stop(now)

    def close(self, now: float, grace: float = 0.0) -> None:
        """End them all, as we end ourselves; see `Process.leave`."""
        for process in self._running:
            process.leave(now, grace)
        self._running.clear()


class Programs:
    """The first program of a list that works: the next one is taken when it fails.

    Args:
        commands: For each program by its name how to call it, the best first; those that are
            not on this computer are passed over.
        missing: What to tell when there is none of them.
    """

    def __init__(self, commands: Iterable[tuple[str, CommandLine]], missing: str) -> None:
        self._left = [(name, command) for name, command in commands if shutil.which(name)]
        self._processes = Processes()
        self.problem = "" if self._left else missing
        """Why nothing can be noticed through any of them; empty when all is well."""

    @property
    def name(self) -> str:
        """The program in use; empty when none is left."""
        return self._left[0][0] if self._left else ""

    def command(self, what: str) -> list[str]:
        """Return the command line of the program in use."""
        return self._left[0][1](what) if self._left else []

    def run(self, what: str, now: float, patience: float) -> None:
        """Start on `what` and end what was started before.

        Args:
            what: A file to play or words to say.
            now: Reading of the monotonic clock, in seconds.
            patience: Seconds after which the program counts as hanging.
        """
        self.tick(now)
        self._processes.stop(now)
        while self._left:
            try:
                self._processes.start(self.command(what), now, patience)
            except ProcessError as error:
                self._give_up(str(error))
            else:
                return

    def run_beside(self, command: list[str], now: float, patience: float) -> None:
        """Start something without ending what runs; that it fails does not matter."""
        try:
            self._processes.start(command, now, patience)
        except ProcessError:
            return

    def tick(self, now: float) -> None:
        """Take the next program if the one in use has failed."""
        problems = {process.command[0]: process.problem for process in self._processes.poll(now)}
        if self._left and (problem := problems.get(self.command("")[0])):
            self._processes.stop(now)
            self._give_up(problem)

    def probe(self, what: str) -> None:
        """Try the programs one after the other until one works, waiting for each."""
        while self._left and (problem := probe(self.command(what))):
            self._give_up(problem)

    @property
    def busy(self) -> bool:
        """Whether something runs."""
        return self._processes.busy

    def silence(self, now: float) -> None:
        """End what runs, at once."""
        self._processes.stop(now)

    def close(self, now: float) -> None:
        """End everything, as we end ourselves."""
        self._processes.close(now)

    def _give_up(self, problem: str) -> None:
        name, _ = self._left.pop(0)
        if not self._left:
            self.problem = f"{name} cannot be used: {problem}."


def probe(command: Sequence[str]) -> str:
    """Run a command to its end.

    Some programs report that there is no sound device and still say that all went well, so
    an error that is heard counts as one.

    Returns:
        What went wrong; empty when it worked.
    """
    try:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )
    except (OSError, ValueError) as error:
        return clean(str(error), limit=_LONGEST_COMPLAINT)
    heard: list[bytes] = []
    # In a thread, as not every system can wait for a pipe for a while only.
    listener = Thread(target=_listen, args=(process, heard), daemon=True)
    listener.start()
    try:
        code = process.wait(PROBE_SECONDS)
    except subprocess.TimeoutExpired:
        _kill(process)
        process.wait()
        return "it did not end by itself"
    listener.join(_LAST_WORDS_SECONDS)
    lines = b"".join(heard).decode(errors="replace").splitlines()
    errors = [line for line in lines if "error" in line.lower()]
    if errors:
        return f"it says: {clean(errors[-1], limit=_LONGEST_COMPLAINT)}"
    return f"it ended with code {code}" if code else ""


def _listen(process: "subprocess.Popen[bytes]", heard: list[bytes]) -> None:
    """Read what it writes on stderr, as far as it is worth reading."""
    assert process.stderr is not None
    with process.stderr as pipe:
        # Piece by piece: something that it has started may keep the pipe open for long.
        while sum(map(len, heard)) < _ENOUGH_BYTES and (piece := os.read(pipe.fileno(), 1024)):
            heard.append(piece)
