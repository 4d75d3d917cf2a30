"""The one line of a day: the first that fits, and no more than one."""

import pytest
from msgspec.structs import replace

from library.guidance.comparing import Answer
from library.guidance.day_line import DayLine, LineKind, day_line
from library.guidance.order import CHAIR, CROSSED, CROSSOVER, FLOOR, MASSAGE
from library.guidance.plan import Here, Why
from library.history.record import DecisionKind, Outcome, Reason
from tests.library.guidance.person import (
    NAMES,
    Person,
    check,
    checks,
    day,
    decision,
    held,
    session,
    ticks,
    with_hard_crossovers,
)
from tests.library.guidance.test_reach import reach
from tui.text.day_line import NOT_AS_HOPED, ON_TODAY, day_line_words


def line(person: Person, on: int) -> DayLine | None:
    return day_line(person.standing(on), person.plan(on), Here(person.hour, person.possible))


def kind(person: Person, on: int) -> LineKind | None:
    found = line(person, on)
    return None if found is None else found.kind


def words(person: Person, on: int) -> str:
    found = line(person, on)
    assert found is not None
    named = lambda exercise: f"{NAMES[exercise].capitalize()} stretch"  # noqa: E731
    return day_line_words(found, person.plan(on), person.standing(on), named)


def practised(*days: int) -> Person:
    """The chair and the crossed stretch on these days."""
    return Person(sessions=[session(on, held(CHAIR), held(CROSSED, 2, 20)) for on in days])


def test_most_days_have_no_line() -> None:
    assert kind(Person(), 1) is None
    assert kind(practised(1, 2, 4), 5) is None


def test_nothing_that_fits() -> None:
    person = Person(possible=frozenset())
    assert kind(person, 1) is LineKind.NOTHING_FITS
    assert words(person, 1) == "Nothing that fits is at hand. A walk is fine."


def test_that_all_stretches_are_out_is_said_every_day_with_whom_to_ask() -> None:
    sharp = held(CHAIR, 1, outcome=Outcome.EASED_OFF, reason=Reason.SHARP)
    twice = Person(sessions=[session(1, held(MASSAGE, 3)), *(session(on, sharp) for on in (2, 5))])
    assert kind(twice, 4) is not LineKind.STRETCHES_OUT
    for on in (5, 6, 30):
        assert kind(twice, on) is LineKind.STRETCHES_OUT
        assert words(twice, on) == (
            "It was sharp or numb twice within two weeks, so all stretches are left out. "
            "A doctor or physiotherapist can tell what is right for you now. "
            "{today.ticks} shows your ticks."
        )
    told = words(Person(decisions=[ticks("nerve")]), 1)
    assert told.startswith("What you ticked leaves all stretches out. A doctor or physiotherapist")


def test_six_or_more_goes_before_a_harder_morning() -> None:
    person = practised(1, 2, 4)
    person.checks = [*checks(2, 2, 2, 2), check(5, 6)]
    assert [kind(person, on) for on in (5, 6, 7)] == [
        LineKind.REST_FIRST,
        LineKind.HARDER_MORNING,
        None,
    ]
    assert words(person, 5) == "6 of 10: a rest day may be kinder."
    assert words(person, 6).startswith("An easy day once more, after a harder morning")


def test_what_the_plan_says_already_is_known() -> None:
    person = practised(1, 2, 4)
    person.checks = [*checks(2, 2, 2, 2), check(5, 5)]
    found, plan = line(person, 5), person.plan(5)
    assert found is not None
    assert found.is_said_by(plan)
    assert not found.is_said_by(replace(plan, why=Why.LEADS))


def test_who_comes_back_is_welcome_for_one_day() -> None:
    person = practised(1, 2, 22)
    assert words(person, 22).startswith("Welcome back after 20 days.")
    assert kind(person, 23) is None


def trial_of_the_crossover(*after: int) -> Person:
    person = with_hard_crossovers(decision(30, DecisionKind.TRIAL, CROSSOVER))
    person.sessions += [session(on, held(CROSSOVER)) for on in (37, 39)]
    person.checks += [check(on, rating) for on, rating in zip((38, 40), after, strict=False)]
    return person


@pytest.mark.parametrize(
    ("after", "answer", "told"),
    [
        (
            (5, 4),
            Answer.AGAIN,
            "It came back with the crossover stretch. Leave it out, and show this table to a "
            "physiotherapist. {history.mornings} on History shows it.",
        ),
        (
            (2, 3),
            Answer.NOT_AGAIN,
            "Not this time, so it was probably something else. It is back.",
        ),
    ],
)
def test_a_trial_and_its_result(after: tuple[int, ...], answer: Answer, told: str) -> None:
    person = trial_of_the_crossover(*after)
    assert words(person, 32).startswith("Without the crossover stretch until ")
    assert [kind(person, on) for on in (36, 37)] == [LineKind.TRIAL, None]
    easy = 2 if answer is Answer.AGAIN else 0  # what is harder goes first
    found = line(person, 40 + easy)
    assert found is not None
    assert found.outcome is not None
    assert found.outcome.answer is answer
    assert words(person, 40 + easy) == told
    assert kind(person, 43) is not LineKind.RESULT


def test_a_trial_without_an_answer_is_told_when_it_is_over() -> None:
    person = with_hard_crossovers(decision(30, DecisionKind.TRIAL, CROSSOVER))
    person.sessions.append(session(57, held(CHAIR)))
    assert kind(person, 58) is None
    assert words(person, 59) == "No answer yet; it stays in."


def test_which_one_is_it() -> None:
    person = with_hard_crossovers(days=32)
    person.checks[29] = check(30, 3)
    assert words(person, 37) == (
        "After the crossover stretch your mornings were 2.3 higher than otherwise. "
        "{history.mornings} on History shows them."
    )
    person.sessions.append(session(38, held(CHAIR)))
    asked = [on for on in range(31, 51) if kind(person, on) is LineKind.WHICH_ONE]
    assert asked == [31, 37, 38, *range(44, 50)]


def test_harder_weeks_go_before_the_line_of_the_week() -> None:
    person = practised(*range(1, 22, 2))
    person.checks = checks(*[1] * 7, *[2] * 7, *[3] * 7)
    assert kind(person, 22) is LineKind.HARDER_WEEKS
    assert "physiotherapist" in words(person, 22)


def test_the_line_of_the_week() -> None:
    person = practised(*range(1, 14, 3))
    person.checks = checks(*[3, 4, 3] * 2, *[3] * 7)
    assert words(person, 15) == (
        f"Mornings: 3.0, the week before 3.3: about the same. {NOT_AS_HOPED}"
    )
    assert kind(person, 16) is None


def test_who_is_no_better_hears_it_every_four_weeks_however_long_it_takes() -> None:
    person = practised(*range(1, 260, 2))
    person.checks = [check(on, 4) for on in range(1, 260) if on % 7 in (1, 3, 5, 6)]
    found = {week: line(person, 1 + 7 * week) for week in range(1, 37)}
    told = [week for week, each in found.items() if each is not None and each.not_as_hoped]
    assert told == list(range(2, 37, 4))


def test_ticks_are_asked_about_once_after_four_weeks() -> None:
    person = practised(*range(1, 40, 3))
    person.decisions.append(ticks("bones", on=2))
    assert [kind(person, on) for on in (29, 30, 31, 32)] == [
        None,
        LineKind.TICKS,
        LineKind.TICKS,
        None,
    ]
    assert words(person, 30) == ON_TODAY[LineKind.TICKS]


def test_reach_is_offered_three_times_and_then_no_more() -> None:
    sessions = [session(on, held(CHAIR), held(FLOOR)) for on in range(3, 60, 3)]
    person = Person(sessions=[session(1, held(CROSSED, 2, 20)), *sessions])
    offered = [on for on in range(1, 60) if kind(person, on) is LineKind.REACH]
    assert offered == [13, 14, 15, 20, 21, 27]
    standing = person.standing(41)
    standing.log.reach = [reach(34, -3.0)]
    assert day_line(standing, person.plan(41), Here(10)) == DayLine(
        LineKind.REACH, reach=standing.log.reach[0].form
    )
    assert day(41) == standing.today
