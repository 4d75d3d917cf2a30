"""Where a session is in its plan, and how the rest of the plan can change on the way."""

from msgspec.structs import replace

from library.exercises.model import HoldEnd
from library.routines.model import Plan, Step
from library.routines.planning import with_pauses
from library.session.ease_off import EaseOffChoice, shorter
from library.session.timing import StepClock


class PlanCursor:
    """The steps of a session and the current one among them."""

    def __init__(self, plan: Plan) -> None:
        self._pace = plan.pace
        self._steps = list(plan.steps)
        self.index = -1
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
            steps[self.index] = self.clock.step
        return tuple(steps)

    @property
    def upcoming(self) -> Step | None:
        """The next hold or massage step after the current step."""
        return next((step for step in self.later if step.kind.is_work), None)

    @property
    def later_seconds(self) -> float:
        """Length of all steps after the current one at the most."""
        return sum(step.limit_seconds for step in self.later)

    def work(self) -> list[Step]:
        """Return the holds and massage steps, done and to come."""
        return [step for step in self._steps if step.kind.is_work]

    @property
    def later(self) -> list[Step]:
        """The steps after the current one."""
        return self._steps[self.index + 1 :]

    def begin(self, index: int, now: float) -> Step | None:
        """Make the step at `index` the current one; None when there is none."""
        if index >= len(self._steps):
            self.index, self.clock = len(self._steps), None
            return None
        self.index, self.clock = index, StepClock(self._steps[index])
        self.clock.watch.go(now)
        return self._steps[index]

    def index_before(self) -> int | None:
        """Return the index going back leads to: the pause before the last hold, or that hold.

        From the first hold that is its own get-ready; before it there is nothing.
        """
        works = [i for i, step in enumerate(self._steps[: self.index]) if step.kind.is_work]
        if works:
            index = works[-1]
        elif self.step is not None and self.step.kind.is_work:
            index = self.index
        else:
            return None
        has_lead = index > 0 and not self._steps[index - 1].kind.is_work
        return index - 1 if has_lead else index

    def replan(self, choice: EaseOffChoice, held: float) -> int:
        """Change what is to come, as chosen after easing off.

        Args:
            choice: How to go on.
            held: Seconds the eased-off hold lasted; see `shorter`.

        Returns:
            Index of the step to go on at: after a hold what follows it, in a pause the pause again.
        """
        now = self.step
        assert now is not None
        index = self.index + 1 if now.kind.is_work else self.index
        done = [step for step in self._steps[:index] if step.kind.is_work]
        left = [step for step in self._steps[index:] if step.kind.is_work]
        left = _replanned(left, now, choice, held)
        self._steps[index:] = with_pauses(left, self._pace, after=done[-1] if done else None)
        return index


def _replanned(left: list[Step], now: Step, choice: EaseOffChoice, held: float) -> list[Step]:
    """The holds that are left after a choice."""
    match choice:
        case EaseOffChoice.GO_ON:
            return left
        case EaseOffChoice.SKIP_SIDE:
            return [s for s in left if s.exercise.id != now.exercise.id or s.side is not now.side]
        case EaseOffChoice.LEAVE_OUT | EaseOffChoice.SHARP:
            return [step for step in left if step.exercise.id != now.exercise.id]
    seconds = shorter(now.seconds, held)
    return [
        replace(step, seconds=min(step.seconds, seconds))
        if step.exercise.id == now.exercise.id and step.end is HoldEnd.TIMED
        else step
        for step in left
    ]
