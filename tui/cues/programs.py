"""The first program of a list that works: the next one is taken when it fails."""

import shutil
from collections.abc import Callable, Iterable

from tui.cues.processes import ProcessError, Processes

Command = Callable[[str], list[str]]
"""Makes the command line from what is to be played or said."""


class Programs:
    """Programs that can do the same, the best first.

    Args:
        commands: For each program by its name how to call it; those that are not on this
            computer are passed over.
        missing: What to tell when there is none of them.
    """

    def __init__(self, commands: Iterable[tuple[str, Command]], missing: str) -> None:
        self._left = [(name, command) for name, command in commands if shutil.which(name)]
        self._crew = Processes()
        self.problem = "" if self._left else missing
        """Why nothing can be noticed through any of them; empty when all is well."""

    @property
    def name(self) -> str:
        """The program in use; empty when none is left."""
        return self._left[0][0] if self._left else ""

    def command(self, what: str) -> list[str]:
        """The command line of the program in use."""
        return self._left[0][1](what) if self._left else []

    def run(self, what: str, now: float, patience: float) -> None:
        """Start on `what` and end what was started before.

        Args:
            what: A file to play or words to say.
            now: Reading of the monotonic clock, in seconds.
            patience: Seconds after which the program counts as hanging.
        """
        self.tick(now)
        self._crew.stop(now)
        while self._left:
            try:
                self._crew.start(self.command(what), now, patience)
            except ProcessError as error:
                self._give_up(str(error))
            else:
                return

    def run_beside(self, command: list[str], now: float, patience: float) -> None:
        """Start something without ending what runs; that it fails does not matter."""
        try:
            self._crew.start(command, now, patience)
        except ProcessError:
            return

    def tick(self, now: float) -> None:
        """Look after what was started."""
        problems = {helper.command[0]: helper.problem for helper in self._crew.poll(now)}
        if self._left and (problem := problems.get(self.command("")[0])):
            self._crew.stop(now)
            self._give_up(problem)

    def trial(self, what: str) -> None:
        """Try the programs one after the other until one works, waiting for each."""
        from tui.cues.trial import trial  # a session never waits

        while self._left and (problem := trial(self.command(what))):
            self._give_up(problem)

    @property
    def busy(self) -> bool:
        """Whether something runs."""
        return self._crew.busy

    def silence(self, now: float) -> None:
        """End what runs, at once."""
        self._crew.stop(now)

    def close(self, now: float) -> None:
        """End everything, as we end ourselves."""
        self._crew.close(now)

    def _give_up(self, problem: str) -> None:
        name, _ = self._left.pop(0)
        if not self._left:
            self.problem = f"{name} can not be used: {problem}."
