"""The foot is as high as the support of the person, and the leg keeps its length."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.exercises.catalogue import ExercisesFolder
from library.figure import body
from library.figure.angles import leg_angles
from library.figure.depth import DEPTHS
from library.figure.figure import Figure
from library.figure.geometry import distance
from library.figure.pose import PoseError
from library.figure.raised import CENTIMETRES, at_height
from tests.library.figure.poses import FIGURES, pose, style

LIFT = FIGURES["leg-lift"]
HEIGHTS = ExercisesFolder(Path("/nowhere")).read()[0].get("leg-lift").heights
CENTIMETRE_HEIGHTS = [each.centimetres for each in HEIGHTS]


def top(figure: Figure) -> float:
    """The top of what the foot is on, in units."""
    return max(block.rect[3] for block in figure.pose.props if block.support and block.rect)


@pytest.mark.parametrize("centimetres", CENTIMETRE_HEIGHTS)
def test_at_every_height_the_pose_is_sound(centimetres: int) -> None:
    assert LIFT.at_height(centimetres).problems() == []


def test_the_hip_is_bent_as_the_heights_say() -> None:
    for each in HEIGHTS:
        figure = LIFT.at_height(each.centimetres)
        begin = figure.joints(0)
        hip = leg_angles(begin, begin.near_leg, figure.pose.frames[0].near_leg.toes).hip
        assert hip == pytest.approx(each.hip_degrees, abs=4)


@given(st.integers(15, 100), st.sampled_from(range(len(DEPTHS))), st.floats(0, 1))
def test_the_leg_is_as_long_the_foot_on_its_support_and_the_hands_in_reach(
    centimetres: int, level: int, position: float
) -> None:
    figure = LIFT.at_height(centimetres)
    shown = figure.at_level(level)
    joints, drawn = shown.joints(position), LIFT.at_level(level).joints(position)
    leg, before = joints.near_leg, drawn.near_leg
    assert top(figure) == pytest.approx(centimetres / CENTIMETRES, abs=0.5)
    assert leg.ankle[1] - top(figure) == pytest.approx(before.ankle[1] - top(LIFT))
    low, high = body.STRAIGHT_LEG
    assert low <= distance(leg.hip, leg.ankle) / body.LEG <= high
    assert joints.far_leg == drawn.far_leg
    for arm in (joints.near_arm, joints.far_arm):
        assert distance(arm.shoulder, arm.wanted) <= body.REACH + 0.5


def test_words_above_the_foot_stay_above_the_toes() -> None:
    for centimetres in CENTIMETRE_HEIGHTS:
        figure = LIFT.at_height(centimetres)
        for frame in figure.pose.frames:
            (label,) = frame.labels
            assert isinstance(label.at, tuple)
            assert label.at[1] > frame.near_leg.ankle[1] + body.TOE + body.FOOT_RADIUS
    assert LIFT.at_height(20).advice("left") == LIFT.advice("left")


def test_a_chair_is_as_it_was_drawn() -> None:
    assert at_height(LIFT.pose, 45) is LIFT.pose
    assert LIFT.at_height(None) is LIFT


@pytest.mark.parametrize("name", sorted(set(FIGURES) - {"leg-lift"}))
def test_nothing_else_has_a_height(name: str) -> None:
    assert at_height(FIGURES[name].pose, 90) is FIGURES[name].pose


def test_what_no_leg_reaches_stays_as_it_was_drawn() -> None:
    assert at_height(LIFT.pose, 300) is LIFT.pose


def test_each_height_is_another_picture_and_mirrored_for_the_other_leg() -> None:
    pictures = {
        LIFT.at_height(each).cells(33, 14, 1, side, style())
        for each in CENTIMETRE_HEIGHTS
        for side in ("left", "right")
    }
    assert len(pictures) == 2 * len(CENTIMETRE_HEIGHTS)


def test_a_support_is_true_or_false() -> None:
    with pytest.raises(PoseError, match="prop 1: support: expected true or false, got 'high'"):
        Figure.from_mapping(pose(prop=[{"rect": [1, 1, 1, 1], "support": "high"}]), "own")
