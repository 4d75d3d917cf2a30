"""The figure of a running session: shows what comes, moves into the hold, comes back."""

from library.figure.motion import Motion, pace
from library.routines.model import Step, StepKind
from library.session.engine import Session
from library.session.machine import State
from tui.widgets.figure import FigureView

COME_BACK_SECONDS = 3.0
"""Longest time after a hold in which the figure comes back before it shows the other leg."""
COME_BACK_SHARE = 0.4
"""Of a short pause it takes at most this share, so that what is next is seen longer."""
LEAST_SCREEN = (56, 16)
"""Columns and rows of a screen that has room for a figure beside the words; our judgement."""
STANDING = (State.PAUSED, State.SORE_SPOT)
"""States in which nothing goes on; on a sore spot the hands stay where they are."""


class SessionFigure(FigureView):
    """A figure that follows a session; a call without a change costs nothing."""

    _last_work: Step | None = None
    _following: tuple[str, str, Motion] | None = None

    @property
    def caption(self) -> str:
        """Nothing: the side stands beside the figure in large letters."""
        return ""

    def follow(self, session: Session) -> None:
        """Show what the session is at, if there is room."""
        columns, rows = self.screen.size
        self.display = columns >= LEAST_SCREEN[0] and rows >= LEAST_SCREEN[1]
        step = session.step
        if step is None:
            return
        if session.state in STANDING:
            self.freeze()
            return
        self.thaw()
        if session.state is State.EASED_OFF:
            self._move(step, Motion.OUT)
        elif step.kind.is_work:
            self._last_work = step
            self._move(step, Motion.KNEAD if step.kind is StepKind.MASSAGE else Motion.INTO)
        elif self._last_work is not None and self._comes_back(self._last_work, session):
            self._move(self._last_work, Motion.OUT)
        else:
            self._move(step, Motion.LOOP, session.remaining)

    def _comes_back(self, work: Step, session: Session) -> bool:
        """Return whether the figure still leaves the last hold before it shows another one."""
        step = session.step
        if step is None or self.still:
            return False
        # Another exercise is shown at once: the words beside it tell already how to get there.
        if work.exercise != step.exercise or work.side == step.side:
            return False
        return session.elapsed < min(COME_BACK_SECONDS, COME_BACK_SHARE * step.seconds)

    def _move(self, step: Step, motion: Motion, lasting: float = 0.0) -> None:
        """Begin a motion; a loop is over at the start position after `lasting` seconds."""
        following = (step.exercise.id, step.side.value, motion)
        if following == self._following:
            return
        before, self._following = self._following, following
        self.pace = 1.0
        if before is not None and before[:2] == following[:2]:
            self.motion = motion
        else:
            self.show(step.exercise, step.side, motion, step.level, step.height_cm)
        if motion is Motion.LOOP and self.figure is not None:
            self.pace = pace(self.figure.pose, lasting, self._start)
