"""A calm breath to follow in a hold: 4 s in, 6 s out."""

from typing import NamedTuple

from library.routines.model import StepKind
from library.session.cues import Cue, Sound
from library.session.machine import State
from library.session.reading import SessionReading

# Six breaths a minute, out longer than in, is the pace found calming (Russo et al. 2017).
IN_SECONDS = 4.0
OUT_SECONDS = 6.0
BREATH_SECONDS = IN_SECONDS + OUT_SECONDS
_QUIET_BEFORE_END_SECONDS = 3.5
"""The three-two-one is not to be disturbed."""
_QUIET_AT_START_SECONDS = 1.0
"""Nor is the cue that begins the hold."""


class Breath(NamedTuple):
    """Where a breath stands."""

    number: int
    """From 1."""
    inward: bool
    fullness: float
    """0 empty to 1 full."""


def breath_at(elapsed: float) -> Breath:
    """The breath after so many seconds of a hold."""
    number, within = divmod(elapsed, BREATH_SECONDS)
    if within < IN_SECONDS:
        return Breath(int(number) + 1, True, within / IN_SECONDS)
    return Breath(int(number) + 1, False, 1 - (within - IN_SECONDS) / OUT_SECONDS)


def breath_of(session: SessionReading) -> Breath | None:
    """The breath to follow now; None when there is no hold to breathe in."""
    step = session.step
    if step is None or step.kind is not StepKind.HOLD or session.state is not State.RUNNING:
        return None
    return breath_at(session.elapsed)


class BreathPacer:
    """Finds the moments at which breathing turns."""

    def __init__(self) -> None:
        self._last: bool | None = None

    def cue(self, session: SessionReading, at: float) -> Cue | None:
        """A soft cue, if breathing turned since the last call."""
        breath = breath_of(session)
        before, self._last = self._last, None if breath is None else breath.inward
        quiet = (
            session.elapsed < _QUIET_AT_START_SECONDS
            or session.remaining < _QUIET_BEFORE_END_SECONDS
        )
        if breath is None or before is None or before is breath.inward or quiet:
            return None
        return Cue(at, Sound.BREATHE_IN if breath.inward else Sound.BREATHE_OUT, "", "")
