"""What holds for everybody, whether they follow the plan or not."""

from datetime import time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from library.guidance.order import FORWARD_BENDS, INTRODUCTION, MASSAGE, STRETCHES
from library.guidance.plan import DayPlan
from library.guidance.practice import ChangeKind
from library.guidance.standing import Standing
from library.guidance.states import StateName
from library.guidance.ticks import TICKS
from library.guidance.today import Due, due_on
from library.guidance.today_is import TodayIs, today_is
from library.history.record import DecisionKind, Outcome, Reason
from library.history.snapshot import Snapshot
from library.progress.goals import Goals
from library.progress.summary import measure
from tests.library.guidance.person import Person, day, decision, done, held, session, ticks

ANSWERS = st.none() | st.integers(0, 10)
TIMES = st.sampled_from(["follow", "follow", "follow", "nothing", "other", "hurt", "sharp", "ease"])
DECISIONS = list(DecisionKind)
FORWARD = (DecisionKind.LEVEL, DecisionKind.ALREADY, DecisionKind.HEIGHT)
"""Decisions of people who want more than the plan."""
DAYS = st.lists(st.tuples(st.integers(1, 4), TIMES, ANSWERS), max_size=25)
ALLOWED = (StateName.NOT_YET, StateName.LEARNING, StateName.KNOWN)
ANY = st.sampled_from(INTRODUCTION)


@st.composite
def people(draw: st.DrawFn, follows: bool) -> tuple[Person, list[tuple[int, DayPlan]]]:
    """Somebody who has lived some days, and what the plan was on each of them."""
    person = Person(hour=draw(st.sampled_from([7, 10, 22])))
    person.possible = frozenset(draw(st.sets(ANY, min_size=4)))
    person.decisions.append(ticks(*draw(st.sets(st.sampled_from(list(TICKS)), max_size=1))))
    on, plans = 0, []
    kinds = [kind for kind in DECISIONS if not (follows and kind in FORWARD)]
    deciding = st.sampled_from([None] * 12 + kinds)
    for gap, what, answer in draw(DAYS):
        kind = draw(deciding)
        on += gap
        person.answer(on, answer)
        if kind is not None:
            exercise = None if kind is DecisionKind.TICKS else draw(ANY)
            words = draw(st.sampled_from([(), ("clot",)])) if kind is DecisionKind.TICKS else ()
            person.decisions.append(
                decision(on, kind, exercise, clock=time(9, 30), level=1, height_cm=75, words=words)
            )
        plan = person.plan(on)
        plans.append((on, plan))
        if follows or what == "follow":
            _follow(person, on, plan)
        elif what != "nothing":
            _do(person, on, what, draw(ANY))
    return person, plans


def _follow(person: Person, on: int, plan: DayPlan) -> None:
    if plan.items:
        person.sessions.append(session(on, *map(done, plan.items)))


def _do(person: Person, on: int, what: str, exercise: str) -> None:
    if what in ("sharp", "ease"):
        reason = Reason.SHARP if what == "sharp" else None
        holds = held(exercise, outcome=Outcome.EASED_OFF, reason=reason)
    else:
        holds = held(exercise, 3, 30)
    person.sessions.append(session(on, holds, worst=8 if what == "hurt" else None, routine="Own"))


@given(people(follows=True))
def test_who_follows_the_plan_meets_one_thing_at_a_time(
    lived: tuple[Person, list[tuple[int, DayPlan]]],
) -> None:
    person, plans = lived
    if not plans:
        return
    changes = person.standing(plans[-1][0]).practice.changes
    first_times = [each.day for each in changes if each.kind is ChangeKind.NEW]
    for one, third in zip(first_times, first_times[2:], strict=False):
        assert third - one >= timedelta(days=3)
    for before, after in pairwise(changes):
        both_new = before.kind is after.kind is ChangeKind.NEW
        assert before.day != after.day or both_new
    for _, plan in plans:
        assert_is_gentle(plan)


@given(people(follows=False))
def test_every_plan_is_gentle_whatever_was_done(
    lived: tuple[Person, list[tuple[int, DayPlan]]],
) -> None:
    person, plans = lived
    for on, plan in plans:
        assert_is_gentle(plan)
        standing = _at(person, on)
        for item in plan.items:
            assert item.exercise in person.possible
            assert standing.states[item.exercise].name in ALLOWED


@settings(max_examples=10)
@given(people(follows=False))
def test_a_plan_depends_on_nothing_that_comes_later(
    lived: tuple[Person, list[tuple[int, DayPlan]]],
) -> None:
    person, plans = lived
    for on, plan in plans:
        before = [each for each in person.sessions if each.practice_day < day(on)]
        with_all = Person(
            person.sessions, person.checks, person.decisions, person.possible, person.hour
        )
        with_all.sessions = before + [e for e in person.sessions if e.practice_day > day(on)]
        assert with_all.plan(on) == plan


@given(people(follows=False))
def test_whoever_is_called_finds_something_to_do_and_who_is_not_misses_no_stretch(
    lived: tuple[Person, list[tuple[int, DayPlan]]],
) -> None:
    person, plans = lived
    for on, plan in plans:
        standing = _at(person, on)
        found = _today_is(standing, plan)
        if found is TodayIs.DUE:
            assert due_on(plan, standing) in (Due.START, Due.PLACES) or plan.early
        else:
            assert found.group == "rest"
            assert set(plan.exercises) <= {MASSAGE}


@pytest.mark.torture
@given(people(follows=True))
def test_who_follows_the_plan_is_never_asked_for_too_much_in_a_day(
    lived: tuple[Person, list[tuple[int, DayPlan]]],
) -> None:
    person, plans = lived
    for on, _ in plans:
        again = person.plan(on)
        held_today = sum(
            each.planned_seconds
            for one in person.sessions
            if one.practice_day == day(on)
            for each in one.holds
            if each.exercise in STRETCHES and each.side != "right"
        )
        assert held_today + again.seconds_per_leg <= 240
        assert again.change is None or not held_today


def _today_is(standing: Standing, plan: DayPlan) -> TodayIs:
    """What a reminder says before the session of a day."""
    log, today = standing.log, standing.today
    history = Snapshot(tuple(log.sessions), checks=tuple(log.all_checks.values()))
    numbers = measure(history.sessions, (), Goals(7), 0, today)
    return today_is(history, numbers, today, lambda _: (standing, plan))


def _at(person: Person, on: int) -> Standing:
    """Where the person stood before the session of a day."""
    earlier = [each for each in person.sessions if each.practice_day < day(on)]
    return Person(earlier, person.checks, person.decisions).standing(on)


def assert_is_gentle(plan: DayPlan) -> None:
    """No plan ever asks for more than this."""
    stretches = [item for item in plan.items if item.exercise != MASSAGE]
    assert len(stretches) <= 3
    assert sum(item.exercise in FORWARD_BENDS for item in stretches) <= 1
    assert plan.seconds_per_leg <= 240
    assert sum(item.longer for item in plan.items) <= 1
    new = [item for item in plan.items if item.state == "new"]
    # The very first session holds two, also as an easy one: nothing is easier.
    assert len(new) <= (2 if plan.why == "first" or plan.easy else 1)
    assert not (new and any(item.longer for item in plan.items))
