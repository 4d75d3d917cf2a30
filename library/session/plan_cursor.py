"""Where a session is in its plan, and how the rest of the plan can change on the way."""

from enum import StrEnum

from msgspec.structs import replace

from library.exercises.model import HoldEnd
from library.routines.model import Plan, Step
from library.routines.planning import with_pauses
from library.session.timing import StepClock

SHORTEST_STEP_SECONDS = 5.0
"""No hold or pause is made shorter than this."""
SHORTEST_KEPT_SECONDS = 10.0
"""Holds are not planned shorter than this after easing off: beginners start at 10 to 20 s, and
what hurts after a few seconds was too deep rather than too long (our judgement)."""
STEP_CHANGE_SECONDS = 5.0
"""What one press of + or - changes."""


class Choice(StrEnum):
    """How a session can go on after easing off."""

    GO_ON = "go on"
    SKIP_SIDE = "skip this side"
    SHORTER = "shorter"
    LEAVE_OUT = "leave this exercise out today"


class PlanCursor:
    """The steps of a session and the current one among them."""

    def __init__(self, plan: Plan) -> None:
        self._pace = plan.pace
        self._steps = list(plan.steps)
        self.place = -1
        """Index of the current step; -1 before the start, beyond the last one at the end."""
        self.clock: StepClock | None = None
        """The current step's run; None before the start and at the end."""

    @property
    def step(self) -> Step | None:
        """The current step with its length as changed."""
        return None if self.clock is None else self.clock.step

    @property
    def steps(self) -> tuple[Step, ...]:
        """All steps, those behind too, as the session has changed them."""
        steps = self._steps.copy()
        if self.clock is not None:
            steps[self.place] = self.clock.step
        return tuple(steps)

    @property
    def upcoming(self) -> Step | None:
        """The next hold or massage step after the current step."""
        return next((step for step in self._later if step.kind.is_work), None)

    @property
    def later_seconds(self) -> float:
        """Length of all steps after the current one."""
        return sum(step.seconds for step in self._later)

    def work(self) -> list[Step]:
        """The holds and massage steps, done and to come."""
        return [step for step in self._steps if step.kind.is_work]

    @property
    def _later(self) -> list[Step]:
        return self._steps[self.place + 1 :]

    def begin(self, place: int, now: float) -> Step | None:
        """Make the step at `place` the current one; None when there is none."""
        if place >= len(self._steps):
            self.place, self.clock = len(self._steps), None
            return None
        self.place, self.clock = place, StepClock(self._steps[place])
        self.clock.watch.go(now)
        return self._steps[place]

    def place_before(self) -> int | None:
        """Where going back leads: the pause before the last hold, or that hold itself.

        From the first hold that is its own get-ready; before it there is nothing.
        """
        works = [i for i, step in enumerate(self._steps[: self.place]) if step.kind.is_work]
        if works:
            place = works[-1]
        elif self.step is not None and self.step.kind.is_work:
            place = self.place
        else:
            return None
        has_lead = place > 0 and not self._steps[place - 1].kind.is_work
        return place - 1 if has_lead else place

    def replan(self, choice: Choice, held: float) -> int:
        """Change what is to come, as chosen after easing off.

        Args:
            choice: How to go on.
            held: Seconds the eased-off hold lasted; see `shorter`.

        Returns:
            The place to go on at: after a hold what follows it, in a pause the pause again.
        """
        now = self.step
        assert now is not None
        place = self.place + 1 if now.kind.is_work else self.place
        done = [step for step in self._steps[:place] if step.kind.is_work]
        left = [step for step in self._steps[place:] if step.kind.is_work]
        left = _replanned(left, now, choice, held)
        self._steps[place:] = with_pauses(left, self._pace, after=done[-1] if done else None)
        return place


def _replanned(left: list[Step], now: Step, choice: Choice, held: float) -> list[Step]:
    """The holds that are left after a choice."""
    match choice:
        case Choice.GO_ON:
            return left
        case Choice.SKIP_SIDE:
            return [s for s in left if s.exercise.id != now.exercise.id or s.side is not now.side]
        case Choice.LEAVE_OUT:
            return [step for step in left if step.exercise.id != now.exercise.id]
    seconds = shorter(now.seconds, held)
    return [
        replace(step, seconds=min(step.seconds, seconds))
        if step.exercise.id == now.exercise.id and step.end is HoldEnd.TIMED
        else step
        for step in left
    ]


def shorter(planned: float, held: float) -> float:
    """The length to offer after a hold was eased off: what was held, in steps of 5 s.

    It is at least one step below what was planned, but not less than half of it, nor less
    than `SHORTEST_KEPT_SECONDS`: one bad moment does not undo weeks. A hold that is as short
    as that already stays as it is, so the answer is never longer than what was planned.
    """
    if planned <= SHORTEST_KEPT_SECONDS:
        return planned
    least = max(SHORTEST_KEPT_SECONDS, _in_steps(planned / 2))
    return max(least, min(planned - STEP_CHANGE_SECONDS, _in_steps(held)))


def _in_steps(seconds: float) -> float:
    return seconds // STEP_CHANGE_SECONDS * STEP_CHANGE_SECONDS
