"""Cues for the moments of a hold at which breathing turns."""

from library.exercises.model import HoldEnd
from library.session.breath import Breath, breath_of, is_half_breath
from library.session.cues import Cue, Sound
from library.session.engine import Session
from library.session.timing import HALF_WAY_FROM_SECONDS

_QUIET_BEFORE_END_SECONDS = 3.5
"""The three-two-one is not to be disturbed."""
_QUIET_AT_START_SECONDS = 1.0
"""Nor is the cue that begins the hold, nor the one half-way."""


class BreathPacer:
    """Finds the soft cues of one session's breaths.

    Args:
        counts: Whether the breaths are counted aloud.
    """

    def __init__(self, *, counts: bool = False) -> None:
        self._counts = counts
        self._last: bool | None = None

    def cue(self, session: Session, at: float) -> Cue | None:
        """Return a soft cue if breathing turned since the last call.

        Args:
            session: The session.
            at: Its reading now, in seconds.
        """
        breath = breath_of(session)
        before, self._last = self._last, None if breath is None else breath.inward
        quiet = (
            session.elapsed < _QUIET_AT_START_SECONDS
            or session.remaining < _QUIET_BEFORE_END_SECONDS
        )
        if breath is None or before is None or before is breath.inward or quiet:
            return None
        if not breath.inward:
            return Cue(at, Sound.BREATHE_OUT, "", "")
        return Cue(at, Sound.BREATHE_IN, self._said(breath, session), "")

    def _said(self, breath: Breath, session: Session) -> str:
        """The number of the breath; nothing where the half of the hold is told."""
        step = session.step
        if not self._counts or step is None:
            return ""
        halved = step.end is HoldEnd.TIMED and step.seconds >= HALF_WAY_FROM_SECONDS
        if halved and abs(session.elapsed - step.seconds / 2) < _QUIET_AT_START_SECONDS:
            return ""
        if step.end is HoldEnd.TIMED and is_half_breath(breath.number, step.seconds):
            return "Half a breath."
        return f"Breath {breath.number}."
