"""Which one is it? Comparing mornings, and the trial week."""

from datetime import date

import pytest

from library.guidance.comparing import Answer, Comparison, Row, compare, outcome
from library.guidance.order import CHAIR, CROSSOVER
from library.guidance.states import StateName
from library.guidance.trials import trials
from library.history.record import DecisionKind
from tests.library.guidance.person import Person, check, day, decision, held, session


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
    ],
)
def test_what_a_trial_shows(after: list[int], today: int, expected: Answer) -> None:
    person = Person(decisions=[decision(30, DecisionKind.TRIAL, CROSSOVER)])
    person.sessions = [session(on, held(CROSSOVER)) for on in (20, 22, 37, 39)]
    person.checks = [check(32, 2), check(34, 2), check(36, 3)]
    person.checks += [check(on, rating) for on, rating in zip((38, 40), after, strict=False)]
    assert [state(person, on) is StateName.TRIAL for on in (30, 36, 37)] == [
        True, True, False,
    ]  # fmt: skip
    practice = person.standing(today).practice
    (trial,) = trials(practice.log)
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
