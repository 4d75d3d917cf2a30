"""A routine in words, as it is told before it starts."""

from collections.abc import Iterator

from textual.content import Content

from library.exercises.catalogue import Catalogue
from library.exercises.model import Exercise
from library.guidance.today import possible
from library.routines.model import Plan, Routine
from library.routines.planning import build_plan
from library.settings import Settings
from tui.text.doses import dose_words
from tui.text.duration import clock_words

NOT_HERE = "✗"
"""Marks what needs more than is at hand, where words find no room."""


def about_routine(routine: Routine, catalogue: Catalogue, settings: Settings) -> Content:
    """Return purpose, time, and everything that `contents_of` tells."""
    length = length_words(build_plan(routine, catalogue, settings))
    heading = Content.assemble((routine.name, "bold"), f"\n{routine.purpose}\n", (length, "dim"))
    if missing := missing_words(routine, catalogue, settings):
        heading = Content.assemble(heading, (f"\n{missing}", "$text-warning"))
    return Content("\n\n").join([heading, contents_of(routine, catalogue, settings)])


def length_words(plan: Plan) -> str:
    """Return how long it takes, and how long if nobody says when a stretch has eased."""
    length = f"{clock_words(plan.seconds)} in all, rests included"
    if plan.longest_seconds > plan.seconds:
        length = f"{length}; at most {clock_words(plan.longest_seconds)} if you press no key"
    return length


def contents_of(routine: Routine, catalogue: Catalogue, settings: Settings) -> Content:
    """Return exercises with their doses, needs, cautions, and what to do afterwards."""
    return Content("\n\n").join(_paragraphs(routine, catalogue, settings))


def _paragraphs(routine: Routine, catalogue: Catalogue, settings: Settings) -> Iterator[Content]:
    exercises = [catalogue.get(item.exercise) for item in routine.items]
    yield Content("\n").join(_items(routine, exercises, settings))
    yield _list("You need", [need.words for exercise in exercises for need in exercise.needs])
    if routine.cautions:
        yield _list("Take care", routine.cautions)
    if routine.afterwards:
        yield _list("Afterwards", [routine.afterwards])


def missing_words(routine: Routine, catalogue: Catalogue, settings: Settings) -> str:
    """Return what a routine needs beyond what is at hand at the place; empty if all is there."""
    exercises = [catalogue.get(item.exercise) for item in routine.items]
    if all(possible(exercise, settings) for exercise in exercises):
        return ""
    at_hand = settings.places[settings.place]
    needs = {need.words for each in exercises for need in each.needs if need.value not in at_hand}
    return f"{NOT_HERE} Not at {settings.place}: {', '.join(sorted(needs))}."


def _items(routine: Routine, exercises: list[Exercise], settings: Settings) -> Iterator[Content]:
    for item, exercise in zip(routine.items, exercises, strict=True):
        dose = dose_words(item, exercise, settings)
        yield Content.assemble((exercise.name, "bold"), f"\n  {dose}")


def _list(title: str, lines: list[str] | tuple[str, ...]) -> Content:
    """Return lines under a title, each told once."""
    told = [Content(f"• {line}") for line in dict.fromkeys(lines)] or [Content("nothing")]
    return Content("\n").join([Content.styled(title, "bold $text-secondary"), *told])
