"""Logs and settings to measure with."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID

from library.clock import SystemClock
from library.history.codec import to_document
from library.history.record import HoldRecord, Outcome, SessionRecord
from library.history.store import HistoryStore
from tests.library.history.tables import table_of

HOLDS = (
    HoldRecord("chair-leg-stretch", "left", 1, 20.0, 20.0, Outcome.DONE),
    HoldRecord("chair-leg-stretch", "right", 1, 20.0, 20.0, Outcome.DONE),
    HoldRecord("chair-leg-stretch", "left", 2, 20.0, 20.0, Outcome.DONE),
    HoldRecord("chair-leg-stretch", "right", 2, 20.0, 12.5, Outcome.EASED_OFF),
)
LAST_DAY = date(2026, 3, 4)


def session(number: int) -> SessionRecord:
    """A session of a desk break, one a day, the highest number the longest ago."""
    day = LAST_DAY - timedelta(days=number)
    return SessionRecord(
        id=str(UUID(int=number + 1)),
        started_at=datetime(day.year, day.month, day.day, 16, 30, tzinfo=UTC),
        utc_offset_minutes=60,
        practice_day=day,
        routine="Desk break",
        seconds=126.0,
        completed=True,
        holds=HOLDS,
        pain_before=3,
        pain_after=2,
        note="after a long day at the desk",
    )


def fill(folder: Path, count: int) -> HistoryStore:
    """A log of so many sessions in this folder, and settings with the card read."""
    folder.mkdir(parents=True)
    history = HistoryStore(folder / "history.json", folder.parent / "state", SystemClock())
    sessions = (session(number) for number in range(count))
    table_of(history).put({one.id: to_document(one) for one in sessions})
    write_settings(folder)
    return history


def write_settings(folder: Path) -> None:
    """No pauses, and the card read, so that `start` goes straight into a hold."""
    lines = [f"{name}_seconds = 0" for name in ("get_ready", "switch", "rest", "change")]
    lines += ["reading_time = false", "[acknowledged]", "version = 1000000", "on = 2026-01-01"]
    (folder / "settings.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (folder / "routines.toml").write_text(
        '[[routine]]\nid = "minute"\nname = "Minute"\n'
        'items = [{ exercise = "floor-leg-stretch", reps = 1, hold_seconds = 60 }]\n',
        encoding="utf-8",
    )
