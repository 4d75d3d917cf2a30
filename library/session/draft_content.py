"""What a draft holds of a running session, and the plan that it tells again."""

import msgspec

from library.exercises.catalogue import Catalogue
from library.exercises.model import HoldEnd, Side
from library.history.record import SessionRecord
from library.routines.model import Pace, Plan, Routine, Step, StepKind
from library.session.engine import Session


class _Step(msgspec.Struct, array_like=True):
    kind: StepKind
    seconds: float
    exercise: str
    side: Side
    rep: int
    reps: int
    end: HoldEnd
    stop_seconds: float | None
    number: int


class Content(msgspec.Struct):
    """A session as it stands, in JSON values."""

    routine: Routine
    pace: Pace
    steps: list[_Step]
    numbers: list[int]
    """The number of each hold of the record."""
    record: SessionRecord
    """What the log would get if nothing more were done."""
    next_number: int | None = None
    """The number of the hold to go on with; None for the one after the last of `numbers`."""
    shortened: dict[str, float] = {}
    """See `Session.shortened`."""
    planned: dict[str, float] = {}
    """See `Session.planned_seconds`."""


def content_of(session: Session, record: SessionRecord) -> Content:
    """What to write down of a session.

    Args:
        session: The session, a hold that runs counted as skipped.
        record: What the log would get of it.
    """
    held = session.held()
    numbers = sorted(held)
    return Content(
        routine=session.plan.routine,
        pace=session.plan.pace,
        steps=[
            _Step(
                step.kind,
                step.seconds,
                step.exercise.id,
                step.side,
                step.rep,
                step.reps,
                step.end,
                step.stop_seconds,
                step.number,
            )
            for step in session.steps()
        ],
        numbers=numbers,
        record=msgspec.structs.replace(record, holds=tuple(held[number] for number in numbers)),
        next_number=session.next_number,
        shortened=dict(session.shortened()),
        planned=dict(session.planned_seconds()),
    )


def fits(content: Content) -> bool:
    """Whether every recorded hold has a number of its own."""
    numbers = content.numbers
    in_order = bool(numbers) and numbers == sorted(set(numbers)) and numbers[0] >= 0
    return in_order and len(numbers) == len(content.record.holds)


def plan_of(content: Content, catalogue: Catalogue) -> Plan | None:
    """The plan as the session had changed it; None when something of its exercises is gone."""
    try:
        steps = tuple(
            Step(
                step.kind,
                step.seconds,
                catalogue.get(step.exercise),
                step.side,
                step.rep,
                step.reps,
                step.end,
                step.stop_seconds,
                step.number,
            )
            for step in content.steps
        )
    except KeyError:
        return None
    if any(step.kind is StepKind.MASSAGE and not _is_told(step) for step in steps):
        return None
    return Plan(content.routine, content.pace, steps)


def _is_told(step: Step) -> bool:
    """Whether the exercise still says how this step of a massage is done."""
    return 1 <= step.rep <= len(step.exercise.massage)
