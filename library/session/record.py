"""Turns a session that was run into a record of the log."""

from datetime import UTC, datetime
from uuid import uuid4

from library.clock import practice_day
from library.history.record import SessionRecord
from library.session.engine import Session


def to_record(
    session: Session,
    started: datetime,
    day_start_hour: int,
    pain_before: int | None = None,
    *,
    id: str | None = None,
) -> SessionRecord:
    """The record of a session as it stands.

    Args:
        session: The session, ended or not.
        started: Wall time of the start, aware, in the zone the person was in.
        day_start_hour: Hour, 0-23, at which the person's day begins.
        pain_before: Rating 0-10 given at the start, if any.
        id: A UUID; by default a new one.
    """
    offset = started.utcoffset()
    return SessionRecord(
        id=id or str(uuid4()),
        started_at=started.astimezone(UTC).replace(microsecond=0),
        utc_offset_minutes=0 if offset is None else round(offset.total_seconds() / 60),
        practice_day=practice_day(started, day_start_hour),
        routine=session.plan.routine.name,
        seconds=round(session.active_seconds, 1),
        completed=session.completed,
        holds=session.records(),
        sore_spots=session.sore_spots(),
        pain_before=pain_before,
    )
