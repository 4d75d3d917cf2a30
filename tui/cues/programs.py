"""Finds out which of several programs works: in a session, in Settings and in `supple doctor`."""

import shutil
from collections.abc import Callable, Iterable
from typing import Generic, TypeVar

from msgspec import Struct

from tui.cues.processes import HANGS, Process, ProcessError, Processes

What = TypeVar("What")
"""What is to be played or said."""
CommandLine = Callable[[What], list[str]]
"""Makes the command line for it."""

LOOK_AGAIN_SECONDS = 60.0
"""How long none works until it is looked for one again: headphones come and go (our judgement)."""
TRY_SECONDS = 3.0
"""A program that is tried without a sound and takes longer counts as hanging (our judgement)."""
HEARD_SECONDS = 0.5
"""What can be heard takes so long with the start of its program (our judgement)."""
NO_DEVICE = "No sound device was found"


class Program(Struct, Generic[What], frozen=True):
    """A program that may be on this computer."""

    name: str
    command: CommandLine[What]
    silent: tuple[str, ...] = ()
    """The command line that tries it without a sound; empty when there is none."""
    how: str = ""
    """How it is used, where that is not the usual way, as in ` with its usual voice`."""


class Programs(Generic[What]):
    """The first program of a list that works: when it fails, the others are tried at once.

    Args:
        programs: The best first; those that are not on this computer are passed over.
        missing: What to tell when there is none of them, without the full stop.
        own: Whether it is a command of the person's own, of which nothing is known.
    """

    def __init__(
        self, programs: Iterable[Program[What]], missing: str, *, own: bool = False
    ) -> None:
        self._programs, self._missing, self._own = tuple(programs), missing, own
        self._processes = Processes()
        self._tried: dict[Process, Program[What]] = {}
        self._none_since: float | None = None
        self.failed = False
        """Whether programs are there and none of them works."""
        self._look()

    def _look(self) -> None:
        self._left = [each for each in self._programs if shutil.which(each.name)]
        self.problem = "" if self._left else self._missing
        """Why nothing can be noticed through any of them; empty when all is well."""
        self._none_since, self.failed = None, False

    @property
    def name(self) -> str:
        """The program in use, and how if not as usual; empty when none is left."""
        return f"{self._left[0].name}{self._left[0].how}" if self._left else ""

    @property
    def in_doubt(self) -> bool:
        """Whether one has failed and it is not known yet which of the others works."""
        return bool(self._tried)

    def run(self, what: What, now: float, patience: float, least: float) -> None:
        """Start on `what` and end what was started before; nothing while it is in doubt.

        Args:
            what: What to play or say.
            now: Reading of the monotonic clock, in seconds.
            patience: Seconds after which the program counts as hanging.
            least: Seconds it takes at least if it can be heard; see `Process`.
        """
        self.tick(now)
        self.look_again(now)
        if self.in_doubt or not self._left:
            return
        self._processes.stop(now)
        try:
            command = self._left[0].command(what)
            self._processes.add(Process(command, now, patience, least=least))
        except ProcessError as error:
            self._give_up(self._left[0], str(error), now, heard=False)
            self._try_others(now)

    def look_again(self, now: float) -> None:
        """Look for programs and devices again after a while without any."""
        if self._left:
            return
        if self._none_since is None:
            self._none_since = now
        elif now - self._none_since >= LOOK_AGAIN_SECONDS:
            self._look()

    def tick(self, now: float) -> None:
        """Find out what has failed, and which of the others works."""
        for process in self._processes.poll(now):
            if (tried := self._tried.pop(process, None)) is not None:
                self._settle(tried, process.problem, now)
            elif process.problem and self._left and self._is_in_use(process):
                self._processes.stop(now)
                self._give_up(self._left[0], process.problem, now)
                self._try_others(now)

    def _is_in_use(self, process: Process) -> bool:
        return process.command[0] == self._left[0].name and not self.in_doubt

    def _try_others(self, now: float) -> None:
        for program in tuple(self._left):
            if not program.silent:
                continue
            try:
                process = Process(program.silent, now, TRY_SECONDS, least=HEARD_SECONDS)
            except ProcessError as error:
                self._give_up(program, str(error), now, heard=False)
            else:
                self._tried[self._processes.add(process)] = program

    def _settle(self, program: Program[What], problem: str, now: float) -> None:
        """Take a program that was tried and works; else give it up."""
        if problem:
            self._give_up(program, problem, now)
            return
        self._left.remove(program)
        self._left.insert(0, program)
        for process in self._tried:
            process.stop(now)
        self._tried.clear()

    @property
    def busy(self) -> bool:
        """Whether something runs."""
        return self._processes.busy

    def silence(self, now: float) -> None:
        """End what runs, at once; what is tried makes no sound and goes on."""
        self._processes.stop(now, but=self._tried)

    def close(self, now: float) -> None:
        """End everything, as we end ourselves."""
        self._processes.close(now)

    def _give_up(
        self, program: Program[What], problem: str, now: float, *, heard: bool = True
    ) -> None:
        """Use a program no more; of those we know, each plays what we give it if there is a device.

        Args:
            program: The program.
            problem: What went wrong with it.
            now: Reading of the monotonic clock, in seconds.
            heard: Whether it ran at all.
        """
        self._left.remove(program)
        if self._left:
            return
        self._none_since, self.failed = now, True
        is_device = heard and not self._own and problem != HANGS
        self.problem = NO_DEVICE if is_device else f"{program.name} cannot be used: {problem}"
