"""Motions of the figure: where in its move it is after so many seconds."""

import math
from enum import StrEnum
from itertools import pairwise

import msgspec

from library.figure.pose import Pose

FRAMES_PER_SECOND = 8
"""Pictures in a second: steps of one to three samples at 60x24 cells; our judgement."""
PACES = (0.8, 1.8)
"""Slowest and fastest a move is shown while somebody gets ready; our judgement."""
KNEADS = 2
"""How often a massage goes up and down again before the hands come away; our judgement."""


class Motion(StrEnum):
    """What the figure does."""

    LOOP = "loop"
    """Shows the whole move over and over."""
    INTO = "into"
    """Goes from the start into the stretch and stays there."""
    HOLD = "hold"
    """Stays in the stretch."""
    OUT = "out"
    """Comes back from the stretch and stays at the start."""
    KNEAD = "knead"
    """Goes up and down between the last two keyframes."""
    STILL = "still"
    """Stands in the stretch with the start as a shadow."""


class Moment(msgspec.Struct, frozen=True):
    """Where the figure is."""

    position: float
    """0 at the first keyframe, 1 at the second and so on; one of finitely many values."""
    over: bool
    """Whether nothing changes from here on."""


def moment(pose: Pose, motion: Motion, elapsed: float, start: float | None = None) -> Moment:
    """Return the position after `elapsed` seconds of a motion.

    Only the time counts: leaving out pictures or drawing more of them changes nothing.

    Args:
        pose: The keyframes.
        motion: What the figure does.
        elapsed: Seconds since the motion began.
        start: Where the motion sets out from, so that nothing jumps; its usual beginning
            if left out.
    """
    once, again = _paths(pose, motion, start)
    left = max(elapsed, 0.0)
    before, cycle = _seconds(once), _seconds(again)
    repeated = cycle > 0 and left >= before
    ways = again if repeated else once
    left = (left - before) % cycle if repeated else left
    for begin, end, seconds in ways:
        if left < seconds:
            return Moment(snap(pose, begin + (end - begin) * left / seconds), over=False)
        left -= seconds
    return Moment(float((ways or again)[-1][1]), over=cycle == 0)


def pace(pose: Pose, seconds: float, start: float | None = None) -> float:
    """Return how fast to loop so that the figure is back at its first keyframe after `seconds`.

    In ten seconds the move is shown twice, in twenty two or three times.

    Args:
        pose: The keyframes.
        seconds: The time there is.
        start: Where the loop sets out from, as for `moment`.

    Returns:
        A factor for the elapsed time, within `PACES`.
    """
    once, again = _paths(pose, Motion.LOOP, start)
    before, cycle = _seconds(once), _seconds(again)
    if cycle <= 0 or seconds <= 0:
        return 1.0
    times = max(round((seconds - before) / cycle), 1)
    if times == 1 and before + 2 * cycle <= PACES[1] * seconds:
        times = 2
    return min(max((before + times * cycle) / seconds, PACES[0]), PACES[1])


def snap(pose: Pose, position: float) -> float:
    """Return the nearest position that has a picture of its own."""
    index = min(max(int(position), 0), max(len(pose.frames) - 2, 0))
    after = min(index + 1, len(pose.frames) - 1)
    steps = max(round(pose.frames[after].time * FRAMES_PER_SECOND), 1)
    return index + round((position - index) * steps) / steps


def stretched(pose: Pose) -> int:
    """Return the keyframe that is held; a massage is held where the kneading begins."""
    last = len(pose.frames) - 1
    return max(last - 1, 0) if pose.knead else last


Way = tuple[float, float, float]
"""From position, to position, seconds."""


def _paths(pose: Pose, motion: Motion, start: float | None) -> tuple[list[Way], list[Way]]:
    """Return the way to go once, and the one to go over and over from there."""
    last, held = len(pose.frames) - 1, stretched(pose)
    if motion is Motion.INTO:
        return _moves(pose, 0 if start is None else start, held), []
    if motion is Motion.OUT:
        return _moves(pose, held if start is None else start, 0), []
    if motion is Motion.KNEAD:
        before = max(last - 1, 0)
        once = [] if start is None else _moves(pose, start, before)
        return once, _moves(pose, before, last) + _moves(pose, last, before)
    if motion is Motion.LOOP:
        return [] if start is None else _moves(pose, start, 0), loop(pose)
    return [(held, held, 0.0)], []


def _seconds(ways: list[Way]) -> float:
    return sum(seconds for _, _, seconds in ways)


def loop(pose: Pose) -> list[Way]:
    """Return the whole move, there and back, as it is shown over and over."""
    last = len(pose.frames) - 1
    if last == 0:
        return [(0, 0, 0.0)]
    path: list[Way] = [(0, 0, pose.frames[0].hold)]
    for index in range(1, last + 1):
        path += [*_moves(pose, index - 1, index), (index, index, pose.frames[index].hold)]
    if pose.knead:
        path += (_moves(pose, last, last - 1) + _moves(pose, last - 1, last)) * KNEADS
    return path + _moves(pose, last, 0)


def _moves(pose: Pose, start: float, end: float) -> list[Way]:
    """Return the way between two positions, past every keyframe; back takes as long as forth."""
    low, high = sorted((start, end))
    stops = [low, *(n for n in range(len(pose.frames)) if low < n < high), high]
    ways = [(a, b, (b - a) * pose.frames[math.ceil(b)].time) for a, b in pairwise(stops)]
    return ways if end >= start else [(b, a, seconds) for a, b, seconds in reversed(ways)]
