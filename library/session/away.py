"""Records of sessions that were done without the program."""

from datetime import UTC, date, datetime
from uuid import uuid4

from library.history.record import HoldRecord, Outcome, SessionRecord
from library.routines.model import Plan


def record_as_planned(
    plan: Plan,
    started: datetime,
    day: date,
    seconds: float,
    *,
    pain_before: int | None = None,
    pain_after: int | None = None,
    note: str = "",
) -> SessionRecord:
    """The record of a session that went as planned.

    Args:
        plan: What was done; every hold counts as held to its end.
        started: Wall time of the start, aware, in the zone the person was in.
        day: The practice day it counts for.
        seconds: From start to end.
        pain_before: Rating 0-10, if any.
        pain_after: Rating 0-10, if any.
        note: A cleaned text.
    """
    offset = started.utcoffset()
    return SessionRecord(
        id=str(uuid4()),
        started_at=started.astimezone(UTC).replace(microsecond=0),
        utc_offset_minutes=0 if offset is None else round(offset.total_seconds() / 60),
        practice_day=day,
        routine=plan.routine.name,
        seconds=round(seconds, 1),
        completed=True,
        holds=tuple(
            HoldRecord(
                step.exercise.id, step.side, step.rep, step.seconds, step.seconds, Outcome.DONE
            )
            for step in plan.work
        ),
        pain_before=pain_before,
        pain_after=pain_after,
        note=note,
    )
