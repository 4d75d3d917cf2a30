"""Sessions that have begun, for tests to go on with."""

from library.exercises.model import HoldEnd, Kind, Side
from library.history.record import Outcome
from library.session.engine import Session
from tests.library.builders import exercise, holds, plan

BEND = exercise()


MASSAGE = exercise("knead", kind=Kind.MASSAGE)


UNTIL_EASED = exercise("ease", end=HoldEnd.EASED)


def begun(*works: list) -> Session:  # type: ignore[type-arg]
    session = Session(plan([step for work in works for step in work]))
    session.advance(100.0)
    session.start()
    return session


def in_first_hold(seconds: float = 30.0, reps: int = 1) -> Session:
    """A session at 110 s, where the first hold, on the left, has just begun."""
    session = begun(holds(BEND, seconds, reps))
    session.advance(110.0)
    return session


def side_now(session: Session) -> Side:
    assert session.step is not None
    return session.step.side


def outcomes(session: Session) -> list[tuple[str, int, float, Outcome]]:
    return [(r.side, r.rep, r.held_seconds, r.outcome) for r in session.records()]
