"""What the tests of the log share."""

import uuid
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from library.history.record import HoldRecord, Outcome, SessionRecord, SoreSpot
from library.history.store import HistoryStore

START = datetime(2026, 1, 5, 7, 30, tzinfo=UTC)


@dataclass
class FakeClock:
    """A clock that is moved by hand."""

    at: datetime = field(default=datetime(2026, 11, 22, 18, 0, tzinfo=UTC))
    seconds: float = 0.0

    def now(self) -> datetime:
        return self.at

    def monotonic(self) -> float:
        return self.seconds

    def sleep(self, seconds: float) -> None:
        self.pass_(seconds=seconds)

    def pass_(self, **delta: float) -> None:
        self.at += timedelta(**delta)
        self.seconds += timedelta(**delta).total_seconds()


def session(number: int = 0, note: str = "", holds: int = 2) -> SessionRecord:
    """One of many sessions; the same number gives the same id."""
    start = START + timedelta(hours=20 * number)
    return SessionRecord(
        id=str(uuid.uuid5(uuid.NAMESPACE_OID, str(number))),
        started_at=start,
        utc_offset_minutes=60,
        practice_day=start.date(),
        routine="Morning",
        seconds=505.5,
        completed=True,
        holds=tuple(
            HoldRecord(
                "seated-hamstring", ("left", "right")[n % 2], n // 2 + 1, 30, 29.5, Outcome.DONE
            )
            for n in range(holds)
        ),
        sore_spots=(SoreSpot("massage", "left", 1, 20.0),),
        pain_before=4,
        pain_after=2,
        note=note,
    )


def open_history(
    folder: Path, device: str = "laptop", clock: FakeClock | None = None
) -> HistoryStore:
    """The history in a folder, with its state beside it."""
    clock = clock or FakeClock()
    return HistoryStore(folder / "data" / "history.json", folder / "state", clock, device)


def path_of(folder: Path) -> Path:
    return folder / "data" / "history.json"


DAY = date(2026, 11, 20)
