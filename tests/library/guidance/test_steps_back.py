"""Steps back, and what was calm before them."""

from datetime import time

import pytest

from library.guidance.order import CHAIR, LIFT
from library.guidance.progression import readiness
from library.history.record import DecisionKind, Outcome, SessionRecord
from tests.library.guidance.person import LADDERS, Person, check, checks, decision, held, session

DOSES = [(each.reps, each.hold_seconds) for each in LADDERS[CHAIR]]
MOST = decision(1, DecisionKind.LEVEL, CHAIR, level=4)


def hurt(on: int, hour: int) -> SessionRecord:
    return session(on, held(CHAIR, 3, 30), worst=7, clock=time(hour))


def test_two_sessions_of_a_day_that_hurt_are_one_step_back() -> None:
    person = Person(sessions=[hurt(5, 8), hurt(5, 18)], decisions=[MOST])
    assert [person.standing(on).level(CHAIR) for on in (5, 6)] == [4, 3]
    person.sessions.append(session(6, held(CHAIR, 2, 30), worst=7))
    assert person.standing(7).level(CHAIR) == 2


def test_what_hurt_and_was_eased_off_for_the_third_time_is_one_step_back() -> None:
    eased = held(CHAIR, 3, 30, outcome=Outcome.EASED_OFF)
    person = Person(sessions=[session(on, eased) for on in (1, 3)], decisions=[MOST])
    person.sessions.append(session(5, eased, worst=7))
    assert [person.standing(on).level(CHAIR) for on in (5, 6)] == [4, 3]


def calm(person: Person, on: int) -> int:
    standing = person.standing(on)
    return readiness(CHAIR, standing.dose(CHAIR), standing).calm


def test_what_was_calm_before_a_trial_counts_no_more_after_it() -> None:
    person = Person(
        sessions=[session(on, held(CHAIR)) for on in (1, 3, 5)],
        decisions=[decision(6, DecisionKind.TRIAL, CHAIR)],
    )
    assert [calm(person, on) for on in (6, 13)] == [3, 0]
    person.sessions += [session(on, held(CHAIR)) for on in (13, 14)]
    assert calm(person, 15) == 2
    person.decisions.append(decision(7, DecisionKind.END_TRIAL, CHAIR))
    assert calm(person, 15) == 3  # it was hardly left out


def test_what_was_calm_before_harder_weeks_counts_no_more_after_them() -> None:
    person = Person(
        sessions=[session(1, held(LIFT)), *(session(on, held(CHAIR)) for on in (17, 19, 20))],
        checks=checks(*[1] * 7, *[2] * 7, *[3] * 7),
    )
    assert [calm(person, on) for on in (21, 22)] == [3, 0]


def test_what_was_calm_before_a_harder_morning_that_took_it_back_counts_no_more() -> None:
    person = Person(
        sessions=[session(on, held(CHAIR, 2, 9)) for on in (12, 14)],
        checks=[*checks(2, 2, 2, first=14), check(18, 5)],
    )
    person.sessions.append(session(17, held(CHAIR)))
    assert [calm(person, on) for on in (17, 18)] == [1, 0]


@pytest.mark.parametrize("worst", [3, 7])
@pytest.mark.parametrize(("begun", "reps", "seconds"), [(0, 2, 15), (0, 3, 30), (1, 2, 20)])
def test_a_longer_dose_that_hurt_does_not_become_the_level(
    worst: int, begun: int, reps: int, seconds: int
) -> None:
    person = Person(decisions=[decision(1, DecisionKind.LEVEL, CHAIR, level=begun)])
    person.sessions = [session(on, held(CHAIR, *DOSES[begun])) for on in (1, 3, 5)]
    person.sessions.append(session(7, held(CHAIR, reps, seconds), worst=worst))
    assert [person.standing(on).level(CHAIR) for on in (7, 8, 9)] == [begun] * 3


def test_the_level_that_hurt_goes_one_step_back() -> None:
    person = Person(decisions=[decision(1, DecisionKind.LEVEL, CHAIR, level=2)])
    person.sessions = [session(on, held(CHAIR, 2, 20)) for on in (1, 3)]
    person.sessions.append(session(5, held(CHAIR, 2, 20), worst=7))
    assert [person.standing(on).level(CHAIR) for on in (5, 6)] == [2, 1]
