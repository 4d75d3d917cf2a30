"""Exercises of a plan, each with what a list shows of it."""

import re
from collections.abc import Mapping
from itertools import groupby

import msgspec

from library.exercises.model import Exercise, Side
from library.routines.model import Plan, Step
from library.wording import capitalised
from tui.text.duration import clock_words

_LONG_NAME = re.compile(r"(?: hamstring| leg)* stretch$|^Hamstring (?=massage)")
"""What the names of exercises have in common; without it they fit on a narrow line."""
_IN_SECONDS = 120
BETTER = "▲"
"""Stands before what is longer or higher than it was."""


class Mark(msgspec.Struct, frozen=True):
    """What is to be known of an exercise today."""

    words: str
    better: bool = False
    """Whether it is good news."""


class Planned(msgspec.Struct, frozen=True):
    """An exercise as it is going to be done."""

    exercise: Exercise
    dose: str
    """As in `2 × 10 s a leg`."""
    holds: tuple[tuple[Side, float], ...]
    """The leg and the seconds of each hold, in their order."""
    level: int = 0
    """The stretch is shown no deeper, 0-4."""
    height_cm: int | None = None
    """Of what the foot is put on; None for nothing, or as it was drawn."""
    mark: Mark | None = None

    @property
    def name(self) -> str:
        """The name of the exercise."""
        return self.exercise.name

    @property
    def short_name(self) -> str:
        """Its name among others, as in `Chair` or `Leg lift`."""
        return short_name(self.exercise.name)

    @property
    def seconds(self) -> float:
        """Of all holds."""
        return sum(seconds for _, seconds in self.holds)

    @property
    def time(self) -> str:
        """The seconds of all holds, as in `40 s`, from two minutes on as in `3:40`."""
        seconds = self.seconds
        return f"{round(seconds)} s" if seconds < _IN_SECONDS else clock_words(seconds)

    @property
    def sides(self) -> tuple[Side, ...]:
        """The legs it works, in their order."""
        return tuple(dict.fromkeys(side for side, _ in self.holds))


def short_name(name: str) -> str:
    """Return the name of an exercise among others, as in `Chair` or `Leg lift`."""
    return capitalised(_LONG_NAME.sub("", name) or name)


def planned_in(plan: Plan, marks: Mapping[str, Mark] | None = None) -> tuple[Planned, ...]:
    """Return the exercises of a plan in their order.

    Args:
        plan: The timed steps.
        marks: What is to be known of some, by exercise.
    """
    told = marks or {}
    return tuple(
        _planned(list(steps), told.get(exercise))
        for exercise, steps in groupby(plan.work, key=lambda step: step.exercise.id)
    )


def _planned(steps: list[Step], mark: Mark | None) -> Planned:
    first = steps[0]
    return Planned(
        exercise=first.exercise,
        dose=_dose(steps),
        holds=tuple((step.side, step.seconds) for step in steps),
        level=first.level,
        height_cm=first.height_cm,
        mark=mark,
    )


def _dose(steps: list[Step]) -> str:
    first = steps[0]
    legs = "a leg" if first.exercise.sided else first.side.words
    on = "" if first.support is None else f", {first.support.name}"
    of_one_leg = [step.seconds for step in steps if step.side is first.side]
    if len(set(of_one_leg)) > 1:
        return f"{len(of_one_leg)} steps, {clock_words(sum(of_one_leg))} {legs}{on}"
    return f"{times(len(of_one_leg), first.seconds)} {legs}{on}"


def times(reps: int, seconds: float) -> str:
    """Return how often and how long, as in `2 × 10 s`."""
    return f"{reps} × {seconds:g} s"
