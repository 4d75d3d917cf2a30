"""The heights of the leg lift: where it begins, when it goes up, and when down again."""

from datetime import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from library.guidance.day_line import LineKind, day_line
from library.guidance.plan import DayPlan, Here, Item, Why
from library.guidance.practice import Change, ChangeKind
from library.guidance.setbacks import SetbackReason
from library.guidance.today import can_stay_the_same
from library.history.record import DecisionKind, Outcome
from tests.library.guidance.person import (
    HEIGHTS,
    SHORT,
    Person,
    check,
    checks,
    day,
    decision,
    held,
    session,
    ticks,
)

LIFT = SHORT["lift"]
LOW_STEP, CHAIR, STOOL, TABLE, WAIST = (each.centimetres for each in HEIGHTS[LIFT])


def lifting(*on: int, seconds: int = 30, height: int | None = CHAIR, **more: object) -> Person:
    """Somebody with nothing but a lift at hand, who did it on these days at its target."""
    person = Person(possible=frozenset({LIFT}))
    person.decisions.append(decision(1, DecisionKind.LEVEL, LIFT, level=3))
    person.sessions = [
        session(each, held(LIFT, 2, seconds, height=height, **more))  # type: ignore[arg-type]
        for each in on
    ]
    return person


def the_lift(plan: DayPlan) -> Item:
    (item,) = [each for each in plan.items if each.exercise == LIFT]
    return item


def height(person: Person, on: int) -> int:
    support = person.standing(on).support(LIFT)
    assert support is not None
    return support.centimetres


@pytest.mark.parametrize(
    ("ticked", "begins"),
    [((), CHAIR), (("balance",), LOW_STEP), (("bones",), CHAIR), (("bones", "balance"), LOW_STEP)],
)
def test_it_begins_with_a_chair_or_with_a_low_step(ticked: tuple[str, ...], begins: int) -> None:
    person = Person(decisions=[ticks(*ticked)], possible=frozenset({LIFT}))
    item = the_lift(person.plan(1))
    assert item.support is not None
    assert item.support.centimetres == begins
    assert not item.higher


def offers(person: Person, on: int) -> str | None:
    """The support that the line of the day offers a higher one than."""
    standing, plan = person.standing(on), person.plan(on)
    line = day_line(standing, plan, Here(person.hour, person.possible))
    if line is None or line.kind is not LineKind.HEIGHT or line.higher is None:
        return None
    return line.higher[1].name


def test_at_the_target_a_higher_one_is_offered_three_times_and_never_taken_by_the_plan() -> None:
    person = lifting(1, 3, 5)
    told = []
    for on in range(7, 60, 2):
        told.append(offers(person, on))
        item = the_lift(person.follow(on))
        assert item.support is not None
        assert (item.support.centimetres, item.dose.hold_seconds) == (CHAIR, 30)
    assert told == ["on a chair"] * 3 + [None] * 24


def take(person: Person, on: int, centimetres: int) -> None:
    person.decisions.append(decision(on, DecisionKind.HEIGHT, LIFT, height_cm=centimetres))


def test_one_height_up_begins_with_a_shorter_dose_and_climbs_the_ladder_again() -> None:
    person = lifting(1, 3, 5)
    take(person, 7, STOOL)
    plan = person.plan(7)
    assert plan.change == Change(day(7), LIFT, ChangeKind.HEIGHT)
    assert (plan.why, can_stay_the_same(plan, person.standing(7))) == (Why.HIGHER, False)
    told = [the_lift(person.follow(on)) for on in range(7, 50, 2)]
    grown = [each.dose.hold_seconds for each in told if each.higher or each.longer]
    assert grown == [15, 20, 30]
    assert {each.support.centimetres for each in told if each.support} == {STOOL}
    assert offers(person, 50) is None  # it was not taken for long


def test_the_highest_is_never_offered() -> None:
    person = lifting(1, 3, 5, height=TABLE)
    assert (offers(person, 7), height(person, 7)) == (None, TABLE)
    take(person, 7, WAIST)
    assert person.plan(7).why is Why.HIGHER


@pytest.mark.parametrize("ticked", ["bones", "pregnant", "joints"])
def test_what_is_ticked_keeps_it_where_it_is(ticked: str) -> None:
    person = lifting(1, 3, 5)
    person.decisions.append(ticks(ticked))
    for on in range(7, 30, 2):
        assert offers(person, on) is None
        person.follow(on)
    assert height(person, 30) == CHAIR


def test_weak_bones_take_it_down_to_a_chair() -> None:
    person = lifting(1, 3, 5, height=TABLE)
    assert height(person, 6) == TABLE
    person.decisions.append(ticks("bones", on=6))
    assert height(person, 6) == CHAIR
    assert person.standing(6).next_support(LIFT) is None


def test_who_is_unsure_from_now_on_begins_again_with_the_low_step() -> None:
    person = lifting(1, 3, 5)
    person.decisions.append(ticks("balance", on=6))
    assert height(person, 6) == LOW_STEP
    person.decisions.append(decision(7, DecisionKind.HEIGHT, LIFT, height_cm=CHAIR))
    assert height(person, 7) == CHAIR


@pytest.mark.parametrize("known", [None, LOW_STEP])
def test_a_height_that_was_not_used_on_three_days_is_not_left(known: int | None) -> None:
    person = lifting(1, 3, height=known)
    person.sessions.append(session(5, held(LIFT, 2, 30, height=CHAIR)))
    assert person.standing(7).next_support(LIFT) is not None
    assert offers(person, 7) is None


def test_a_higher_one_counts_once_it_was_done_to_its_end() -> None:
    person = lifting(1, 3, 5)
    eased = held(LIFT, 2, 15, height=STOOL, outcome=Outcome.EASED_OFF)
    person.sessions.append(session(7, eased))
    assert height(person, 8) == CHAIR


@pytest.mark.parametrize(("worst", "after"), [(None, STOOL), (1, STOOL), (3, CHAIR), (7, CHAIR)])
def test_a_higher_one_that_hurt_does_not_count(worst: int | None, after: int) -> None:
    person = lifting(1, 3, 5)
    higher = session(7, held(LIFT, 2, 15, height=STOOL), worst=worst, routine="Own")
    person.sessions.append(higher)
    assert [height(person, on) for on in (7, 8, 9)] == [after] * 3


def test_what_the_person_took_stays_theirs_after_a_session_that_hurt_a_little() -> None:
    person = lifting(1, 3, 5)
    take(person, 7, STOOL)
    person.follow(7, worst=3)
    person.follow(9, worst=3)
    assert [height(person, on) for on in (7, 8, 10)] == [STOOL] * 3


def test_a_height_of_long_ago_is_not_lost_when_what_is_seen_of_it_hurt() -> None:
    person = lifting(1, 3, 5, height=TABLE)
    person.sessions += [
        session(on, held(LIFT, 2, 15, height=TABLE), worst=3) for on in range(300, 320, 2)
    ]
    assert height(person, 320) == TABLE


def test_a_harder_morning_takes_it_one_down() -> None:
    person = lifting(1, 3, 5)
    take(person, 7, STOOL)
    person.follow(7)
    person.checks = [*checks(2, 2, 2, first=4), check(8, 4)]
    assert height(person, 8) == STOOL - 15 == CHAIR
    (step,) = person.standing(8).setbacks.steps
    assert (step.reason, step.height) == (SetbackReason.HARDER_MORNING, True)
    assert person.standing(8).level(LIFT) == 1


def test_a_session_that_hurt_takes_it_one_down_once_with_the_harder_morning_after_it() -> None:
    person = lifting(1, 3, 5, height=STOOL)
    take(person, 7, TABLE)
    person.follow(7, worst=7)
    assert height(person, 7) == TABLE
    assert (height(person, 8), person.standing(8).level(LIFT)) == (STOOL, 1)
    person.checks = [*checks(2, 2, 2, first=4), check(8, 4)]
    assert height(person, 8) == STOOL


def test_a_height_the_person_took_is_change_enough_for_a_day() -> None:
    person = lifting(1, 3, 5)
    person.decisions.append(decision(6, DecisionKind.HEIGHT, LIFT, height_cm=TABLE))
    plan = person.plan(7)
    assert plan.change == Change(day(7), LIFT, ChangeKind.HEIGHT)
    item = the_lift(plan)
    assert item.support is not None
    assert (item.support.centimetres, item.dose.hold_seconds) == (TABLE, 15)
    assert not can_stay_the_same(plan, person.standing(7))
    person.follow(7)
    assert person.plan(9).change is None


def test_who_only_looks_at_the_heights_has_nothing_shortened() -> None:
    person = lifting(1, 3, 5)
    for clock, cm in ((9, STOOL), (10, TABLE), (11, CHAIR)):
        took = decision(6, DecisionKind.HEIGHT, LIFT, height_cm=cm, clock=time(clock))
        person.decisions.append(took)
    assert person.standing(6).level(LIFT) == 3
    assert person.plan(7).change is None
    assert offers(person, 7) == "on a chair"


@st.composite
def climbers(draw: st.DrawFn) -> tuple[Person, list[tuple[int, DayPlan]]]:
    """Somebody who has done it all for long, lives on by the plan, and takes a height at times."""
    person = Person(
        possible=frozenset(draw(st.sets(st.sampled_from(list(SHORT.values()))))) | {LIFT}
    )
    person.decisions += [
        ticks(*draw(st.sets(st.sampled_from(["bones", "balance", "clot"])))),
        decision(1, DecisionKind.ALREADY),
        decision(1, DecisionKind.LEVEL, LIFT, level=3),
    ]
    on, plans = 0, []
    for gap in draw(st.lists(st.integers(1, 3), min_size=12, max_size=20)):
        on += gap
        person.answer(on, draw(st.sampled_from([None, 2, 2, 2, 5])))
        plan, above = person.plan(on), person.standing(on).next_support(LIFT)
        if LIFT in plan.exercises and above is not None and draw(st.sampled_from([0, 0, 1])):
            take(person, on, above.centimetres)
            plan = person.plan(on)
        plans.append((on, plan))
        outcome = draw(st.sampled_from([Outcome.DONE] * 15 + [Outcome.EASED_OFF]))
        holds = [
            held(
                item.exercise,
                item.dose.reps,
                item.dose.hold_seconds,
                outcome=outcome,
                height=None if item.support is None else item.support.centimetres,
            )
            for item in plan.items
        ]
        if holds:
            person.sessions.append(session(on, *holds))
    return person, plans


@settings(max_examples=15)
@given(climbers())
def test_one_thing_at_a_time_one_height_at_a_time_and_none_above_the_limit(
    lived: tuple[Person, list[tuple[int, DayPlan]]],
) -> None:
    person, plans = lived
    bones = "bones" in person.decisions[0].words
    heights = [each.centimetres for each in HEIGHTS[LIFT]]
    used: list[int] = []
    for _, plan in plans:
        assert sum(item.longer or item.higher or item.state == "new" for item in plan.items) <= 1
        for item in plan.items:
            assert (item.support is not None) == (item.exercise == LIFT)
            if item.support is not None:
                assert not bones or item.support.centimetres <= CHAIR
                used.append(heights.index(item.support.centimetres))
    assert all(after - before in (-1, 0, 1) for before, after in pairwise(used))
    changes = [each.day for each in person.standing(plans[-1][0]).practice.changes]
    assert len(changes) == len(set(changes))
