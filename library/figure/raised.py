"""What the foot is put on, as high as it is for the person: the leg keeps its length."""

import math

from msgspec.structs import replace

from library.figure import body
from library.figure.angles import MOST_HIP_STRAIGHT
from library.figure.geometry import Point, direction, distance, turned_by
from library.figure.pose import Anchor, Block, Keyframe, Label, Pose
from library.figure.solve import solve_at

CENTIMETRES = 1.75
"""Length of a unit, a hundredth of the body's height, for a stature of 175 cm, which the heights
of the exercises are computed for, too."""
AS_DRAWN = 0.5
"""A support that differs by less than so many units is as it was drawn: nobody sees it."""
CLEAR = 18.0
"""From an ankle to the middle of words above the toes: the foot and half a row; our judgement."""
SLIDE = 0.05
"""Share of a thigh or shin by which a hand that cannot reach its place slides up; our judgement."""


def at_height(pose: Pose, centimetres: int) -> Pose:
    """Return the pose with its support and the near foot on it at a height.

    The leg turns about the hip of the first keyframe and the foot with it; the support goes along.
    Where the hip would be bent too far the trunk leans less, and a hand that would be out of reach
    lies nearer to the hip.

    Args:
        pose: As it was read; one without a support stays as it is.
        centimetres: From the ground to the top of the support.
    """
    tops = [block.rect[3] for block in pose.props if block.support and block.rect is not None]
    if not tops:
        return pose
    rise = centimetres / CENTIMETRES - max(tops)
    hip, ankle = pose.frames[0].hip, pose.frames[0].near_leg.ankle
    length, height = distance(hip, ankle), ankle[1] + rise - hip[1]
    if abs(rise) < AS_DRAWN or abs(height) >= length:  # nobody sees it, or no leg reaches it
        return pose
    ahead = math.copysign(math.sqrt(length**2 - height**2), ankle[0] - hip[0])
    there = (hip[0] + ahead, hip[1] + height)
    by = (there[0] - ankle[0], rise)
    turn = turned_by(direction(hip, ankle), direction(hip, there))
    frames = tuple(_raised(frame, by, turn) for frame in pose.frames)
    props = tuple(_moved(block, by) for block in pose.props)
    return _within_reach(replace(pose, frames=frames, props=props))


def _raised(frame: Keyframe, by: Point, turn: float) -> Keyframe:
    leg = frame.near_leg
    ankle = (leg.ankle[0] + by[0], leg.ankle[1] + by[1])
    bent = 180 - direction(frame.hip, ankle)
    less = max(0.0, bent + frame.lower - MOST_HIP_STRAIGHT)
    return replace(
        frame,
        near_leg=replace(leg, ankle=ankle, toes=leg.toes + turn),
        lower=frame.lower - less,
        upper=frame.upper - less,
        head=frame.head - less,
        labels=tuple(_clear(label, leg.ankle[1], ankle[1]) for label in frame.labels),
    )


def _clear(label: Label, before: float, now: float) -> Label:
    """Return a label that stood above the foot above the toes again."""
    if isinstance(label.at, Anchor) or label.at[1] < before:
        return label
    x, y = label.at
    return replace(label, at=(x, max(y, now + CLEAR)))


def _moved(block: Block, by: Point) -> Block:
    """Return a part of the support in its place; what stands on the ground still does."""
    if not block.support or block.rect is None:
        return block
    left, bottom, right, top = block.rect
    lower = bottom if bottom <= 0 else bottom + by[1]
    return replace(block, rect=(left + by[0], lower, right + by[0], top + by[1]))


def _within_reach(pose: Pose) -> Pose:
    frames = list(pose.frames)
    for number in range(len(frames)):
        for hand, arm in (("near_hand", "near_arm"), ("far_hand", "far_arm")):
            while _too_far(replace(pose, frames=tuple(frames)), number, arm):
                place = getattr(frames[number], hand)
                if not isinstance(place, Anchor) or place.along < SLIDE:
                    break
                nearer = replace(place, along=place.along - SLIDE)
                frames[number] = replace(frames[number], **{hand: nearer})
    return replace(pose, frames=tuple(frames))


def _too_far(pose: Pose, number: int, arm: str) -> bool:
    found = getattr(solve_at(pose, number), arm)
    return distance(found.shoulder, found.wanted) > body.REACH
