"""Words for a session that stands still, for who cannot see that it does."""

from library.session.cues import PAUSED, Cue, Sound
from library.session.engine import Session
from library.session.machine import State

AGAIN_SECONDS = 60.0
"""After so long it is said again how a pause ends (our judgement)."""


class PauseReminder:
    """Finds the cues of one session's pauses."""

    def __init__(self) -> None:
        self._due: float | None = None

    def cue(self, session: Session, at: float, *, occupied: bool = False) -> Cue | None:
        """Return what to say of a pause, if it is time to.

        Args:
            session: The session.
            at: Its reading now, in seconds.
            occupied: Whether something else is being said or asked: then it comes after that.
        """
        if session.state is not State.PAUSED:
            self._due = None
            return None
        if self._due is None or occupied:
            self._due = at + AGAIN_SECONDS
        if at < self._due:
            return None
        self._due = at + AGAIN_SECONDS
        return Cue(at, Sound.WAITING, PAUSED, "")
