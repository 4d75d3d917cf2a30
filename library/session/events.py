"""What a running session tells the outside."""

from dataclasses import dataclass

from library.history.record import HoldRecord, SoreSpot
from library.routines.model import Step


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened at `at`, seconds on the session's monotonic clock."""

    at: float


@dataclass(frozen=True, slots=True)
class StepStarted(Event):
    """A step began."""

    step: Step


@dataclass(frozen=True, slots=True)
class HalfWay(Event):
    """Half of a hold of 20 s or more is over."""

    step: Step


@dataclass(frozen=True, slots=True)
class SecondsLeft(Event):
    """Three, two, one: always before the end of a step, never after it."""

    step: Step
    seconds: int


@dataclass(frozen=True, slots=True)
class AskIfEased(Event):
    """A hold until eased reached the time to ask."""

    step: Step


@dataclass(frozen=True, slots=True)
class WorkRecorded(Event):
    """A hold or massage step ended and is recorded."""

    record: HoldRecord


@dataclass(frozen=True, slots=True)
class SessionHalfDone(Event):
    """Half of the holds are done."""


@dataclass(frozen=True, slots=True)
class TimeLost(Event):
    """The machine slept or the program stood still; nothing after `at` is credited."""


@dataclass(frozen=True, slots=True)
class Paused(Event):
    """The clock stands still."""


@dataclass(frozen=True, slots=True)
class Resuming(Event):
    """A short get-ready runs before the hold goes on."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Resumed(Event):
    """The step that was paused goes on."""

    step: Step


@dataclass(frozen=True, slots=True)
class Extended(Event):
    """The length of the running step was changed."""

    step: Step


@dataclass(frozen=True, slots=True)
class EasedOff(Event):
    """A hold was stopped because of discomfort; the session waits for a choice."""

    step: Step


@dataclass(frozen=True, slots=True)
class WentBack(Event):
    """The session returned to an earlier hold."""

    step: Step


@dataclass(frozen=True, slots=True)
class SoreSpotStarted(Event):
    """Extra gentle pressure on a sore spot began."""

    seconds: float


@dataclass(frozen=True, slots=True)
class SoreSpotEnded(Event):
    """The sore spot was given its time; the massage step goes on."""

    spot: SoreSpot


@dataclass(frozen=True, slots=True)
class Finished(Event):
    """The session is over."""

    completed: bool
    """Whether the plan ran to its end."""
