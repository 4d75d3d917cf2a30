"""What the history holds: one record per session and one mark per marked day.

The types say what a value may be, and whatever is read is checked against them; `codec` has
the sentences for people. Nothing is checked when the program makes a record of its own.

A history can hold a hundred thousand records. None of them can be part of a cycle, so none is
made known to the garbage collector.
"""

from datetime import date, datetime, timedelta, timezone
from enum import StrEnum
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from library.bounds import WORST_PAIN

SideName = Literal["left", "right", "both"]
Pain = Annotated[int, Meta(ge=0, le=WORST_PAIN)]
"""Numeric rating scale."""
Length = Annotated[float, Meta(ge=0, le=7 * 24 * 3600.0)]
"""Seconds; a session of more than a week is a mistake (our judgement)."""


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
    side: SideName
    rep: Annotated[int, Meta(ge=1)]
    """Repetition, from 1; for a massage the number of the step."""
    planned_seconds: Annotated[float, Meta(ge=0)]
    held_seconds: Length
    """Seconds really held; pauses do not count."""
    outcome: Outcome

    @property
    def was_held(self) -> bool:
        """Whether it was more than passed over."""
        return self.outcome is not Outcome.SKIPPED or self.held_seconds >= A_MOMENT_SECONDS


class SoreSpot(msgspec.Struct, frozen=True, gc=False):
    """A sore spot given extra gentle pressure during a massage step."""

    exercise: str
    side: SideName
    rep: int
    """Number of the massage step it was found in, from 1."""
    seconds: Length
    """Seconds of extra pressure."""


class SessionRecord(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """One run through a routine, as it stands in the history."""

    id: str
    """A UUID."""
    started_at: Annotated[datetime, Meta(tz=True)]
    """Start in UTC."""
    utc_offset_minutes: Annotated[int, Meta(ge=-24 * 60, le=24 * 60)]
    """The zone's offset there and then, in minutes east of UTC."""
    practice_day: date
    """The day it counts for: the local date at its start, less the day-start offset."""
    routine: str
    """Name of the routine, or of the single exercise."""
    seconds: Length
    """Clock time from start to end, rests included, the time it was paused left out."""
    completed: bool
    """Whether the plan ran to its end."""
    holds: tuple[HoldRecord, ...] = ()
    sore_spots: tuple[SoreSpot, ...] = ()
    pain_before: Pain | None = None
    """None when not asked or not answered."""
    pain_after: Pain | None = None
    """None when not asked or not answered."""
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
