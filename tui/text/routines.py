"""A routine in words, as it is told before it starts."""

from collections.abc import Iterator

from library.exercises.catalogue import Catalogue
from library.exercises.model import need_words
from library.guidance.today import possible
from library.routines.model import Plan, Routine
from library.settings import Settings
from tui.text.duration import clock_words
from tui.text.exercise_marks import OUT
from tui.text.section import Section

NOT_HERE = OUT
"""Marks what needs more than is at hand."""
OWN_MARK = "◆"
"""Stands before the person's own routines."""
LEADS_MARK = "▸"
"""Stands before the routine that Enter on Today starts."""


def length_words(plan: Plan) -> str:
    """Return how long it takes, and how long if nobody says when a stretch has eased."""
    length = f"{clock_words(plan.seconds)} in all with rests"
    if plan.longest_seconds > plan.seconds:
        length = f"{length}; at most {clock_words(plan.longest_seconds)} if you press no key"
    return length


def missing(routine: Routine, catalogue: Catalogue, settings: Settings) -> tuple[str, ...]:
    """Return what a routine needs beyond what is at hand at the place."""
    exercises = [catalogue.get(item.exercise) for item in routine.items]
    if all(possible(exercise, settings) for exercise in exercises):
        return ()
    at_hand = settings.places[settings.place]
    needs = {need_words(need) for each in exercises for need in each.needs if need not in at_hand}
    return tuple(sorted(needs))


def sections(routine: Routine, catalogue: Catalogue) -> Iterator[Section]:
    """Yield what it needs, what to take care of, what to do afterwards; some may be empty."""
    exercises = [catalogue.get(item.exercise) for item in routine.items]
    needs = dict.fromkeys(need_words(need) for each in exercises for need in each.needs)
    yield Section("You need", points=tuple(needs))
    yield Section("Take care", routine.cautions)
    yield Section("Afterwards", (routine.afterwards,) if routine.afterwards else ())
