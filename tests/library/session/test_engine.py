"""The session engine runs a plan by the clock and obeys commands."""

import pytest

from library.exercises.model import Side, Sides
from library.history.record import HoldRecord, Outcome
from library.routines.model import Pace, StepKind
from library.session import events as ev
from library.session.engine import RESUME_SECONDS, SORE_SPOT_SECONDS, Session
from library.session.machine import IllegalCommand, SessionCommand, State
from tests.library.builders import exercise, holds, plan
from tests.library.session.running import (
    BEND,
    MASSAGE,
    UNTIL_EASED,
    begun,
    in_first_hold,
    outcomes,
    side_now,
)


def test_runs_through_get_ready_holds_and_pauses_by_itself() -> None:
    session = begun(holds(BEND, 30, reps=2), holds(exercise("fold", sides=Sides.BOTH), 20))
    events = session.advance(1000.0)
    started = [
        (e.at - 100, e.step.kind, e.step.side) for e in events if isinstance(e, ev.StepStarted)
    ]
    assert started == [
        (10, StepKind.HOLD, Side.LEFT),
        (40, StepKind.SWITCH_SIDES, Side.RIGHT),
        (50, StepKind.HOLD, Side.RIGHT),
        (80, StepKind.SWITCH_SIDES, Side.LEFT),
        (92, StepKind.HOLD, Side.LEFT),
        (122, StepKind.SWITCH_SIDES, Side.RIGHT),
        (132, StepKind.HOLD, Side.RIGHT),
        (162, StepKind.CHANGE_EXERCISE, Side.BOTH),
        (182, StepKind.HOLD, Side.BOTH),
    ]
    assert events[-1] == ev.Finished(100 + 202, completed=True)
    assert session.state is State.DONE
    assert [r.held_seconds for r in session.records()] == [30, 30, 30, 30, 20]
    assert session.active_seconds == 202


def test_cues_fall_due_before_the_end_of_a_hold_and_once_half_way() -> None:
    session = in_first_hold(30)
    events = [e for e in session.advance(140.0) if isinstance(e, ev.HalfWay | ev.SecondsLeft)]
    assert [(type(e).__name__, e.at) for e in events] == [
        ("HalfWay", 125),
        ("SecondsLeft", 137),
        ("SecondsLeft", 138),
        ("SecondsLeft", 139),
    ]
    assert [e.seconds for e in events if isinstance(e, ev.SecondsLeft)] == [3, 2, 1]


def test_half_of_the_session_is_announced_once() -> None:
    session = begun(holds(BEND, 30, reps=2))
    halves = [e for e in session.advance(1000.0) if isinstance(e, ev.SessionHalfDone)]
    assert [e.at for e in halves] == [180]


def test_a_pause_in_a_hold_resumes_through_a_short_get_ready() -> None:
    session = in_first_hold(30)
    session.advance(120.0)
    assert session.pause() == (ev.Paused(120.0),)
    assert session.advance(500.0) == ()
    assert session.remaining == 20
    assert session.resume() == (ev.Resuming(500.0),)
    assert session.remaining == RESUME_SECONDS
    events = session.advance(505.0 + 20)
    assert isinstance(events[0], ev.Resumed)
    assert events[0].at == 505
    assert session.records()[0].held_seconds == 30
    assert session.active_seconds == 20 + 5 + 20


def test_a_pause_in_the_short_get_ready_starts_it_again() -> None:
    session = in_first_hold(30)
    session.advance(120.0)
    session.pause()
    session.resume()
    session.advance(123.0)
    session.pause()
    session.advance(200.0)
    session.resume()
    assert session.remaining == RESUME_SECONDS
    session.advance(225.0)
    assert session.records()[0].held_seconds == 30


def test_a_pause_between_holds_resumes_at_once() -> None:
    session = begun(holds(BEND, 30))
    session.advance(104.0)
    session.pause()
    session.advance(200.0)
    assert isinstance(session.resume()[0], ev.Resumed)
    assert session.state is State.RUNNING
    assert session.remaining == 6


def test_nothing_after_the_last_reading_is_credited_when_the_machine_slept() -> None:
    session = in_first_hold(30)
    session.advance(115.0)
    session.pause()
    session.advance(115.0 + 8 * 3600)
    session.end()
    assert outcomes(session) == [("left", 1, 5.0, Outcome.SKIPPED)]
    assert session.active_seconds == 15


def test_skip_records_what_was_held_and_goes_to_the_next_pause() -> None:
    session = in_first_hold(30)
    session.advance(117.0)
    session.skip()
    assert outcomes(session) == [("left", 1, 7.0, Outcome.SKIPPED)]
    assert session.step is not None
    assert session.step.kind is StepKind.SWITCH_SIDES


def test_skip_in_a_pause_begins_the_hold_and_records_nothing() -> None:
    session = begun(holds(BEND, 30))
    session.advance(102.0)
    session.skip()
    assert session.step is not None
    assert session.step.kind is StepKind.HOLD
    assert session.records() == ()


def test_back_keeps_what_was_held_and_adds_to_it() -> None:
    session = in_first_hold(30)
    session.advance(120.0)
    session.skip()
    session.advance(122.0)
    events = session.back()
    assert isinstance(events[0], ev.WentBack)
    assert session.step is not None
    assert session.step.kind is StepKind.GET_READY
    session.advance(122.0 + 10 + 30)
    assert outcomes(session) == [("left", 1, 40.0, Outcome.DONE)]


def test_back_in_the_first_hold_begins_it_again() -> None:
    session = in_first_hold(30)
    session.advance(115.0)
    session.back()
    assert session.step is not None
    assert session.step.kind is StepKind.GET_READY
    session.advance(115.0 + 40)
    assert outcomes(session) == [("left", 1, 35.0, Outcome.DONE)]


def test_back_from_a_hold_leads_to_the_hold_before_it() -> None:
    session = in_first_hold(30)
    session.advance(155.0)
    assert side_now(session) is Side.RIGHT
    session.back()
    assert side_now(session) is Side.LEFT
    assert outcomes(session) == [
        ("left", 1, 30.0, Outcome.DONE),
        ("right", 1, 5.0, Outcome.SKIPPED),
    ]


def test_a_hold_that_was_done_stays_done_when_its_second_run_is_skipped() -> None:
    session = in_first_hold(30)
    session.advance(141.0)
    session.back()
    session.skip()
    session.advance(145.0)
    session.skip()
    assert outcomes(session) == [("left", 1, 34.0, Outcome.DONE)]


def test_a_hold_done_short_is_not_measured_by_a_second_run_that_is_skipped() -> None:
    session = in_first_hold(60)
    session.advance(120.0)
    session.extend(-60)
    session.back()
    session.advance(135.0)
    session.skip()
    (record,) = session.records()
    assert (record.outcome, record.planned_seconds, record.held_seconds) == (Outcome.DONE, 5, 15)


def test_back_before_the_first_hold_is_refused() -> None:
    session = begun(holds(BEND, 30))
    session.advance(105.0)
    assert not session.can(SessionCommand.BACK)
    with pytest.raises(IllegalCommand):
        session.back()
    assert session.remaining == 5


def test_a_longer_hold_is_planned_and_held_longer() -> None:
    session = in_first_hold(30)
    session.advance(118.0)
    session.extend(+5)
    assert session.remaining == 27
    session.advance(145.0)
    assert session.records()[0] == HoldRecord("bend", "left", 1, 35, 35, Outcome.DONE)


def test_a_changed_length_neither_repeats_nor_loses_cues() -> None:
    session = in_first_hold(30)
    session.advance(138.5)
    session.extend(+5)
    events = [e for e in session.advance(145.0) if isinstance(e, ev.SecondsLeft)]
    assert [(e.at, e.seconds) for e in events] == [(142, 3), (143, 2), (144, 1)]


def test_a_sore_spot_gets_extra_time_and_the_massage_step_goes_on() -> None:
    session = begun(holds(MASSAGE, 40))
    session.advance(120.0)
    left = session.total_remaining
    session.mark_sore_spot()
    assert session.remaining == SORE_SPOT_SECONDS
    assert session.total_remaining == left + SORE_SPOT_SECONDS
    events = session.advance(120.0 + SORE_SPOT_SECONDS)
    assert session.total_remaining == left
    assert [type(e) for e in events] == [ev.SoreSpotEnded, ev.Resumed]
    assert session.remaining == 30
    session.advance(500.0)
    assert [s.seconds for s in session.sore_spots()] == [SORE_SPOT_SECONDS]
    assert [r.held_seconds for r in session.records()] == [40, 40]


def test_a_pause_in_a_sore_spot_returns_to_it() -> None:
    session = begun(holds(MASSAGE, 40))
    session.advance(120.0)
    session.mark_sore_spot()
    session.advance(130.0)
    session.pause()
    session.advance(300.0)
    session.resume()
    session.advance(300.0 + RESUME_SECONDS)
    assert session.state is State.SORE_SPOT
    assert session.remaining == SORE_SPOT_SECONDS - 10


def test_a_skipped_sore_spot_is_recorded_with_its_seconds() -> None:
    session = begun(holds(MASSAGE, 40))
    session.advance(120.0)
    session.mark_sore_spot()
    session.advance(128.0)
    session.skip()
    assert session.sore_spots()[0].seconds == 8
    assert session.state is State.RUNNING


def test_pauses_of_no_length_are_left_out() -> None:
    pace = Pace(get_ready=0, switch=0, rest=0, change=0)
    session = Session(plan(holds(BEND, 10, reps=2), pace))
    session.start()
    session.advance(40.0)
    assert session.state is State.DONE
    assert session.active_seconds == 40


def test_the_clock_may_not_go_back() -> None:
    session = in_first_hold()
    with pytest.raises(ValueError, match="went back"):
        session.advance(109.9)


def test_what_comes_next_and_the_time_left_are_told() -> None:
    session = begun(holds(BEND, 30))
    assert session.total_remaining == 80
    session.advance(120.0)
    assert session.upcoming is not None
    assert session.upcoming.side is Side.RIGHT
    assert session.total_remaining == 60


@pytest.mark.parametrize("asked_at", [58, 60, 90])
def test_cues_of_a_late_question_come_in_order_and_the_stop_holds(asked_at: float) -> None:
    session = begun(holds(UNTIL_EASED, asked_at))
    events = session.advance(171.0)
    assert [e.at for e in events] == sorted(e.at for e in events)
    assert session.records()[0].held_seconds == 60


def test_half_way_is_told_once_however_often_the_length_changes() -> None:
    session = in_first_hold(20)
    events = list(session.advance(120.5))
    for _ in range(3):
        events += session.extend(+5)
    events += session.advance(145.0)
    assert sum(isinstance(e, ev.HalfWay) for e in events) == 1
