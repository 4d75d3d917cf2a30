"""What must be said or asked before a routine starts."""

from collections.abc import Collection, Iterable, Iterator, Sequence

import msgspec
from msgspec.structs import replace

from library.exercises.model import Dose, Exercise, Kind
from library.guidance.standing import Standing
from library.guidance.states import State
from library.guidance.ticks import concerns, denied
from library.routines.model import Plan, Routine, RoutineItem
from library.routines.planning import dose_for
from library.settings import Settings

MOST_AT_FIRST = 2
"""New exercises at once that need no word in the very first session (the source article; D1)."""


class PlannedDose(msgspec.Struct, frozen=True):
    """One exercise of a routine, as it would be done."""

    exercise: str
    dose: Dose | None = None
    """None where it has no ladder."""
    fixed: bool = False
    """Whether the routine says how much, not the person's own level."""


class Shorter(msgspec.Struct, frozen=True):
    """An exercise of the first days that was never done for as long as a routine says."""

    exercise: str
    first: Dose
    """That of the level."""
    written: Dose


class Precautions(msgspec.Struct, frozen=True):
    """What must be said or asked before a routine starts; mostly nothing."""

    excluded: tuple[tuple[str, State], ...] = ()
    """What it holds that is off, resting or on trial, and why."""
    cautioned: tuple[str, ...] = ()
    """Those whose cautions are to be read."""
    new: int = 0
    """How many exercises would come for the first time at once; 0 where that needs no word."""
    shorter: tuple[Shorter, ...] = ()
    """What is better begun with the dose of the level."""
    denied: frozenset[str] = frozenset()
    """Ids of ticks that were asked and do not apply: what is only about them need not be read."""

    @property
    def out(self) -> tuple[str, ...]:
        """What it holds that is off, resting or on trial."""
        return tuple(exercise for exercise, _ in self.excluded)


def precautions_for(
    items: Sequence[PlannedDose], standing: Standing, *, paced: bool = False, leads: bool = False
) -> Precautions:
    """Work out what must be said or asked.

    Args:
        items: What the routine holds.
        standing: Where the person stands.
        paced: Whether it is the plan of the day, which brings what is new at the right pace.
        leads: Whether it goes before all pacing: then only what is `State.warned` is left out,
            and nothing is said about what is new.
    """
    exercises = list(dict.fromkeys(item.exercise for item in items))
    states = {each: standing.state(each) for each in exercises}
    excluded = tuple(
        (each, state)
        for each, state in states.items()
        if not state.is_allowed and (state.warned or not leads)
    )
    seldom = tuple(each for each in exercises if not standing.is_practised(each))
    spared = denied(standing.log)
    if paced or leads:
        return Precautions(excluded, seldom, denied=spared)
    new = [each for each in seldom if not standing.practice.is_met(each)]
    enough = 1 if standing.practice.done else MOST_AT_FIRST
    return Precautions(
        excluded,
        seldom,
        len(new) if len(new) > enough else 0,
        tuple(_shorter((item for item in items if item.exercise in seldom), standing)),
        spared,
    )


def _shorter(items: Iterable[PlannedDose], standing: Standing) -> Iterator[Shorter]:
    for item in items:
        if item.exercise not in standing.ladders or not item.fixed or item.dose is None:
            continue
        own, done = standing.dose(item.exercise), standing.practice.done.get(item.exercise, ())
        longest = max((each.seconds for each in done), default=0)
        if item.dose.seconds > max(own.seconds, longest):
            yield Shorter(item.exercise, own, item.dose)


def planned(item: RoutineItem, exercise: Exercise, settings: Settings) -> PlannedDose:
    """Return an exercise of a routine as it would be done."""
    dose = dose_for(item, exercise, settings) if exercise.doses else None
    fixed = any(each is not None for each in (item.level, item.reps, item.hold_seconds))
    return PlannedDose(exercise.id, dose, fixed=fixed)


def without(routine: Routine, exercises: Collection[str]) -> Routine:
    """Return a routine without some of its exercises; it may have none left."""
    return replace(
        routine, items=tuple(item for item in routine.items if item.exercise not in exercises)
    )


def shortened(routine: Routine, shorter: Iterable[Shorter]) -> Routine:
    """Return a routine with the dose of the level where its own was never done."""
    first = {each.exercise: each.first for each in shorter}
    return replace(
        routine,
        items=tuple(
            RoutineItem(item.exercise, reps=dose.reps, hold_seconds=dose.hold_seconds)
            if (dose := first.get(item.exercise)) is not None
            else item
            for item in routine.items
        ),
    )


def cautions(plan: Plan, precautions: Precautions) -> dict[str, tuple[str, ...]]:
    """Return what is to be read before a plan, by exercise; what two share stands once.

    What is only about something that was asked and not ticked is left out.

    The cautions of a massage, and of a routine with one, are read each time.
    """
    told: dict[str, None] = {}
    found: dict[str, tuple[str, ...]] = {}
    for exercise in plan.exercises:
        massage = exercise.kind is Kind.MASSAGE
        if not massage and exercise.id not in precautions.cautioned:
            continue
        lines = (*exercise.cautions, *(plan.routine.cautions if massage else ()))
        if new := tuple(line for line in lines if line not in told and is_for(line, precautions)):
            found[exercise.id] = new
            told |= dict.fromkeys(new)
    return found


def is_for(caution: str, precautions: Precautions) -> bool:
    """Tell whether a caution is for the person: not what they were asked about and denied."""
    about = concerns(caution)
    return not about or not about <= precautions.denied
