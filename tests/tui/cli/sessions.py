"""Sessions to put into a log."""

from datetime import UTC, date, datetime
from uuid import UUID

from library.history.record import HoldRecord, Outcome, SessionRecord


def make_session(day: int = 1, **changes: object) -> SessionRecord:
    """A session of two holds, on a day of March 2026."""
    fields: dict[str, object] = {
        "id": str(UUID(int=day)),
        "started_at": datetime(2026, 3, day, 17, 30, tzinfo=UTC),
        "utc_offset_minutes": 60,
        "practice_day": date(2026, 3, day),
        "routine": "Desk break",
        "seconds": 120.0,
        "completed": True,
        "holds": (
            HoldRecord("chair-leg-stretch", "left", 1, 20, 20, Outcome.DONE),
            HoldRecord("chair-leg-stretch", "right", 1, 20, 12.5, Outcome.EASED_OFF),
        ),
    }
    return SessionRecord(**fields | changes)  # type: ignore[arg-type]
