"""A figure in words: right for every pose, each leg and every depth."""

import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from library.figure.depth import DEPTHS
from library.figure.figure import Figure
from library.figure.in_words import in_words
from tests.library.figure.poses import FIGURES, pose

LEGS = re.compile(r"(?<!feels )\b(left|right)\b", re.IGNORECASE)
SIDED = sorted(set(FIGURES) - {"floor-leg-stretch"})


def told(exercise: str, side: str = "left") -> str:
    return "\n".join(in_words(FIGURES[exercise].pose, side))


def other_leg(leg: str) -> str:
    other = "right" if leg.lower() == "left" else "left"
    return other if leg.islower() else other.capitalize()


def of(**changes: Any) -> list[str]:
    return list(in_words(Figure.from_mapping(pose(**changes), "own").pose, "left"))


def frame(**changes: Any) -> dict[str, Any]:
    first: dict[str, Any] = pose()["frame"][0]
    return first | changes


def test_a_stretch_is_told_from_its_start_to_where_it_is_felt() -> None:
    assert told("chair-leg-stretch").splitlines() == [
        "At the start: sitting on a seat, the trunk upright. The left leg is straight, out in "
        "front, the heel on the floor. The right leg is bent, the foot flat on the floor. The left "
        "hand is on the left thigh, the right hand is just above the right knee.",
        "Then: the left heel is on the floor, the toes up.",
        "In the stretch: the trunk leans forward by about 25 degrees.",
        "The figure points out: sit at the edge; heel on the floor; toes toward you; knee "
        "straight; lean with a long back.",
        "The stretch is in the back of the left thigh.",
    ]


@pytest.mark.parametrize(
    ("exercise", "parts"),
    [
        (
            "standing-stretch",
            "standing, the trunk upright|left leg is straight, a step in front, the foot flat|"
            "right leg is a little bent, a step behind|Both hands are on the left thigh",
        ),
        (
            "leg-lift",
            "left leg is straight, the heel up on a support, the toes up|"
            "Both hands are just above the left knee",
        ),
        (
            "floor-leg-stretch",
            "sitting on the floor|Both legs are straight, out in front, the heels on the floor|"
            "The hands are on the shins|in the back of both thighs",
        ),
        (
            "leg-crossover",
            "left leg is straight, crossed in front of the right one|Both hands are on the support|"
            "by about 45 degrees, the head lowered",
        ),
        (
            "crossed-leg-stretch",
            "lying on the back. The right leg is bent, the foot flat on the floor|"
            "left leg is bent and turned out to the side, its ankle across the right thigh|"
            "right leg is bent, the thigh drawn toward the chest, the foot off the floor|"
            "Both hands are behind the right thigh|in the back of the right thigh",
        ),
        (
            "hamstring-massage",
            "sitting on a seat|left leg is bent, the foot on a low step|"
            "Then: the hands go to and fro under the left thigh.|works on the back of the left",
        ),
    ],
)
def test_every_exercise_says_what_is_to_be_seen(exercise: str, parts: str) -> None:
    words = told(exercise)
    assert [part for part in parts.split("|") if part not in words] == []


@pytest.mark.parametrize("exercise", SIDED)
def test_for_the_other_leg_the_sides_change_and_nothing_else(exercise: str) -> None:
    words = LEGS.sub(lambda leg: other_leg(leg[0]), told(exercise))
    assert told(exercise, "right") == words


@pytest.mark.parametrize("exercise", sorted(FIGURES))
def test_every_depth_is_told_and_nothing_is_told_twice(exercise: str) -> None:
    for level in range(len(DEPTHS)):
        lines = in_words(FIGURES[exercise].at_level(level).pose, "right")
        assert len(set(lines)) == len(lines) >= 4
        assert all(line.endswith(".") and "  " not in line for line in lines)
        assert "{" not in "".join(lines)


def test_both_legs_are_told_without_naming_one() -> None:
    words = told("floor-leg-stretch", "left")
    assert "left" not in words
    assert "one hand" not in words.lower()


def test_a_pose_of_ones_own_needs_no_words_in_it() -> None:
    assert of() == [
        "At the start: standing, the trunk upright. The left leg is straight, a step in front, the "
        "foot flat on the floor. The right leg is a little bent, a step behind, the foot flat on "
        "the floor. The left hand is on the left thigh, close to the hip, the right hand is "
        "beside the hips.",
        "In the stretch: the trunk leans forward by about 40 degrees. The left hand is on the left "
        "thigh, the right hand is beside the hips.",
        "The stretch is in the back of the left thigh.",
    ]


@pytest.mark.parametrize(
    ("changes", "part"),
    [
        (  # a straight leg raised from the floor, lying
            {
                "hip": [0, 7],
                "torso": -90,
                "near_leg": {"ankle": [35.4, 42.4], "toes": 0, "knee": "straight"},
                "far_leg": {"ankle": [50, 4], "toes": 0, "knee": "straight"},
                "near_hand": [-20, 4],
            },
            "lying on the back. The left leg is straight, raised by about 45 degrees from the "
            "floor, the foot off the floor. The right leg is straight, flat on the floor. The left "
            "hand is on the floor behind",
        ),
        ({"hip": [0, 7], "torso": 90}, "lying face down"),
        ({"hip": [0, 7], "torso": -70}, "lying on the back, the trunk raised by about 20 degrees"),
        ({"hip": [0, 28], "near_leg": {"ankle": [14, 4], "toes": 90}}, "crouching"),
        ({"torso": -20}, "the trunk leaning back by about 20 degrees"),
        ({"near_hand": [4, 110]}, "the left hand is above the head"),
        ({"near_leg": {"ankle": [8, 7], "toes": 130}}, "the foot on the floor, its heel lifted"),
        (
            {"hip": [0, 29], "far_leg": {"ankle": [-25, 4], "toes": 180, "knee": [0, 4]}},
            "kneeling on the right knee",
        ),
        (
            {
                "hip": [0, 29],
                "near_leg": {"ankle": [-25, 4], "toes": 180, "knee": [0, 4]},
                "far_leg": {"ankle": [-25, 4], "toes": 180, "knee": [0, 4]},
            },
            "kneeling, the trunk upright",
        ),
    ],
)
def test_postures_that_no_exercise_here_has(changes: dict[str, Any], part: str) -> None:
    words = " ".join(of(frame=[frame(**changes)]))
    assert words.startswith("The figure: ")
    assert part.lower() in words.lower()


def test_legs_that_nobody_names_are_both() -> None:
    figure = Figure.from_mapping(pose(), "own")
    assert in_words(figure.pose, "both")[-1] == "The stretch is in the back of both thighs."
    assert in_words(Figure.from_mapping(pose(stretch=[]), "own").pose, "left")[-1].startswith("In ")


@given(
    hip=st.tuples(st.floats(-20, 20), st.floats(4, 60)),
    torso=st.floats(-180, 180),
    ankle=st.tuples(st.floats(-40, 60), st.floats(4, 60)),
    hand=st.tuples(st.floats(-40, 60), st.floats(0, 110)),
    side=st.sampled_from(["left", "right", "both"]),
)
@settings(max_examples=60)
def test_any_pose_can_be_told(
    hip: tuple[float, float],
    torso: float,
    ankle: tuple[float, float],
    hand: tuple[float, float],
    side: str,
) -> None:
    leg = {"ankle": list(ankle), "toes": torso}
    drawn = frame(hip=list(hip), torso=torso, near_leg=leg, near_hand=list(hand))
    first, *_, last = in_words(Figure.from_mapping(pose(frame=[drawn]), "own").pose, side)
    assert first.startswith("The figure: ")
    assert last.startswith("The stretch is in the back of ")
    assert not {"  ", "..", " ,"} & {first[i : i + 2] for i in range(len(first))}


def test_something_round_to_sit_on_is_a_seat() -> None:
    ball = {"line": [0, 14, 0, 14], "width": 26}
    assert "sitting on a seat" in of(prop=[ball], frame=[frame(hip=[0, 33])])[0]
