import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.figure.figure import Figure
from library.figure.pose import PoseError
from tests.library.figure.poses import pose, style


def message(table: Any) -> str:
    with pytest.raises(PoseError) as caught:
        Figure.from_mapping(table, "lean")
    return str(caught.value)


def with_frame(**changes: Any) -> dict[str, Any]:
    table = pose()
    table["frame"][1] |= changes
    return table


def test_a_keyframe_says_only_what_changes() -> None:
    first, second = Figure.from_mapping(pose(), "lean").pose.frames
    assert second.near_leg == first.near_leg
    assert second.hip == first.hip
    assert (second.lower, second.upper) == (40, 40)


def test_the_head_follows_the_back_until_it_is_told_otherwise() -> None:
    table = pose()
    table["frame"].append({"torso": 60, "head": 20})
    table["frame"].append({"torso": 80})
    assert [f.head for f in Figure.from_mapping(table, "lean").pose.frames] == [0, 40, 20, 20]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"hip": [0, "53"]}, "lean: keyframe 2: hip: expected a number, got '53'"),
        ({"hip": [0, math.nan]}, "lean: keyframe 2: hip: expected a number from -1000"),
        ({"hip": [0, math.inf]}, "got inf"),
        ({"hip": [0]}, "lean: keyframe 2: hip: expected a list of 2 numbers, got [0]"),
        ({"hip": True}, "expected a list of 2 numbers, got True"),
        ({"torsoe": 3}, "lean: keyframe 2: unknown key 'torsoe', did you mean torso?"),
        ({"time": 0}, "lean: keyframe 2: time: expected a number from 0.2 to 20, got 0"),
        (
            {"near_hand": "near.elbow 0.4"},
            "lean: keyframe 2: near_hand: expected one of near.thigh",
        ),
        ({"near_hand": "near.shin half"}, "expected a number along the part, got 'half'"),
        ({"near_hand": ""}, "lean: keyframe 2: near_hand: expected one of near.thigh"),
        ({"near_leg": {"ankle": [0, 4], "toes": 90, "knee": "bent"}}, "near_leg: knee: expected"),
        ({"near_leg": {"ankle": [0, 4], "toes": 9, "knee": [1, 2]}}, "in all keyframes or in none"),
        ({"near_leg": 4}, "lean: keyframe 2: near_leg: expected a table, got 4"),
        ({"arrow": [[1, 2]]}, "arrow: expected three points"),
        (
            {"label": [{"text": "a\x1b[2J", "at": [0, 0]}]},
            "label 1: text: letters must be one cell",
        ),
        ({"label": [{"text": "伸", "at": [0, 0]}]}, "letters must be one cell wide"),
        ({"label": [{"text": "x" * 200, "at": [0, 0]}]}, "expected 1-32 letters"),
        ({"strain": 2}, "lean: keyframe 2: strain: expected a number from 0 to 1, got 2"),
    ],
)
def test_a_wrong_value_is_named_with_its_keyframe(changes: dict[str, Any], said: str) -> None:
    assert said in message(with_frame(**changes))


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"frame": []}, "lean: at least one keyframe is needed"),
        ({"frame": [{}] * 10_000}, "lean: frame: at most 16 are allowed, got 10000"),
        ({"frame": 3}, "lean: frame: expected a list, got 3"),
        ({"frame": [3]}, "lean: keyframe 1: expected a table, got 3"),
        ({"frame": [{}]}, "lean: keyframe 1: torso is missing"),
        ({"box": [0, 0, 1, 1]}, "lean: box: at least 10 wide and high"),
        ({"stretch": ["near.shin"]}, "lean: stretch: expected near.thigh or far.thigh"),
        ({"near": "left"}, "lean: near: expected one of working, other, got 'left'"),
        ({"order": ["head"]}, "lean: order: expected each of far_arm"),
        ({"knead": 1}, "lean: knead: expected true or false, got 1"),
        ({"prop": [{"rect": [0, 0, 1, 1], "colour": "red"}]}, "lean: prop 1: colour: expected one"),
        ({"prop": [{"line": [0, 0, 1, 1]}]}, "lean: prop 1: width is missing"),
        ({"props": []}, "lean: unknown key 'props', did you mean prop?"),
    ],
)
def test_a_wrong_table_is_named(changes: dict[str, Any], said: str) -> None:
    assert said in message(pose(**changes))


def test_no_pose_at_all_is_refused() -> None:
    assert message({}) == "lean: box is missing"


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=6), inner),
    max_leaves=8,
)
KEYS = ("box", "frame", "stretch", "prop", "inset", "hip_gap", "near", "elbows", "order")


@given(st.sampled_from(KEYS), JUNK)
def test_junk_in_the_table_is_refused_or_drawn(key: str, junk: Any) -> None:
    draw_or_refuse(pose(**{key: junk}))


FRAME_KEYS = ("hip", "torso", "head", "near_leg", "far_hand", "near_hand", "time", "label", "arrow")


@given(st.sampled_from(FRAME_KEYS), JUNK)
def test_junk_in_a_keyframe_is_refused_or_drawn(key: str, junk: Any) -> None:
    draw_or_refuse(with_frame(**{key: junk}))


def draw_or_refuse(table: dict[str, Any]) -> None:
    refused = ""
    try:
        figure = Figure.from_mapping(table, "lean")
    except PoseError as error:
        refused = str(error)
    else:
        assert len(figure.cells(24, 10, figure.last, "left", style())) == 10
    assert refused.isascii()
    assert refused == "" or refused.startswith("lean: ")
