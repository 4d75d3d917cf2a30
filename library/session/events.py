"""What a running session tells the outside."""

import msgspec

from library.history.record import HoldRecord
from library.routines.model import Step


class Event(msgspec.Struct, frozen=True):
    """Something that happened at `at`, seconds on the session's monotonic clock."""

    at: float


class StepStarted(Event, frozen=True):
    """A step began."""

    step: Step


class HalfWay(Event, frozen=True):
    """Half of a hold of 20 s or more is over."""


class SecondsLeft(Event, frozen=True):
    """Three, two, one: always before the end of a step, never after it."""

    step: Step
    seconds: int


class StillHolding(Event, frozen=True):
    """A sign of life where nothing else is told of a long hold or massage step for a while."""

    step: Step
    elapsed: float
    """Whole seconds it has lasted."""


class AskIfEased(Event, frozen=True):
    """A hold until eased reached the time to ask."""


class WorkRecorded(Event, frozen=True):
    """A hold or massage step ended and is recorded."""

    record: HoldRecord


class SessionHalfDone(Event, frozen=True):
    """Half of the holds are done."""


class TimeLost(Event, frozen=True):
    """The machine slept or the program stood still; nothing after `at` is credited."""


class Paused(Event, frozen=True):
    """The clock stands still."""


class Resuming(Event, frozen=True):
    """A short get-ready runs before the hold goes on."""


class Resumed(Event, frozen=True):
    """The step that was paused goes on."""

    step: Step


class Extended(Event, frozen=True):
    """The length of the running step was changed."""

    step: Step


class EasedOff(Event, frozen=True):
    """A hold was stopped because of discomfort; the session waits for a choice."""


class WentBack(Event, frozen=True):
    """The session returned to an earlier hold."""


class SoreSpotStarted(Event, frozen=True):
    """Extra gentle pressure on a sore spot began."""


class SoreSpotEnded(Event, frozen=True):
    """The sore spot was given its time; the massage step goes on."""


class Finished(Event, frozen=True):
    """The session is over."""

    completed: bool
    """Whether the plan ran to its end."""
