"""What can be had instead of the plan of the day, and the plan of a routine that leads."""

from datetime import time
from pathlib import Path

import pytest
from msgspec.structs import replace

from library.exercises.catalogue import Catalogue, ExercisesFolder
from library.guidance.order import CHAIR, CROSSED, MASSAGE
from library.guidance.plan import DayPlan, Here, ItemState, Why, easy_plan
from library.guidance.today import (
    can_stay_the_same,
    led_plan,
    routine_of_the_day,
    standing_of,
    with_massage,
)
from library.history.record import DecisionKind, Outcome, Reason
from library.history.snapshot import Snapshot
from library.routines.model import Routine, RoutineItem
from library.settings import EarlierGoal, Settings
from tests.library.guidance.person import (
    Person,
    at,
    check,
    checks,
    day,
    decision,
    held,
    session,
    ticks,
    told,
)

HERE = Here(10)
BOTH = (held(CROSSED, 2, 20), held(CHAIR))


def with_it(person: Person, on: int, here: Here = HERE) -> DayPlan | None:
    return with_massage(person.plan(on), person.standing(on), here)


def test_the_massage_comes_where_one_gets_down_to_it() -> None:
    knows = Person(
        sessions=[session(on, *BOTH, held(MASSAGE, 3, 20)) for on in (1, 3)],
        checks=checks(2, 2, 2, 2),
    )
    plan = with_it(knows, 4)
    assert plan is not None
    assert told(plan) == "crossed 2x20, massage 3x20, lift 2x10*"
    assert with_massage(plan, knows.standing(4), HERE) is None


@pytest.mark.parametrize(
    "person",
    [
        Person(),
        Person(sessions=[session(1, *BOTH)]),  # it comes when its turn has come
        Person(sessions=[session(1, *BOTH)], decisions=[ticks("clot")]),
        Person(sessions=[session(1, *BOTH)], checks=checks(2, 6)),
        Person(sessions=[session(1, *BOTH)], decisions=[decision(1, DecisionKind.REST, MASSAGE)]),
    ],
)
def test_there_is_no_massage_where_it_does_not_go_with_the_day(person: Person) -> None:
    assert with_it(person, 2) is None


def test_a_day_that_hurt_is_offered_no_massage_either_but_the_next_one_is() -> None:
    person = Person([session(on, *BOTH, held(MASSAGE, 3, 20)) for on in (1, 3)])
    person.sessions.append(session(5, *BOTH, worst=7))
    assert with_it(person, 5) is None
    assert with_it(person, 6) is not None


def test_only_what_the_plan_changes_can_stay_as_it_was() -> None:
    person = Person(sessions=[session(on, *BOTH) for on in (1, 3)], checks=checks(2, 2, 2, 2, 2))
    assert person.plan(5).why is Why.NEW
    assert can_stay_the_same(person.plan(5), person.standing(5))
    assert not can_stay_the_same(person.plan(3), person.standing(3))
    assert not can_stay_the_same(Person().plan(1), Person().standing(1))


def test_who_has_done_nothing_yet_begins_as_easily_on_a_hard_day() -> None:
    plan = easy_plan(Person().standing(1), HERE, Why.MARKED)
    assert (told(plan), plan.why, plan.easy) == ("crossed 2x20*, chair 2x10*", Why.MARKED, True)
    usually_much = Person(checks=checks(7, 7, 7, 7))
    assert told(usually_much.plan(4)) == "crossed 2x20*, chair 2x10*"


def test_an_answer_after_midnight_is_one_of_the_day_that_is_not_over_yet() -> None:
    late = replace(check(9, 7), answered_at=at(10, time(1)))
    assert Person(checks=[late]).standing(9).rests_first
    assert Person(checks=[replace(late, recalled=True)]).standing(9).answer is None


def test_a_routine_that_leads_is_as_written_but_for_what_was_sharp() -> None:
    catalogue = ExercisesFolder(Path("none")).read()[0]
    items = (RoutineItem(CHAIR, reps=3, hold_seconds=25), RoutineItem(CROSSED))
    routine = Routine("mine", "Mine", "My own.", items=items)
    sharp = held(CHAIR, outcome=Outcome.EASED_OFF, reason=Reason.SHARP)
    person = Person(sessions=[session(4, held(CROSSED, 2, 20), sharp)])
    for on, exercises in ((5, (CROSSED,)), (8, (CHAIR, CROSSED))):
        plan = led_plan(routine, catalogue, Settings(), person.standing(on))
        assert plan.exercises == exercises
        assert [item.exercise for item in routine_of_the_day(plan).items] == list(exercises)
        assert all(item.state is ItemState.KNOWN for item in plan.items)


def test_there_is_one_question_a_day_and_after_a_recalled_answer_another_is_for_today() -> None:
    person = Person(sessions=[session(8, *BOTH)])
    assert (person.standing(10).is_asked, person.standing(10).asked_about) == (True, day(9))
    person.checks = [check(9, 3, answered=10)]
    standing = person.standing(10)
    assert (standing.answer, standing.is_asked) == (person.checks[0], False)
    assert standing.asked_about == day(10)
    person.checks = [check(10, 4), check(9, 3, answered=10)]
    assert person.standing(10).answer == person.checks[0]
    assert (person.standing(11).answer, person.standing(11).asked_about) == (None, day(11))


def test_what_is_known_from_the_start_is_nothing_new_in_a_routine_that_leads() -> None:
    catalogue = ExercisesFolder(Path("none")).read()[0]
    routine = Routine("mine", "Mine", "My own.", items=(RoutineItem(CHAIR),))
    for said, state in (([], ItemState.NEW), ([DecisionKind.ALREADY], ItemState.KNOWN)):
        person = Person(decisions=[decision(1, kind) for kind in said])
        (item,) = led_plan(routine, catalogue, Settings(), person.standing(1)).items
        assert item.state is state


def test_a_goal_that_ended_in_the_future_by_a_wrong_clock_is_not_that_of_this_week() -> None:
    ended = EarlierGoal(day(1).replace(year=2098), 1)
    settings = Settings(weekly_goal=5, past_goals=(ended,))
    assert standing_of(Snapshot(), Catalogue(()), settings, day(1)).week_goal == 5
