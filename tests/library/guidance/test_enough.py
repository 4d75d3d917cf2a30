"""How much is enough in a session, and in all sessions of a day, and what waits."""

from datetime import time

import pytest

from library.guidance.order import CHAIR, CROSSED, FLOOR, LIFT
from library.guidance.plan import Here, Why
from library.guidance.practice import ChangeKind
from library.history.record import DecisionKind
from tests.library.guidance.person import (
    Person,
    checks,
    decision,
    held,
    number,
    session,
    ticks,
    told,
)


def test_all_sessions_of_a_day_together_are_not_too_much() -> None:
    both = {CROSSED: held(CROSSED, 3, 30), CHAIR: held(CHAIR, 2, 30)}
    person = Person(sessions=[session(on, *both.values()) for on in (1, 12, 14)])
    person.checks = checks(2, 2, 2, 2, 5, first=11)
    plans = []
    for hour in (8, 10, 12):
        plans.append(plan := person.plan(15))
        holds = [both[exercise] for exercise in plan.exercises]
        person.sessions.append(session(15, *holds, clock=time(hour)))
    assert [told(plan) for plan in plans] == ["crossed 3x30, chair 2x30", "crossed 3x30", ""]
    assert [plan.why for plan in plans] == [Why.HARDER_MORNING, Why.HARDER_MORNING, Why.ENOUGH]


@pytest.mark.parametrize(("seconds", "left"), [(110, "chair 2x10"), (111, "")])
def test_own_exercises_count_towards_what_is_enough(seconds: int, left: str) -> None:
    person = Person(sessions=[session(on, held(CHAIR), held(CROSSED, 2, 20)) for on in (1, 2)])
    person.sessions.append(session(9, held("own", 2, seconds), clock=time(8)))
    assert told(person.plan(9)) == left


@pytest.mark.parametrize(
    ("chair", "expected"),
    [(0, "crossed 3x30, chair 2x10, lift 2x20"), (1, "crossed 3x30, chair 2x15")],
)
def test_two_that_give_two_minutes_need_no_third(chair: int, expected: str) -> None:
    levels = [
        decision(2, DecisionKind.LEVEL, exercise, level=level)
        for exercise, level in ((CROSSED, 2), (CHAIR, chair))
    ]
    person = Person(decisions=[ticks("bones"), decision(1, DecisionKind.ALREADY), *levels])
    assert told(person.plan(2)) == expected


@pytest.mark.parametrize(
    ("chair", "expected"),
    [(1, "crossed 2x20, chair 2x15, lift 2x10"), (2, "chair 2x20, lift 2x10")],
)
def test_two_that_give_a_minute_are_enough_at_first(chair: int, expected: str) -> None:
    person = Person(
        sessions=[
            session(1, held(CHAIR), held(LIFT)),
            session(2, held(CHAIR), held(LIFT)),
            session(3, held(CROSSED, 2, 20)),
            session(4, held(CROSSED, 2, 20)),
        ],
        decisions=[
            decision(5, DecisionKind.LEVEL, CHAIR, level=chair),
            decision(5, DecisionKind.SAME_AS_BEFORE, LIFT),
        ],
    )
    assert told(person.plan(5)).replace("*", "") == expected


@pytest.mark.parametrize(
    ("hour", "allowed"), [(3, True), (4, False), (8, False), (9, True), (23, True)]
)
def test_deep_forward_bends_wait_in_the_morning(hour: int, allowed: bool) -> None:
    assert Here(hour).allows(FLOOR) is allowed
    assert Here(hour).allows(CHAIR)


@pytest.mark.parametrize(
    ("seconds", "longer"),
    [((10, 10, 15), [3]), ((15, 10, 10, 15), []), ((15, 10, 10, 10, 15), [5]), ((10, 15, 15), [2])],
)
def test_longer_is_longer_than_on_each_of_the_last_three_days(
    seconds: tuple[int, ...], longer: list[int]
) -> None:
    sessions = [session(on, held(CHAIR, 2, each)) for on, each in enumerate(seconds, 1)]
    changes = Person(sessions=sessions).standing(9).practice.changes
    assert [number(each.day) for each in changes if each.kind is ChangeKind.LONGER] == longer
