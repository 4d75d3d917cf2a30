"""Shapes to paint, from back to front: the body round its joints, and what stands beside it."""

from collections.abc import Iterator
from itertools import pairwise

import msgspec

from library.figure import body
from library.figure.geometry import Point, between, direction, left_of, towards
from library.figure.pose import Block, Box, Pose
from library.figure.solve import ArmJoints, Joints, LegJoints


class Capsule(msgspec.Struct, frozen=True):
    """A line from `a` to `b`, as thick as a limb; a disc when both ends coincide."""

    material: str
    a: Point
    b: Point
    ra: float
    rb: float
    halo: bool = True
    """Whether a thin line of background parts it from what lies behind."""
    joined: "Capsule | None" = None
    """The limb it grows out of: no line is drawn between the two."""


class Rect(msgspec.Struct, frozen=True):
    """An upright box."""

    material: str
    box: Box


Shape = Capsule | Rect

MUSCLE_OFFSET = 0.52
"""How far towards the back of the thigh the muscle lies, in half-widths of the thigh."""
MUSCLE_WIDTH = 0.6
_BARB, _BARB_DEGREES = 8.0, 38.0
"""How long the lines of an arrow's head are, and how far they stand off; our judgement."""


def scenery(pose: Pose, left: float, right: float, bottom: float) -> list[Shape]:
    """Return the ground from `left` to `right` and down to `bottom`, and what stands on it."""
    ground = Rect("ground", (left, bottom, right, 0.0))
    return [ground, *(_block(block) for block in pose.props)]


def inset(pose: Pose) -> list[Shape]:
    """Return the small second view, if the pose has one."""
    if pose.inset is None:
        return []
    panel = Rect("panel", pose.inset.box)
    return [panel, *(_block(block) for block in pose.inset.blocks)]


def _block(block: Block) -> Shape:
    if block.rect is not None:
        return Rect(block.colour, block.rect)
    (start, end), (first, last) = block.line, block.widths
    return Capsule(block.colour, start, end, first / 2, last / 2, halo=False)


def figure(pose: Pose, joints: Joints) -> list[Shape]:
    """Return the body in the pose's own order, from back to front."""
    far = "cross" if pose.near_is_other else "far"
    shoes = ("far_shoe", "shoe") if pose.near_is_other else ("shoe", "far_shoe")
    thigh = {
        "near_thigh": _thigh(joints.near_leg, "near"),
        "far_thigh": _thigh(joints.far_leg, far),
    }
    parts: dict[str, list[Shape]] = {
        "far_arm": list(_arm(joints.far_arm, "far_sleeve", "far_skin", "far_skin")),
        "far_thigh": [thigh["far_thigh"], *_muscle(pose, joints.far_leg, "far.thigh")],
        "far_shin": list(_shin(joints.far_leg, thigh["far_thigh"], far, shoes[1])),
        "trunk": list(_trunk(joints)),
        "head": list(_head(joints)),
        "near_thigh": [
            *_seat(joints),
            thigh["near_thigh"],
            *_muscle(pose, joints.near_leg, "near.thigh"),
        ],
        "near_shin": list(_shin(joints.near_leg, thigh["near_thigh"], "near", shoes[0])),
        "near_arm": list(_arm(joints.near_arm, "sleeve", "skin", "hand")),
    }
    return [shape for part in pose.order for shape in parts[part]]


def _thigh(leg: LegJoints, material: str) -> Capsule:
    return Capsule(material, leg.hip, leg.knee, *body.THIGH_RADII, halo=material != "near")


def _seat(joints: Joints) -> Iterator[Shape]:
    """Return the top of the trousers: it rounds the buttock and shows where the back ends."""
    yield Capsule("near", joints.hip, joints.hip, body.SEAT_RADIUS, body.SEAT_RADIUS, halo=False)


def _shin(leg: LegJoints, thigh: Capsule, material: str, shoe: str) -> Iterator[Shape]:
    # The calf bulges to the back, so that the leg bends at a knee and is no bar.
    normal = left_of(leg.knee, leg.ankle)
    x, y = between(leg.knee, leg.ankle, 0.32)
    calf = (x - normal[0] * body.CALF_BULGE, y - normal[1] * body.CALF_BULGE)
    upper = Capsule(material, leg.knee, calf, body.SHIN_RADII[0], body.CALF_RADIUS, joined=thigh)
    yield upper
    shin = Capsule(material, calf, leg.ankle, body.CALF_RADIUS, body.SHIN_RADII[1], joined=upper)
    yield shin
    ball = body.FOOT_RADIUS - 0.4
    yield Capsule(shoe, leg.heel, leg.toes, body.FOOT_RADIUS + 0.5, ball, joined=shin)


def _muscle(pose: Pose, leg: LegJoints, part: str) -> Iterator[Shape]:
    if part not in pose.stretch:
        return
    normal = left_of(leg.hip, leg.knee)

    def lying_back(share: float) -> tuple[Point, float]:
        radius = body.THIGH_RADII[0] + (body.THIGH_RADII[1] - body.THIGH_RADII[0]) * share
        x, y = between(leg.hip, leg.knee, share)
        aside = radius * MUSCLE_OFFSET
        return (x - normal[0] * aside, y - normal[1] * aside), radius * MUSCLE_WIDTH

    start, ra = lying_back(0.1)
    end, rb = lying_back(0.95)
    yield Capsule("muscle", start, end, ra, rb, halo=False)


def _trunk(joints: Joints) -> Iterator[Shape]:
    belly = Capsule("shirt", joints.hip, joints.waist, body.SEAT_RADIUS - 0.8, body.WAIST_RADIUS)
    yield belly
    breast = between(joints.waist, joints.shoulder, 0.55)
    chest = Capsule(
        "shirt", joints.waist, breast, body.WAIST_RADIUS, body.CHEST_RADIUS, joined=belly
    )
    yield chest
    # Narrow above the chest, else the shoulders reach the chin and there is no neck to see.
    yield Capsule(
        "shirt", breast, joints.shoulder, body.CHEST_RADIUS, body.SHOULDER_RADIUS, joined=chest
    )


def _head(joints: Joints) -> Iterator[Shape]:
    radius = body.HEAD_RADIUS
    head, up = joints.head, joints.head_direction
    nape = towards(towards(head, up, -3.0), up - 90, 1.4)
    # From the collar on: the head may be painted over the shoulder of an arm.
    collar = between(joints.shoulder, nape, 0.35)
    neck = Capsule("skin", collar, nape, body.NECK_RADIUS, body.NECK_RADIUS, halo=False)
    yield neck
    crown = towards(towards(head, up, 0.9), up - 90, 0.9)
    yield Capsule("hair", crown, crown, radius, radius, joined=neck)
    face = towards(towards(head, up, -0.4), up + 90, 1.6)
    chin = towards(towards(face, up, -2.4), up + 90, 0.7)
    yield Capsule("skin", face, chin, radius - 1.5, radius - 2.4, halo=False)
    nose = towards(towards(face, up, -0.8), up + 90, radius - 0.6)
    yield Capsule("skin", face, nose, 2.2, 1.2, halo=False)
    eye = towards(towards(face, up, 1.2), up + 90, 2.4)
    yield Capsule("eye", eye, eye, 0.9, 0.9, halo=False)


def _arm(arm: ArmJoints, sleeve: str, skin: str, hand: str) -> Iterator[Shape]:
    upper = Capsule(sleeve, arm.shoulder, arm.elbow, *body.UPPER_ARM_RADII)
    yield upper
    lower = Capsule(skin, arm.elbow, arm.hand, *body.FOREARM_RADII, joined=upper)
    yield lower
    yield Capsule(hand, arm.hand, arm.fingers, body.HAND_RADIUS, body.FINGER_RADIUS, joined=lower)


def arrow(points: tuple[Point, ...], both_ways: bool) -> list[Shape]:
    """Return a curved band through start, turning point and tip, with one head or two."""
    if not points:
        return []
    start, turn, tip = points
    count = 6
    path = [
        between(between(start, turn, n / count), between(turn, tip, n / count), n / count)
        for n in range(count + 1)
    ]
    band: list[Shape] = [
        Capsule("arrow", a, b, 1.3, 1.3, halo=False)
        for a, b in pairwise(path[both_ways : len(path) - 1])
    ]
    ends = [path, path[::-1]] if both_ways else [path]
    return [*band, *(barb for end in ends for barb in _arrowhead(end[-2], end[-1]))]


def _arrowhead(before: Point, tip: Point) -> Iterator[Shape]:
    """Two lines back from the tip: a solid head is too short to be one in small pictures."""
    back = direction(tip, before)
    for side in (-_BARB_DEGREES, _BARB_DEGREES):
        yield Capsule("arrow", tip, towards(tip, back + side, _BARB), 1.2, 1.2, halo=False)


def ghost(shapes: list[Shape]) -> list[Shape]:
    """Return the same shapes as one flat shadow."""
    return [
        Capsule("ghost", shape.a, shape.b, shape.ra, shape.rb, halo=False)
        for shape in shapes
        if isinstance(shape, Capsule)
    ]
