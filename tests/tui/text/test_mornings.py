"""What is said of mornings is calm, and can be checked by hand."""

from hypothesis import given

from library.guidance.comparing import comparisons
from library.guidance.order import CHAIR, CROSSED, CROSSOVER
from library.guidance.plan import DayPlan
from library.history.record import DecisionKind
from tests.library.guidance.person import (
    Person,
    check,
    checks,
    decision,
    held,
    session,
    with_hard_crossovers,
)
from tests.library.guidance.test_properties import people
from tests.tui.text.test_guidance import NEVER, named
from tui.text.mornings import chance_words, morning_words, said_of, verdict_words


def said(person: Person, on: int) -> dict[str, str]:
    standing = person.standing(on)
    table = comparisons(standing.practice)
    return {each.exercise: said_of(each, standing, named) for each in table}


@given(people(follows=False))
def test_everything_is_said_in_calm_words(lived: tuple[Person, list[tuple[int, DayPlan]]]) -> None:
    person, plans = lived
    on = max((on for on, _ in plans), default=1)
    standing = person.standing(on)
    for words in (
        *said(person, on).values(),
        *morning_words(standing, named),
        *chance_words(standing.practice, named),
    ):
        assert words.endswith(".")
        assert not NEVER.search(words), words


def test_what_cannot_be_said_yet() -> None:
    person = Person(sessions=[session(on, held(CHAIR)) for on in (1, 3, 5, 7, 9, 11)])
    person.sessions.append(session(4, held(CROSSED)))
    person.sessions.append(session(8, held(CROSSED)))
    person.checks = checks(*[2] * 12)
    assert said(person, 12) == {
        CHAIR: "Too few mornings after sessions without it: 1 of 3.",
        CROSSED: "Too few mornings to compare: 1 of 3.",
    }


def test_the_mornings_can_be_checked_by_hand() -> None:
    person = Person(sessions=[session(on, held(CHAIR), held(CROSSED)) for on in (1, 4)])
    person.checks = [*checks(2, 2, 2, 3), check(5, 4), check(6, 2)]
    assert list(morning_words(person.standing(6), named)) == [
        "Sat 7 Mar: 2, usual 2: 0.0, after a rest day.",
        "Fri 6 Mar: 4, usual 2: +2.0, after the crossed stretch and the chair stretch.",
        "Thu 5 Mar: 3, usual 2: +1.0, after a rest day.",
    ]


def test_how_far_the_rule_is_away() -> None:
    practice = with_hard_crossovers().standing(30).practice
    assert list(chance_words(practice, named)) == [
        "Chair stretch: +0.7; by chance 0.38, so it takes 1.0.",
        "Crossover stretch: +3.0; by chance 0.59, so it takes 1.5.",
    ]


def test_a_trial_is_told_in_the_table_for_a_while() -> None:
    person = with_hard_crossovers(decision(30, DecisionKind.TRIAL, CROSSOVER))
    person.checks += [check(on, 2) for on in (32, 34, 36)]
    person.sessions += [session(on, held(CROSSOVER)) for on in (37, 39)]
    assert said(person, 31)[CROSSOVER] == "Left out until Tuesday, to compare."
    assert said(person, 38)[CROSSOVER] == "It is back; two mornings after it will tell more."
    person.checks += [check(38, 3), check(40, 4)]
    again = (
        "Fri 10 Apr: 3.5 with it again, 2.0 in the week without. It came back with the crossover "
        "stretch. Leave it out, and show this table to a physiotherapist."
    )
    assert said(person, 41)[CROSSOVER] == again
    assert said(person, 100)[CROSSOVER] == again
    person.checks[-1] = check(40, 2)
    assert said(person, 41)[CROSSOVER].endswith("It is back.")
    assert said(person, 100)[CROSSOVER] == verdict_words(
        comparisons(person.standing(100).practice)[-1]
    )
