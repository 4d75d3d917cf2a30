"""What can be read off a session at any moment."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from msgspec.structs import replace

from library.exercises.model import HoldEnd
from library.history.record import HoldRecord, Outcome, SoreSpot
from library.routines.model import Plan, Step, StepKind
from library.routines.planning import with_pauses
from library.session.machine import Command, State, allows
from library.session.plan_cursor import PlanCursor
from library.session.results import Results
from library.session.timing import Stopwatch

SORE_SPOT_SECONDS = 25.0
"""Soft steady pressure on a sore spot: 20-30 s (our judgement; nobody has measured it)."""


class Place(NamedTuple):
    """A hold or massage step in the session."""

    step: Step
    outcome: Outcome | None
    """None when it was not recorded yet."""
    current: bool
    """Whether it runs now, or is the one that the current pause leads to."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """What was done of a plan before the program ended too soon."""

    holds: Mapping[int, HoldRecord] = field(default_factory=dict)
    """By the number of the hold."""
    sore_spots: tuple[SoreSpot, ...] = ()
    seconds: float = 0.0
    """Clock time that was spent, pauses left out."""
    next_number: int | None = None
    """The number of the hold to go on with; None for the one after the last of `holds`."""
    shortened: Mapping[str, float] = field(default_factory=dict)
    """See `SessionReading.shortened`."""
    planned: Mapping[str, float] = field(default_factory=dict)
    """See `SessionReading.planned_seconds`."""

    def next_place(self, plan: Plan) -> int:
        """Where to go on: after the hold before the one to go on with, 0 when there is none."""
        works = [place for place, step in enumerate(plan.steps) if step.kind.is_work]
        numbers = [plan.steps[place].number for place in works]
        if self.next_number in numbers:
            behind = works[: numbers.index(self.next_number)]
        else:
            behind = [p for p, number in zip(works, numbers, strict=True) if number in self.holds]
        return max(behind, default=-1) + 1

    def rest_of(self, plan: Plan) -> Plan:
        """The plan with what is left to do, beginning with time to get ready."""
        place = self.next_place(plan)
        done, left = plan.steps[:place], plan.steps[place:]
        work = (step for step in left if step.kind.is_work)
        return replace(plan, steps=(*done, *with_pauses(work, plan.pace)))


JUST_BEGUN_SECONDS = 1.0
"""Up to here nothing of a hold is worth telling when it ends unawares (our judgement)."""


class SessionReading:
    """The state of a session; `library.session.engine.Session` is what changes it."""

    def __init__(self, plan: Plan, now: float, earlier: Earlier | None = None) -> None:
        """Begin in the ready state.

        Args:
            plan: What to run through.
            now: Reading of the monotonic clock, in seconds.
            earlier: What was done of this plan already; the session goes on after it.
        """
        earlier = earlier or Earlier()
        self.plan = plan = earlier.rest_of(plan) if earlier.holds else plan
        self.state = State.READY
        self.completed = False
        """Whether the plan ran to its end with at least one hold done."""
        self._now = now
        self._track = PlanCursor(plan)
        self._first_place = earlier.next_place(plan)
        self._results = Results(earlier.holds)
        self._sore_spots = list(earlier.sore_spots)
        self._active = Stopwatch(earlier.seconds)
        self._spot: Stopwatch | None = None
        self._resume_at = 0.0
        self._shortened = dict(earlier.shortened)
        self._planned = _timed_seconds(plan) | dict(earlier.planned)
        self._half_announced = 2 * len(earlier.holds) >= len(plan.work)

    @property
    def step(self) -> Step | None:
        """The current step with its length as changed; None before the start and at the end."""
        return self._track.step

    @property
    def upcoming(self) -> Step | None:
        """The next hold or massage step after the current step."""
        return self._track.upcoming

    @property
    def elapsed(self) -> float:
        """Seconds the current step has lasted, pauses left out."""
        clock = self._track.clock
        return 0.0 if clock is None else clock.watch.elapsed(self._now)

    @property
    def remaining(self) -> float:
        """Seconds until the current step, sore spot or short get-ready ends by itself."""
        if self.state is State.RESUMING:
            return self._resume_at - self._now
        if self._spot is not None:
            return SORE_SPOT_SECONDS - self._spot.elapsed(self._now)
        return 0.0 if self.step is None else self.step.limit_seconds - self.elapsed

    @property
    def total_remaining(self) -> float:
        """Seconds until the end of the session, holds until eased as planned."""
        now = 0.0 if self.step is None else max(0.0, self.step.seconds - self.elapsed)
        spot = 0.0 if self._spot is None else SORE_SPOT_SECONDS - self._spot.elapsed(self._now)
        return now + spot + self._track.later_seconds

    @property
    def in_sore_spot(self) -> bool:
        """Whether a sore spot is being given its time, also while paused."""
        return self._spot is not None

    @property
    def active_seconds(self) -> float:
        """Clock time since the start, pauses left out."""
        return self._active.elapsed(self._now)

    @property
    def next_due(self) -> float | None:
        """The reading at which something falls due next; None while it waits for a command."""
        if self.state is State.RESUMING:
            return self._resume_at
        if self.state is State.SORE_SPOT and self._spot is not None:
            return self._spot.reaches(SORE_SPOT_SECONDS)
        if self.state is State.RUNNING and self._track.clock is not None:
            return self._track.clock.next_due()
        return None

    def work(self) -> Iterator[Place]:
        """The holds and massage steps of the session as it now stands."""
        now = self.step
        for step in self._track.work():
            current = now is not None and step.number == now.number
            yield Place(step, self._results.outcome(step.number), current)

    def is_last_of_several(self, step: Step) -> bool:
        """Whether a hold is the last of its exercise, on either leg, as the session now stands."""
        following = (each for each in self._track.work() if each.number > step.number)
        after = next(following, None)
        return step.reps > 1 and (after is None or after.exercise.id != step.exercise.id)

    def records(self) -> tuple[HoldRecord, ...]:
        """What was held so far, in the order of the plan."""
        return self._results.records()

    def steps(self) -> tuple[Step, ...]:
        """All steps, those behind too, as the session has changed them."""
        return self._track.steps

    @property
    def next_number(self) -> int | None:
        """The number of the hold that runs, or else of the next one; None when none is left."""
        now = self.step if self._in_hold else self.upcoming
        return None if now is None else now.number

    def held(self) -> Mapping[int, HoldRecord]:
        """What was held so far, by the number of the hold; one that runs counts as skipped.

        One that has only just begun is left out: it was noticed some milliseconds late.
        """
        held = dict(self._results.by_number())
        if self._in_hold and self.step is not None and self.elapsed >= JUST_BEGUN_SECONDS:
            run = self._results.with_run(self.step, self.elapsed, Outcome.SKIPPED)
            held[self.step.number] = run
        return held

    @property
    def _in_hold(self) -> bool:
        """Whether the current step is a hold that is not over: easing off ends it."""
        now = self.step
        return now is not None and now.kind.is_work and self.state is not State.EASED_OFF

    def shortened(self) -> Mapping[str, float]:
        """Seconds of the holds that were made shorter after easing off, by exercise."""
        return dict(self._shortened)

    def planned_seconds(self) -> Mapping[str, float]:
        """Seconds of the timed holds before anything was changed, by exercise."""
        return dict(self._planned)

    def sore_spots(self) -> tuple[SoreSpot, ...]:
        """Sore spots marked so far."""
        return tuple(self._sore_spots)

    def can(self, command: Command) -> bool:
        """Whether a command is legal now."""
        if command is Command.BACK and self._track.place_before() is None:
            return False
        return allows(self.state, command, self.step)


def _timed_seconds(plan: Plan) -> dict[str, float]:
    return {
        step.exercise.id: step.seconds
        for step in plan.work
        if step.kind is StepKind.HOLD and step.end is HoldEnd.TIMED
    }
