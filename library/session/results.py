"""What was really held, hold by hold."""

from collections.abc import Mapping

import msgspec
from msgspec.structs import replace

from library.history.record import HoldRecord, Outcome, Reason, SoreSpot
from library.routines.model import Plan, Step
from library.routines.planning import with_pauses

_WEIGHT = {Outcome.SKIPPED: 0, Outcome.DONE: 1, Outcome.EASED_OFF: 2}
"""When a hold was done more than once: done stays done, and discomfort is never forgotten."""


class Results:
    """Records holds by their number in the plan; going back adds to what is there."""

    def __init__(self, earlier: Mapping[int, HoldRecord]) -> None:
        """Begin with what was recorded before, if anything was."""
        self._by_number = dict(earlier)
        self._last_sharp: int | None = None
        """Number of the hold that was the last to be recorded as sharp."""

    def add(
        self, step: Step, held: float, outcome: Outcome, reason: Reason | None = None
    ) -> HoldRecord:
        """Record a hold as `with_run` sees it."""
        record = self._by_number[step.number] = self.with_run(step, held, outcome, reason)
        if reason is Reason.SHARP:
            self._last_sharp = step.number
        return record

    def note_where(self, place: str) -> None:
        """Note where it was sharp the last time, as `HoldRecord.where`."""
        if self._last_sharp is not None:
            record = self._by_number[self._last_sharp]
            self._by_number[self._last_sharp] = replace(record, where=place)

    def with_run(
        self, step: Step, held: float, outcome: Outcome, reason: Reason | None = None
    ) -> HoldRecord:
        """Return what a hold comes to with one more run of it; nothing is recorded.

        Args:
            step: The hold as it was planned when it ended.
            held: Seconds held in this run.
            outcome: How this run ended.
            reason: Why it was eased off, if it was said.
        """
        earlier, planned = self._by_number.get(step.number), step.seconds
        if earlier is not None:
            held += earlier.held_seconds
            if _WEIGHT[earlier.outcome] > _WEIGHT[outcome]:  # it ended so at the length of then
                outcome, planned = earlier.outcome, earlier.planned_seconds
            reason = reason or earlier.reason
        return HoldRecord(
            exercise=step.exercise.id,
            side=step.side.value,
            rep=step.rep,
            planned_seconds=planned,
            held_seconds=round(held, 1),
            outcome=outcome,
            reason=reason,
            height_cm=step.height_cm,
            where="" if earlier is None else earlier.where,
        )

    def outcome(self, number: int) -> Outcome | None:
        """Return how the hold of this number ended; None when it was not recorded yet."""
        record = self._by_number.get(number)
        return None if record is None else record.outcome

    def by_number(self) -> Mapping[int, HoldRecord]:
        """Return all records by the number of their hold."""
        return dict(self._by_number)

    def records(self) -> tuple[HoldRecord, ...]:
        """Return all records in the order of the plan."""
        return tuple(self._by_number[number] for number in sorted(self._by_number))

    def __len__(self) -> int:
        return len(self._by_number)


class DoneEarlier(msgspec.Struct, frozen=True):
    """What was done of a plan before the program ended too soon."""

    holds: Mapping[int, HoldRecord] = {}
    """By the number of the hold."""
    sore_spots: tuple[SoreSpot, ...] = ()
    seconds: float = 0.0
    """Clock time that was spent, pauses left out."""
    next_number: int | None = None
    """The number of the hold to go on with; None for the one after the last of `holds`."""
    shortened: Mapping[str, float] = {}
    """See `Session.shortened`."""
    planned: Mapping[str, float] = {}
    """See `Session.planned_seconds`."""

    def next_index(self, plan: Plan) -> int:
        """Return the index of the step to go on at: after the last hold behind it, else 0."""
        works = [index for index, step in enumerate(plan.steps) if step.kind.is_work]
        numbers = [plan.steps[index].number for index in works]
        if self.next_number in numbers:
            behind = works[: numbers.index(self.next_number)]
        else:
            behind = [i for i, number in zip(works, numbers, strict=True) if number in self.holds]
        return max(behind, default=-1) + 1

    def rest_of(self, plan: Plan) -> Plan:
        """Return the plan with what is left to do, beginning with time to get ready."""
        index = self.next_index(plan)
        done, left = plan.steps[:index], plan.steps[index:]
        work = (step for step in left if step.kind.is_work)
        return replace(plan, steps=(*done, *with_pauses(work, plan.pace)))
