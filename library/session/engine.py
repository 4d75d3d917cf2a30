"""The session engine: commands and readings of a clock in, events out.

It reads no clock and touches nothing outside. `Session.advance` takes any non-decreasing
reading, any number of times, and returns every event that became due since, in order.
Commands act at the last reading; one that is illegal raises `IllegalCommand` and changes
nothing. Noticing that the machine slept is the caller's business: it leaves out the
reading after the gap, calls `pause`, and nothing beyond the last reading is credited.
"""

from library.history.record import Outcome, SoreSpot
from library.session import events as ev
from library.session.machine import TRANSITIONS, Command, IllegalCommand, State, allows
from library.session.plan_cursor import SHORTEST_STEP_SECONDS, Choice, shorter
from library.session.reading import SORE_SPOT_SECONDS, SessionReading
from library.session.timing import Stopwatch

RESUME_SECONDS = 5.0
"""The short get-ready before a paused hold goes on (our judgement)."""
LONGEST_STEP_SECONDS = 120.0
"""Nothing is made longer than this; 60 s of hold already add little (Bandy 1997)."""


class Session(SessionReading):
    """One run through a plan: what moves it."""

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
        mark = None if self._track.clock is None else self._track.clock.take_mark(self._now)
        return self._end_step(Outcome.DONE) if mark is None else [mark]

    # Commands.

    def start(self) -> tuple[ev.Event, ...]:
        """Begin with the first step."""
        self._enter(Command.START)
        self._active.go(self._now)
        return tuple(self._begin(self._first_place))

    def pause(self) -> tuple[ev.Event, ...]:
        """Stand still at the last reading."""
        self._enter(Command.PAUSE)
        self._halt()
        return (ev.Paused(self._now),)

    def resume(self) -> tuple[ev.Event, ...]:
        """Go on; a hold goes on after a short get-ready."""
        self._enter(Command.RESUME)
        self._active.go(self._now)
        if self.step is None or not self.step.kind.is_work:
            return tuple(self._go_on())
        self._resume_at = self._now + RESUME_SECONDS
        return (ev.Resuming(self._now, RESUME_SECONDS),)

    def skip(self) -> tuple[ev.Event, ...]:
        """End the current step; a hold is recorded as skipped, with what was held."""
        in_spot = self.in_sore_spot
        self._enter(Command.SKIP)
        self._active.go(self._now)
        return tuple(self._leave_sore_spot() if in_spot else self._end_step(Outcome.SKIPPED))

    def back(self) -> tuple[ev.Event, ...]:
        """Return to the hold before, through its pause; what was held is kept and added to.

        In the first hold it begins that hold again.
        """
        place = self._track.place_before()
        if place is None:
            raise IllegalCommand(Command.BACK, self.state)
        self._enter(Command.BACK)
        self._active.go(self._now)
        happened = self._record_begun(Outcome.SKIPPED)
        begun = self._begin(place)
        assert self.step is not None
        return (*happened, ev.WentBack(self._now, self.step), *begun)

    def ease_off(self) -> tuple[ev.Event, ...]:
        """Stop now because of discomfort, and wait for a choice.

        A hold is recorded as eased off; in a pause, while moving, there is none to record.
        """
        self._enter(Command.EASE_OFF)
        self._halt()
        self._close_sore_spot()
        assert self.step is not None
        eased = ev.EasedOff(self._now, self.step)
        return (eased, self._record(Outcome.EASED_OFF)) if self.step.kind.is_work else (eased,)

    def choose(self, choice: Choice) -> tuple[ev.Event, ...]:
        """Go on after easing off."""
        self._enter(Command.CHOOSE)
        self._active.go(self._now)
        if choice is Choice.SHORTER and self.step is not None:
            self._shortened[self.step.exercise.id] = shorter(self.step.seconds, self.elapsed)
        return tuple(self._begin(self._track.replan(choice, held=self.elapsed)))

    def eased(self) -> tuple[ev.Event, ...]:
        """The tension eased: a hold until eased is done."""
        self._enter(Command.EASED)
        return tuple(self._end_step(Outcome.DONE))

    def extend(self, by: float) -> tuple[ev.Event, ...]:
        """Make the current hold longer or shorter; shorter than it has lasted ends it.

        Args:
            by: Seconds to add; negative to take away.
        """
        self._enter(Command.EXTEND)
        clock = self._track.clock
        assert clock is not None
        longest = max(LONGEST_STEP_SECONDS, clock.step.seconds)
        shortest = min(SHORTEST_STEP_SECONDS, clock.step.seconds)
        seconds = min(max(clock.step.seconds + by, shortest), longest)
        clock.change_length(seconds, self._now)
        changed = ev.Extended(self._now, clock.step)
        if seconds > self.elapsed:
            return (changed,)
        return (changed, *self._end_step(Outcome.DONE))

    def mark_sore_spot(self) -> tuple[ev.Event, ...]:
        """Give a sore spot extra gentle pressure; the massage step goes on afterwards."""
        self._enter(Command.SORE_SPOT)
        assert self._track.clock is not None
        self._track.clock.watch.halt(self._now)
        self._spot = Stopwatch()
        self._spot.go(self._now)
        return (ev.SoreSpotStarted(self._now, SORE_SPOT_SECONDS),)

    def end(self) -> tuple[ev.Event, ...]:
        """Stop here; a hold that was begun is recorded as skipped, with what was held."""
        eased_off = self.state is State.EASED_OFF
        self._enter(Command.END)
        happened = [] if eased_off else self._record_begun(Outcome.SKIPPED)
        return (*happened, *self._finish(completed=False))

    # Moving from step to step.

    def _enter(self, command: Command) -> None:
        """Take the table's transition, or refuse before anything has changed."""
        if not allows(self.state, command, self.step):
            raise IllegalCommand(command, self.state)
        self.state = TRANSITIONS[self.state][command]

    def _begin(self, place: int) -> list[ev.Event]:
        step = self._track.begin(place, self._now)
        return self._finish(completed=True) if step is None else [ev.StepStarted(self._now, step)]

    def _end_step(self, outcome: Outcome) -> list[ev.Event]:
        happened: list[ev.Event] = []
        if self.step is not None and self.step.kind.is_work:
            happened.append(self._record(outcome))
            happened += self._announce_half()
        return happened + self._begin(self._track.place + 1)

    def _go_on(self) -> list[ev.Event]:
        """Let the paused step run again, or the sore spot within it."""
        clock = self._track.clock
        assert clock is not None
        self.state = State.RUNNING if self._spot is None else State.SORE_SPOT
        (clock.watch if self._spot is None else self._spot).go(self._now)
        return [ev.Resumed(self._now, clock.step)]

    def _halt(self) -> None:
        self._active.halt(self._now)
        if self._track.clock is not None:
            self._track.clock.watch.halt(self._now)
        if self._spot is not None:
            self._spot.halt(self._now)

    def _finish(self, *, completed: bool) -> list[ev.Event]:
        self._halt()
        self._close_sore_spot()
        self._track.clock = None
        self.state = State.DONE
        self.completed = completed and any(r.outcome is Outcome.DONE for r in self.records())
        return [ev.Finished(self._now, self.completed)]

    # Recording.

    def _record(self, outcome: Outcome) -> ev.WorkRecorded:
        assert self.step is not None
        record = self._results.add(self.step, self.elapsed, outcome)
        return ev.WorkRecorded(self._now, record)

    def _record_begun(self, outcome: Outcome) -> list[ev.Event]:
        """Record the current hold if it was begun at all."""
        self._close_sore_spot()
        begun = self.step is not None and self.step.kind.is_work and self.elapsed > 0
        return [self._record(outcome)] if begun else []

    def _leave_sore_spot(self) -> list[ev.Event]:
        spot = self._close_sore_spot()
        assert spot is not None
        return [ev.SoreSpotEnded(self._now, spot), *self._go_on()]

    def _close_sore_spot(self) -> SoreSpot | None:
        """Write down a sore spot that was being given its time."""
        if self._spot is None or self.step is None:
            return None
        seconds, self._spot = round(self._spot.elapsed(self._now), 1), None
        step = self.step
        spot = SoreSpot(step.exercise.id, step.side.value, step.rep, seconds)
        self._sore_spots.append(spot)
        return spot

    def _announce_half(self) -> list[ev.Event]:
        if self._half_announced or 2 * len(self._results) < len(self._track.work()):
            return []
        self._half_announced = True
        return [] if self.upcoming is None else [ev.SessionHalfDone(self._now)]
