import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.figure.motion import FRAMES_PER_SECOND, Motion, moment, snap, stretched
from tests.library.figure.poses import FIGURES

CHAIR = FIGURES["chair-leg-stretch"].pose
MASSAGE = FIGURES["hamstring-massage"].pose


def positions(motion: Motion, seconds: float, pose: object = CHAIR) -> list[float]:
    assert pose in (CHAIR, MASSAGE)
    chosen = CHAIR if pose is CHAIR else MASSAGE
    return [moment(chosen, motion, n / 10).position for n in range(int(seconds * 10))]


def test_the_move_is_shown_over_and_over() -> None:
    seen = positions(Motion.LOOP, 13)
    assert max(seen) == 1
    assert min(seen) == 0
    assert seen[:65] == seen[65:]


def test_going_in_takes_the_time_of_the_keyframe_and_stays() -> None:
    assert moment(CHAIR, Motion.INTO, 0).position == 0
    assert 0.4 < moment(CHAIR, Motion.INTO, 1).position < 0.6
    assert moment(CHAIR, Motion.INTO, 2) == moment(CHAIR, Motion.INTO, 3600)
    assert moment(CHAIR, Motion.INTO, 2).over


def test_coming_out_ends_at_the_start() -> None:
    assert moment(CHAIR, Motion.OUT, 0).position == 1
    assert moment(CHAIR, Motion.OUT, 2).position == 0
    assert moment(CHAIR, Motion.OUT, 2).over


@given(st.floats(0, 1))
def test_a_motion_sets_out_from_where_the_figure_stands(start: float) -> None:
    for motion in (Motion.INTO, Motion.OUT):
        assert moment(CHAIR, motion, 0, start).position == pytest.approx(start, abs=0.04)


def test_a_hold_is_over_at_once() -> None:
    assert moment(CHAIR, Motion.HOLD, 0).over
    assert moment(CHAIR, Motion.HOLD, 0).position == 1


def test_kneading_goes_up_and_down_between_the_last_two_keyframes() -> None:
    seen = positions(Motion.KNEAD, 12, MASSAGE)
    assert min(seen) == 1
    assert max(seen) == 2
    assert not moment(MASSAGE, Motion.KNEAD, 1e6).over
    assert moment(MASSAGE, Motion.INTO, 60).position == stretched(MASSAGE) == 1


@given(st.sampled_from(list(Motion)), st.floats(0, 1e6))
def test_any_time_gives_a_picture_that_is_kept(motion: Motion, elapsed: float) -> None:
    for name, figure in FIGURES.items():
        now = moment(figure.pose, motion, elapsed)
        assert 0 <= now.position <= figure.last, name
        assert snap(figure.pose, now.position) == pytest.approx(now.position)


def test_a_second_of_moving_has_eight_pictures() -> None:
    seen = {moment(CHAIR, Motion.INTO, n / 1000).position for n in range(2000)}
    assert len(seen) == 2 * FRAMES_PER_SECOND + 1


def test_one_keyframe_stands_still() -> None:
    table = dict(FIGURES)
    pose = table["leg-lift"].pose
    single = type(pose)(box=pose.box, frames=pose.frames[:1])
    for motion in Motion:
        assert moment(single, motion, 3).position == 0
        assert moment(single, motion, 3).over
