"""Which one is it? Comparing mornings, and the trial week."""

from collections.abc import Iterable
from datetime import date

import pytest

from library.guidance import log
from library.guidance.comparing import Answer, Comparison, Row, compare, named, outcome, rows
from library.guidance.order import CHAIR, CROSSED, CROSSOVER, FLOOR
from library.guidance.practice import ChangeKind
from library.guidance.states import StateName
from library.guidance.trials import Trial, trials
from library.history.record import Decision, DecisionKind
from tests.library.guidance.person import (
    Person,
    check,
    checks,
    day,
    decision,
    held,
    session,
    with_hard_crossovers,
)

LEFT_OUT = ((9, CROSSED), (10, CHAIR))


def state(person: Person, on: int) -> StateName:
    return person.standing(on).states[CROSSOVER].name


def mornings(with_it: list[float], without: list[float], others: int = 9) -> Comparison:
    """Rows of the crossover; of those without it the first `others` follow a session."""
    done = [frozenset({CROSSOVER})] * len(with_it)
    done += [frozenset({CHAIR}) if place < others else frozenset() for place in range(len(without))]
    among = [
        Row(day(2 + place), value, exercises)
        for place, (value, exercises) in enumerate(zip([*with_it, *without], done, strict=True))
    ]
    return compare(CROSSOVER, date.min, among)


NINE: list[float] = [0, 1, -1, 0, 0, 1, 0, -1, 0]


@pytest.mark.parametrize(
    ("with_it", "without", "difference", "error", "speaks"),
    [
        ([3, 2, 2], NINE, 2.33, 0.79, True),
        ([2, 0, 1], NINE, 1.00, 0.55, False),
        ([1, 1, 2], [-1, 0, 0, 0], 1.58, 0.69, False),
        ([1] * 8, [0] * 8, 1.00, 0.25, True),
        ([2] * 5 + [1], [1] * 5 + [0], 1.00, 0.36, True),  # which is not a hair less
        ([1] * 8, [0] * 7 + [1], 0.875, 0.25, False),
        ([1, 1, 3], [-1, -1, -1, -1, -1, -1, 0, 1, 1], 2.11, 0.84, True),
        ([2] * 3, [0] * 3, 2.00, 0.82, False),
    ],
)
def test_when_the_comparison_speaks(
    with_it: list[float], without: list[float], difference: float, error: float, speaks: bool
) -> None:
    found = mornings(with_it, without)
    assert found.difference == pytest.approx(difference, abs=0.005)
    assert found.standard_error == pytest.approx(error, abs=0.005)
    assert found.speaks is speaks


def test_too_few_mornings() -> None:
    assert not mornings([3, 2], NINE).is_enough
    assert not mornings([3, 3, 3], [0, 0]).is_enough
    assert mornings([3, 3, 3], [0, 0, 0]).is_enough


def test_mornings_of_twelve_weeks_are_compared() -> None:
    person = Person(checks=checks(*[2] * 120))
    among = rows(person.standing(120).practice)
    assert [each.day for each in among] == [day(on) for on in range(37, 121)]


def test_what_is_done_every_time_cannot_be_told_apart() -> None:
    found = mornings([3, 2, 2], NINE, others=2)
    assert found.is_enough
    assert not found.can_be_told_apart
    assert not found.speaks


@pytest.mark.parametrize(
    ("after", "today", "expected"),
    [
        ([4, 3], 41, Answer.AGAIN),
        ([2, 3], 41, Answer.NOT_AGAIN),
        ([4], 41, Answer.WAITING),
        ([4], 59, Answer.NONE),
        ([4, 3], 400, Answer.AGAIN),
        ([2, 3], 400, Answer.NOT_AGAIN),
    ],
)
def test_what_a_trial_shows(after: list[int], today: int, expected: Answer) -> None:
    person = Person(decisions=[decision(30, DecisionKind.TRIAL, CROSSOVER)])
    person.sessions = [session(on, held(CROSSOVER)) for on in (20, 22, 37, 39)]
    person.checks = [check(32, 2), check(34, 2), check(36, 3)]
    person.checks += [check(on, rating) for on, rating in zip((38, 40), after, strict=False)]
    person.checks += [check(on, 2) for on in range(60, 70)]
    assert [state(person, on) is StateName.TRIAL for on in (30, 36, 37)] == [
        True, True, False,
    ]  # fmt: skip
    practice = person.standing(today).practice
    (trial,) = practice.log.trials
    found = outcome(trial, practice)
    assert found.answer is expected
    if found.after is not None and found.without is not None:
        assert found.after - found.without == pytest.approx(
            1.17 if after == [4, 3] else 0.17, abs=0.01
        )
    rests = state(person, today) is StateName.RESTING
    assert rests is (expected is Answer.AGAIN)


def test_a_trial_can_be_ended() -> None:
    person = Person(sessions=[session(20, held(CROSSOVER))])
    person.decisions = [
        decision(30, DecisionKind.TRIAL, CROSSOVER),
        decision(32, DecisionKind.END_TRIAL, CROSSOVER),
    ]
    assert state(person, 31) is StateName.TRIAL
    assert state(person, 32) is not StateName.TRIAL


def asked(on: int, *decisions: Decision) -> str | None:
    standing = with_hard_crossovers(*decisions).standing(on)
    found = named(standing.practice, standing.comparable)
    return None if found is None else found.exercise


def test_it_speaks_until_it_is_answered() -> None:
    assert asked(29) is None
    assert [asked(on) for on in (30, 31, 40)] == [CROSSOVER] * 3


@pytest.mark.parametrize(
    ("kind", "exercise", "silent", "again"),
    [
        (DecisionKind.KEEP, CROSSOVER, 85, 86),
        (DecisionKind.NEVER_ASK, CROSSOVER, 90, None),
        (DecisionKind.KEEP, CHAIR, 36, 37),
        (DecisionKind.NEVER_ASK, CHAIR, 36, 37),
        (DecisionKind.REST, CHAIR, None, 30),
    ],
)
def test_an_answer_leaves_in_peace(
    kind: DecisionKind, exercise: str, silent: int | None, again: int | None
) -> None:
    answered = decision(30, kind, exercise, until=day(31))
    if silent is not None:
        assert asked(30, answered) is None
        assert asked(silent, answered) is None
    if again is not None:
        assert asked(again, answered) == CROSSOVER


def test_nothing_is_asked_while_a_trial_runs_or_waits() -> None:
    trial = decision(30, DecisionKind.TRIAL, CROSSOVER)
    assert [asked(on, trial) for on in (30, 37, 58)] == [None] * 3
    assert asked(59, trial) == CROSSOVER


def test_who_ends_a_trial_keeps_the_exercise() -> None:
    trial = decision(30, DecisionKind.TRIAL, CROSSOVER)
    ended = decision(31, DecisionKind.END_TRIAL, CROSSOVER)
    assert asked(60, trial, ended) is None


def test_what_came_back_rests_until_it_is_brought_back() -> None:
    person = with_hard_crossovers(decision(30, DecisionKind.TRIAL, CROSSOVER))
    person.sessions += [session(on, held(CROSSOVER)) for on in (37, 39)]
    person.checks += [check(38, 4), check(40, 4)]
    for on in range(41, 600, 40):
        person.sessions.append(session(on, held(CHAIR)))
        assert state(person, on) is StateName.RESTING
    person.decisions.append(decision(600, DecisionKind.INCLUDE, CROSSOVER))
    assert state(person, 600) is not StateName.RESTING


def test_what_is_back_after_a_trial_is_the_one_change_of_its_first_days() -> None:
    person = Person()
    for on in range(1, 14):
        person.follow(on, 2)
    person.decisions.append(decision(14, DecisionKind.TRIAL, FLOOR))
    for on in range(14, 21):
        person.follow(on, 2)
    changes = {on: person.follow(on, 2).change is not None for on in range(21, 24)}
    back = [each for each in person.standing(23).practice.changes if each.kind is ChangeKind.BACK]
    assert [(each.exercise, each.day) for each in back] == [(FLOOR, day(21))]
    assert changes == {21: False, 22: False, 23: True}


def test_of_two_that_were_left_out_one_comes_back_a_day() -> None:
    """Two machines whose logs were merged later may each have begun a trial."""
    person = Person(sessions=[session(on, held(CROSSED), held(CHAIR)) for on in (1, 3, 5)])
    person.decisions = [decision(on, DecisionKind.TRIAL, which) for on, which in LEFT_OUT]
    for on in (17, 17, 18):
        person.follow(on, 2)
    back = [each for each in person.standing(18).practice.changes if each.kind is ChangeKind.BACK]
    assert [(each.exercise, each.day) for each in back] == [(CROSSED, day(17)), (CHAIR, day(18))]


def test_what_is_back_rests_once_more_after_a_harder_morning() -> None:
    person = Person(
        sessions=[session(on, held(CHAIR), held(FLOOR)) for on in (1, 12, 14, 28)],
        decisions=[decision(20, DecisionKind.TRIAL, FLOOR)],
    )
    person.checks = [*checks(2, 2, 2, first=25), check(28, 2), check(29, 5)]
    assert person.standing(29).states[FLOOR].until == day(32)


def test_trials_are_looked_up_once_for_a_plan(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []

    def counted(decisions: Iterable[Decision]) -> list[Trial]:
        asked.append(1)
        return trials(decisions)

    monkeypatch.setattr(log, "trials", counted)
    person = Person(decisions=[decision(on, DecisionKind.TRIAL, CHAIR) for on in range(1, 90, 9)])
    person.sessions = [session(on, held(CHAIR), held(CROSSOVER)) for on in range(1, 90, 2)]
    assert person.plan(90).items
    assert len(asked) == 1
