import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.figure import body
from library.figure.figure import Figure
from library.figure.geometry import bend, distance, within
from tests.library.figure.poses import FIGURES, pose

HALF_A_SAMPLE = 0.5
"""Half of the width of a sample at 60x24 cells in the narrowest view, about."""
POINTS = st.tuples(st.floats(-100, 100), st.floats(-100, 100))


@given(POINTS, POINTS, st.sampled_from((1.0, -1.0)))
def test_bones_keep_their_length_and_limbs_reach_what_they_can(
    start: tuple[float, float], wanted: tuple[float, float], side: float
) -> None:
    end = within(start, wanted, body.REACH)
    joint = bend(start, end, body.UPPER_ARM, body.FOREARM, side)
    assert distance(start, joint) == pytest.approx(body.UPPER_ARM, abs=1e-3)
    if distance(start, end) > 0.01:
        assert distance(joint, end) == pytest.approx(body.FOREARM, abs=1e-2)


@pytest.mark.parametrize("name", FIGURES)
def test_feet_planted_in_two_keyframes_never_slide_between_them(name: str) -> None:
    figure = FIGURES[name]
    for index in range(figure.last):
        for leg in ("near_leg", "far_leg"):
            before, after = (getattr(figure.pose.frames[index + n], leg) for n in (0, 1))
            if before != after:
                continue
            planted = getattr(figure.joints(index), leg)
            for step in range(1, 24):
                now = getattr(figure.joints(index + step / 24), leg)
                assert distance(now.ankle, planted.ankle) < 1e-9
                assert distance(now.toes, planted.toes) < 1e-9


@pytest.mark.parametrize("name", FIGURES)
def test_a_foot_on_the_floor_stays_on_it_throughout(name: str) -> None:
    figure = FIGURES[name]
    for index in range(figure.last):
        for leg in ("near_leg", "far_leg"):
            heights = [getattr(figure.joints(index + n / 24), leg).ankle[1] for n in range(25)]
            if heights[0] == heights[-1]:
                assert max(heights) - min(heights) < HALF_A_SAMPLE


def test_a_hand_out_of_reach_gives_a_straight_arm_towards_it() -> None:
    table = pose()
    table["frame"][0]["near_hand"] = [400, 82]
    arm = Figure.from_mapping(table, "lean").joints(0).near_arm
    assert distance(arm.shoulder, arm.hand) == pytest.approx(body.REACH)
    assert distance(arm.shoulder, arm.elbow) == pytest.approx(body.UPPER_ARM)


def test_a_hand_stays_on_the_leg_it_holds() -> None:
    figure = FIGURES["leg-lift"]
    for step in range(11):
        joints = figure.joints(step / 10)
        hip, ankle = joints.near_leg.hip, joints.near_leg.ankle
        x, y = joints.near_arm.wanted
        share = (x - hip[0]) / (ankle[0] - hip[0])
        assert abs(y - (hip[1] + share * (ankle[1] - hip[1]))) < 7


@given(st.floats(-5, 20, allow_nan=False))
def test_positions_outside_the_move_give_its_ends(position: float) -> None:
    figure = FIGURES["hamstring-massage"]
    if position <= 0:
        assert figure.joints(position) == figure.joints(0)
    if position >= figure.last:
        assert figure.joints(position) == figure.joints(figure.last)
