"""What was done of each exercise in a period."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

import msgspec

from library.guidance.comparing import Comparison
from library.guidance.order import introduction
from library.history.record import HoldRecord, Outcome, Reason, SessionRecord
from library.review.legs import Legs, legs
from library.review.pain_places import places_of_holds


class ExerciseReview(msgspec.Struct, frozen=True):
    """What was done of an exercise."""

    exercise: str
    """Its id."""
    days: int
    """Days on which it was done; two sessions on a day are one time."""
    legs: Legs
    eased_off: int
    """Holds that were eased off, of both legs at once, too."""
    last_eased_off: date | None
    sharp: int
    """Of those, how many because it was sharp, shooting, tingling or numb."""
    mornings: Comparison | None = None
    """Mornings after it and without it, of the last twelve weeks; None where none can be."""
    where: Mapping[str, int] = {}
    """Where it was sharp, and in how many holds, the most frequent place first."""


def exercise_reviews(
    sessions: Iterable[SessionRecord], compared: Mapping[str, Comparison]
) -> list[ExerciseReview]:
    """Return what was done of each exercise, in the order of introduction; own ones come last.

    Args:
        sessions: Those of the period.
        compared: Mornings with and without each exercise, by its id.
    """
    days: dict[str, list[date]] = defaultdict(list)
    holds: dict[str, list[HoldRecord]] = defaultdict(list)
    for session in sessions:
        for hold in session.holds:
            if hold.was_held or hold.outcome is Outcome.EASED_OFF:
                days[hold.exercise].append(session.practice_day)
                holds[hold.exercise].append(hold)
    return [
        _review(exercise, days[exercise], holds[exercise], compared.get(exercise))
        for exercise in sorted(holds, key=introduction)
    ]


def _review(
    exercise: str, days: list[date], holds: list[HoldRecord], mornings: Comparison | None
) -> ExerciseReview:
    eased_off = [
        (day, hold)
        for day, hold in zip(days, holds, strict=True)
        if hold.outcome is Outcome.EASED_OFF
    ]
    return ExerciseReview(
        exercise,
        len(set(days)),
        legs(holds),
        len(eased_off),
        max((day for day, _ in eased_off), default=None),
        sum(hold.reason is Reason.SHARP for _, hold in eased_off),
        mornings,
        places_of_holds(holds),
    )
