"""The routines that may be suggested to a person here and now."""

from collections.abc import Sequence
from datetime import date

from library.exercises.catalogue import Catalogue
from library.exercises.model import Exercise, Kind
from library.history.record import SessionRecord
from library.progress.levels import introduced, room_for_new
from library.progress.suggestion import ENOUGH_SECONDS, is_early
from library.routines.model import Routine
from library.routines.planning import dose_for
from library.settings import Settings


def eligible_routines(
    routines: Sequence[Routine],
    catalogue: Catalogue,
    settings: Settings,
    sessions: Sequence[SessionRecord],
    today: date,
    hour: int,
) -> tuple[Routine, ...]:
    """Return the routines that may be suggested.

    They need nothing that is not at hand where the person is, bring no more new exercises
    than there is room for, stretch no leg longer than is of use, and bend nobody far forward
    who has just got up.

    Args:
        routines: What to choose from.
        catalogue: The exercises they name.
        settings: Place, places, levels and remembered lengths.
        sessions: The history, in any order.
        today: The practice day it is now.
        hour: Hour of the local wall clock, 0-23.
    """
    known = introduced(sessions)
    room = room_for_new(today, known)

    def fits(routine: Routine) -> bool:
        exercises = [catalogue.get(item.exercise) for item in routine.items]
        new = {exercise.id for exercise in exercises} - known.keys()
        return (
            len(new) <= room
            and all(possible(exercise, settings) for exercise in exercises)
            and seconds_per_leg_of(routine, catalogue, settings) <= ENOUGH_SECONDS
            and not (is_early(hour) and any(each.deep_forward_bend for each in exercises))
        )

    return tuple(filter(fits, routines))


def possible(exercise: Exercise, settings: Settings) -> bool:
    """Return whether all an exercise needs is at hand where the person is; anywhere if not told."""
    at_hand = settings.places.get(settings.place)
    return at_hand is None or exercise.possible_with(at_hand)


def seconds_per_leg_of(routine: Routine, catalogue: Catalogue, settings: Settings) -> int:
    """Return the seconds a routine stretches each leg; massages do not count."""
    total = 0
    for item in routine.items:
        exercise = catalogue.get(item.exercise)
        if exercise.kind is Kind.STRETCH:
            total += dose_for(item, exercise, settings).seconds
    return total
