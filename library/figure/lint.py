"""Finds what the picture hides: limbs out of reach, joints bent too far, feet in the floor."""

from collections.abc import Iterator
from itertools import pairwise

from library.figure import body
from library.figure.angles import (
    MOST_HIP_BACK,
    MOST_ROUNDING,
    MOST_TOES_DOWN,
    MOST_TOES_UP,
    LegAngles,
    leg_angles,
    rounding,
)
from library.figure.depth import DEPTHS, at_depth
from library.figure.geometry import distance, left_of
from library.figure.pose import Keyframe, Pose
from library.figure.solve import ArmJoints, Joints, LegJoints, solve_at

TOLERANCE = 0.5
"""Hundredths of the body's height, and degrees, that nobody sees."""
LONGEST_BONE = 30.0
"""A knee set by hand may lengthen thigh or shin so far; our judgement."""
FINENESS = 8
"""Positions looked at between two keyframes."""


def problems(pose: Pose, name: str) -> list[str]:
    """Check a pose that could be read.

    Args:
        pose: The keyframes.
        name: Id of the exercise or name of its file.

    Returns:
        One line for each fault, naming exercise, keyframe and value; empty if all is well.
    """
    found = []
    for count, frame in enumerate(pose.frames, 1):
        joints = solve_at(pose, count - 1)
        found += [f"{name}: keyframe {count}: {fault}" for fault in _faults(pose, frame, joints)]
    found += [f"{name}: {fault}" for fault in _flips(pose)]
    # Keyframes that are sound may be mixed to something that is not.
    return found or [f"{name}: {fault}" for fault in _faults_on_the_way(pose)]


def _faults_on_the_way(pose: Pose) -> Iterator[str]:
    """Yield what is wrong with the stretch where a lower level ends it."""
    for level, share in enumerate(DEPTHS[:-1], 1):
        less = at_depth(pose, share)
        reached = len(less.frames) - 1
        for fault in _faults(less, less.frames[reached], solve_at(less, reached)):
            yield f"at level {level} of {len(DEPTHS)}: {fault}"


def _faults(pose: Pose, frame: Keyframe, joints: Joints) -> Iterator[str]:
    for side, arm in (("near_hand", joints.near_arm), ("far_hand", joints.far_arm)):
        apart = distance(arm.shoulder, arm.wanted)
        if apart > body.REACH + TOLERANCE:
            yield f"{side}: {apart:.1f} from the shoulder, but an arm reaches {body.REACH:g}"
    legs = ((frame.near_leg, joints.near_leg), (frame.far_leg, joints.far_leg))
    for side, (leg, found) in zip(("near_leg", "far_leg"), legs, strict=True):
        yield from _leg_faults(side, found, leg.straight == 1, leg.knee is not None)
        if leg.knee is None:  # else it points at the viewer, and its angles are not seen
            yield from _bent_too_far(side, leg_angles(joints, found, leg.toes))
    if rounding(joints) > MOST_ROUNDING + TOLERANCE:
        yield (
            f"torso: the back is rounded by {rounding(joints):.0f} degrees, at most "
            f"{MOST_ROUNDING:g}; bend from the hips"
        )
    yield from _outside(pose, joints)


def _bent_too_far(side: str, angles: LegAngles) -> Iterator[str]:
    if angles.hip > angles.most_hip + TOLERANCE:
        knee = "straight" if angles.straight else "bent"
        yield (
            f"{side}: the hip is bent by {angles.hip:.0f} degrees, at most {angles.most_hip:g} "
            f"with the knee {knee}"
        )
    if -angles.hip > MOST_HIP_BACK + TOLERANCE:
        yield (
            f"{side}: the leg is moved back by {-angles.hip:.0f} degrees, at most {MOST_HIP_BACK:g}"
        )
    if angles.ankle > MOST_TOES_UP + TOLERANCE:
        yield (
            f"{side}: the toes are drawn up by {angles.ankle:.0f} degrees from a right angle, "
            f"at most {MOST_TOES_UP:g}"
        )
    if -angles.ankle > MOST_TOES_DOWN + TOLERANCE:
        yield (
            f"{side}: the toes point down by {-angles.ankle:.0f} degrees from a right angle, "
            f"at most {MOST_TOES_DOWN:g}"
        )


def _leg_faults(side: str, leg: LegJoints, straight: bool, by_hand: bool) -> Iterator[str]:
    share = distance(leg.hip, leg.ankle) / body.LEG
    low, high = body.STRAIGHT_LEG
    if straight and not low <= share <= high:
        yield f"{side}: straight leg drawn {share:.2f} of its length, wanted {low:g} to {high:g}"
    elif not straight and not by_hand and share > 1 + TOLERANCE / body.LEG:
        yield f"{side}: ankle {share:.2f} of a leg away from the hip"
    if by_hand:
        for bone, a, b in (("thigh", leg.hip, leg.knee), ("shin", leg.knee, leg.ankle)):
            if distance(a, b) > LONGEST_BONE:
                yield f"{side}: {bone} drawn {distance(a, b):.1f} long, at most {LONGEST_BONE:g}"
    lowest = min(leg.heel[1], leg.toes[1]) - body.FOOT_RADIUS
    if lowest < -TOLERANCE:
        yield f"{side}: foot {-lowest:.1f} below the floor"


def _outside(pose: Pose, joints: Joints) -> Iterator[str]:
    left, bottom, right, top = pose.box
    places = {
        "head": (joints.head, body.HEAD_RADIUS),
        "near_hand": (joints.near_arm.hand, body.HAND_RADIUS),
        "far_hand": (joints.far_arm.hand, body.HAND_RADIUS),
        "near_leg": (joints.near_leg.toes, body.FOOT_RADIUS),
        "far_leg": (joints.far_leg.toes, body.FOOT_RADIUS),
        "hip": (joints.hip, body.THIGH_RADII[0]),
    }
    for name, ((x, y), radius) in places.items():
        over = max(left - x, x - right, bottom - y, y - top) + radius
        if over > TOLERANCE:
            yield f"{name}: {over:.1f} outside the box"


def _flips(pose: Pose) -> Iterator[str]:
    """Yield elbows that change side on the way, which looks like a broken arm."""
    for before in range(len(pose.frames) - 1):
        moments = [solve_at(pose, before + step / FINENESS) for step in range(FINENESS + 1)]
        for side in ("near_arm", "far_arm"):
            arms = [getattr(moment, side) for moment in moments]
            if any(_turn(a, b) for a, b in pairwise(arms)):
                yield f"keyframes {before + 1} to {before + 2}: {side}: the elbow changes its side"


def _turn(a: ArmJoints, b: ArmJoints) -> bool:
    """Return whether an arm swings by more than a third of a turn from one look to the next."""
    one, two = left_of(a.shoulder, a.elbow), left_of(b.shoulder, b.elbow)
    return one[0] * two[0] + one[1] * two[1] < -0.5
