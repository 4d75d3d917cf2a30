"""The rules one by one, by the vectors they are specified with."""

from collections import Counter
from datetime import time, timedelta
from itertools import product

import pytest
from msgspec.structs import replace

from library.guidance.mornings import (
    harder_mornings,
    harder_weeks,
    is_harder,
    usual,
)
from library.guidance.order import (
    CHAIR,
    CROSSED,
    FLOOR,
    INTRODUCTION,
    LIFT,
    STANDING,
)
from library.guidance.plan import Why
from library.guidance.practice import Colour, colour
from library.guidance.question import is_asked, question
from library.guidance.states import StateName
from library.history.record import Check, DecisionKind, Outcome, Reason, SessionRecord
from tests.library.guidance.person import (
    LADDERS,
    NAMES,
    Person,
    check,
    checks,
    day,
    decision,
    held,
    session,
    ticks,
    told,
)

COLOURS = {
    (None, None): "unknown",
    (None, 2): "green",
    (None, 3): "yellow",
    (0, 2): "green",
    (0, 3): "yellow",
    (0, 4): "red",
    (1, 5): "red",
    (2, 5): "yellow",
    (2, 6): "red",
    (3, 4): "green",
    (3, 5): "yellow",
    (4, 5): "green",
    (5, 5): "green",
    (5, 6): "red",
    (7, 2): "green",
}


@pytest.mark.parametrize(("pain", "expected"), COLOURS.items())
def test_how_a_session_went(pain: tuple[int | None, int | None], expected: str) -> None:
    assert colour(*pain) == expected


def test_every_pair_has_one_colour() -> None:
    counts = Counter(colour(before, worst) for before, worst in product(range(6), range(11)))
    assert counts == {Colour.GREEN: 26, Colour.YELLOW: 7, Colour.RED: 33}


@pytest.mark.parametrize(
    ("earlier", "usually", "answer", "harder"),
    [
        ([2, 3], None, 6, False),
        ([2, 2, 3], 2, 4, True),
        ([2, 2, 3], 2, 3, False),
        ([1, 2, 2, 3, 3, 2, 2, 5], 2, 4, True),
        ([0, 0, 1], 0, 2, True),
        ([0, 2, 2, 2, 3, 3, 3, 3], 3, 5, True),
        ([4, 4, 5, 4], 4, 6, True),
    ],
)
def test_what_is_usual_and_what_is_harder(
    earlier: list[int], usually: float | None, answer: int, harder: bool
) -> None:
    answers = {each.day: each for each in checks(*earlier)}
    now = day(len(earlier) + 1)
    assert usual(answers, now) == usually
    assert is_harder(answer, usually) is harder
    answers[now] = check(len(earlier) + 1, answer)
    assert harder_mornings(answers, [now - timedelta(days=1)]) == ([now] if harder else [])


def test_the_day_after_no_session_is_never_harder() -> None:
    answers = {each.day: each for each in checks(2, 2, 3, 9)}
    assert harder_mornings(answers, [day(1), day(2)]) == []


@pytest.mark.parametrize(
    ("last", "answered", "about", "recalled"),
    [
        (10, [], None, False),
        (9, [], 10, False),
        (8, [], 9, True),
        (8, [9], 10, False),
        (7, [], 8, True),
        (6, [], 10, False),
        (None, [], 10, False),
        (9, [10], None, False),
    ],
)
def test_which_day_is_asked_about(
    last: int | None, answered: list[int], about: int | None, recalled: bool
) -> None:
    sessions = [] if last is None else [day(last)]
    asked = question(day(10), sessions, {day(each) for each in answered})
    assert (asked and (asked.about, asked.recalled)) == (about and (day(about), recalled))


@pytest.mark.parametrize(
    ("practised", "answered", "decided", "asked"),
    [
        ([1, 3, 5, 7], [], [], True),
        ([1, 3, 5, 7, 9], [], [], False),
        ([0, 3, 5, 7, 9], [], [], True),  # the first lies fifteen days back
        ([1, 3, 5, 7, 9], [0], [], False),  # so does the answer
        ([1, 3, 5, 7, 9], [4], [], True),
        ([1, 3, 5, 7, 9], [], [9], True),
        ([1, 3, 5, 7, 9], [], [1], False),
        ([1, 3, 5, 7, 9], [15], [], True),
    ],
)
def test_who_never_answers_is_left_in_peace(
    practised: list[int], answered: list[int], decided: list[int], asked: bool
) -> None:
    days, answers, decisions = (
        [day(each) for each in some] for some in (practised, answered, decided)
    )
    assert is_asked(day(15), days, answers, decisions) is asked


def three_done(answer_first: int = 2) -> Person:
    """Crossed, chair and massage met, with answers that are all the same."""
    person = Person()
    for on in (1, 3, 5):
        person.follow(on, answer_first)
    return person


def test_six_or_more_brings_the_massage_only() -> None:
    person = three_done()
    person.answer(7, 6)
    plan = person.plan(7)
    assert (told(plan), plan.why, plan.easy) == ("massage 3x20", Why.REST_FIRST, True)


def test_six_or_more_without_a_massage_brings_nothing() -> None:
    person = Person()
    person.follow(1, 2)
    person.answer(2, 7)
    assert person.plan(2).items == ()


def test_who_usually_has_six_gets_the_easy_two() -> None:
    person = Person(sessions=[session(1, held(CROSSED), held(CHAIR))])
    person.checks = [*checks(6, 6, 7, first=2), check(5, 6)]
    plan = person.plan(5)
    assert (told(plan), plan.why) == ("crossed 2x20, chair 2x10", Why.HIGH_USUAL)


def test_a_recalled_answer_of_six_brings_no_rest() -> None:
    person = three_done()
    person.checks.append(check(6, 6, answered=7))
    assert person.plan(7).why is not Why.REST_FIRST


# Rests.


def eased(on: int, exercise: str = CHAIR, reason: Reason | None = None) -> SessionRecord:
    return session(on, held(exercise, outcome=Outcome.EASED_OFF, reason=reason))


def state(person: Person, on: int, exercise: str = CHAIR) -> StateName:
    return person.standing(on).states[exercise].name


def test_three_times_eased_off_rests_for_a_week() -> None:
    person = Person(sessions=[session(1, held(CHAIR, 2, 15)), *map(eased, (3, 5, 8))])
    assert [state(person, on) is StateName.RESTING for on in (8, 9, 15, 16)] == [
        False, True, True, False,
    ]  # fmt: skip
    assert [person.standing(on).level(CHAIR) for on in (8, 9)] == [1, 0]


def test_done_calmly_in_between_is_no_row() -> None:
    person = Person(sessions=[eased(3), session(5, held(CHAIR)), eased(8)])
    assert state(person, 9) is not StateName.RESTING


def test_sharp_rests_for_three_days() -> None:
    person = Person(sessions=[session(1, held(CHAIR)), eased(4, reason=Reason.SHARP)])
    assert [state(person, on) is StateName.RESTING for on in (4, 5, 7, 8)] == [
        True, True, True, False,
    ]  # fmt: skip


@pytest.mark.parametrize(("second", "in_force"), [(18, True), (19, False)])
def test_sharp_twice_in_two_weeks_asks_for_care(second: int, in_force: bool) -> None:
    sharp = [eased(4, reason=Reason.SHARP), eased(second, LIFT, Reason.SHARP)]
    person = Person(sessions=sharp)
    assert ("nerve" in person.standing(second).ticks) is in_force
    assert "nerve" not in person.standing(second - 1).ticks
    person.decisions.append(decision(second + 2, DecisionKind.LIFT_TICK, words=("nerve",)))
    assert "nerve" not in person.standing(second + 2).ticks


def test_a_session_that_hurt_takes_the_latest_change_back() -> None:
    both = (held(CROSSED, 2, 20), held(CHAIR, 2, 20))
    person = Person(
        sessions=[session(1, *both), session(5, *both, worst=7)],
        decisions=[decision(1, DecisionKind.LEVEL, CHAIR, level=2)],
    )
    assert person.standing(5).level(CHAIR) == 2
    assert person.standing(6).level(CHAIR) == 1
    assert [state(person, on) is StateName.RESTING for on in (5, 6, 7)] == [False, True, False]
    still = [bool(person.standing(on).setbacks.stillness(day(on))) for on in (5, 7, 8, 30)]
    assert still == [True] * 4  # one session that did not hurt comes first
    for calm, changes in ((6, 8), (9, 10)):
        person.sessions[2:] = [session(calm, held(CROSSED, 2, 20))]
        still = [bool(person.standing(on).setbacks.stillness(day(on))) for on in (5, 7, 8, 9, 10)]
        assert still == [on < changes for on in (5, 7, 8, 9, 10)]


def harder(*sessions: SessionRecord) -> Person:
    """A harder morning on day 18."""
    answers = [*checks(2, 2, 2, first=14), check(17, 2), check(18, 5)]
    return Person(sessions=list(sessions), checks=answers)


def test_a_harder_morning_rests_what_was_new() -> None:
    person = harder(
        session(1, held(CROSSED, 2, 20)),
        session(8, held(LIFT)),
        session(17, held(LIFT), held(CROSSED, 2, 20), held(STANDING)),
    )
    assert state(person, 18, STANDING) is StateName.RESTING
    assert person.standing(18).states[STANDING].until == day(21)
    assert state(person, 21, STANDING) is StateName.LEARNING


def test_a_harder_morning_takes_nothing_old_back() -> None:
    person = harder(
        session(1, held(CROSSED, 2, 20)),
        session(8, held(LIFT)),
        session(9, held(STANDING)),
        session(17, held(LIFT), held(CROSSED, 2, 20), held(STANDING)),
    )
    standing = person.standing(18)
    assert not standing.setbacks.rests
    assert [standing.setbacks.is_easy(day(on)) for on in (17, 18, 19, 20)] == [
        False, True, True, False,
    ]  # fmt: skip
    assert [bool(standing.setbacks.stillness(day(on))) for on in (18, 20, 21)] == [
        True, True, False,
    ]  # fmt: skip


def test_a_harder_morning_takes_a_longer_dose_back() -> None:
    person = harder(
        session(1, held(CHAIR)), session(15, held(CHAIR, 2, 15)), session(17, held(CHAIR, 2, 15))
    )
    assert [person.standing(on).level(CHAIR) for on in (17, 18)] == [1, 0]
    assert state(person, 18) is not StateName.RESTING


@pytest.mark.parametrize(("changed", "taken_back"), [(11, True), (10, False)])
def test_only_a_change_of_the_last_seven_days_is_taken_back(changed: int, taken_back: bool) -> None:
    lift = [session(on, held(LIFT), held(CHAIR)) for on in (changed, 17)]
    person = harder(session(1, held(CHAIR)), *lift)
    assert (state(person, 18, LIFT) is StateName.RESTING) is taken_back


def test_two_harder_weeks_bring_a_step_back() -> None:
    answers = {each.day: each for each in checks(*[1] * 7, *[2] * 7, *[3] * 7)}
    assert harder_weeks(answers, 0, day(21)) == []
    assert harder_weeks(answers, 0, day(22)) == [day(22)]
    person = Person(
        sessions=[session(20, held(CHAIR, 2, 20))],
        checks=list(answers.values()),
        decisions=[decision(1, DecisionKind.LEVEL, CHAIR, level=2)],
    )
    assert [person.standing(on).level(CHAIR) for on in (21, 22)] == [2, 1]
    assert [bool(person.standing(on).setbacks.stillness(day(on))) for on in (22, 28, 29)] == [
        True, True, False,
    ]  # fmt: skip


# May something change?


def after_a_change(done: list[int], answers: list[Check]) -> Person:
    """The lift was new on day 12; the chair is long ready for more."""
    chair = [session(on, held(CHAIR), held(CROSSED, 2, 20)) for on in (1, 3, 5)]
    lift = [session(on, held(LIFT), held(CHAIR)) for on in done]
    return Person(sessions=[*chair, *lift], checks=list(answers))


@pytest.mark.parametrize(
    ("done", "answers", "today", "changes"),
    [
        ([12], [check(13, 2)], 13, False),
        ([12, 13], [check(13, 2)], 15, True),
        ([12, 13], [], 14, False),
        ([12, 13], [], 15, True),
        ([12], [], 19, False),
        ([12], [], 20, True),
    ],
)
def test_when_something_may_change(
    done: list[int], answers: list[Check], today: int, changes: bool
) -> None:
    assert (after_a_change(done, answers).plan(today).change is not None) is changes


def test_nothing_changes_for_three_days_after_a_harder_morning() -> None:
    person = after_a_change([12, 13], [*checks(1, 1, 1, first=8), check(13, 4)])
    assert [person.plan(on).change is not None for on in (15, 16)] == [False, True]


def test_nothing_changes_in_the_second_session_of_a_day() -> None:
    person = after_a_change([12, 13, 16], [])
    person.sessions[-1] = session(16, held(CHAIR), clock=time(8))
    assert person.plan(16).change is None


# Coming back.


@pytest.mark.parametrize(
    ("away", "before", "after"),
    [
        (13, (3, 1), (3, 1)),
        (14, (3, 1), (2, 0)),
        (27, (3, 1), (2, 0)),
        (28, (3, 1), (1, 0)),
        (28, (4, 2), (1, 1)),
        (28, (0, 0), (0, 0)),
    ],
)
def test_coming_back(away: int, before: tuple[int, int], after: tuple[int, int]) -> None:
    levels = [
        decision(1, DecisionKind.LEVEL, exercise, level=level)
        for exercise, level in zip((CHAIR, LIFT), before, strict=True)
    ]
    person = Person(sessions=[session(1, held(CHAIR), held(LIFT))], decisions=levels)
    standing = person.standing(1 + away)
    assert (standing.level(CHAIR), standing.level(LIFT)) == after


def test_a_level_that_stepped_back_does_not_come_back_by_itself() -> None:
    highest = [held(CHAIR, dose.reps, dose.hold_seconds) for dose in LADDERS[CHAIR][-1:]]
    person = Person(
        sessions=[session(on, *highest) for on in (1, 5, 9)],
        decisions=[decision(1, DecisionKind.LEVEL, CHAIR, level=4)],
    )
    levels = set()
    for on in range(25, 250, 3):
        dose = person.standing(on).dose(CHAIR)
        levels.add(person.standing(on).level(CHAIR))
        person.sessions.append(session(on, held(CHAIR, dose.reps, dose.hold_seconds), worst=3))
    assert levels == {3}


def test_one_exercise_that_was_left_for_long() -> None:
    chair = [session(on, held(CHAIR)) for on in range(2, 30, 3)]
    person = Person(
        sessions=[session(1, held(CHAIR), held(LIFT, 2, 30)), *chair],
        decisions=[decision(1, DecisionKind.LEVEL, LIFT, level=3)],
    )
    assert [person.standing(on).level(LIFT) for on in (28, 29)] == [3, 1]


def test_what_was_met_long_ago_stays_met_though_it_was_skipped_since() -> None:
    skipped = [replace(hold, outcome=Outcome.SKIPPED, held_seconds=0) for hold in held(LIFT)]
    person = Person(sessions=[session(1, held(LIFT)), session(2, held(LIFT))])
    person.sessions += [session(on, held(CHAIR), skipped) for on in range(3, 10)]
    person.sessions += [session(on, held(CHAIR)) for on in range(10, 200, 5)]
    assert person.standing(200).practice.is_met(LIFT)


# Ticks.

ORDER = "crossed chair massage lift floor standing crossover"
INTRODUCED = {
    "": ORDER,
    "joints": ORDER,
    "bones": "crossed chair massage lift",
    "disc": "crossed chair massage lift",
    "pressure": "crossed chair massage lift floor",
    "hip": "chair",
    "nerve": "massage",
    "clot": "crossed chair lift floor standing crossover",
    "balance": "crossed chair massage lift standing",
    "pregnant": "chair massage lift floor standing",
    "hamstring": "",
    "operation": "",
    "bones balance": "crossed chair massage lift",
}


@pytest.mark.parametrize(("words", "expected"), INTRODUCED.items())
def test_what_the_ticks_leave_in(words: str, expected: str) -> None:
    standing = Person(decisions=[ticks(*words.split())]).standing(1)
    left = [NAMES[each] for each in INTRODUCTION if standing.states[each].is_allowed]
    assert " ".join(left) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [("hip", "chair"), ("pregnant", "chair"), ("nerve", "massage"), ("hamstring", "")],
)
def test_the_very_first_session_with_ticks(words: str, expected: str) -> None:
    items = Person(decisions=[ticks(words)]).plan(1).items
    assert " ".join(NAMES[item.exercise] for item in items) == expected


def test_the_very_first_session_on_a_mat_only() -> None:
    person = Person(possible=frozenset({CROSSED, FLOOR}))
    assert told(person.plan(1)) == "crossed 2x20*"


def test_what_is_included_outlasts_the_tick_until_it_is_set_again() -> None:
    person = Person(decisions=[ticks("disc"), decision(2, DecisionKind.INCLUDE, FLOOR)])
    assert state(person, 2, FLOOR) is StateName.NOT_YET
    person.decisions.append(ticks("disc", "clot", on=3))
    assert state(person, 3, FLOOR) is StateName.NOT_YET
    person.decisions += [ticks(on=4), ticks("disc", on=5)]
    assert state(person, 5, FLOOR) is StateName.OFF


def test_ticks_of_a_later_version_are_left_alone() -> None:
    assert Person(decisions=[ticks("moon", "clot")]).standing(1).ticks.keys() == {"clot"}
