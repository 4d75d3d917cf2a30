"""From keyframes to joints: the numbers are mixed first and the limbs solved after.

Mixing solved joints instead would let planted feet slide and limbs change their length.
"""

import msgspec

from library.figure import body
from library.figure.geometry import Point, bend, between, left_of, mix, towards, within
from library.figure.pose import Anchor, Keyframe, Leg, Midway, Place, Pose


class LegJoints(msgspec.Struct, frozen=True):
    """A leg from hip to toes."""

    hip: Point
    knee: Point
    ankle: Point
    heel: Point
    toes: Point


class ArmJoints(msgspec.Struct, frozen=True):
    """An arm from shoulder to palm."""

    shoulder: Point
    elbow: Point
    hand: Point
    fingers: Point
    wanted: Point
    """Where the hand should be; differs from `hand` when that is out of reach."""


class Joints(msgspec.Struct, frozen=True):
    """The whole body."""

    hip: Point
    waist: Point
    shoulder: Point
    head: Point
    head_direction: float
    near_leg: LegJoints
    far_leg: LegJoints
    near_arm: ArmJoints
    far_arm: ArmJoints
    strain: float


def smooth(share: float) -> float:
    """Return the smoothstep of a share: it starts and ends a move gently."""
    return share * share * (3 - 2 * share)


def solve_at(pose: Pose, position: float) -> Joints:
    """Return the joints at a position of the move.

    Args:
        pose: The keyframes.
        position: 0 at the first keyframe, 1 at the second and so on; values outside the
            move give its ends.
    """
    last = len(pose.frames) - 1
    position = min(max(position, 0.0), float(last))
    index = min(int(position), max(last - 1, 0))
    a, b = pose.frames[index], pose.frames[min(index + 1, last)]
    return _solve(pose, a, b, smooth(position - index))


def _solve(pose: Pose, a: Keyframe, b: Keyframe, share: float) -> Joints:
    hip = between(a.hip, b.hip, share)
    waist = towards(hip, mix(a.lower, b.lower, share), body.TORSO / 2)
    upper = mix(a.upper, b.upper, share)
    shoulder = towards(waist, upper, body.TORSO / 2)
    direction = mix(a.head, b.head, share)
    near_hip = (hip[0] + pose.hip_gap / 2, hip[1])
    far_hip = (hip[0] - pose.hip_gap / 2, hip[1])
    near, far = (
        _leg(near_hip, a.near_leg, b.near_leg, share),
        _leg(far_hip, a.far_leg, b.far_leg, share),
    )
    elbow = 1.0 if pose.elbows_front else -1.0
    # Legs first: hands may rest on legs, never the other way round.
    near_hand = between(_place(a.near_hand, near, far), _place(b.near_hand, near, far), share)
    far_hand = between(_place(a.far_hand, near, far), _place(b.far_hand, near, far), share)
    return Joints(
        hip=hip,
        waist=waist,
        shoulder=shoulder,
        head=towards(shoulder, direction, body.NECK),
        head_direction=direction,
        near_leg=near,
        far_leg=far,
        near_arm=_arm(shoulder, near_hand, elbow),
        far_arm=_arm(towards(shoulder, upper + 90, body.SHOULDER_DEPTH), far_hand, elbow),
        strain=mix(a.strain, b.strain, share),
    )


def _leg(hip: Point, a: Leg, b: Leg, share: float) -> LegJoints:
    ankle = between(a.ankle, b.ankle, share)
    toes = mix(a.toes, b.toes, share)
    sole = towards(ankle, toes + 90, body.SOLE - body.FOOT_RADIUS)
    return LegJoints(
        hip=hip,
        knee=_knee(hip, ankle, a, b, share),
        ankle=ankle,
        heel=towards(sole, toes, -2.0),
        toes=towards(sole, toes, body.TOE - body.FOOT_RADIUS),
    )


def _knee(hip: Point, ankle: Point, a: Leg, b: Leg, share: float) -> Point:
    if a.knee is not None and b.knee is not None:
        return between(a.knee, b.knee, share)
    straight = between(hip, ankle, body.THIGH / body.LEG)
    straightness = mix(a.straight, b.straight, share)
    if straightness == 1:
        return straight
    return between(bend(hip, ankle, body.THIGH, body.SHIN, 1.0), straight, straightness)


def _arm(shoulder: Point, wanted: Point, elbow: float) -> ArmJoints:
    hand = within(shoulder, wanted, body.REACH)
    joint = bend(shoulder, hand, body.UPPER_ARM, body.FOREARM, elbow)
    fingers = between(joint, hand, 1 + body.FINGERS / body.FOREARM)
    return ArmJoints(shoulder, joint, hand, fingers, wanted)


def _place(target: Place, near: LegJoints, far: LegJoints) -> Point:
    if isinstance(target, Midway):
        start, end = _place(target.start, near, far), _place(target.end, near, far)
        return between(start, end, target.share)
    if not isinstance(target, Anchor):
        return target
    leg = near if target.part.startswith("near") else far
    start, end, radii = segment(leg, target.part.split(".")[1])
    middle = between(start, end, target.along)
    normal = left_of(start, end)
    aside = target.side * mix(radii[0], radii[1], target.along)
    return (middle[0] + normal[0] * aside, middle[1] + normal[1] * aside)


def segment(leg: LegJoints, part: str) -> tuple[Point, Point, tuple[float, float]]:
    """Return both ends of `thigh`, `shin` or `foot`, and the half-widths there."""
    if part == "thigh":
        return leg.hip, leg.knee, body.THIGH_RADII
    if part == "shin":
        return leg.knee, leg.ankle, body.SHIN_RADII
    return leg.heel, leg.toes, (body.FOOT_RADIUS, body.FOOT_RADIUS)


def find(joints: Joints, at: Anchor | Point) -> Point:
    """Return where an anchor lies: a place on a leg, or one of the named joints."""
    if not isinstance(at, Anchor):
        return at
    side, _, name = at.part.partition(".")
    if name in ("thigh", "shin", "foot"):
        return _place(at, joints.near_leg, joints.far_leg)
    if not name:
        whole: Point = getattr(joints, side)
        return whole
    owner = getattr(joints, f"{side}_{'arm' if name in ('hand', 'elbow') else 'leg'}")
    joint: Point = getattr(owner, name)
    return joint
