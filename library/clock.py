"""The one place that reads the machine's clocks."""

import os
import time
from datetime import UTC, date, datetime, timedelta
from typing import Protocol

MAX_TICK_GAP_SECONDS = 2.0
"""A longer gap between two ticks means the machine slept or the process stood still."""

_DAY_SECONDS = 24 * 60 * 60


class Clock(Protocol):
    """Readings of clocks, and waiting by them; tests pass one that they move by hand."""

    def monotonic(self) -> float:
        """Seconds on a clock that never goes back."""
        ...

    def now(self) -> datetime:
        """The wall time, aware, in the local zone."""
        ...

    def sleep(self, seconds: float) -> None:
        """Wait."""
        ...


class SystemClock:
    """The clocks of this machine."""

    def monotonic(self) -> float:
        """Seconds on a clock that never goes back."""
        return time.monotonic()  # noqa: TID251 - this class is what everybody else injects

    def now(self) -> datetime:
        """The wall time, aware, in the local zone."""
        return datetime.now(UTC).astimezone()  # noqa: TID251 - see above

    def sleep(self, seconds: float) -> None:
        """Wait."""
        time.sleep(seconds)


def leave_impossible_zone() -> str:
    """Go by UTC where the machine's zone lies a day from it, or more: Python tells no time there.

    Returns:
        What to tell about it; empty where the zone can be used.
    """
    if abs(time.localtime().tm_gmtoff) < _DAY_SECONDS:
        return ""
    told = f'TZ is "{os.environ.get("TZ", "")}", which is no time zone; UTC is used.'
    os.environ["TZ"] = "UTC"
    time.tzset()
    return told


class Heartbeat:
    """Notices that time passed without us: sleep, ctrl+z, a stopped process.

    Both clocks are compared, because during sleep the monotonic clock stands still on
    most systems while after ctrl+z it runs on.
    """

    def __init__(self, monotonic: float, wall: datetime) -> None:
        """Begin with a beat.

        Args:
            monotonic: Reading of the monotonic clock, in seconds.
            wall: Wall time.
        """
        self.monotonic = monotonic
        self.wall = wall

    def beat(self, clock: Clock) -> bool:
        """Read both clocks and tell whether time was lost since the last beat.

        Returns:
            True when more than `MAX_TICK_GAP_SECONDS` passed on the monotonic clock, or when the
            wall clock ran ahead of it by more than that. A wall clock that was set back tells
            nothing.
        """
        monotonic, wall = clock.monotonic(), clock.now()
        passed = monotonic - self.monotonic
        ahead = (wall - self.wall).total_seconds() - passed
        self.monotonic, self.wall = monotonic, wall
        return passed > MAX_TICK_GAP_SECONDS or ahead > MAX_TICK_GAP_SECONDS

    def held_up(self, clock: Clock) -> None:
        """Take the time since the last beat for waiting, as for a slow terminal.

        What the wall clock ran ahead of it is still found by the next beat: the machine slept.
        """
        passed = clock.monotonic() - self.monotonic
        self.monotonic += passed
        self.wall += timedelta(seconds=passed)


def practice_day(local: datetime, day_start_hour: int) -> date:
    """Return the day a session belongs to: the local date at its start, less the day-start offset.

    Args:
        local: Wall time at the start, in the zone the person was in.
        day_start_hour: Hour, 0-23, at which the person's day begins.
    """
    return (local.replace(tzinfo=None) - timedelta(hours=day_start_hour)).date()


def offset_minutes(moment: datetime) -> int:
    """Return the whole minutes by which a moment's zone is ahead of UTC there and then."""
    offset = moment.utcoffset()
    return 0 if offset is None else int(offset.total_seconds() / 60)


def timestamp(moment: datetime) -> str:
    """Return the moment as UTC in ISO 8601 with milliseconds."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def days_between(first: date, last: date) -> list[date]:
    """Return every day from one to another, both among them; none when the last comes first."""
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]
