"""What the history holds: the types of its records.

The types say what a value may be, and whatever is read is checked against them; `codec` has
the sentences for people. Nothing is checked when the program makes a record of its own.
There can be a hundred thousand, none part of a cycle: the garbage collector knows of none.
"""

import uuid
from datetime import date, datetime, timedelta, timezone
from enum import StrEnum
from typing import Annotated, Literal, Protocol

import msgspec
from msgspec import Meta
from msgspec.structs import replace

from library.bounds import HOLD_SECONDS, MAX_RUNGS, REACH_CM, SUPPORT_CM, WEEKLY_GOAL, WORST_PAIN
from library.wording import counted

_KEYS = uuid.UUID("6f1d0d0c-54a3-5b56-9a55-8a6f2f0f3c11")


def key_about(what: str) -> str:
    """Return the key of the one record about something: the same on every machine, so they merge.

    Args:
        what: What it is about, as no other record of its table says it.
    """
    return str(uuid.uuid5(_KEYS, what))


class Record(Protocol):
    """What lies in a table of the history."""

    @property
    def key(self) -> str:
        """The key of its document: a UUID."""
        ...


SideName = Literal["left", "right", "both"]
Pain = Annotated[int, Meta(ge=0, le=WORST_PAIN)]
"""Numeric rating scale."""
Length = Annotated[float, Meta(ge=0, le=7 * 24 * 3600.0)]
"""Seconds; a session of more than a week is a mistake (our judgement)."""
Level = Annotated[int, Meta(ge=0, lt=MAX_RUNGS)]
"""A rung of a dose ladder, from 0."""
OffsetMinutes = Annotated[int, Meta(ge=-24 * 60 + 1, le=24 * 60 - 1)]
"""The zone's offset there and then, in minutes east of UTC: less than a day."""
Centimetres = Annotated[float, Meta(ge=REACH_CM[0], le=REACH_CM[1], multiple_of=0.5)]
"""Where the fingers come to, against the toes; finer is not measured."""


def _local(moment: datetime, utc_offset_minutes: int) -> datetime:
    """Return a moment by the clocks there and then."""
    return moment.astimezone(timezone(timedelta(minutes=utc_offset_minutes)))


class Outcome(StrEnum):
    """How a hold ended."""

    DONE = "done"
    EASED_OFF = "eased_off"
    SKIPPED = "skipped"


A_MOMENT_SECONDS = 1.0
"""A skipped hold shorter than that was not held at all (our judgement)."""


class Reason(StrEnum):
    """Why a hold was eased off."""

    PULL = "pull"
    SHARP = "sharp"
    """It was sharp, shooting, tingling or numb."""


class HoldRecord(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """One hold, or one massage step, of a session."""

    exercise: str
    """Id of the exercise."""
    side: SideName
    rep: Annotated[int, Meta(ge=1)]
    """Repetition, from 1; for a massage the number of the step."""
    planned_seconds: Length
    held_seconds: Length
    """Seconds really held; pauses do not count."""
    outcome: Outcome
    reason: Reason | None = None
    """Why it was eased off; None when it was not, or nobody said."""
    height_cm: Annotated[int, Meta(ge=SUPPORT_CM[0], le=SUPPORT_CM[1])] | None = None
    """Height of the support; None where there is none, or nobody said."""
    where: str = ""
    """Where it was sharp: one of `library.session.pain_places.PLACES`, or a word of the person's
    own; empty when nobody said."""

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
    utc_offset_minutes: OffsetMinutes
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
    pain_worst: Pain | None = None
    """The worst while stretching; None when not asked or not answered."""
    worst_where: str = ""
    """Where that was, as in `HoldRecord.where`."""
    note: str = ""

    @property
    def key(self) -> str:
        """Its id."""
        return self.id

    @property
    def local_start(self) -> datetime:
        """Start by the clocks there and then."""
        return _local(self.started_at, self.utc_offset_minutes)

    def on_day(self, day: date) -> "SessionRecord":
        """Return the session with another practice day, begun at the same time of that day.

        A start that belongs to another day than the session counts for (a wrong clock) is put
        right, too; one that lies a day beside it stays beside it, as a day may start late.
        """
        start = self.local_start
        beside = (start.date() - self.practice_day).days
        wanted = day + timedelta(days=beside if abs(beside) <= 1 else 0)
        moved = self.started_at + timedelta(days=(wanted - start.date()).days)
        return replace(self, practice_day=day, started_at=moved)

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

    @property
    def letter(self) -> str:
        """What it is shown as: rest is a `z`, as an `R` is the right leg."""
        return "z" if self is MarkKind.REST else self.value[0]


def mark_key(day: date) -> str:
    """Return the key of what a day is marked as."""
    return key_about(day.isoformat())


class DayMark(msgspec.Struct, frozen=True):
    """A day the person marked as rest, ill, pain or travel."""

    day: date
    kind: MarkKind

    @property
    def key(self) -> str:
        """One for each day."""
        return mark_key(self.day)


class CardRead(msgspec.Struct, frozen=True, tag_field="kind", tag="card"):
    """A note that the before-you-start card was read."""

    version: Annotated[int, Meta(ge=1)]
    """Of the card."""
    on: date

    @property
    def key(self) -> str:
        """One for each version."""
        return key_about(f"card {self.version}")

    def __str__(self) -> str:
        """As it is told of an import."""
        return f"card read on {self.on}"


class Favourite(msgspec.Struct, frozen=True, tag_field="kind", tag="favourite"):
    """Whether an exercise is a favourite."""

    exercise: str
    """Id of the exercise."""
    marked: bool = True

    @property
    def key(self) -> str:
        """One for each exercise."""
        return key_about(f"favourite {self.exercise}")

    def __str__(self) -> str:
        """As it is told of an import."""
        return f"{self.exercise} is {'a' if self.marked else 'no'} favourite"


class Hidden(msgspec.Struct, frozen=True, tag_field="kind", tag="hidden"):
    """Whether an exercise is kept out of lists and of the plan of the day."""

    exercise: str
    """Id of the exercise."""
    hidden: bool = True

    @property
    def key(self) -> str:
        """One for each exercise."""
        return key_about(f"hidden {self.exercise}")

    def __str__(self) -> str:
        """As it is told of an import."""
        return f"{self.exercise} is {'hidden' if self.hidden else 'shown'}"


class OwnLevel(msgspec.Struct, frozen=True, tag_field="kind", tag="level"):
    """The rung of its dose ladder that a person has reached in an exercise."""

    exercise: str
    """Id of the exercise."""
    level: Level

    @property
    def key(self) -> str:
        """One for each exercise."""
        return key_about(f"level {self.exercise}")

    def __str__(self) -> str:
        """As it is told of an import."""
        return f"{self.exercise} is at level {self.level}"


class OwnLength(msgspec.Struct, frozen=True, tag_field="kind", tag="length"):
    """The length of an exercise's holds as it was tuned on the way."""

    exercise: str
    """Id of the exercise."""
    hold_seconds: Annotated[int, Meta(ge=HOLD_SECONDS[0], le=HOLD_SECONDS[1])] | None
    """None when it is as long again as its level says."""

    @property
    def key(self) -> str:
        """One for each exercise."""
        return key_about(f"length {self.exercise}")

    def __str__(self) -> str:
        """As it is told of an import."""
        length = "its level says" if self.hold_seconds is None else f"{self.hold_seconds} s"
        return f"{self.exercise} is held as long as {length}"


class PastGoal(msgspec.Struct, frozen=True, tag_field="kind", tag="goal"):
    """A weekly goal that was in force until it was changed."""

    until: date
    """It was in force for weeks that end on or before this day."""
    days: Annotated[int, Meta(ge=WEEKLY_GOAL[0], le=WEEKLY_GOAL[1])] | None
    """Days a week; None when no goal ended on this day after all."""

    @property
    def key(self) -> str:
        """One for each day."""
        return key_about(f"goal {self.until.isoformat()}")

    def __str__(self) -> str:
        """As it is told of an import."""
        days = "no goal" if self.days is None else f"goal of {counted(self.days, 'day')} a week"
        return f"{days} until {self.until}"


class Leads(msgspec.Struct, frozen=True, tag_field="kind", tag="leads"):
    """The routine that Enter on Today starts in the place of the plan of the day."""

    routine: str | None
    """Id of the routine; None when the plan of the day leads again."""

    @property
    def key(self) -> str:
        """One for all routines."""
        return key_about("leads")

    def __str__(self) -> str:
        """As it is told of an import."""
        return f"Enter on Today starts {self.routine or 'the plan of the day'}"


class WeekSeen(msgspec.Struct, frozen=True, tag_field="kind", tag="week"):
    """A note that a week was looked back at."""

    week: date
    """Its first day."""

    @property
    def key(self) -> str:
        """One for all weeks: the last that was looked at."""
        return key_about("week in review")

    def __str__(self) -> str:
        """As it is told of an import."""
        return f"the week from {self.week} was looked back at"


Remembered = CardRead | Favourite | Hidden | OwnLevel | OwnLength | PastGoal | Leads | WeekSeen
"""What the program remembers for a person. Each thing is a record of its own, also when it is
taken back: so changes of different things, made on two machines, both stand."""


class Check(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """The answer to the question of a day: how the back is, from 0 to 10."""

    day: date
    """The practice day it is about."""
    rating: Pain
    answered_at: Annotated[datetime, Meta(tz=True)]
    """In UTC."""
    utc_offset_minutes: OffsetMinutes
    recalled: bool = False
    """Whether it was asked about a morning some days ago."""

    @property
    def key(self) -> str:
        """One for each day."""
        return key_about(f"check {self.day}")

    @property
    def answered_on(self) -> date:
        """The local date of the answer."""
        return _local(self.answered_at, self.utc_offset_minutes).date()


class DecisionKind(StrEnum):
    """What a person can decide about the plan."""

    INCLUDE = "include"
    """Bring an exercise back."""
    REST = "rest"
    TRIAL = "trial"
    END_TRIAL = "end_trial"
    KEEP = "keep"
    NEVER_ASK = "never_ask"
    TICKS = "ticks"
    """All ticks of the card."""
    LIFT_TICK = "lift_tick"
    ALREADY = "already"
    LEVEL = "level"
    HEIGHT = "height"
    SAME_AS_BEFORE = "same_as_before"
    """Without the change of the day."""


class Decision(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What a person decided about the plan."""

    id: str
    at: Annotated[datetime, Meta(tz=True)]
    """In UTC."""
    day: date
    """The practice day it was made on."""
    kind: DecisionKind
    exercise: str | None = None
    """Id of the exercise; None when it is about none, or about all."""
    level: Level | None = None
    height_cm: Annotated[int, Meta(ge=SUPPORT_CM[0], le=SUPPORT_CM[1])] | None = None
    words: tuple[str, ...] = ()
    """Ids of ticks."""
    until: date | None = None
    """The day on which it ends."""
    reason: str = ""
    """The sentence that was shown."""

    @property
    def key(self) -> str:
        """Its id."""
        return self.id


class ReachForm(StrEnum):
    """How reach is measured."""

    FLOOR = "floor"
    CHAIR = "chair"


class Reach(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """How far the fingers reach: the tries of one day, form and leg."""

    day: date
    """The practice day."""
    form: ReachForm
    leg: SideName = "both"
    """Left or right in the form on a chair."""
    cm: Annotated[tuple[Centimetres, ...], Meta(min_length=1)]
    """All tries; 0 is at the toes, less is short of them."""

    @property
    def key(self) -> str:
        """One for each day, form and leg."""
        return key_about(f"reach {self.day} {self.form} {self.leg}")
