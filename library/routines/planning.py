"""Turns a routine and a person's levels into timed steps."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from math import ceil

from msgspec.structs import replace

from library.exercises.catalogue import Catalogue
from library.exercises.model import Dose, Exercise, HeightLevel, HoldEnd, Kind
from library.routines.model import Pace, Plan, Routine, RoutineItem, Step, StepKind
from library.settings import Settings

WORDS_A_SECOND = 2.5
"""So fast are steps read by who is to follow them: slower than a novel, at 4 (our judgement)."""


def routine_of(exercise: Exercise) -> Routine:
    """Return a routine of this one exercise at the person's own level."""
    return Routine(
        id=exercise.id,
        name=exercise.name,
        purpose=exercise.purpose,
        items=(RoutineItem(exercise.id),),
        own=exercise.own,
    )


def reading_seconds(exercise: Exercise) -> int:
    """Return how long it takes to read an exercise's steps, in whole seconds."""
    words = max(
        sum(len(step.split()) for step in exercise.steps_for(side)) for side in exercise.sides.order
    )
    return ceil(words / WORDS_A_SECOND)


def build_plan(
    routine: Routine, catalogue: Catalogue, settings: Settings, new: Collection[str] = ()
) -> Plan:
    """Turn a routine into the flat list of steps that a session runs through.

    Args:
        routine: The routine.
        catalogue: Has its exercises.
        settings: The person's levels and pace.
        new: Exercises that are done for the first times: then there is time to read their steps,
            and a hold until it eases ends by itself when that would be asked, so that nobody who
            is new to it has to reach for a key; one's own routine stays as written.

    Raises:
        KeyError: The routine names an exercise that is not in the catalogue.
    """
    pace = Pace(
        get_ready=settings.get_ready_seconds,
        switch=settings.switch_seconds,
        rest=settings.rest_seconds,
        change=settings.change_seconds,
        reading={
            item.exercise: reading_seconds(catalogue.get(item.exercise))
            for item in routine.items
            if settings.reading_time and item.exercise in new
        },
    )
    work: list[Step] = []
    for item in routine.items:
        exercise = catalogue.get(item.exercise)
        if exercise.kind is Kind.MASSAGE:
            work.extend(_massage_steps(exercise, item, settings))
        else:
            dose, level = dose_for(item, exercise, settings), shown_level(item, exercise, settings)
            by_itself = item.exercise in new and not routine.own
            end = HoldEnd.TIMED if by_itself else exercise.hold.end
            work.extend(_holds(exercise, dose, level, end))
    return Plan(routine, pace, tuple(with_pauses(numbered(work), pace)))


def with_supports(plan: Plan, supports: Mapping[str, HeightLevel | None]) -> Plan:
    """Return a plan whose steps name what the foot is put on.

    Args:
        plan: The plan.
        supports: By exercise.
    """
    if not any(step.exercise.id in supports for step in plan.steps):
        return plan
    return replace(
        plan,
        steps=tuple(replace(step, support=supports.get(step.exercise.id)) for step in plan.steps),
    )


def numbered(work: Iterable[Step]) -> Iterator[Step]:
    """Return the holds, each with its number."""
    return (replace(step, number=number) for number, step in enumerate(work))


def dose_for(item: RoutineItem, exercise: Exercise, settings: Settings) -> Dose:
    """Return the dose of a routine's item: its own numbers first, then the person's level.

    A hold length remembered for the exercise replaces the level's. It also makes a hold
    shorter whose length the routine fixes, never longer: it may have been eased off. A massage
    always has all its steps.

    Args:
        item: What the routine says.
        exercise: One with a ladder of doses.
        settings: Levels and remembered lengths.
    """
    own = item.level is None and item.hold_seconds is None
    level = settings.levels.get(exercise.id, 0) if item.level is None else item.level
    dose = exercise.dose(level)
    seconds = item.hold_seconds or dose.hold_seconds
    remembered = settings.hold_seconds.get(exercise.id, seconds)
    seconds = remembered if own else min(seconds, remembered)
    reps = None if exercise.kind is Kind.MASSAGE else item.reps
    return replace(dose, reps=reps or dose.reps, hold_seconds=seconds)


def shown_level(item: RoutineItem, exercise: Exercise, settings: Settings) -> int:
    """Return the level a stretch is shown at: the person's own, or less where the item says so.

    How long a routine has it held says nothing about how deep the person may go.
    """
    own = min(settings.levels.get(exercise.id, 0), len(exercise.doses) - 1)
    return own if item.level is None else min(own, item.level)


def massage_seconds(exercise: Exercise, item: RoutineItem, settings: Settings) -> tuple[int, ...]:
    """Return the seconds of each step of a massage on one leg."""
    if exercise.doses:
        dose = dose_for(item, exercise, settings)
        return (dose.hold_seconds,) * dose.reps
    return tuple(step.seconds for step in exercise.massage if step.seconds is not None)


def kept_seconds(item: RoutineItem, exercise: Exercise, settings: Settings) -> int | None:
    """Return the remembered length of holds where it decides the dose, else None."""
    if not exercise.doses or exercise.id not in settings.hold_seconds:
        return None
    seconds = dose_for(item, exercise, settings).hold_seconds
    without = dose_for(item, exercise, replace(settings, hold_seconds={})).hold_seconds
    return None if seconds == without else seconds


def kept_lengths(plan: Plan, settings: Settings) -> dict[str, int]:
    """Return the exercises of a plan whose holds have a length the person kept, in seconds."""
    exercises = {step.exercise.id: step.exercise for step in plan.work}
    kept = {
        item.exercise: kept_seconds(item, exercises[item.exercise], settings)
        for item in plan.routine.items
        if item.exercise in exercises
    }
    return {exercise: seconds for exercise, seconds in kept.items() if seconds}


def with_pauses(work: Iterable[Step], pace: Pace, after: Step | None = None) -> Iterator[Step]:
    """Return the holds with the pauses that lead to each of them.

    Args:
        work: Holds and massage steps in order.
        pace: Lengths of the pauses.
        after: The hold that was done just before the first of `work`; None at the start.
    """
    for step in work:
        lead = _lead(after, step, pace)
        if lead is not None and lead.seconds > 0:
            yield lead
        yield step
        after = step


def _lead(before: Step | None, step: Step, pace: Pace) -> Step | None:
    """Return the pause between two pieces of work; massage steps on one leg follow at once."""
    exercise = step.exercise.id
    if before is None:
        kind, seconds = StepKind.GET_READY, max(pace.get_ready, pace.reading.get(exercise, 0))
    elif before.exercise.id != exercise:
        kind, seconds = StepKind.CHANGE_EXERCISE, max(pace.change, pace.reading.get(exercise, 0))
    elif before.side is not step.side:
        again = before.kind is StepKind.HOLD and before.rep != step.rep
        kind, seconds = StepKind.SWITCH_SIDES, max(pace.rest if again else 0, pace.switch)
    elif step.kind is StepKind.MASSAGE:
        return None
    else:
        kind, seconds = StepKind.REST, pace.rest
    return replace(step, kind=kind, seconds=seconds, end=HoldEnd.TIMED, stop_seconds=None)


def _holds(exercise: Exercise, dose: Dose, level: int, end: HoldEnd) -> Iterator[Step]:
    """Yield each side in turn, or all reps on one side first, as the exercise says."""
    stop = exercise.hold.stop_seconds if end is HoldEnd.EASED else None
    reps, sides = range(1, dose.reps + 1), exercise.sides.order
    if exercise.one_side_first:
        order = [(rep, side) for side in sides for rep in reps]
    else:
        order = [(rep, side) for rep in reps for side in sides]
    for rep, side in order:
        yield Step(
            kind=StepKind.HOLD,
            seconds=dose.hold_seconds if stop is None else min(dose.hold_seconds, stop),
            exercise=exercise,
            side=side,
            rep=rep,
            reps=dose.reps,
            end=end,
            stop_seconds=stop,
            level=level,
        )


def _massage_steps(exercise: Exercise, item: RoutineItem, settings: Settings) -> Iterator[Step]:
    """Yield all steps on one leg, then all on the other: the foot is put up only twice."""
    lengths = massage_seconds(exercise, item, settings)
    for side in exercise.sides.order:
        for number, seconds in enumerate(lengths, start=1):
            yield Step(
                kind=StepKind.MASSAGE,
                seconds=seconds,
                exercise=exercise,
                side=side,
                rep=number,
                reps=len(lengths),
            )
