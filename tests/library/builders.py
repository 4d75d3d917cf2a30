"""Small exercises, plans and records that tests are built from."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from uuid import NAMESPACE_OID, uuid5

from library.exercises.model import (
    Dose,
    Exercise,
    Hold,
    HoldEnd,
    Kind,
    MassageStep,
    Posture,
    Sides,
)
from library.history.record import HoldRecord, Outcome, SessionRecord
from library.routines.model import Pace, Plan, Routine, RoutineItem, Step, StepKind
from library.routines.planning import numbered, with_pauses

PACE = Pace(get_ready=10, switch=10, rest=12, change=20)


def exercise(
    name: str = "bend",
    *,
    sides: Sides = Sides.EACH,
    end: HoldEnd = HoldEnd.TIMED,
    kind: Kind = Kind.STRETCH,
) -> Exercise:
    """An exercise with as little in it as possible."""
    part = MassageStep("Knead", "Knead softly.", "soft", 40, "test")
    return Exercise(
        id=name,
        name=name.capitalize(),
        purpose="To be tested.",
        kind=kind,
        posture=Posture.STANDING,
        sides=sides,
        order=1,
        steps=("Lift the {side} leg, not the {other}.",),
        muscles=("hamstrings",),
        cautions=(),
        mistakes=(),
        easier="Less.",
        harder="More.",
        hold=Hold(end=end, stop_seconds=60),
        doses=() if kind is Kind.MASSAGE else (Dose(2, 10, "test"), Dose(2, 20, "test")),
        massage=(part, part) if kind is Kind.MASSAGE else (),
    )


def holds(what: Exercise, seconds: float, reps: int = 1) -> list[Step]:
    """The holds of an exercise, rep by rep, side by side."""
    return [
        Step(
            kind=StepKind.MASSAGE if what.kind is Kind.MASSAGE else StepKind.HOLD,
            seconds=seconds,
            exercise=what,
            side=side,
            rep=rep,
            reps=reps,
            end=what.hold.end,
            stop_seconds=what.hold.stop_seconds if what.hold.end is HoldEnd.EASED else None,
        )
        for rep in range(1, reps + 1)
        for side in what.sides.order
    ]


def plan(work: Iterable[Step], pace: Pace = PACE) -> Plan:
    """A plan of these holds with the pauses between them."""
    steps = tuple(with_pauses(numbered(work), pace))
    routine = Routine("test", "Test", "", (RoutineItem("bend"),))
    return Plan(routine=routine, pace=pace, steps=steps)


def record(
    day: date,
    *,
    hour: int = 18,
    offset_minutes: int = 0,
    seconds: float = 300,
    hold_seconds: float = 30,
    outcome: Outcome = Outcome.DONE,
    name: str = "bend",
    seed: int = 0,
) -> SessionRecord:
    """A session on a day, begun at a local hour in a zone, with one hold per leg."""
    local = datetime.combine(day, time(hour), tzinfo=UTC)
    return SessionRecord(
        id=str(uuid5(NAMESPACE_OID, f"{day} {hour} {seed}")),
        started_at=local - timedelta(minutes=offset_minutes),
        utc_offset_minutes=offset_minutes,
        practice_day=day,
        routine="Test",
        seconds=seconds,
        completed=True,
        holds=(
            HoldRecord(name, "left", 1, hold_seconds, hold_seconds, outcome),
            HoldRecord(name, "right", 1, hold_seconds, hold_seconds, outcome),
        ),
    )
