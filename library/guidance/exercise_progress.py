"""How far a person has come with one exercise."""

from collections.abc import Iterable
from datetime import date

import msgspec
from msgspec.structs import replace

from library.exercises.model import Dose, Exercise, HeightLevel
from library.guidance.progression import Readiness, readiness
from library.guidance.standing import Standing
from library.guidance.ticks import highest_level
from library.history.record import Outcome, SessionRecord
from library.progress.totals import was_done


class ExerciseProgress(msgspec.Struct, frozen=True):
    """What history and settings say of one exercise."""

    level: int = 0
    """The person's rung of the dose ladder."""
    dose: Dose | None = None
    """What is done at present: the rung's, with the remembered length; None without a ladder."""
    tuned: bool = False
    """Whether a hold length is remembered instead of the level's."""
    times: int = 0
    """Sessions in which it was done."""
    eased_off: int = 0
    """Holds that were eased off."""
    seconds_held: float = 0
    last_done: date | None = None
    favourite: bool = False
    next_level: int | None = None
    """The next rung up; None at the highest and without a ladder."""
    limited: bool = False
    """Whether it is what the person ticked that leaves no next rung."""
    support: HeightLevel | None = None
    """What the foot is put on at present; None for nothing."""
    higher: HeightLevel | None = None
    """The support above it; None for the highest, by the limits of what is ticked, too."""
    lower: HeightLevel | None = None
    readiness: Readiness | None = None
    """How far it is until the plan of the day goes to the next rung; None where it never does."""

    @property
    def height_cm(self) -> int | None:
        """Height of the support; None without one."""
        return None if self.support is None else self.support.centimetres

    @property
    def more_offered(self) -> bool:
        """Whether it was calm for long enough to go to the next rung."""
        return self.readiness is not None and self.readiness.ready


def exercise_progress(
    exercise: Exercise,
    standing: Standing,
    sessions: Iterable[SessionRecord] = (),
    *,
    favourite: bool = False,
) -> ExerciseProgress:
    """Work out how far a person has come.

    Args:
        exercise: With what.
        standing: Where they stand.
        sessions: The whole history, in any order; without it nothing is told of what was done.
        favourite: Whether they marked it.
    """
    known = replace(_so_far(exercise, sessions), favourite=favourite)
    if not exercise.doses:
        return known
    level, dose = standing.level(exercise.id), standing.dose(exercise.id)
    above, limit = exercise.next_level(dose, 1), highest_level(exercise.id, standing.ticks)
    is_more = exercise.dose(above).seconds > dose.seconds
    limited = is_more and limit is not None and above > limit
    tuned = dose.hold_seconds != exercise.dose(level).hold_seconds
    grows = not tuned and level < standing.target(exercise.id)
    return replace(
        known,
        level=level,
        dose=dose,
        tuned=tuned,
        next_level=above if is_more and not limited else None,
        limited=limited,
        support=standing.support(exercise.id),
        higher=standing.next_support(exercise.id),
        lower=standing.next_support(exercise.id, -1),
        readiness=readiness(exercise.id, dose, standing) if grows else None,
    )


def _so_far(exercise: Exercise, sessions: Iterable[SessionRecord]) -> ExerciseProgress:
    # The history can be long, and this is asked at every step through the list.
    holds = [
        (session, hold)
        for session in sessions
        for hold in session.holds
        if hold.exercise == exercise.id
    ]
    return ExerciseProgress(
        times=len({session.id for session, hold in holds if was_done(hold)}),
        eased_off=sum(hold.outcome is Outcome.EASED_OFF for _, hold in holds),
        seconds_held=sum(hold.held_seconds for _, hold in holds),
        last_done=max(
            (session.practice_day for session, hold in holds if was_done(hold)), default=None
        ),
    )
