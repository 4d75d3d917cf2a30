"""Where a person stands with one exercise."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from library.exercises.model import Exercise
from library.history.record import SessionRecord
from library.progress.levels import ready_for_more
from library.progress.totals import last_done, seconds_per_exercise
from library.settings import Settings


@dataclass(frozen=True, slots=True)
class Standing:
    """What the log and the settings know of an exercise."""

    level: int = 0
    """The person's rung of the dose ladder."""
    hold_seconds: int | None = None
    """A hold length remembered instead of the level's."""
    seconds_held: float = 0
    last_done: date | None = None
    favourite: bool = False
    more_offered: bool = False
    """Whether the next rung may be tried."""


def standing(
    exercise: Exercise, settings: Settings, sessions: Sequence[SessionRecord], today: date
) -> Standing:
    """Work out where a person stands.

    Args:
        exercise: Which exercise.
        settings: Level, remembered hold length and favourites.
        sessions: The log, in any order.
        today: The practice day it is now.
    """
    level = settings.levels.get(exercise.id, 0)
    return Standing(
        level=level,
        hold_seconds=settings.hold_seconds.get(exercise.id),
        seconds_held=seconds_per_exercise(sessions).get(exercise.id, 0),
        last_done=last_done(sessions).get(exercise.id),
        favourite=exercise.id in settings.favourites,
        more_offered=_more_offered(exercise, level, sessions, today),
    )


def _more_offered(
    exercise: Exercise, level: int, sessions: Sequence[SessionRecord], today: date
) -> bool:
    """Whether the sessions at the present dose were calm enough for the next one."""
    if level + 1 >= len(exercise.doses):
        return False
    dose = exercise.dose(level)
    at_this_dose = [
        session
        for session in sessions
        if _dose_of(exercise.id, session) == (dose.reps, dose.hold_seconds)
    ]
    return ready_for_more(exercise.id, at_this_dose, None, today)


def _dose_of(exercise: str, session: SessionRecord) -> tuple[int, float]:
    """Repetitions and length of the exercise's holds in a session; (0, 0) without any."""
    holds = [hold for hold in session.holds if hold.exercise == exercise]
    return (
        max((hold.rep for hold in holds), default=0),
        max((hold.planned_seconds for hold in holds), default=0),
    )
