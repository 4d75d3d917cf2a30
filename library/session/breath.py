"""A calm breath to follow in a hold, and the length of holds counted in such breaths."""

from typing import NamedTuple

from library.routines.model import StepKind
from library.session.engine import Session
from library.session.machine import State

# Six breaths a minute, out longer than in, is the pace found calming (Russo et al. 2017).
IN_SECONDS = 4.0
OUT_SECONDS = 6.0
BREATH_SECONDS = IN_SECONDS + OUT_SECONDS
_HALVES = 2
"""Lengths are counted in halves of a breath."""


class Breath(NamedTuple):
    """Where a breath stands."""

    number: int
    """From 1."""
    inward: bool
    fullness: float
    """0 empty to 1 full."""


def breath_at(elapsed: float) -> Breath:
    """Return the breath after so many seconds of a hold."""
    number, within = divmod(elapsed, BREATH_SECONDS)
    if within < IN_SECONDS:
        return Breath(int(number) + 1, True, within / IN_SECONDS)
    return Breath(int(number) + 1, False, 1 - (within - IN_SECONDS) / OUT_SECONDS)


def breath_of(session: Session) -> Breath | None:
    """Return the breath to follow now; None when there is no hold to breathe in."""
    step = session.step
    if step is None or step.kind is not StepKind.HOLD or session.state is not State.RUNNING:
        return None
    return breath_at(session.elapsed)


def breaths_in_words(seconds: float) -> str | None:
    """Return a length said in breaths: `3 breaths`, `2 and a half breaths`.

    Returns:
        The words; None when it is less than a breath, or no whole number of half breaths.
    """
    counted = _counted(seconds)
    if counted is None:
        return None
    whole, half = counted
    number = f"{whole} and a half" if half else f"{whole}"
    return f"{number} breath{'' if (whole, half) == (1, 0) else 's'}"


def breath_in_words(number: int, seconds: float) -> str | None:
    """Return which breath of a hold it is: `breath 2 of 3`, or `half a breath` at its end.

    Returns:
        The words; None where `breaths_in_words` has none.
    """
    counted = _counted(seconds)
    if counted is None:
        return None
    if is_half_breath(number, seconds):
        return "half a breath"
    return f"breath {number} of {counted[0]}"


def is_half_breath(number: int, seconds: float) -> bool:
    """Return whether a breath, counted from 1, is the half one at the end of a hold."""
    counted = _counted(seconds)
    return counted is not None and number > counted[0]


def _counted(seconds: float) -> tuple[int, int] | None:
    """Whole breaths and halves, where they are exactly as long as that."""
    halves, rest = divmod(seconds, BREATH_SECONDS / _HALVES)
    if rest or halves < _HALVES:
        return None
    return divmod(int(halves), _HALVES)
