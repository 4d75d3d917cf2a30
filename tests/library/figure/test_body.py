"""What must stay in sight, whichever limb is painted over which."""

from collections import Counter

import pytest

from library.figure import body, shapes
from library.figure.figure import Figure
from library.figure.geometry import Point, between, distance
from library.figure.motion import stretched
from library.figure.shapes import Capsule
from tests.library.figure.poses import FIGURES

KEYFRAMES = [(name, n) for name, figure in FIGURES.items() for n in range(figure.last + 1)]


def seen_at(figure: Figure, position: float, point: Point) -> str:
    """The material of the body that is painted last at a point; empty beside the body."""
    painted = shapes.figure(figure.pose, figure.joints(position))
    covering = [shape.material for shape in painted if covers(shape, point)]
    return covering[-1] if covering else ""


def covers(shape: shapes.Shape, point: Point) -> bool:
    assert isinstance(shape, Capsule)
    return any(
        distance(between(shape.a, shape.b, n / 20), point)
        <= shape.ra + (shape.rb - shape.ra) * n / 20
        for n in range(21)
    )


@pytest.mark.parametrize(("name", "keyframe"), KEYFRAMES)
def test_a_neck_is_seen_between_shirt_and_head(name: str, keyframe: int) -> None:
    joints = FIGURES[name].joints(keyframe)
    bare = (body.SHOULDER_RADIUS + body.NECK - body.HEAD_RADIUS) / 2
    middle = between(joints.shoulder, joints.head, bare / body.NECK)
    assert seen_at(FIGURES[name], keyframe, middle) == "skin"


@pytest.mark.parametrize(("name", "keyframe"), KEYFRAMES)
def test_both_feet_are_seen(name: str, keyframe: int) -> None:
    joints = FIGURES[name].joints(keyframe)
    for leg in (joints.near_leg, joints.far_leg):
        assert seen_at(FIGURES[name], keyframe, leg.toes).endswith("shoe")
    assert distance(joints.near_leg.toes, joints.far_leg.toes) > 2 * body.FOOT_RADIUS


@pytest.mark.parametrize("name", FIGURES)
def test_the_far_arm_is_not_all_hidden_in_the_stretch(name: str) -> None:
    figure = FIGURES[name]
    held = stretched(figure.pose)
    arm = figure.joints(held).far_arm
    bones = ((arm.shoulder, arm.elbow), (arm.elbow, arm.hand), (arm.hand, arm.fingers))
    seen = {seen_at(figure, held, between(a, b, n / 8)) for a, b in bones for n in range(9)}
    assert seen & {"far_sleeve", "far_skin"}


def test_the_hands_of_the_massage_are_under_the_thigh_and_move_along_it() -> None:
    figure = FIGURES["hamstring-massage"]
    before, after = figure.joints(1), figure.joints(2)
    for joints in (before, after):
        hip, knee = joints.near_leg.hip, joints.near_leg.knee
        for x, y in (joints.near_arm.hand, joints.far_arm.hand):
            share = (x - hip[0]) / (knee[0] - hip[0])
            assert y < between(hip, knee, share)[1] - body.THIGH_RADII[1]
    assert before.shoulder == after.shoulder
    assert distance(before.near_arm.hand, after.near_arm.hand) > body.THIGH / 4


def test_an_arrow_has_a_head_where_the_move_goes_and_two_where_it_goes_both_ways() -> None:
    points = ((0.0, 0.0), (10.0, 5.0), (20.0, 0.0))

    def tips(both_ways: bool) -> list[Point]:
        band = shapes.arrow(points, both_ways)
        begun = Counter(s.a for s in band if isinstance(s, Capsule))
        return [point for point, lines in begun.items() if lines == 2]

    assert tips(both_ways=False) == [points[-1]]
    assert tips(both_ways=True) == [points[-1], points[0]]
