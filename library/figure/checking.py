"""Checks the poses people draw themselves."""

from collections.abc import Iterable, Mapping
from typing import Any, Protocol


class Posed(Protocol):
    """The part of an exercise that matters here."""

    @property
    def id(self) -> str:
        """The name of its file without `.toml`."""

    @property
    def own(self) -> bool:
        """Whether it comes from the user's folder."""

    @property
    def pose(self) -> Mapping[str, Any]:
        """The table of its pose; empty when there is none."""


def own_pose_problems(exercises: Iterable[Posed]) -> tuple[str, ...]:
    """Return what is wrong with the poses of people's own exercises, a line for each file."""
    drawn = [exercise for exercise in exercises if exercise.own and exercise.pose]
    problems = (_problem(exercise.id, exercise.pose) for exercise in drawn)
    return tuple(problem for problem in problems if problem)


def _problem(exercise_id: str, pose: Mapping[str, Any]) -> str:
    """Return the first thing that is wrong with a pose, and how to see the others; or nothing."""
    # Whoever has drawn nothing should not wait for the figure to be loaded.
    from library.figure.figure import Figure
    from library.figure.pose import PoseError

    try:
        found = Figure.from_mapping(pose, f"{exercise_id}.toml").problems()
    except PoseError as error:
        return str(error)
    if len(found) < 2:
        return "".join(found)
    return f"{found[0]}, and {len(found) - 1} more: see supple figure {exercise_id}"
