from typing import Any

import pytest

from library.figure.figure import Figure
from tests.library.figure.poses import FIGURES, pose


def faults(**changes: Any) -> list[str]:
    table = pose()
    table["frame"][1] |= changes
    return Figure.from_mapping(table, "lean").problems()


@pytest.mark.parametrize("name", FIGURES)
def test_every_pose_of_the_library_passes(name: str) -> None:
    assert FIGURES[name].problems() == []


def test_all_seven_exercises_have_a_pose() -> None:
    assert len(FIGURES) == 7


def test_a_sound_pose_has_no_faults() -> None:
    assert faults() == []


def test_a_hand_out_of_reach_is_named_with_its_distance() -> None:
    (fault,) = faults(far_hand=[46, 10])
    assert fault.startswith("lean: keyframe 2: far_hand: 68.6 from the shoulder")
    assert fault.endswith("from the shoulder, but an arm reaches 36")


def test_a_straight_leg_of_the_wrong_length_is_named() -> None:
    leg = {"ankle": [8, 20], "toes": 90, "knee": "straight"}
    assert (
        "lean: keyframe 2: near_leg: straight leg drawn 0.68 of its length"
        in faults(near_leg=leg)[0]
    )


def test_a_foot_in_the_floor_is_named() -> None:
    found = faults(far_leg={"ankle": [-4, 1], "toes": 90})
    assert any("keyframe 2: far_leg: foot 3.0 below the floor" in fault for fault in found)


def test_what_lies_outside_the_box_is_named() -> None:
    assert any("head: " in fault and "outside the box" in fault for fault in faults(hip=[60, 53]))


def test_an_elbow_that_changes_its_side_is_named() -> None:
    table = pose()
    table["frame"][0]["near_hand"] = [-12, 96]
    table["frame"][1] = {"time": 2, "near_hand": [12, 66]}
    found = Figure.from_mapping(table, "lean").problems()
    assert any("keyframes 1 to 2: near_arm: the elbow changes" in fault for fault in found)
