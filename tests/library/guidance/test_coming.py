"""What comes next, after the plan of the day."""

from library.guidance.coming import Coming, coming
from library.history.record import Outcome, Reason
from tests.library.guidance.person import SHORT, Person, day, held, session


def next_of(person: Person, on: int) -> Coming | None:
    return coming(person.standing(on), person.plan(on))


def test_at_the_very_start_the_third_exercise_is_next_and_not_before_its_gap() -> None:
    assert next_of(Person(), 1) == Coming(SHORT["massage"], is_new=True, first=day(4))


def test_what_rests_comes_before_what_is_new_and_its_day_is_told() -> None:
    person = Person()
    person.follow(1)
    person.sessions.append(
        session(3, held(SHORT["chair"], outcome=Outcome.EASED_OFF, reason=Reason.SHARP))
    )
    told = next_of(person, 4)
    assert told is not None
    assert (told.exercise, told.is_new) == (SHORT["chair"], False)
    assert told.first is not None
    assert told.first > day(4)


def test_on_no_day_is_something_of_the_plan_still_to_come() -> None:
    person = Person()
    for on in range(1, 40, 2):
        plan = person.plan(on)
        told = next_of(person, on)
        if told is not None and told.is_new:
            assert told.exercise not in plan.exercises
            assert told.first is None or told.first > day(on)
        person.follow(on, answer=2)
    assert next_of(person, 60) is None


def test_after_a_pause_nobody_knows_yet_when_something_new_comes() -> None:
    person = Person()
    for on in (1, 3, 5):
        person.follow(on, answer=2)
    assert next_of(person, 26) == Coming(SHORT["lift"], is_new=True)
