"""Programmes of others in words: what they bring, and what came of taking them in or out."""

from collections.abc import Iterator
from datetime import date

from library.programmes import TakenIn, TakenOut
from library.routines.arriving import Arrival, Brought
from library.routines.model import RoutineItem
from library.settings import Settings
from library.wording import capitalised, counted, listed, sentence
from tui.text.doses import dose_words
from tui.text.prescription import when_words

FOLLOWS = "Today follows it as it is written, in place of the plan of the day."
ALL_HERE = "All of it is here already; nothing was changed."


def title(arrival: Arrival) -> str:
    """Return what a programme is called, and whom it is from."""
    routine = arrival.programme.routine
    return f"{routine.name}{f', from {routine.by}' if routine.by else ''}"


def arrival_lines(
    arrival: Arrival, settings: Settings, today: date, *, leads: bool
) -> Iterator[str]:
    """Yield what a programme brings, a line each.

    Args:
        arrival: The programme beside what is here.
        settings: The person's lengths, where the programme leaves them open.
        today: The day it is.
        leads: Whether Today would follow it.
    """
    yield sentence(title(arrival))
    yield from about_lines(arrival, today)
    yield from _exercise_lines(arrival, settings)
    yield from effect_lines(arrival, settings, today, leads=leads)


def about_lines(arrival: Arrival, today: date) -> Iterator[str]:
    """Yield how often and when it is to be done, its note, and what of it cannot be used."""
    routine = arrival.programme.routine
    if when := when_words(routine, today):
        yield f"{capitalised(when)}."
    if routine.note:
        yield routine.note
    yield from arrival.programme.notices


def _exercise_lines(arrival: Arrival, settings: Settings) -> Iterator[str]:
    """Yield its exercises, in the order of its routine, and how each stands to those here."""
    brought = {each.id: found for each, found in arrival.exercises}
    exercises = {each.id: each for each in (*arrival.catalogue, *arrival.programme.exercises)}
    more = [RoutineItem(each) for each in brought if each not in _named(arrival)]
    for item in (*arrival.programme.routine.items, *more):
        exercise = exercises[item.exercise]
        found = f", {brought[exercise.id]}" if exercise.id in brought else ""
        yield f"- {exercise.name}: {dose_words(item, exercise, settings)}{found}"


def effect_lines(
    arrival: Arrival, settings: Settings, today: date, *, leads: bool
) -> Iterator[str]:
    """Yield what taking it in would do besides, as for `arrival_lines`."""
    routine = arrival.programme.routine
    if arrival.routine is not Brought.CHANGED:
        yield f"The routine is {arrival.routine}."
    if arrival.replaces:
        yield _differ(arrival)
    if routine.is_over_on(today):
        yield "Its last day is over, so Today does not follow it."
    elif leads:
        yield FOLLOWS
        if routine.days_a_week not in (None, settings.weekly_goal):
            goal = counted(settings.weekly_goal, "day")
            yield f"Your own goal stays at {goal} a week; you can change it in the settings."


def _named(arrival: Arrival) -> set[str]:
    return {item.exercise for item in arrival.programme.routine.items}


def _differ(arrival: Arrival) -> str:
    """Return what is here already and says something else, and that it may stay."""
    several = len(arrival.replaces) > 1
    routine = arrival.routine is Brought.CHANGED
    names = [*arrival.replaces[: -1 if routine else None], *(["the routine"] if routine else [])]
    told = "differ from yours, which stay" if several else "differs from yours, which stays"
    return f"{capitalised(listed(names))} {told}, unless you replace {'them' if several else 'it'}."


def taken_in_words(taken: TakenIn) -> str:
    """Return what came of taking a programme in."""
    with_it = f" with {counted(len(taken.files), 'exercise')}" if taken.files else ""
    follows = f" {FOLLOWS}" if taken.leads is not None else ""
    return f"Taken in: {taken.name}{with_it}.{follows}"


def taken_out_lines(done: TakenOut | None) -> Iterator[str]:
    """Yield what came of taking the last programme out again; None when there was none."""
    if done is None:
        yield "There is nothing to take out: no programme was taken in here."
        return
    with_it = f" with {counted(done.exercises, 'exercise')}" if done.exercises else ""
    yield f"Taken out again: {done.name}{with_it}."
    yield from done.stays
    if done.plan:
        yield "Today follows again what it followed before."
