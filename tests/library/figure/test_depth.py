"""No stretch is drawn deeper than the person's level."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.figure.angles import leg_angles
from library.figure.depth import DEPTHS, at_depth, depth
from library.figure.figure import Figure
from library.figure.geometry import direction, distance
from library.figure.motion import stretched
from library.figure.pose import PoseError
from tests.library.figure.poses import FIGURES, pose, style

LEVELS = range(len(DEPTHS))
STRETCHES = [name for name, figure in FIGURES.items() if not figure.pose.knead]


def lean(figure: Figure) -> float:
    joints = figure.joints(figure.last)
    return direction(joints.hip, joints.shoulder)


def test_the_first_level_draws_three_fifths_and_only_the_last_all() -> None:
    assert [depth(level) for level in LEVELS] == [0.6, 0.7, 0.8, 0.9, 1.0]
    assert (depth(-1), depth(9)) == (0.6, 1.0)


@pytest.mark.parametrize("level", LEVELS)
def test_the_trunk_leans_as_far_as_the_level_has_it(level: int) -> None:
    figure = Figure.from_mapping(pose(), "lean").at_level(level)
    assert lean(figure) == pytest.approx(40 * DEPTHS[level])


@pytest.mark.parametrize("name", STRETCHES)
@given(share=st.floats(0.05, 1), level=st.sampled_from(LEVELS))
def test_no_joint_goes_farther_than_its_share_of_the_way(
    name: str, share: float, level: int
) -> None:
    """Half-way into a shallower stretch everything lies on the way into the full one."""
    full, less = FIGURES[name], FIGURES[name].at_level(level)
    there = less.joints(less.last)
    begin, end = full.joints(0), full.joints(full.last)
    for joint in ("hip", "shoulder", "head"):
        start, wanted, drawn = (getattr(each, joint) for each in (begin, end, there))
        assert distance(start, drawn) <= distance(start, wanted) + 0.01
    assert at_depth(full.pose, share).frames[0] == full.pose.frames[0]


@pytest.mark.parametrize("name", STRETCHES)
def test_each_level_goes_deeper_than_the_one_below(name: str) -> None:
    drawn = [FIGURES[name].at_level(level) for level in LEVELS]
    places = [figure.joints(figure.last) for figure in drawn]
    moved = [
        sum(
            distance(getattr(a, side).toes, getattr(b, side).toes)
            for side in ("near_leg", "far_leg")
        )
        + distance(a.head, b.head)
        for a, b in pairwise(places)
    ]
    assert min(moved) > 0.3
    assert drawn[-1].pose == FIGURES[name].pose


@pytest.mark.parametrize("name", FIGURES)
@pytest.mark.parametrize("level", LEVELS)
def test_labels_and_arrow_stay_on(name: str, level: int) -> None:
    less = FIGURES[name].at_level(level)
    held = less.pose.frames[stretched(less.pose)]
    assert held.labels
    assert held.arrow
    assert less.advice("left")


def test_a_massage_is_the_same_at_every_level() -> None:
    massage = FIGURES["hamstring-massage"]
    assert massage.at_level(0).pose is massage.pose


def test_one_keyframe_has_no_depth() -> None:
    table = pose()
    table["frame"] = table["frame"][:1]
    single = Figure.from_mapping(table, "still")
    assert single.at_level(0).pose is single.pose


def test_what_comes_before_the_stretch_is_done_in_full() -> None:
    table = pose()
    table["frame"].insert(1, {"time": 1, "hip": [2, 53]})
    less = Figure.from_mapping(table, "lean").at_level(0)
    assert less.joints(1).hip == (2, 53)
    assert less.joints(2).hip == (2, 53)
    assert lean(less) == pytest.approx(24)


def staged(*depths: float | None) -> Figure:
    table = pose()
    stages = [{"torso": 4} | ({} if depth is None else {"depth": depth}) for depth in depths]
    table["frame"][1:1] = stages
    return Figure.from_mapping(table, "lean")


def test_a_keyframe_on_the_way_has_a_depth_of_its_own() -> None:
    leans = [round(lean(staged(0.7).at_level(level)), 3) for level in LEVELS]
    assert leans == [round(4 * 6 / 7, 3), 4, 16, 28, 40]


@pytest.mark.parametrize(
    ("depths", "problem"),
    [((0.7, 0.6), "keyframe 3: depth: expected a number from 0.75"), ((0.7, None), "missing")],
)
def test_depths_grow_up_to_the_stretch(depths: tuple[float | None, ...], problem: str) -> None:
    with pytest.raises(PoseError, match=problem):
        staged(*depths)


@pytest.mark.parametrize("frame", [0, 1])
def test_only_keyframes_on_the_way_have_a_depth(frame: int) -> None:
    table = pose()
    table["frame"][frame]["depth"] = 0.5
    with pytest.raises(PoseError, match="only between the first keyframe and the last"):
        Figure.from_mapping(table, "lean")


def test_in_the_chair_the_toes_come_up_first_and_the_trunk_leans_from_level_two_on() -> None:
    drawn = [FIGURES["chair-leg-stretch"].at_level(level) for level in LEVELS]
    assert [round(lean(figure)) for figure in drawn[:2]] == [0, 0]
    assert 5 < lean(drawn[2]) < lean(drawn[3]) < lean(drawn[4])
    toes = [
        leg_angles(joints, joints.near_leg, figure.pose.frames[-1].near_leg.toes).ankle
        for figure in drawn
        for joints in (figure.joints(figure.last),)
    ]
    assert toes[0] < toes[1] == pytest.approx(toes[4])
    assert toes[0] > -5


@pytest.mark.parametrize("name", STRETCHES)
def test_the_picture_of_the_stretch_is_another_one_at_each_end_of_the_ladder(name: str) -> None:
    least, most = FIGURES[name].at_level(0), FIGURES[name].at_level(4)
    pictures = [figure.cells(33, 14, figure.last, "left", style()) for figure in (least, most)]
    assert pictures[0] != pictures[1]
