"""Routines, and the plan of timed steps a routine turns into."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Annotated

import msgspec
from msgspec import Meta

from library.bounds import MAX_NAME, MAX_RUNGS, WEEKLY_GOAL
from library.exercises.model import (
    Exercise,
    HeightLevel,
    HoldEnd,
    HoldSeconds,
    MaybeText,
    Reps,
    Side,
)

MAX_ITEMS = 30
"""Most exercises of one routine; far beyond what does any good in a day. Our judgement."""
OWN_PURPOSE = "A routine of your own."
"""Shown for an own routine that names no purpose."""


class RoutineItem(msgspec.Struct, frozen=True):
    """One exercise of a routine and its dose.

    With `reps` and `hold_seconds` left out the person's own level decides.
    """

    exercise: str
    """Id of the exercise."""
    level: Annotated[int, Meta(ge=0, le=MAX_RUNGS - 1)] | None = None
    """A fixed rung of the dose ladder."""
    reps: Reps | None = None
    """Holds per side."""
    hold_seconds: HoldSeconds | None = None
    """Length of a hold."""


class Prescription(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody who wrote a routine for others says about it; all of it may be left out."""

    by: Annotated[str, Meta(max_length=MAX_NAME)] = ""
    """Whom it is from."""
    since: date | None = None
    """The first day on which Today may follow it."""
    until: date | None = None
    """The last one."""
    days_a_week: Annotated[int, Meta(ge=WEEKLY_GOAL[0], le=WEEKLY_GOAL[1])] | None = None
    """On how many days a week it is to be done."""
    note: MaybeText = ""

    def is_over_on(self, day: date) -> bool:
        """Tell whether its last day lies before a day."""
        return self.until is not None and self.until < day

    def holds_on(self, day: date) -> bool:
        """Tell whether a day is one of its own."""
        return (self.since is None or self.since <= day) and not self.is_over_on(day)


class Routine(Prescription, frozen=True):
    """An ordered list of exercises with doses."""

    id: str
    name: str
    purpose: str
    items: tuple[RoutineItem, ...]
    afterwards: str = ""
    """What to do when it is over, such as walking briskly; shown in the summary."""
    cautions: tuple[str, ...] = ()
    own: bool = False
    """True for a routine from the user's file."""


class StepKind(StrEnum):
    """What a step of a plan is."""

    GET_READY = "get ready"
    HOLD = "hold"
    MASSAGE = "massage"
    SWITCH_SIDES = "switch sides"
    REST = "rest"
    CHANGE_EXERCISE = "change exercise"

    @property
    def is_work(self) -> bool:
        """Whether the step is recorded: a hold or a massage step."""
        return self in (StepKind.HOLD, StepKind.MASSAGE)

    @property
    def leads_in(self) -> bool:
        """Whether it is the time to get into place for an exercise."""
        return self in (StepKind.GET_READY, StepKind.CHANGE_EXERCISE)

    @property
    def gets_into_place(self) -> bool:
        """Whether one gets into place in it, for an exercise or with the other leg."""
        return self.leads_in or self is StepKind.SWITCH_SIDES


class Step(msgspec.Struct, frozen=True):
    """One timed step of a plan.

    Pauses between holds carry the exercise, side and rep of the hold that follows.
    """

    kind: StepKind
    seconds: float
    """Planned length; for a hold until eased, when to ask whether it eased."""
    exercise: Exercise
    side: Side
    rep: int
    """From 1; for a massage the number of the massage step."""
    reps: int
    """How many on this side."""
    end: HoldEnd = HoldEnd.TIMED
    stop_seconds: float | None = None
    """When a hold until eased ends by itself."""
    number: int = 0
    """Which hold of the plan it is, or leads to, from 0; it stays when the plan changes."""
    level: int = 0
    """No deeper than this level of the exercise has it is it shown, 0-4."""
    support: HeightLevel | None = None
    """What the foot is put on; None for nothing."""

    @property
    def name(self) -> str:
        """Its exercise and what the foot is put on, as in `Leg lift on a chair, 45 cm`."""
        name = self.exercise.name
        return name if self.support is None else f"{name} {self.support.words}"

    @property
    def height_cm(self) -> int | None:
        """Height of the support."""
        return None if self.support is None else self.support.centimetres

    @property
    def limit_seconds(self) -> float:
        """When the step ends if nobody touches a key."""
        return self.seconds if self.stop_seconds is None else self.stop_seconds


class Pace(msgspec.Struct, frozen=True):
    """Lengths of the pauses, in seconds; a pause of 0 s is left out."""

    get_ready: int
    """Before the first hold."""
    switch: int
    """To change the side."""
    rest: int
    """Between repetitions."""
    change: int
    """To change the exercise and what it needs."""
    reading: Mapping[str, int] = {}
    """Before the first hold of an exercise it takes at least so long to read its steps and to get
    into place, by exercise; those that are known are left out."""

    def has_first_time(self, step: "Step") -> bool:
        """Tell whether a step leads to an exercise whose steps are read for the first times."""
        return step.kind.leads_in and step.exercise.id in self.reading


class Plan(msgspec.Struct, frozen=True):
    """A routine and a person's levels turned into a flat list of steps."""

    routine: Routine
    pace: Pace
    steps: tuple[Step, ...]

    @property
    def seconds(self) -> float:
        """Total clock time, holds until eased taken at the time they are asked about."""
        return sum(step.seconds for step in self.steps)

    @property
    def longest_seconds(self) -> float:
        """Total clock time when nobody touches a key in holds until eased."""
        return sum(step.limit_seconds for step in self.steps)

    @property
    def work(self) -> tuple[Step, ...]:
        """The holds and massage steps."""
        return tuple(step for step in self.steps if step.kind.is_work)

    @property
    def exercises(self) -> tuple[Exercise, ...]:
        """The exercises of the holds and massage steps, each once."""
        return tuple({step.exercise.id: step.exercise for step in self.work}.values())

    @property
    def heights(self) -> Mapping[str, int | None]:
        """The height of what the foot is put on, in centimetres, by exercise; None for nothing."""
        return {step.exercise.id: step.height_cm for step in self.work}
