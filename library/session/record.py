"""Records for the history: of a session as it stands, and of one done without the program."""

from datetime import UTC, date, datetime
from uuid import uuid4

import msgspec
from msgspec.structs import replace

from library.clock import Clock, practice_day
from library.history.record import HoldRecord, Outcome, SessionRecord
from library.routines.model import Plan, Step
from library.session.engine import Session


class SessionStart(msgspec.Struct, frozen=True):
    """What a session's record needs that the session does not know."""

    id: str
    """The UUID of its draft and of its record."""
    started: datetime
    """Wall time of the start, aware, in the zone the person was in."""
    practice_day: date
    """The day it counts for."""
    pain_before: int | None = None
    """Rating 0-10 given at the start, if any; what was answered about the day is one."""
    answers_check: bool = False
    """Whether a rating given while getting ready also answers the question of the day."""

    @classmethod
    def now(cls, clock: Clock, day_start_hour: int) -> "SessionStart":
        """Return the start of a session that begins now.

        Args:
            clock: Tells the time.
            day_start_hour: Hour, 0-23, at which the person's day begins.
        """
        started = clock.now()
        return cls(str(uuid4()), started, practice_day(started, day_start_hour))

    def record(self, session: Session) -> SessionRecord:
        """Return the record of a session as it stands, ended or not."""
        return replace(
            _record(self.id, session.plan, self.started, self.practice_day, session.active_seconds),
            completed=session.completed,
            holds=session.records(),
            sore_spots=session.sore_spots(),
            pain_before=self.pain_before,
        )


def record_as_planned(
    plan: Plan,
    started: datetime,
    day: date,
    seconds: float,
    *,
    pain_before: int | None = None,
    pain_after: int | None = None,
    pain_worst: int | None = None,
    note: str = "",
) -> SessionRecord:
    """Return the record of a session without the program that went as planned.

    Args:
        plan: What was done; every hold counts as held to its end.
        started: Wall time of the start, aware, in the zone the person was in.
        day: The practice day it counts for.
        seconds: From start to end.
        pain_before: Rating 0-10, if any.
        pain_after: Rating 0-10, if any.
        pain_worst: The worst while stretching, 0-10, if any.
        note: A cleaned text.
    """
    return replace(
        _record(str(uuid4()), plan, started, day, seconds),
        completed=True,
        holds=tuple(map(_held_to_its_end, plan.work)),
        pain_before=pain_before,
        pain_after=pain_after,
        pain_worst=pain_worst,
        note=note,
    )


def _held_to_its_end(step: Step) -> HoldRecord:
    return HoldRecord(
        exercise=step.exercise.id,
        side=step.side.value,
        rep=step.rep,
        planned_seconds=step.seconds,
        held_seconds=step.seconds,
        outcome=Outcome.DONE,
        height_cm=step.height_cm,
    )


def _record(id: str, plan: Plan, started: datetime, day: date, seconds: float) -> SessionRecord:
    """Return the record of a session in which nothing was held."""
    offset = started.utcoffset()
    return SessionRecord(
        id=id,
        started_at=started.astimezone(UTC).replace(microsecond=0),
        utc_offset_minutes=0 if offset is None else round(offset.total_seconds() / 60),
        practice_day=day,
        routine=plan.routine.name,
        seconds=round(seconds, 1),
        completed=False,
        holds=(),
    )
