"""The session engine: commands and readings of a clock in, events out.

It reads no clock and touches nothing outside. `Session.advance` takes any non-decreasing
reading, any number of times, and returns every event that became due since, in order.
Commands act at the last reading; one that is illegal raises `IllegalCommand` and changes
nothing. Noticing that the machine slept is the runner's business: it leaves out the
reading after the gap, calls `pause`, and nothing beyond the last reading is credited.
"""

from collections.abc import Iterator, Mapping

import msgspec

from library.bounds import HOLD_SECONDS
from library.exercises.model import HoldEnd
from library.history.record import A_MOMENT_SECONDS, HoldRecord, Outcome, Reason, SoreSpot
from library.routines.model import Plan, Step, StepKind
from library.session import events as ev
from library.session.ease_off import EaseOffChoice, shorter
from library.session.machine import TRANSITIONS, IllegalCommand, SessionCommand, State, allows
from library.session.plan_cursor import PlanCursor
from library.session.results import DoneEarlier, Results
from library.session.timing import Stopwatch

SORE_SPOT_SECONDS = 25.0
"""Soft steady pressure on a sore spot: 20-30 s (our judgement; nobody has measured it)."""
RESUME_SECONDS = 5.0
"""The short get-ready before a paused hold goes on (our judgement)."""
ARRIVES_FROM_SECONDS = 1.0
"""Nobody is in place sooner; a key pressed twice, or held down, is not to begin a hold (our
judgement)."""
LONGEST_STEP_SECONDS = 120.0
"""Nothing is made longer than this; 60 s of hold already add little (Bandy 1997)."""


class HoldStatus(msgspec.Struct, frozen=True):
    """A hold or massage step of a session, and how it stands."""

    step: Step
    outcome: Outcome | None
    """None when it was not recorded yet."""
    current: bool
    """Whether it runs now, or is the one that the current pause leads to."""


class Session:
    """One run through a plan."""

    def __init__(self, plan: Plan, earlier: DoneEarlier | None = None) -> None:
        """Begin in the ready state, at the reading 0 of the monotonic clock.

        Args:
            plan: What to run through.
            earlier: What was done of this plan already; the session goes on after it.
        """
        earlier = earlier or DoneEarlier()
        self.plan = plan = earlier.rest_of(plan) if earlier.holds else plan
        self.state = State.READY
        self.completed = False
        """Whether the plan ran to its end with at least one hold done."""
        self._now = 0.0
        self._cursor = PlanCursor(plan)
        self._first_index = earlier.next_index(plan)
        self._results = Results(earlier.holds)
        self._sore_spots = list(earlier.sore_spots)
        self._active = Stopwatch(earlier.seconds)
        self._spot: Stopwatch | None = None
        self._resume_at = 0.0
        self._shortened = dict(earlier.shortened)
        self._planned = _timed_seconds(plan) | dict(earlier.planned)
        self._half_announced = 2 * len(earlier.holds) >= len(plan.work)

    # What can be read off at any moment.

    @property
    def step(self) -> Step | None:
        """The current step with its length as changed; None before the start and at the end."""
        return self._cursor.step

    @property
    def upcoming(self) -> Step | None:
        """The next hold or massage step after the current step."""
        return self._cursor.upcoming

    @property
    def elapsed(self) -> float:
        """Seconds the current step has lasted, pauses left out."""
        clock = self._cursor.clock
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
    def now(self) -> float:
        """The last reading, in seconds."""
        return self._now

    @property
    def total_remaining(self) -> float:
        """Seconds until the end of the session at the most: holds until eased to their end."""
        now = 0.0 if self.step is None else max(0.0, self.step.limit_seconds - self.elapsed)
        spot = 0.0 if self._spot is None else SORE_SPOT_SECONDS - self._spot.elapsed(self._now)
        return now + spot + self._cursor.later_seconds

    @property
    def may_end_sooner(self) -> bool:
        """Whether a hold until eased is running or to come."""
        now = () if self.step is None else (self.step,)
        return any(step.end is HoldEnd.EASED for step in (*now, *self._cursor.later))

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
        if self.state is State.RUNNING and self._cursor.clock is not None:
            return self._cursor.clock.next_due()
        return None

    def work(self) -> Iterator[HoldStatus]:
        """Yield the holds and massage steps of the session as it now stands."""
        now = self.step
        for step in self._cursor.work():
            current = now is not None and step.number == now.number
            yield HoldStatus(step, self._results.outcome(step.number), current)

    def is_last_of_several(self, step: Step) -> bool:
        """Return whether a hold is the last of its exercise, on either leg, as things stand."""
        following = (each for each in self._cursor.work() if each.number > step.number)
        after = next(following, None)
        return step.reps > 1 and (after is None or after.exercise.id != step.exercise.id)

    def records(self) -> tuple[HoldRecord, ...]:
        """Return what was held so far, in the order of the plan."""
        return self._results.records()

    def steps(self) -> tuple[Step, ...]:
        """Return all steps, those behind too, as the session has changed them."""
        return self._cursor.steps

    @property
    def next_number(self) -> int | None:
        """The number of the hold that runs, or else of the next one; None when none is left."""
        now = self.step if self._in_hold else self.upcoming
        return None if now is None else now.number

    def held(self) -> Mapping[int, HoldRecord]:
        """Return what was held so far, by the number of the hold; one that runs counts as skipped.

        One that has only just begun is left out: it was noticed some milliseconds late.
        """
        held = dict(self._results.by_number())
        if self._in_hold and self.step is not None and self.elapsed >= A_MOMENT_SECONDS:
            run = self._results.with_run(self.step, self.elapsed, Outcome.SKIPPED)
            held[self.step.number] = run
        return held

    @property
    def _in_hold(self) -> bool:
        """Whether the current step is a hold that is not over: easing off ends it."""
        now = self.step
        return now is not None and now.kind.is_work and self.state is not State.EASED_OFF

    def shortened(self) -> Mapping[str, float]:
        """Return the seconds of the holds that were made shorter after easing off, by exercise."""
        return dict(self._shortened)

    def planned_seconds(self) -> Mapping[str, float]:
        """Return the seconds of the timed holds before anything was changed, by exercise."""
        return dict(self._planned)

    def sore_spots(self) -> tuple[SoreSpot, ...]:
        """Return the sore spots marked so far."""
        return tuple(self._sore_spots)

    def can(self, command: SessionCommand) -> bool:
        """Return whether a command is legal now."""
        can_go_back = self._cursor.index_before() is not None
        return allows(self.state, command, self.step, can_go_back=can_go_back)

    # Time.

    def advance(self, now: float) -> tuple[ev.Event, ...]:
        """Move to `now` and return every event that became due since, in order.

        Raises:
            ValueError: `now` is earlier than the last reading.
        """
        if now < self._now:
            raise ValueError(f"the clock went back from {self._now} to {now}")
        happened: list[ev.Event] = []
        while (due := self.next_due) is not None and due <= now:
            self._now = due
            happened += self._fall_due()
        self._now = now
        return tuple(happened)

    def _fall_due(self) -> list[ev.Event]:
        if self.state is State.RESUMING:
            return self._go_on()
        if self.state is State.SORE_SPOT:
            return self._leave_sore_spot()
        mark = None if self._cursor.clock is None else self._cursor.clock.take_mark(self._now)
        return self._end_step(Outcome.DONE) if mark is None else [mark]

    # Commands.

    def start(self) -> tuple[ev.Event, ...]:
        """Begin with the first step."""
        self._enter(SessionCommand.START)
        self._active.go(self._now)
        return tuple(self._begin(self._first_index))

    def pause(self) -> tuple[ev.Event, ...]:
        """Stand still at the last reading."""
        self._enter(SessionCommand.PAUSE)
        self._halt()
        return (ev.Paused(self._now),)

    def resume(self) -> tuple[ev.Event, ...]:
        """Go on; a hold goes on after a short get-ready."""
        self._enter(SessionCommand.RESUME)
        self._active.go(self._now)
        if self.step is None or not self.step.kind.is_work:
            return tuple(self._go_on())
        self._resume_at = self._now + RESUME_SECONDS
        return (ev.Resuming(self._now),)

    def skip(self) -> tuple[ev.Event, ...]:
        """End the current step; a hold is recorded as skipped, with what was held."""
        in_spot = self.in_sore_spot
        self._enter(SessionCommand.SKIP)
        self._active.go(self._now)
        return tuple(self._leave_sore_spot() if in_spot else self._end_step(Outcome.SKIPPED))

    def back(self) -> tuple[ev.Event, ...]:
        """Return to the hold before, through its pause; what was held is kept and added to.

        In the first hold it begins that hold again.
        """
        index = self._cursor.index_before()
        self._enter(SessionCommand.BACK)
        assert index is not None
        self._active.go(self._now)
        happened = self._record_begun(Outcome.SKIPPED)
        begun = self._begin(index)
        return (*happened, ev.WentBack(self._now), *begun)

    def ease_off(self) -> tuple[ev.Event, ...]:
        """Stop now because of discomfort, and wait for a choice.

        A hold is recorded as eased off; in a pause, while moving, there is none to record.
        """
        self._enter(SessionCommand.EASE_OFF)
        self._halt()
        self._close_sore_spot()
        assert self.step is not None
        eased = ev.EasedOff(self._now)
        return (eased, self._record(Outcome.EASED_OFF)) if self.step.kind.is_work else (eased,)

    def choose(self, choice: EaseOffChoice) -> tuple[ev.Event, ...]:
        """Go on after easing off."""
        self._enter(SessionCommand.CHOOSE)
        self._active.go(self._now)
        if choice is EaseOffChoice.SHORTER and self.step is not None:
            self._shortened[self.step.exercise.id] = shorter(self.step.seconds, self.elapsed)
        told = self._record_sharp() if choice is EaseOffChoice.SHARP else []
        return (*told, *self._begin(self._cursor.replan(choice, held=self.elapsed)))

    def note_where(self, place: str) -> None:
        """Note where it was sharp the last time; an empty text takes that back."""
        self._results.note_where(place)

    def eased(self) -> tuple[ev.Event, ...]:
        """End a hold until eased, as done: the tension eased."""
        self._enter(SessionCommand.EASED)
        return tuple(self._end_step(Outcome.DONE))

    def arrive(self) -> tuple[ev.Event, ...]:
        """End the time to get ready or to switch sides: the person is in place.

        In the first moment of that time nothing happens: what was pressed then was meant for what
        came before it.
        """
        resuming = self.state is State.RESUMING
        self._enter(SessionCommand.ARRIVE)
        if resuming:
            return tuple(self._go_on())
        return () if self.elapsed < ARRIVES_FROM_SECONDS else tuple(self._end_step(Outcome.DONE))

    def extend(self, by: float) -> tuple[ev.Event, ...]:
        """Make the current hold longer or shorter; shorter than it has lasted ends it.

        Args:
            by: Seconds to add; negative to take away.
        """
        self._enter(SessionCommand.EXTEND)
        clock = self._cursor.clock
        assert clock is not None
        longest = max(LONGEST_STEP_SECONDS, clock.step.seconds)
        shortest = min(HOLD_SECONDS[0], clock.step.seconds)
        seconds = min(max(clock.step.seconds + by, shortest), longest)
        clock.change_length(seconds, self._now)
        changed = ev.Extended(self._now, clock.step)
        if seconds > self.elapsed:
            return (changed,)
        return (changed, *self._end_step(Outcome.DONE))

    def lengthen_pause(self, seconds: float) -> None:
        """Let the pause that runs last at least so long, as something is still being said.

        Args:
            seconds: From its beginning; less than it lasts anyway changes nothing.
        """
        clock = self._cursor.clock
        if self.state is not State.RUNNING or clock is None or clock.step.kind.is_work:
            return
        if seconds > clock.step.seconds:
            clock.change_length(seconds, self._now)

    def mark_sore_spot(self) -> tuple[ev.Event, ...]:
        """Give a sore spot extra gentle pressure; the massage step goes on afterwards."""
        self._enter(SessionCommand.SORE_SPOT)
        assert self._cursor.clock is not None
        self._cursor.clock.watch.halt(self._now)
        self._spot = Stopwatch()
        self._spot.go(self._now)
        return (ev.SoreSpotStarted(self._now),)

    def end(self) -> tuple[ev.Event, ...]:
        """Stop here; a hold that was begun is recorded as skipped, with what was held."""
        eased_off = self.state is State.EASED_OFF
        self._enter(SessionCommand.END)
        happened = [] if eased_off else self._record_begun(Outcome.SKIPPED)
        return (*happened, *self._finish(completed=False))

    # Moving from step to step.

    def _enter(self, command: SessionCommand) -> None:
        """Take the table's transition, or refuse before anything has changed."""
        if not self.can(command):
            raise IllegalCommand(command, self.state)
        self.state = TRANSITIONS[self.state][command]

    def _begin(self, index: int) -> list[ev.Event]:
        step = self._cursor.begin(index, self._now)
        return self._finish(completed=True) if step is None else [ev.StepStarted(self._now, step)]

    def _end_step(self, outcome: Outcome) -> list[ev.Event]:
        happened: list[ev.Event] = []
        if self.step is not None and self.step.kind.is_work:
            happened.append(self._record(outcome))
            happened += self._announce_half()
        return happened + self._begin(self._cursor.index + 1)

    def _go_on(self) -> list[ev.Event]:
        """Let the paused step run again, or the sore spot within it."""
        clock = self._cursor.clock
        assert clock is not None
        self.state = State.RUNNING if self._spot is None else State.SORE_SPOT
        (clock.watch if self._spot is None else self._spot).go(self._now)
        return [ev.Resumed(self._now, clock.step)]

    def _halt(self) -> None:
        self._active.halt(self._now)
        if self._cursor.clock is not None:
            self._cursor.clock.watch.halt(self._now)
        if self._spot is not None:
            self._spot.halt(self._now)

    def _finish(self, *, completed: bool) -> list[ev.Event]:
        self._halt()
        self._close_sore_spot()
        self._cursor.clock = None
        self.state = State.DONE
        self.completed = completed and any(r.outcome is Outcome.DONE for r in self.records())
        return [ev.Finished(self._now, self.completed)]

    # Recording.

    def _record(self, outcome: Outcome) -> ev.WorkRecorded:
        assert self.step is not None
        record = self._results.add(self.step, self.elapsed, outcome)
        return ev.WorkRecorded(self._now, record)

    def _record_sharp(self) -> list[ev.Event]:
        """Remember that it was sharp; in a pause, of the hold that it leads to."""
        now = self.step
        step = now if now is not None and now.kind.is_work else self.upcoming
        assert step is not None
        record = self._results.add(step, 0.0, Outcome.EASED_OFF, Reason.SHARP)
        return [ev.WorkRecorded(self._now, record)]

    def _record_begun(self, outcome: Outcome) -> list[ev.Event]:
        """Record the current hold if it was begun at all."""
        self._close_sore_spot()
        begun = self.step is not None and self.step.kind.is_work and self.elapsed > 0
        return [self._record(outcome)] if begun else []

    def _leave_sore_spot(self) -> list[ev.Event]:
        self._close_sore_spot()
        return [ev.SoreSpotEnded(self._now), *self._go_on()]

    def _close_sore_spot(self) -> None:
        """Write down a sore spot that was being given its time."""
        if self._spot is None or self.step is None:
            return
        seconds, self._spot = round(self._spot.elapsed(self._now), 1), None
        step = self.step
        spot = SoreSpot(step.exercise.id, step.side.value, step.rep, seconds)
        self._sore_spots.append(spot)

    def _announce_half(self) -> list[ev.Event]:
        if self._half_announced or 2 * len(self._results) < len(self._cursor.work()):
            return []
        self._half_announced = True
        return [] if self.upcoming is None else [ev.SessionHalfDone(self._now)]


def _timed_seconds(plan: Plan) -> dict[str, float]:
    return {
        step.exercise.id: step.seconds
        for step in plan.work
        if step.kind is StepKind.HOLD and step.end is HoldEnd.TIMED
    }
