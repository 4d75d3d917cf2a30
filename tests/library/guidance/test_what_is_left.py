"""What is left to do where what one knows rests, and what is said where nothing is left."""

from datetime import time

import pytest
from msgspec.structs import replace

from library.guidance.order import CHAIR, CROSSED, FLOOR, MASSAGE, STANDING
from library.guidance.plan import Why
from library.guidance.states import StateName
from library.history.record import DecisionKind, HoldRecord, Outcome, Reason
from tests.library.guidance.person import Person, check, decision, held, session, ticks, told


def sharp(exercise: str) -> tuple[HoldRecord, ...]:
    return held(exercise, outcome=Outcome.EASED_OFF, reason=Reason.SHARP)


def plans(person: Person, *days: int) -> list[str]:
    return [told(person.plan(on)) for on in days]


@pytest.mark.parametrize(("stopped", "left"), [(CROSSED, "chair 2x10*"), (CHAIR, "crossed 2x20*")])
def test_what_the_first_session_did_not_come_to_is_left_after_a_day_of_rest(
    stopped: str, left: str
) -> None:
    person = Person(sessions=[session(1, sharp(stopped))])
    assert plans(person, 1, 2, 3) == ["", "", left]
    assert [person.plan(on).why for on in (1, 2)] == [Why.ALL_LEFT_OUT] * 2
    person.follow(3)
    assert plans(person, 4) == [left.removesuffix("*")]
    assert len(person.plan(5).items) == 2
    assert person.plan(5).change is None


def test_what_is_left_can_be_left_out_as_well() -> None:
    person = Person(sessions=[session(1, sharp(CROSSED))])
    person.decisions.append(decision(3, DecisionKind.SAME_AS_BEFORE, CHAIR))
    assert plans(person, 3, 4) == ["", "chair 2x10*"]


@pytest.mark.parametrize("kind", [DecisionKind.TRIAL, DecisionKind.REST])
def test_nothing_is_left_in_a_week_that_compares(kind: DecisionKind) -> None:
    person = Person(sessions=[session(1, held(CROSSED, 2, 20)), session(2, held(CROSSED, 2, 20))])
    person.decisions.append(decision(3, kind, CROSSED))
    assert plans(person, 3) == ["" if kind is DecisionKind.TRIAL else "chair 2x10*"]


def test_the_massage_comes_instead_where_no_stretch_that_was_met_is_left() -> None:
    person = Person(sessions=[session(on, held(CROSSED), held(MASSAGE, 3, 20)) for on in (1, 2)])
    person.sessions.append(session(4, held(CROSSED), held(MASSAGE, 3, 20), worst=3))
    person.decisions.append(decision(4, DecisionKind.TRIAL, CROSSED))
    assert plans(person, 5) == ["massage 3x20"]


def test_what_is_off_is_not_waited_for() -> None:
    person = Person(
        sessions=[session(1, held(CROSSED)), session(2, held(CROSSED)), session(5, held(FLOOR))],
        decisions=[ticks("bones", on=6)],
    )
    assert plans(person, 9) == ["crossed 2x20, chair 2x10*"]
    person.decisions.clear()
    assert plans(person, 9) == ["crossed 2x20, floor 2x10"]


def test_enough_is_only_said_where_more_would_be_too_much() -> None:
    both = (held(CROSSED, 3, 30), held(CHAIR, 2, 30))
    person = Person(sessions=[session(on, *both) for on in (1, 2)])
    person.sessions += [session(5, *both, clock=time(hour)) for hour in (8, 10)]
    assert person.plan(5).why is Why.ENOUGH
    person.decisions += [decision(5, DecisionKind.REST, each) for each in (CROSSED, CHAIR)]
    assert person.plan(5).why is Why.ALL_LEFT_OUT


def test_what_was_new_waits_for_a_session_that_did_not_hurt_and_for_another_day() -> None:
    for worst in (7, None):
        person = Person()
        for on in range(1, 13):
            person.follow(on, 2)
        assert STANDING in person.follow(13, 2, worst=worst).exercises
        assert person.standing(13).states[STANDING].name is StateName.LEARNING
        assert STANDING not in person.plan(13).exercises
        assert all((STANDING in person.plan(on).exercises) is (worst is None) for on in (15, 17))
        if worst is not None:
            person.follow(17, 2, worst=1)
        assert STANDING in person.plan(18).exercises


def test_an_easy_day_follows_one_that_put_rest_first_whatever_was_done_before() -> None:
    person = Person()
    for on in range(1, 20, 2):
        person.follow(on)
    person.checks = [check(on, 2) for on in (10, 12, 14)]
    usually = [person.plan(on).easy for on in (24, 25)]
    person.checks.append(check(23, 6))
    days = [person.plan(on) for on in (24, 25, 26)]
    assert (usually, [each.easy for each in days]) == ([False, False], [True, False, False])
    assert told(days[0]) == told(person.plan(24)) == "crossed 2x20, chair 2x15"
    assert [each.change is None for each in days] == [True, True, False]
    assert not person.standing(24).setbacks.steps  # nothing has to do with it
    person.checks = [check(on, 6) for on in (10, 12, 14, 23)]
    assert not person.plan(24).easy  # six is usual


def test_an_exercise_that_was_skipped_soon_is_still_to_be_done_for_the_first_time() -> None:
    def skipped(seconds: float) -> tuple[HoldRecord, ...]:
        holds = held(CHAIR, 2, 10, outcome=Outcome.SKIPPED)
        return tuple(replace(hold, held_seconds=seconds) for hold in holds)

    for seconds, state in ((0, StateName.NOT_YET), (4, StateName.NOT_YET), (5, StateName.LEARNING)):
        person = Person(sessions=[session(1, held(CROSSED, 2, 20), skipped(seconds))])
        assert person.standing(2).states[CHAIR].name is state


def test_a_comeback_after_many_weeks_begins_with_the_easy_two() -> None:
    person = Person()
    for on in range(1, 15):
        person.follow(on, 2)
    for away, easy in ((21, False), (49, True)):
        back = Person(sessions=[*person.sessions], checks=[*person.checks])
        plans = [back.follow(14 + away + day, 2) for day in (0, 1, 2)]
        gentle = [set(plan.exercises) <= {CROSSED, CHAIR} for plan in plans[:2]]
        assert (gentle, [plan.easy for plan in plans]) == ([easy] * 2, [easy, easy, False])


def test_who_never_did_the_easy_two_comes_back_to_others() -> None:
    person = Person(sessions=[session(on, held(FLOOR)) for on in (1, 2)])
    assert person.plan(60).exercises
