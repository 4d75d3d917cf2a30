"""Words for a session that stands still, for who cannot see that it does."""

from library.session.cues import Cue, Sound
from library.session.engine import Session
from library.session.machine import State

FIRST_SECONDS = 5.0
"""After so long it is said how a pause ends (our judgement)."""
AGAIN_SECONDS = 60.0
"""And then each minute."""
PAUSED = "Paused. {Session.pause} goes on."


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
        if self._due is None:
            self._due = at + FIRST_SECONDS
        if occupied:
            self._due = max(self._due, at + FIRST_SECONDS)
        if at < self._due:
            return None
        self._due = at + AGAIN_SECONDS
        return Cue(at, Sound.WAITING, PAUSED, "")
