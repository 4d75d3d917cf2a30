"""How far a person has come with one exercise."""

from collections.abc import Iterable
from datetime import date

import msgspec
from msgspec.structs import asdict, replace

from library.exercises.model import Dose, Exercise, HeightLevel
from library.guidance.progression import Readiness, readiness
from library.guidance.standing import Standing
from library.guidance.ticks import highest_level
from library.history.record import Outcome, SessionRecord
from library.progress.totals import was_done


class SoFar(msgspec.Struct):
    """What was done of an exercise."""

    times: int = 0
    """Sessions in which it was done."""
    eased_off: int = 0
    """Holds that were eased off."""
    seconds_held: float = 0
    last_done: date | None = None


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
    today: date | None = None
    """The day on which it is asked; None where nothing is known of it."""
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
    done: SoFar | None = None,
    *,
    favourite: bool = False,
) -> ExerciseProgress:
    """Work out how far a person has come.

    Args:
        exercise: With what.
        standing: Where they stand.
        done: What was done of it; left out, nothing is told of that.
        favourite: Whether they marked it.
    """
    known = ExerciseProgress(favourite=favourite, today=standing.today)
    if done is not None:
        known = replace(known, **asdict(done))
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


def done_so_far(sessions: Iterable[SessionRecord]) -> dict[str, SoFar]:
    """Return what was done of each exercise, by its id.

    Args:
        sessions: The whole history, in any order. It can be long: go through it once for a list
            of exercises, and keep what comes of it as long as the history stays.
    """
    found: dict[str, SoFar] = {}
    for session in sessions:
        done: set[str] = set()
        for hold in session.holds:
            mine = found.get(hold.exercise)
            if mine is None:
                mine = found[hold.exercise] = SoFar()
            mine.eased_off += hold.outcome is Outcome.EASED_OFF
            mine.seconds_held += hold.held_seconds
            if was_done(hold):
                done.add(hold.exercise)
        for exercise in done:
            mine = found[exercise]
            mine.times += 1
            mine.last_done = max(mine.last_done or session.practice_day, session.practice_day)
    return found
