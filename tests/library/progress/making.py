"""Short ways to make log entries."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import count

from library.clock import practice_day
from library.history.record import DayMark, HoldRecord, MarkKind, Outcome, SessionRecord, SideName

_numbers = count(1)


def hold(
    exercise: str = "leg-lift",
    side: SideName = "left",
    seconds: float = 30.0,
    outcome: Outcome = Outcome.DONE,
) -> HoldRecord:
    return HoldRecord(
        exercise=exercise,
        side=side,
        rep=1,
        planned_seconds=30.0,
        held_seconds=seconds,
        outcome=outcome,
    )


def session(
    day: date,
    holds: Sequence[HoldRecord] = (hold(),),
    *,
    hour: int = 18,
    offset: int = 0,
    routine: str = "Leg lift",
    seconds: float = 300.0,
) -> SessionRecord:
    """A session at this wall-clock hour in the zone with this offset in minutes."""
    local = datetime(day.year, day.month, day.day, hour, tzinfo=UTC)
    return SessionRecord(
        id=str(next(_numbers)),
        started_at=local - timedelta(minutes=offset),
        utc_offset_minutes=offset,
        practice_day=day,
        routine=routine,
        seconds=seconds,
        completed=True,
        holds=tuple(holds),
    )


def session_at(local: str, day_start_hour: int = 0) -> SessionRecord:
    """A session begun at a wall time with its offset, dated as the program dates it."""
    start = datetime.fromisoformat(local)
    offset = start.utcoffset()
    assert offset is not None
    return SessionRecord(
        id=str(next(_numbers)),
        started_at=start.astimezone(UTC),
        utc_offset_minutes=round(offset.total_seconds() / 60),
        practice_day=practice_day(start, day_start_hour),
        routine="Leg lift",
        seconds=300.0,
        completed=True,
        holds=(hold(),),
    )


def mark(day: date, kind: MarkKind = MarkKind.ILL) -> DayMark:
    return DayMark(day=day, kind=kind)
