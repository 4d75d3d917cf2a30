"""How far a person has come with one exercise."""

from collections.abc import Sequence
from datetime import date

import msgspec
from msgspec.structs import replace

from library.exercises.model import Dose, Exercise
from library.history.record import SessionRecord
from library.progress.levels import Readiness, readiness
from library.progress.totals import was_done
from library.routines.model import RoutineItem
from library.routines.planning import dose_for
from library.settings import Settings


class ExerciseProgress(msgspec.Struct, frozen=True):
    """What history and settings say of one exercise."""

    level: int = 0
    """The person's rung of the dose ladder."""
    dose: Dose | None = None
    """What is done at present: the rung's, with the remembered length; None without a ladder."""
    tuned: bool = False
    """Whether a hold length is remembered instead of the level's."""
    seconds_held: float = 0
    last_done: date | None = None
    favourite: bool = False
    next_level: int | None = None
    """The next rung up; None at the highest and without a ladder."""
    readiness: Readiness = Readiness()
    """How far it is until the next rung is offered."""

    @property
    def more_offered(self) -> bool:
        """Whether the next rung may be tried."""
        return self.next_level is not None and self.readiness.ready


def exercise_progress(
    exercise: Exercise, settings: Settings, sessions: Sequence[SessionRecord], today: date
) -> ExerciseProgress:
    """Work out how far a person has come; the sessions may come in any order."""
    # The history can be long, and this is asked at every step through the list.
    with_it = [
        session
        for session in sessions
        if any(hold.exercise == exercise.id for hold in session.holds)
    ]
    holds = [
        (session.practice_day, hold)
        for session in with_it
        for hold in session.holds
        if hold.exercise == exercise.id
    ]
    known = ExerciseProgress(
        seconds_held=sum(hold.held_seconds for _, hold in holds),
        last_done=max((day for day, hold in holds if was_done(hold)), default=None),
        favourite=exercise.id in settings.favourites,
    )
    if not exercise.doses:
        return known
    level = min(settings.levels.get(exercise.id, 0), len(exercise.doses) - 1)
    dose = dose_for(RoutineItem(exercise.id), exercise, settings)
    above = exercise.next_level(dose, 1)

    def at_this_dose(session: SessionRecord) -> bool:
        return _dose_of(exercise.id, session) == (dose.reps, dose.hold_seconds)

    return replace(
        known,
        level=level,
        dose=dose,
        tuned=dose.hold_seconds != exercise.dose(level).hold_seconds,
        next_level=above if exercise.dose(above).seconds > dose.seconds else None,
        readiness=readiness(exercise.id, with_it, today, at_this_dose),
    )


def _dose_of(exercise: str, session: SessionRecord) -> tuple[int, float]:
    """Return repetitions and length of the exercise's holds in a session; (0, 0) without any."""
    holds = [hold for hold in session.holds if hold.exercise == exercise]
    return (
        max((hold.rep for hold in holds), default=0),
        max((hold.planned_seconds for hold in holds), default=0),
    )
