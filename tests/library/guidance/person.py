"""Somebody who follows the plan, or does not: logs are made by living through days."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from uuid import UUID

from library.exercises.catalogue import ExercisesFolder
from library.exercises.model import Dose
from library.guidance.log import TODAYS, Log
from library.guidance.order import INTRODUCTION, MASSAGE
from library.guidance.plan import DayPlan, Here, Item, plan_of
from library.guidance.standing import Standing
from library.history.record import (
    Check,
    Decision,
    DecisionKind,
    HoldRecord,
    Outcome,
    Reason,
    SessionRecord,
)

DAY_ONE = date(2026, 3, 2)
"""Day 1 of every story: a Monday."""
START, ANSWER = time(10), time(9)

_BUILT_IN = ExercisesFolder(Path("none")).read()[0].exercises
LADDERS: Mapping[str, tuple[Dose, ...]] = {
    exercise.id: exercise.doses for exercise in _BUILT_IN if exercise.doses
}
"""The rungs of the built-in exercises."""
HEIGHTS = {exercise.id: exercise.heights for exercise in _BUILT_IN if exercise.heights}
"""The supports of those that have any."""


def day(number: int) -> date:
    """The date of a numbered day."""
    return DAY_ONE + timedelta(days=number - 1)


def number(of: date) -> int:
    """The number of a date."""
    return (of - DAY_ONE).days + 1


def at(number: int, clock: time = START) -> datetime:
    """A moment of a numbered day."""
    return datetime.combine(day(number), clock, UTC)


def check(about: int, rating: int, answered: int | None = None) -> Check:
    """An answer about a day, given in its morning or on a later day."""
    later = answered is not None
    return Check(
        day=day(about),
        rating=rating,
        answered_at=at(answered if answered is not None else about, ANSWER),
        utc_offset_minutes=0,
        recalled=later,
    )


def checks(*ratings: int, first: int = 1) -> list[Check]:
    """Answers of days running."""
    return [check(first + place, rating) for place, rating in enumerate(ratings)]


def held(
    exercise: str,
    reps: int = 2,
    seconds: int = 10,
    *,
    outcome: Outcome = Outcome.DONE,
    reason: Reason | None = None,
    height: int | None = None,
) -> tuple[HoldRecord, ...]:
    """The holds of an exercise, on each leg."""
    sides = ("both",) if exercise == "floor-leg-stretch" else ("left", "right")
    return tuple(
        HoldRecord(exercise, side, rep, seconds, seconds, outcome, reason, height)  # type: ignore[arg-type]
        for rep in range(1, reps + 1)
        for side in sides
    )


def session(
    on: int,
    *holds: Iterable[HoldRecord],
    before: int | None = None,
    worst: int | None = None,
    clock: time = START,
    routine: str = TODAYS,
) -> SessionRecord:
    """A session of a numbered day."""
    return SessionRecord(
        id=str(UUID(int=on * 100 + clock.hour)),
        started_at=at(on, clock),
        utc_offset_minutes=0,
        practice_day=day(on),
        routine=routine,
        seconds=300.0,
        completed=True,
        holds=tuple(hold for each in holds for hold in each),
        pain_before=before,
        pain_worst=worst,
    )


def decision(
    on: int,
    kind: DecisionKind,
    exercise: str | None = None,
    *,
    clock: time = ANSWER,
    **more: object,
) -> Decision:
    """What was decided on a numbered day."""
    return Decision(
        id=str(UUID(int=on)),
        at=at(on, clock),
        day=day(on),
        kind=kind,
        exercise=exercise,
        **more,  # type: ignore[arg-type]
    )


def ticks(*words: str, on: int = 1) -> Decision:
    """The card of ticks."""
    return decision(on, DecisionKind.TICKS, words=words, clock=time(8))


@dataclass
class Person:
    """Somebody whose history grows day by day."""

    sessions: list[SessionRecord] = field(default_factory=list)
    checks: list[Check] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)
    possible: frozenset[str] = frozenset(INTRODUCTION)
    hour: int = 10
    ill: list[date] = field(default_factory=list)

    def standing(self, on: int) -> Standing:
        log = Log(
            day(on), self.sessions, self.checks, self.decisions, massages=[MASSAGE], ill=self.ill
        )
        return Standing(log, LADDERS, heights=HEIGHTS)

    def plan(self, on: int) -> DayPlan:
        return plan_of(self.standing(on), Here(self.hour, self.possible))

    def answer(self, on: int, rating: int | None) -> None:
        if rating is not None:
            self.checks.append(check(on, rating))

    def follow(self, on: int, answer: int | None = None, worst: int | None = None) -> DayPlan:
        """Answer, do what the plan says, and return it."""
        self.answer(on, answer)
        plan = self.plan(on)
        if plan.items:
            self.sessions.append(session(on, *map(done, plan.items), worst=worst))
        return plan


def done(item: Item) -> tuple[HoldRecord, ...]:
    """The holds of an exercise of the plan, done to their end."""
    height = None if item.support is None else item.support.centimetres
    return held(item.exercise, item.dose.reps, item.dose.hold_seconds, height=height)


SHORT = {
    "crossed": "crossed-leg-stretch",
    "chair": "chair-leg-stretch",
    "massage": MASSAGE,
    "lift": "leg-lift",
    "floor": "floor-leg-stretch",
    "standing": "standing-stretch",
    "crossover": "leg-crossover",
}
"""The short names of the specification."""
NAMES = {exercise: name for name, exercise in SHORT.items()}


def told(plan: DayPlan) -> str:
    """A plan in short, such as `crossed 2x20, chair 2x10*`; a star marks what is new or longer."""
    return ", ".join(
        f"{NAMES[item.exercise]} {item.dose.reps}x{item.dose.hold_seconds}"
        + ("*" if item.longer or item.state == "new" else "")
        for item in plan.items
    )


def with_hard_crossovers(*decisions: Decision, days: int = 30) -> Person:
    """The chair stretch every other day; a crossover on days 21, 25, 29 makes the next harder."""
    person = Person(decisions=list(decisions))
    crossovers = (17, 21, 25, 29)
    for on in range(1, days + 1, 2):
        extra = [held(SHORT["crossover"])] if on in crossovers else []
        person.sessions.append(session(on, held(SHORT["chair"]), *extra))
    person.checks = [check(on, 5 if on - 1 in crossovers[1:] else 2) for on in range(1, days + 1)]
    return person
