"""What the rules look at: the history up to a day, as far back as they look."""

from datetime import date, time, timedelta
from random import Random

import pytest
from msgspec.structs import replace

from library.guidance import log
from library.guidance.log import Log, known_by, log_of
from library.guidance.order import CHAIR, CROSSED, FLOOR, INTRODUCTION, LIFT
from library.guidance.plan import Here, Why, plan_of
from library.guidance.standing import Standing
from library.guidance.states import StateName
from library.history.record import DecisionKind, Outcome
from library.history.snapshot import Snapshot
from tests.library.guidance.person import (
    LADDERS,
    Person,
    at,
    check,
    checks,
    day,
    decision,
    held,
    session,
    ticks,
)
from tests.marks import torture

BOTH = (held(CROSSED, 2, 20), held(CHAIR))
EARLIER = [session(on, *BOTH) for on in (1, 3)]


def standing(known: Log) -> Standing:
    return Standing(known, LADDERS)


def test_what_was_done_before_flying_west_counts_as_done_today() -> None:
    flown = replace(session(6, *BOTH), started_at=session(5).started_at + timedelta(hours=20))
    snapshot = Snapshot(sessions=(*EARLIER, flown), checks=tuple(checks(2, 2, 2, 2, 2)))
    here = Here(10)
    today = standing(log_of(snapshot, day(5), {}, ()))
    assert today.practice.session_days[-1] == day(5)
    plan = plan_of(today, here)
    assert (plan.why, plan.change) == (Why.AGAIN_TODAY, None)
    assert today.question is None
    next_day = standing(log_of(snapshot, day(6), {}, ()))
    assert next_day.practice.session_days == [day(1), day(3), day(6)]


def test_what_was_decided_before_flying_west_holds_today() -> None:
    decided = (
        ticks("bones", on=6),
        decision(6, DecisionKind.REST, CHAIR, clock=time(9), until=day(9)),
    )
    states = standing(log_of(Snapshot(decisions=decided), day(5), {}, ())).states
    assert states[FLOOR].name is StateName.OFF
    assert states[CHAIR].name is StateName.RESTING
    assert standing(log_of(Snapshot(decisions=decided), day(4), {}, ())).ticks == {}


def test_at_noon_of_an_earlier_day_nothing_of_what_came_later_was_known() -> None:
    snapshot = Snapshot(
        sessions=(*EARLIER, session(5, *BOTH, clock=time(13)), session(6, *BOTH, clock=time(8))),
        checks=(check(6, 7), replace(check(5, 7), answered_at=at(5, time(13)))),
        decisions=(ticks("bones", on=6), decision(5, DecisionKind.REST, CHAIR, clock=time(13))),
    )
    then = standing(log_of(known_by(snapshot, day(5), at(5, time(12))), day(5), {}, ()))
    assert then.practice.session_days == [day(1), day(3)]
    assert (dict(then.log.checks), then.ticks) == ({}, {})
    assert then.states[CHAIR].is_allowed


def test_the_morning_of_the_day_is_known_by_the_clock_on_the_wall() -> None:
    morning = session(5, *BOTH, clock=time(9))
    west = replace(check(5, 7), answered_at=at(5, time(13)), utc_offset_minutes=-120)
    east = replace(check(4, 7), answered_at=at(5, time(11)), utc_offset_minutes=120)
    noon = replace(decision(5, DecisionKind.REST, CHAIR), at=at(5, time(12)))
    snapshot = Snapshot(sessions=(morning,), checks=(east, west), decisions=(noon,))
    then = known_by(snapshot, day(5), at(5, time(12)))
    assert (then.sessions, then.checks, then.decisions) == ((morning,), (west,), (noon,))


def levels(person: Person, on: int) -> dict[str, int]:
    standing = person.standing(on)
    return {exercise: standing.level(exercise) for exercise in LADDERS}


def test_a_step_back_is_not_forgotten_before_what_it_took_back() -> None:
    person = Person(sessions=[session(on, *BOTH) for on in (1, 2, *range(17, 250, 2))])
    person.decisions.append(decision(2, DecisionKind.LEVEL, LIFT, level=3))
    told = [levels(person, on)[LIFT] for on in range(9, 250, 8)]
    assert told[:2] == [3, 2]
    assert told == sorted(told, reverse=True)


def test_what_is_done_at_its_dose_keeps_its_level_for_ever() -> None:
    person = Person(sessions=[session(on, held(CHAIR, 2, 30)) for on in range(1, 400, 2)])
    assert [levels(person, on)[CHAIR] for on in (3, 200, 400)] == [3, 3, 3]


def test_levels_set_before_the_plan_do_not_come_back_after_a_step_back() -> None:
    person = Person(sessions=[session(on, held(CHAIR, 2, 20)) for on in range(9, 250, 2)])
    person.sessions.append(session(7, held(CHAIR, 2, 30), worst=7))
    told = []
    for on in range(10, 250, 8):
        known = Log(day(on), person.sessions, levels={CHAIR: 3})
        told.append(standing(known).level(CHAIR))
    assert set(told) == {2}


@pytest.mark.parametrize("seed", [4, *map(torture, range(30))])
def test_days_running_are_counted_from_the_first_however_long_ago(seed: int) -> None:
    chance, person, on = Random(seed), Person(), 200
    for each in range(1, on):
        for clock in (time(8), time(18))[: chance.choice([0, 1, 1, 1, 2])]:
            outcome, seconds = chance.choice(
                [(Outcome.EASED_OFF, 4)] * 9 + [(Outcome.SKIPPED, 2), (Outcome.DONE, 10)]
            )
            hold = replace(held(CHAIR)[0], outcome=outcome, held_seconds=seconds)
            person.sessions.append(session(each, (hold,), clock=clock))
    short, whole = (_rests_seen_for(weeks, person, on) for weeks in (8, 1000))
    assert short
    assert short == whole[-len(short) :]


def _rests_seen_for(weeks: int, person: Person, on: int) -> list[date]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(log, "SEEN", timedelta(weeks=weeks))
        found = person.standing(on).setbacks.rests
    since = day(on) - timedelta(weeks=8)
    return [rest.first for rest in found if rest.first >= since]


def test_who_always_eases_off_is_not_looked_at_for_years() -> None:
    eased = held(CHAIR, outcome=Outcome.EASED_OFF)
    person = Person(sessions=[session(on, eased) for on in range(1, 400)])
    assert len(person.standing(400).log.sessions) < 7 * 23


@pytest.mark.parametrize("seed", [30, *map(torture, range(30))])
def test_what_is_forgotten_never_makes_a_dose_longer(seed: int) -> None:
    chance, person, on = Random(seed), Person(), 1
    while on < 130:
        person.answer(on, chance.choice([None, 1, 2, 2, 2, 3, 5]))
        if chance.random() < 0.04:
            exercise, level = chance.choice(INTRODUCTION), chance.randint(1, 4)
            person.decisions.append(
                decision(on, DecisionKind.LEVEL, exercise, level=level, clock=time(9, 30))
            )
        short, whole = (_seen_for(weeks, person, on) for weeks in (8, 1000))
        assert all(short[each] <= whole[each] for each in whole)
        person.follow(on, worst=chance.choice([None, None, 1, 2, 3, 7]))
        on += chance.choice([1, 2, 2, 3]) if chance.random() < 0.97 else chance.choice([15, 30])


def _seen_for(weeks: int, person: Person, on: int) -> dict[str, int]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(log, "SEEN", timedelta(weeks=weeks))
        return levels(person, on)
