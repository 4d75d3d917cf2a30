"""Easing off stops at once, and no way to go on loses or moves what was held."""

import pytest

from library.exercises.model import Side
from library.history.record import Outcome, Reason
from library.routines.model import StepKind
from library.session import events as ev
from library.session.ease_off import EaseOffChoice, shorter
from library.session.machine import IllegalCommand, State
from tests.library.builders import exercise, holds
from tests.library.session.running import (
    BEND,
    UNTIL_EASED,
    begun,
    in_first_hold,
    outcomes,
)


def test_easing_off_stops_at_once_and_waits_for_a_choice() -> None:
    session = in_first_hold(30)
    session.advance(118.0)
    events = session.ease_off()
    assert [type(e) for e in events] == [ev.EasedOff, ev.WorkRecorded]
    assert session.advance(400.0) == ()
    assert session.state is State.EASED_OFF
    session.choose(EaseOffChoice.GO_ON)
    session.advance(450.0)
    assert outcomes(session) == [
        ("left", 1, 8.0, Outcome.EASED_OFF),
        ("right", 1, 30.0, Outcome.DONE),
    ]


def test_skipping_a_side_leaves_the_other_sides_holds_with_rests_between() -> None:
    session = in_first_hold(30, reps=3)
    session.ease_off()
    session.choose(EaseOffChoice.SKIP_SIDE)
    events = session.advance(1000.0)
    started = [(e.step.kind, e.step.side) for e in events if isinstance(e, ev.StepStarted)]
    assert started == [
        (StepKind.HOLD, Side.RIGHT),
        (StepKind.REST, Side.RIGHT),
        (StepKind.HOLD, Side.RIGHT),
        (StepKind.REST, Side.RIGHT),
        (StepKind.HOLD, Side.RIGHT),
    ]


def test_shorter_shortens_the_holds_that_follow_of_this_exercise_only() -> None:
    session = begun(holds(BEND, 30, reps=2), holds(exercise("other"), 30))
    session.advance(110.0 + 22)
    session.ease_off()
    session.choose(EaseOffChoice.SHORTER)
    session.advance(2000.0)
    assert [r.planned_seconds for r in session.records()] == [30, 20, 20, 20, 30, 30]


@pytest.mark.parametrize(
    ("planned", "held", "expected"), [(30, 22, 20), (30, 29, 25), (20, 19, 15), (12, 11, 10)]
)
def test_shorter_offers_what_was_held_in_steps_of_five(
    planned: float, held: float, expected: float
) -> None:
    assert shorter(planned, held) == expected


@pytest.mark.parametrize(
    ("planned", "held", "expected"), [(60, 3, 30), (30, 1, 15), (20, 5, 10), (10, 9.9, 10)]
)
def test_shorter_is_gentle_half_at_most_and_ten_seconds_at_the_least(
    planned: float, held: float, expected: float
) -> None:
    assert shorter(planned, held) == expected


def test_leaving_an_exercise_out_goes_on_with_the_next_one() -> None:
    session = begun(holds(BEND, 30, reps=2), holds(exercise("other"), 20))
    session.advance(115.0)
    session.ease_off()
    session.choose(EaseOffChoice.LEAVE_OUT)
    assert session.step is not None
    assert session.step.kind is StepKind.CHANGE_EXERCISE
    session.advance(1000.0)
    assert [r.exercise for r in session.records()] == ["bend", "other", "other"]
    assert session.completed


def test_what_was_sharp_ends_the_exercise_and_is_remembered() -> None:
    session = begun(holds(BEND, 30, reps=2), holds(exercise("other"), 20))
    session.advance(115.0)
    session.ease_off()
    told = session.choose(EaseOffChoice.SHARP)
    assert [type(each) for each in told] == [ev.WorkRecorded, ev.StepStarted]
    session.back()
    session.advance(1000.0)
    first, *others = session.records()
    assert (first.outcome, first.reason) == (Outcome.EASED_OFF, Reason.SHARP)
    assert {(hold.exercise, hold.reason) for hold in others} == {("other", None)}


def test_what_was_sharp_in_the_pause_is_remembered_of_the_hold_it_leads_to() -> None:
    session = begun(holds(BEND, 30), holds(exercise("other"), 20))
    session.advance(107.0)
    session.ease_off()
    session.choose(EaseOffChoice.SHARP)
    session.advance(1000.0)
    first, *others = session.records()
    assert (first.exercise, first.planned_seconds, first.held_seconds) == ("bend", 30, 0)
    assert (first.outcome, first.reason) == (Outcome.EASED_OFF, Reason.SHARP)
    assert {hold.exercise for hold in others} == {"other"}


def test_leaving_out_the_only_exercise_ends_a_session_that_is_not_complete() -> None:
    session = in_first_hold()
    session.ease_off()
    events = session.choose(EaseOffChoice.LEAVE_OUT)
    assert events[-1] == ev.Finished(110.0, completed=False)


def test_ending_after_easing_off_records_the_hold_once() -> None:
    session = in_first_hold()
    session.advance(113.0)
    session.ease_off()
    session.end()
    assert outcomes(session) == [("left", 1, 3.0, Outcome.EASED_OFF)]


def test_discomfort_is_not_forgotten_when_the_hold_is_done_again() -> None:
    session = in_first_hold(30)
    session.advance(113.0)
    session.ease_off()
    session.choose(EaseOffChoice.GO_ON)
    session.back()
    session.advance(113.0 + 10 + 30)
    assert outcomes(session)[0] == ("left", 1, 33.0, Outcome.EASED_OFF)


def test_a_hold_until_eased_asks_then_ends_by_itself() -> None:
    session = begun(holds(UNTIL_EASED, 30))
    events = session.advance(170.0)
    asked = [e.at for e in events if isinstance(e, ev.AskIfEased)]
    assert asked == [140]
    assert outcomes(session) == [("left", 1, 60.0, Outcome.DONE)]


def test_saying_that_it_eased_ends_the_hold_as_done() -> None:
    session = begun(holds(UNTIL_EASED, 30))
    session.advance(127.0)
    session.eased()
    assert outcomes(session) == [("left", 1, 17.0, Outcome.DONE)]


def test_a_hold_made_shorter_than_it_has_lasted_is_done() -> None:
    session = in_first_hold(30)
    session.advance(138.0)
    session.extend(-5)
    assert outcomes(session) == [("left", 1, 28.0, Outcome.DONE)]


def test_no_step_gets_shorter_than_five_seconds_or_longer_than_two_minutes() -> None:
    session = in_first_hold(10)
    session.extend(-60)
    assert session.step is not None
    assert session.step.seconds == 5
    session.extend(+1000)
    assert session.step.seconds == 120


def test_easing_off_in_a_pause_records_nothing_and_gives_time_again() -> None:
    session = begun(holds(BEND, 30))
    session.advance(107.0)
    assert [type(e) for e in session.ease_off()] == [ev.EasedOff]
    session.advance(150.0)
    session.choose(EaseOffChoice.GO_ON)
    assert session.records() == ()
    assert session.step is not None
    assert session.step.kind is StepKind.GET_READY
    assert session.remaining == 10


def test_easing_off_in_a_pause_can_leave_out_the_side_it_leads_to() -> None:
    session = in_first_hold(30, reps=2)
    session.advance(145.0)
    session.ease_off()
    session.choose(EaseOffChoice.SKIP_SIDE)
    session.advance(1000.0)
    assert outcomes(session) == [("left", 1, 30.0, Outcome.DONE), ("left", 2, 30.0, Outcome.DONE)]


def test_leaving_out_after_going_back_keeps_every_record_with_its_hold() -> None:
    session = begun(holds(BEND, 10), holds(exercise("lift"), 20))
    session.advance(145.0)
    session.back()
    session.back()
    session.advance(158.0)
    session.ease_off()
    assert session.step is not None
    assert session.step.exercise.id == "bend"
    session.choose(EaseOffChoice.LEAVE_OUT)
    session.advance(2000.0)
    held = [(r.exercise, r.side, r.held_seconds, r.outcome) for r in session.records()]
    assert held == [
        ("bend", "left", 13, Outcome.EASED_OFF),
        ("bend", "right", 10, Outcome.DONE),
        ("lift", "left", 20, Outcome.DONE),
        ("lift", "right", 20, Outcome.DONE),
    ]


def test_plus_and_minus_leave_pauses_alone() -> None:
    session = begun(holds(BEND, 30))
    session.advance(105.0)
    with pytest.raises(IllegalCommand):
        session.extend(-5)
    assert session.remaining == 5
