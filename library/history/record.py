"""What the log holds: one record per session and one mark per marked day.

A log can hold a hundred thousand records. None of them can be part of a cycle, so none is
made known to the garbage collector.
"""

from datetime import date, datetime, timedelta, timezone
from enum import StrEnum

import msgspec


class Outcome(StrEnum):
    """How a hold ended."""

    DONE = "done"
    EASED_OFF = "eased_off"
    SKIPPED = "skipped"


A_MOMENT_SECONDS = 1.0
"""A skipped hold shorter than that was not held at all (our judgement)."""


class HoldRecord(msgspec.Struct, frozen=True, gc=False):
    """One hold, or one massage step, of a session."""

    exercise: str
    """Id of the exercise."""
    side: str
    """`left`, `right` or `both`."""
    rep: int
    """Repetition, from 1; for a massage the number of the step."""
    planned_seconds: float
    held_seconds: float
    """Seconds really held; pauses do not count."""
    outcome: Outcome

    @property
    def was_held(self) -> bool:
        """Whether it was more than passed over."""
        return self.outcome is not Outcome.SKIPPED or self.held_seconds >= A_MOMENT_SECONDS


class SoreSpot(msgspec.Struct, frozen=True, gc=False):
    """A sore spot given extra gentle pressure during a massage step."""

    exercise: str
    side: str
    rep: int
    """Number of the massage step it was found in, from 1."""
    seconds: float
    """Seconds of extra pressure."""


class SessionRecord(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """One run through a routine, as it stands in the log."""

    id: str
    """A UUID."""
    started_at: datetime
    """Start in UTC."""
    utc_offset_minutes: int
    """The zone's offset there and then, in minutes east of UTC."""
    practice_day: date
    """The day it counts for: the local date at its start, less the day-start offset."""
    routine: str
    """Name of the routine, or of the single exercise."""
    seconds: float
    """Clock time from start to end, rests included, the time it was paused left out."""
    completed: bool
    """Whether the plan ran to its end."""
    holds: tuple[HoldRecord, ...] = ()
    sore_spots: tuple[SoreSpot, ...] = ()
    pain_before: int | None = None
    """0-10 numeric rating; None when not asked or not answered."""
    pain_after: int | None = None
    """0-10 numeric rating; None when not asked or not answered."""
    note: str = ""

    @property
    def local_start(self) -> datetime:
        """Start by the clocks there and then."""
        return self.started_at.astimezone(timezone(timedelta(minutes=self.utc_offset_minutes)))

    @property
    def is_worth_keeping(self) -> bool:
        """Whether anything was held, or stopped because of discomfort."""
        return any(hold.was_held for hold in self.holds)

    @property
    def counts(self) -> bool:
        """Whether it makes its day a practice day: at least one hold was completed."""
        for hold in self.holds:  # noqa: SIM110 - half the time of any(), for ten thousand sessions
            if hold.outcome is Outcome.DONE:
                return True
        return False


class MarkKind(StrEnum):
    """Why a day is kept free without breaking anything."""

    REST = "rest"
    ILL = "ill"
    PAIN = "pain"
    TRAVEL = "travel"

    @property
    def freezes_week(self) -> bool:
        """Whether a week holding this mark neither adds to nor breaks the run of weeks."""
        return self is not MarkKind.REST


class DayMark(msgspec.Struct, frozen=True):
    """A day the person marked as rest, ill, pain or travel."""

    day: date
    kind: MarkKind
