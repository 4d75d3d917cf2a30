"""Runs the person's own commands when a session starts, changes and ends."""

import os
from collections.abc import Iterable, Mapping

from library.routines.model import Step
from library.session import events as ev
from library.settings import Settings
from library.text import clean
from tui.cues.processes import Process, ProcessError, Processes

HOOK_SECONDS = 10.0
"""A hook that takes longer is ended (our judgement: lights and music are quicker)."""
GRACE_SECONDS = 2.0
"""How long a hook may go on when we leave, so that the one at the end does its work."""

_SHOWN_CHARACTERS = 40

_SHELL = ["cmd", "/c"] if os.name == "nt" else ["/bin/sh", "-c"]


class Hooks:
    """The hooks of one session.

    A hook knows what happened from variables: SUPPLE_EVENT (start, exercise, switch or
    finish), SUPPLE_ROUTINE, SUPPLE_EXERCISE, SUPPLE_SIDE, and SUPPLE_COMPLETED (yes or no)
    at the end. After the start there is always a finish, however the session is left.
    """

    def __init__(self, settings: Settings, routine: str, environ: Mapping[str, str]) -> None:
        self._commands = {
            "start": settings.hook_start,
            "exercise": settings.hook_exercise,
            "switch": settings.hook_switch,
            "finish": settings.hook_finish,
        }
        self._environ = {**environ, "SUPPLE_ROUTINE": clean(routine)}
        self._processes = Processes()
        self._step: Step | None = None
        self._finished = False
        self.problem = ""
        """What went wrong last; empty when all went well."""

    def tell(self, events: Iterable[ev.Event], now: float) -> None:
        """Run the hooks that these events call for."""
        for event in events:
            if isinstance(event, ev.StepStarted):
                self._step_started(event.step, now)
            elif isinstance(event, ev.Finished):
                self._finish(now, completed=event.completed)

    def tick(self, now: float) -> None:
        """Note which hooks have failed, and end those that take too long."""
        for process in self._processes.poll(now):
            if process.problem:
                self._tell_problem(process.command[-1], process.problem)

    def close(self, now: float) -> None:
        """Run the finish hook if a start has none yet, then end what runs after a grace period."""
        if self._step is not None and not self._finished:
            self._finish(now, completed=False)
        self._processes.close(now, GRACE_SECONDS)

    def _step_started(self, step: Step, now: float) -> None:
        before, self._step = self._step, step
        if before is None:
            self._run("start", now)
        if before is None or before.exercise.id != step.exercise.id:
            self._run("exercise", now)
        elif before.side is not step.side:
            self._run("switch", now)

    def _finish(self, now: float, *, completed: bool) -> None:
        self._finished = True
        self._run("finish", now, SUPPLE_COMPLETED="yes" if completed else "no")

    def _run(self, event: str, now: float, **more: str) -> None:
        command = self._commands[event]
        if not command:
            return
        step = self._step
        about = {"SUPPLE_EVENT": event, **more}
        if step is not None:
            about |= {"SUPPLE_EXERCISE": clean(step.exercise.name), "SUPPLE_SIDE": step.side.value}
        try:
            environ = {**self._environ, **about}
            self._processes.add(Process([*_SHELL, command], now, HOOK_SECONDS, environ))
        except ProcessError as error:
            self._tell_problem(command, str(error))

    def _tell_problem(self, command: str, problem: str) -> None:
        shown = clean(command, limit=_SHOWN_CHARACTERS)
        self.problem = f"The hook “{shown}” did not work: {problem}."
