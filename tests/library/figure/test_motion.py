from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from library.figure.motion import FRAMES_PER_SECOND, PACES, Motion, moment, pace, snap, stretched
from tests.library.figure.poses import FIGURES
from tests.marks import torture

CHAIR = FIGURES["chair-leg-stretch"].at_level(1).pose
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


@given(st.sampled_from(sorted(FIGURES)), st.floats(4, 60), st.none() | st.floats(0, 1))
def test_a_paced_loop_ends_where_it_begins(name: str, seconds: float, start: float | None) -> None:
    pose = FIGURES[name].pose
    faster = pace(pose, seconds, start)
    assert PACES[0] <= faster <= PACES[1]
    if PACES[0] < faster < PACES[1]:
        at_the_end = moment(pose, Motion.LOOP, seconds * faster - 0.01, start)
        assert at_the_end.position < 0.05


@pytest.mark.parametrize(("seconds", "times"), [(5, 1), (10, 2), (20, 3)])
def test_in_ten_seconds_the_move_is_shown_twice(seconds: int, times: int) -> None:
    faster = pace(CHAIR, seconds)
    seen = [moment(CHAIR, Motion.LOOP, n / 10 * faster).position for n in range(10 * seconds)]
    assert sum(a < 1 <= b for a, b in pairwise(seen)) == times


def test_no_time_and_one_keyframe_have_the_usual_pace() -> None:
    single = replace(CHAIR, frames=CHAIR.frames[:1])
    assert pace(CHAIR, 0) == pace(single, 10) == 1


@pytest.mark.parametrize(
    "motion", [Motion.LOOP, *map(torture, [Motion.KNEAD, Motion.INTO, Motion.OUT])]
)
@given(start=st.floats(0, 2))
def test_no_motion_jumps(motion: Motion, start: float) -> None:
    seen = [moment(MASSAGE, motion, n / 20, start).position for n in range(400)]
    assert seen[0] == pytest.approx(start, abs=0.05)
    assert max(abs(a - b) for a, b in pairwise(seen)) < 0.1


def test_kneading_sets_out_from_the_start_and_does_not_go_back_there() -> None:
    seen = [moment(MASSAGE, Motion.KNEAD, n / 10, 0.0).position for n in range(200)]
    assert seen[:15] == sorted(seen[:15])
    assert min(seen[15:]) == 1
