"""Being in place ends the time to get ready."""

import pytest

from library.exercises.model import Side, Sides
from library.history.record import Outcome
from library.routines.model import Pace, StepKind
from library.session import events as ev
from library.session.cues import Announcer
from library.session.engine import ARRIVES_FROM_SECONDS, Session
from library.session.machine import IllegalCommand, State
from library.session.view import look
from tests.library.builders import PACE, exercise, holds, plan
from tests.library.session.running import BEND, begun, in_first_hold, outcomes

FOLD = exercise("fold", sides=Sides.BOTH)


def kind_now(session: Session) -> StepKind | None:
    return session.step.kind if session.step else None


def test_it_goes_to_the_hold_at_the_start_and_before_another_exercise() -> None:
    session = begun(holds(BEND, 30), holds(FOLD, 20))
    session.advance(102.5)
    assert [type(event) for event in session.arrive()] == [ev.StepStarted]
    assert kind_now(session) is StepKind.HOLD
    session.advance(102.5 + 30 + 10 + 30 + 5)
    assert kind_now(session) is StepKind.CHANGE_EXERCISE
    session.arrive()
    assert kind_now(session) is StepKind.HOLD
    assert outcomes(session) == [("left", 1, 30, Outcome.DONE), ("right", 1, 30, Outcome.DONE)]


def test_it_goes_to_the_hold_of_the_other_leg() -> None:
    session = begun(holds(BEND, 30))
    session.advance(100 + 10 + 30 + ARRIVES_FROM_SECONDS)
    assert kind_now(session) is StepKind.SWITCH_SIDES
    session.arrive()
    assert kind_now(session) is StepKind.HOLD
    assert look(session).side is Side.RIGHT


def test_a_key_pressed_twice_begins_no_hold() -> None:
    session = begun(holds(BEND, 30))
    session.advance(100 + ARRIVES_FROM_SECONDS - 0.1)
    assert session.arrive() == ()
    assert kind_now(session) is StepKind.GET_READY
    session.advance(100 + ARRIVES_FROM_SECONDS)
    assert session.arrive()


def test_after_a_pause_it_goes_on_at_once() -> None:
    session = in_first_hold()
    session.advance(115)
    session.pause()
    session.resume()
    assert session.state is State.RESUMING
    assert [type(event) for event in session.arrive()] == [ev.Resumed]
    assert (session.state, session.elapsed) == (State.RUNNING, 5)


def test_there_is_no_hold_to_go_to_in_a_hold_or_a_rest() -> None:
    session = in_first_hold()
    with pytest.raises(IllegalCommand, match="cannot say that you are in place while running"):
        session.arrive()


@pytest.mark.parametrize("new", [True, False])
def test_it_is_told_the_first_times_only(*, new: bool) -> None:
    reading = {"bend": 25} if new else {}
    pace = Pace(PACE.get_ready, PACE.switch, PACE.rest, PACE.change, reading)
    session = Session(plan(holds(BEND, 30, reps=2), pace))
    cue = Announcer(session).announce(session.start())[0]
    assert session.remaining == (25 if new else 10)
    words = "{Session.eased} when you are there; {session.pause} gives more time."
    assert cue.words.endswith(f"Get ready. {words}" if new else "Get ready.")
    assert (words in look(session).caption) is new
    session.advance(25.0 + 30)
    assert session.step is not None
    assert not session.plan.pace.has_first_time(session.step), "a switch of sides is as ever"
