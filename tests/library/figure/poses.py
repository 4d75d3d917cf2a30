"""Poses and styles that several tests draw."""

from pathlib import Path
from typing import Any

from library.exercises.catalogue import ExercisesFolder
from library.figure.figure import Figure, Style
from library.figure.palette import palette
from library.figure.terminal import Mode

DARK = 0x101418
LIGHT = 0xF4F1EA

FIGURES = {
    exercise.id: Figure.from_mapping(exercise.pose, exercise.id)
    for exercise in ExercisesFolder(Path("/nowhere")).read()[0]
}


def style(mode: Mode = Mode.QUADRANT, background: int = DARK, colours: int = 1 << 24) -> Style:
    return Style(mode, palette(background, colours))


def pose(**changes: Any) -> dict[str, Any]:
    """A small valid pose: somebody stands and then leans."""
    first: dict[str, Any] = {
        "hip": [0, 53],
        "torso": 0,
        "near_leg": {"ankle": [8, 4], "toes": 90, "knee": "straight"},
        "far_leg": {"ankle": [-4, 4], "toes": 90},
        "near_hand": "near.thigh 0.3",
        "far_hand": [4, 48],
    }
    table: dict[str, Any] = {
        "box": [-40, -2, 46, 104],
        "frame": [first, {"time": 2, "torso": 40, "near_hand": "near.thigh 0.35"}],
    }
    return table | changes
