"""The joints of the seven stay within what a physiotherapist would show."""

import pytest

from library.figure.angles import LegAngles, leg_angles, rounding
from library.figure.figure import Figure
from library.figure.lint import problems
from library.figure.parse import parse
from tests.library.figure.poses import FIGURES, pose

ENDS = {
    "chair-leg-stretch": 83,
    "standing-stretch": 62,
    "leg-lift": 83,
    "floor-leg-stretch": 108,
    "leg-crossover": 57,
    "hamstring-massage": 112,
}
"""How far the hip is bent at the end, at most: chair and leg lift on a chair of 45 cm."""


def angles(figure: Figure, frame: int, side: str = "near_leg") -> LegAngles:
    joints = figure.joints(frame)
    return leg_angles(joints, getattr(joints, side), getattr(figure.pose.frames[frame], side).toes)


@pytest.mark.parametrize(("name", "most"), ENDS.items())
@pytest.mark.parametrize("side", ["near_leg", "far_leg"])
def test_no_hip_is_bent_farther_than_people_of_average_reach_can(
    name: str, most: int, side: str
) -> None:
    figure = FIGURES[name]
    resting = side == "far_leg" and name == "chair-leg-stretch"
    for frame in range(figure.last + 1):
        assert angles(figure, frame, side).hip <= (105 if resting else most)


def test_the_thigh_that_is_drawn_in_comes_no_nearer_than_upright() -> None:
    assert angles(FIGURES["crossed-leg-stretch"], 1).hip <= 90


@pytest.mark.parametrize("name", FIGURES)
def test_no_back_is_rounded_by_more_than_fifteen_degrees(name: str) -> None:
    figure = FIGURES[name]
    assert max(rounding(figure.joints(frame)) for frame in range(figure.last + 1)) <= 15


def test_the_resting_foot_of_the_massage_is_where_an_ankle_can_be() -> None:
    massage = FIGURES["hamstring-massage"]
    assert -20 <= angles(massage, 1, "far_leg").ankle <= 20


def test_the_hands_of_the_crossover_lie_on_the_support_at_every_level() -> None:
    for level in range(5):
        figure = FIGURES["leg-crossover"].at_level(level)
        joints = figure.joints(figure.last)
        left, _, right, top = figure.pose.props[0].rect or (0, 0, 0, 0)
        for x, y in (joints.near_arm.hand, joints.far_arm.hand):
            assert left - 2 <= x <= right + 2
            assert 0 < y - top < 4


def test_standing_upright_nothing_is_bent() -> None:
    table = pose()
    table["frame"][0]["near_leg"] = {"ankle": [0, 4], "toes": 90, "knee": "straight"}
    figure = Figure.from_mapping(table, "lean")
    assert angles(figure, 0) == pytest.approx((0, 0, 0))
    assert rounding(figure.joints(0)) == pytest.approx(0)


FAULTS = [
    ({"torso": [20, 50]}, "torso: the back is rounded by 30 degrees, at most 15; bend from"),
    ({"torso": 125}, "near_leg: the hip is bent by"),
    ({"torso": -50}, "near_leg: the leg is moved back by 41 degrees, at most 30"),
    (
        {"near_leg": {"ankle": [8, 4], "toes": 45, "knee": "straight"}},
        "near_leg: the toes are drawn up by 36 degrees from a right angle, at most 20",
    ),
    (
        {"near_leg": {"ankle": [8, 14], "toes": 165, "knee": "straight"}},
        "near_leg: the toes point down by 87 degrees from a right angle, at most 50",
    ),
]


@pytest.mark.parametrize(("change", "fault"), FAULTS)
def test_the_check_names_what_is_bent_too_far(change: dict[str, object], fault: str) -> None:
    table = pose()
    table["frame"][1] |= change
    found = problems(parse(table, "lean"), "lean")
    assert any(line.startswith(f"lean: keyframe 2: {fault}") for line in found), found


def test_the_check_looks_at_every_depth() -> None:
    """Between two sound keyframes the way of the toes leads through what no ankle can do."""
    table = pose()
    table["frame"][0]["near_leg"] = {"ankle": [8, 6], "toes": 105, "knee": "straight"}
    table["frame"][1]["near_leg"] = {"ankle": [8, 6], "toes": 435, "knee": "straight"}
    found = problems(parse(table, "lean"), "lean")
    assert any(line.startswith("lean: at level 1 of 5: near_leg: the toes") for line in found), (
        found
    )
