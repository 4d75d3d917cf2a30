"""A clock that tests move by hand."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta


@dataclass
class FakeClock:
    """Both clocks of a machine; `sleep_machine` moves only the wall clock."""

    wall: datetime = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)
    seconds: float = 1000.0

    def monotonic(self) -> float:
        return self.seconds

    def now(self) -> datetime:
        return self.wall

    def pass_time(self, seconds: float) -> None:
        self.seconds += seconds
        self.wall += timedelta(seconds=seconds)

    def sleep(self, seconds: float) -> None:
        self.pass_time(seconds)

    def sleep_machine(self, seconds: float) -> None:
        self.wall += timedelta(seconds=seconds)
