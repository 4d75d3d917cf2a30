"""The figure of a running session: shows what comes, moves into the hold, comes back."""

from library.figure.motion import Motion
from library.routines.model import Step, StepKind
from library.session.engine import Session
from library.session.machine import State
from tui.widgets.figure import FigureView

COME_BACK_SECONDS = 3.0
"""After a hold the figure comes back for so long before it shows what is next."""


class SessionFigure(FigureView):
    """Follows a session; a call without a change costs nothing."""

    _last_work: Step | None = None
    _following: tuple[str, str, Motion] | None = None

    def follow(self, session: Session) -> None:
        """Show what the session is at."""
        step = session.step
        if step is None or session.state is State.PAUSED:
            return
        if step.kind.is_work:
            self._last_work = step
        elif self._last_work is not None and session.elapsed < COME_BACK_SECONDS:
            self._move(self._last_work, Motion.OUT)
            return
        self._move(step, _motion(step))

    def _move(self, step: Step, motion: Motion) -> None:
        following = (step.exercise.id, step.side.value, motion)
        if following == self._following:
            return
        before, self._following = self._following, following
        if before is not None and before[:2] == following[:2]:
            self.motion = motion
        else:
            self.show(step.exercise, step.side, motion)


def _motion(step: Step) -> Motion:
    if step.kind is StepKind.MASSAGE:
        return Motion.KNEAD
    return Motion.INTO if step.kind is StepKind.HOLD else Motion.LOOP
