"""Records for the history: of a session as it stands, and of one done without the program."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from math import ceil
from uuid import uuid4

import msgspec
from msgspec.structs import replace

from library.clock import Clock, offset_minutes, practice_day
from library.history.record import HoldRecord, Outcome, SessionRecord
from library.routines.model import Plan, Step
from library.session.engine import Session


class SessionStart(msgspec.Struct, frozen=True):
    """What a session's record needs that the session does not know."""

    id: str
    """The UUID of its draft and of its record."""
    started: datetime
    """Wall time of the start, aware, in the zone the person was in."""
    practice_day: date
    """The day it counts for."""
    pain_before: int | None = None
    """Rating 0-10 given at the start, if any; what was answered about the day is one."""
    answers_check: bool = False
    """Whether a rating given while getting ready also answers the question of the day."""

    @classmethod
    def now(cls, clock: Clock, day_start_hour: int) -> "SessionStart":
        """Return the start of a session that begins now.

        Args:
            clock: Tells the time.
            day_start_hour: Hour, 0-23, at which the person's day begins.
        """
        started = clock.now()
        return cls(str(uuid4()), started, practice_day(started, day_start_hour))

    def record(self, session: Session) -> SessionRecord:
        """Return the record of a session as it stands, ended or not."""
        return replace(
            _record(self.id, session.plan, self.started, self.practice_day, session.active_seconds),
            completed=session.completed,
            holds=session.records(),
            sore_spots=session.sore_spots(),
            pain_before=self.pain_before,
        )


class Share(StrEnum):
    """How much of an exercise was done."""

    ALL = "all"
    HALF = "half"
    NONE = "none"


_NOON = time(12)
_EVERYTHING: Mapping[str, Share] = {}


def when_done(
    day: date | None, now: datetime, seconds: float, today: date, day_start_hour: int
) -> tuple[datetime, date]:
    """Return start and practice day of a session done without the program.

    Args:
        day: The day it counts for; None when it just ended. Begun at noon on an earlier one.
        now: Aware wall time.
        seconds: How long it took.
        today: The practice day it is now.
        day_start_hour: Hour, 0-23, at which the person's day begins.
    """
    just_now = now - timedelta(seconds=seconds)
    if day is None:
        return just_now, practice_day(just_now, day_start_hour)
    return (just_now if day == today else datetime.combine(day, _NOON).astimezone()), day


def record_as_planned(
    plan: Plan,
    started: datetime,
    day: date,
    seconds: float,
    done: Mapping[str, Share] = _EVERYTHING,
) -> SessionRecord:
    """Return the record of a session without the program that went as planned.

    Args:
        plan: What was done; a hold of it that counts as done was held to its end.
        started: Wall time of the start, aware, in the zone the person was in.
        day: The practice day it counts for.
        seconds: From start to end.
        done: How much was done, by the id of the exercise; all of those that are left out. Half is
            the first half of the holds of each leg, of a single one half its time.
    """
    holds = tuple(_holds(plan, done))
    return replace(
        _record(str(uuid4()), plan, started, day, seconds),
        completed=all(hold.outcome is Outcome.DONE for hold in holds),
        holds=holds,
    )


def share_seconds(plan: Plan, done: Mapping[str, Share]) -> float:
    """Return how long a plan takes, with its rests, when only so much of it is done."""
    planned = sum(step.seconds for step in plan.work)
    held = sum(hold.held_seconds for hold in _holds(plan, done))
    return plan.seconds * held / planned if planned else plan.seconds


def _holds(plan: Plan, done: Mapping[str, Share]) -> Iterator[HoldRecord]:
    of_leg: dict[tuple[str, str], list[int]] = defaultdict(list)
    for step in plan.work:
        of_leg[step.exercise.id, step.side.value].append(step.number)
    for step in plan.work:
        numbers = of_leg[step.exercise.id, step.side.value]
        share = done.get(step.exercise.id, Share.ALL)
        if share is Share.ALL:
            yield _held(step, step.seconds)
        elif share is Share.HALF and len(numbers) == 1:
            yield _held(step, round(step.seconds / 2))
        elif share is Share.HALF and step.number in numbers[: ceil(len(numbers) / 2)]:
            yield _held(step, step.seconds)
        else:
            yield _held(step, 0.0, Outcome.SKIPPED)


def _held(step: Step, seconds: float, outcome: Outcome = Outcome.DONE) -> HoldRecord:
    return HoldRecord(
        exercise=step.exercise.id,
        side=step.side.value,
        rep=step.rep,
        planned_seconds=step.seconds,
        held_seconds=seconds,
        outcome=outcome,
        height_cm=step.height_cm,
    )


def _record(id: str, plan: Plan, started: datetime, day: date, seconds: float) -> SessionRecord:
    """Return the record of a session in which nothing was held."""
    return SessionRecord(
        id=id,
        started_at=started.astimezone(UTC).replace(microsecond=0),
        utc_offset_minutes=offset_minutes(started),
        practice_day=day,
        routine=plan.routine.name,
        seconds=round(seconds, 1),
        completed=False,
        holds=(),
    )
