"""Where in its move the figure is after so many seconds."""

import math
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from library.figure.pose import Pose

FRAMES_PER_SECOND = 8
"""Pictures in a second: steps of one to three samples at 60x24 cells; our judgement."""
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


@dataclass(frozen=True, slots=True)
class Moment:
    """Where the figure is."""

    position: float
    """0 at the first keyframe, 1 at the second and so on; one of finitely many values."""
    over: bool
    """Whether nothing changes from here on."""


def moment(pose: Pose, motion: Motion, elapsed: float, start: float | None = None) -> Moment:
    """The position after `elapsed` seconds of a motion.

    Only the time counts: leaving out pictures or drawing more of them changes nothing.

    Args:
        pose: The keyframes.
        motion: What the figure does.
        elapsed: Seconds since the motion began.
        start: Where `INTO` and `OUT` set out from, so that nothing jumps; their usual
            beginning if left out.
    """
    path = _path(pose, motion, start)
    length = sum(seconds for _, _, seconds in path)
    repeated = motion in (Motion.LOOP, Motion.KNEAD) and length > 0 and len(pose.frames) > 1
    left = elapsed % length if repeated else max(elapsed, 0.0)
    for begin, end, seconds in path:
        if left < seconds:
            return Moment(snap(pose, begin + (end - begin) * left / seconds), over=False)
        left -= seconds
    return Moment(float(path[-1][1]), over=not repeated)


def snap(pose: Pose, position: float) -> float:
    """The nearest position that has a picture of its own."""
    index = min(max(int(position), 0), max(len(pose.frames) - 2, 0))
    after = min(index + 1, len(pose.frames) - 1)
    steps = max(round(pose.frames[after].time * FRAMES_PER_SECOND), 1)
    return index + round((position - index) * steps) / steps


def stretched(pose: Pose) -> int:
    """The keyframe that is held; a massage is held where the kneading begins."""
    last = len(pose.frames) - 1
    return max(last - 1, 0) if pose.knead else last


Way = tuple[float, float, float]
"""From position, to position, seconds."""


def _path(pose: Pose, motion: Motion, start: float | None) -> list[Way]:
    last, held = len(pose.frames) - 1, stretched(pose)
    if motion is Motion.INTO:
        return _moves(pose, 0 if start is None else start, held)
    if motion is Motion.OUT:
        return _moves(pose, held if start is None else start, 0)
    if motion is Motion.KNEAD:
        before = max(last - 1, 0)
        return _moves(pose, before, last) + _moves(pose, last, before)
    if motion is Motion.LOOP:
        return _loop(pose)
    return [(held, held, 0.0)]


def _loop(pose: Pose) -> list[Way]:
    last = len(pose.frames) - 1
    path: list[Way] = [(0, 0, pose.frames[0].hold)]
    for index in range(1, last + 1):
        path += [*_moves(pose, index - 1, index), (index, index, pose.frames[index].hold)]
    if pose.knead and last > 0:
        path += (_moves(pose, last, last - 1) + _moves(pose, last - 1, last)) * KNEADS
    return path + _moves(pose, last, 0)


def _moves(pose: Pose, start: float, end: float) -> list[Way]:
    """The way between two positions, past every keyframe; back takes as long as forth."""
    low, high = sorted((start, end))
    stops = [low, *(n for n in range(len(pose.frames)) if low < n < high), high]
    ways = [(a, b, (b - a) * pose.frames[math.ceil(b)].time) for a, b in pairwise(stops)]
    return ways if end >= start else [(b, a, seconds) for a, b, seconds in reversed(ways)]
