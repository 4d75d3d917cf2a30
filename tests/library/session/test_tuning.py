"""A length that was changed on the way is offered for the next time."""

from dataclasses import replace

from library.exercises.model import HoldEnd
from library.routines.model import RoutineItem
from library.session.engine import Session
from library.session.tuning import tuned_lengths
from tests.library.builders import exercise, holds, plan


def tuned(
    *changes: float,
    item: RoutineItem | None = None,
    remembered: int | None = None,
    seconds: int = 20,
) -> dict[str, int]:
    """What is offered after the first hold's length was changed by so many seconds, in turn."""
    whole = plan(holds(exercise(), seconds))
    routine = replace(whole.routine, items=(item or RoutineItem("bend"),))
    session = Session(replace(whole, routine=routine), 0.0)
    session.start()
    session.advance(11)
    for by in changes:
        session.extend(by)
    session.advance(1000)
    return tuned_lengths(session, {} if remembered is None else {"bend": remembered})


def test_a_changed_length_is_offered() -> None:
    assert tuned(5) == {"bend": 25}
    assert tuned(-5) == {"bend": 15}


def test_nothing_is_offered_when_nothing_was_changed() -> None:
    assert tuned() == {}
    assert tuned(5, -5) == {}
    assert tuned(5, remembered=25) == {}


def test_what_the_routine_fixes_is_only_ever_made_shorter() -> None:
    fixed = RoutineItem("bend", hold_seconds=20)
    assert tuned(5, item=fixed) == {}
    assert tuned(-5, item=fixed) == {"bend": 15}
    assert tuned(5, item=RoutineItem("bend", level=1)) == {}


def test_more_than_a_minute_is_not_remembered() -> None:
    assert tuned(5, seconds=60) == {}


def test_a_hold_that_was_not_done_to_its_end_says_nothing() -> None:
    session = Session(plan(holds(exercise(), 20)), 0.0)
    session.start()
    session.advance(11)
    session.extend(5)
    session.skip()
    session.advance(1000)
    assert tuned_lengths(session, {}) == {}


def test_a_hold_until_eased_has_no_length_to_keep() -> None:
    session = Session(plan(holds(exercise(end=HoldEnd.EASED), 20)), 0.0)
    session.start()
    session.advance(15)
    session.eased()
    session.advance(1000)
    assert tuned_lengths(session, {}) == {}
