"""What is decided for a wish, and what it makes sense to wish for."""

from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from library.exercises.catalogue import ExercisesFolder
from library.exercises.model import Exercise
from library.guidance.exercise_progress import ExerciseProgress, exercise_progress
from library.guidance.standing import Standing
from library.guidance.states import StateName
from library.guidance.wishes import Wish, sensible, wanted
from library.history.record import DecisionKind
from tests.library.guidance.person import Person, day, decision, held, session, ticks

EXERCISES = {each.id: each for each in ExercisesFolder(Path("none")).read()[0].exercises}
CHAIR, LIFT, FLOOR = (
    EXERCISES[f"{each}"] for each in ("chair-leg-stretch", "leg-lift", "floor-leg-stretch")
)
LADDERS = [each for each in EXERCISES.values() if each.doses]


def progress(exercise: Exercise, standing: Standing) -> ExerciseProgress:
    return exercise_progress(exercise, standing)


def open_to(exercise: Exercise, standing: Standing) -> list[Wish]:
    state = standing.state(exercise.id)
    return [*sensible(exercise, progress(exercise, standing), state, standing.today)]


@pytest.mark.parametrize(
    ("person", "exercise", "wishes"),
    [
        (Person(), CHAIR, [Wish.MORE, Wish.REST, Wish.ALREADY]),
        (Person(), LIFT, [Wish.MORE, Wish.HIGHER, Wish.LOWER, Wish.REST, Wish.ALREADY]),
        (
            Person(sessions=[session(on, held(CHAIR.id)) for on in (3, 5, 7)]),
            CHAIR,
            [Wish.MORE, Wish.REST],
        ),
        (Person(decisions=[ticks("disc")]), FLOOR, [Wish.MORE, Wish.INCLUDE]),
        (
            Person(decisions=[ticks("bones")]),
            LIFT,
            [Wish.MORE, Wish.LOWER, Wish.REST, Wish.ALREADY],
        ),
        (
            Person(decisions=[decision(9, DecisionKind.REST, CHAIR.id, until=day(16))]),
            CHAIR,
            [Wish.MORE, Wish.INCLUDE],
        ),
        (
            Person(decisions=[decision(9, DecisionKind.LEVEL, CHAIR.id, level=4)]),
            CHAIR,
            [Wish.LESS, Wish.REST, Wish.ALREADY],
        ),
    ],
)
def test_what_makes_sense_depends_on_where_one_stands(
    person: Person, exercise: Exercise, wishes: list[Wish]
) -> None:
    assert open_to(exercise, person.standing(10)) == wishes


@given(st.sampled_from(LADDERS), st.data())
def test_more_is_more_and_less_is_less(exercise: Exercise, data: st.DataObject) -> None:
    level = data.draw(st.integers(0, len(exercise.doses) - 1))
    seconds = data.draw(st.integers(5, 60))
    rung = exercise.dose(level)
    now = ExerciseProgress(
        level=level,
        dose=replace(rung, hold_seconds=seconds),
        tuned=seconds != rung.hold_seconds,
        limited=data.draw(st.booleans()),
    )
    standing = Person().standing(10)
    ends = {Wish.MORE: exercise.doses[-1].seconds, Wish.LESS: exercise.doses[0].seconds}
    for wish, end in ends.items():
        found = wanted(wish, exercise, now, standing.state(exercise.id), standing.today)
        if found is None:
            assert not now.tuned
            assert rung.seconds == end or (now.limited and wish is Wish.MORE)
            continue
        assert found.level is not None
        after, before = exercise.dose(found.level).seconds, rung.reps * seconds
        grows = after > before if wish is Wish.MORE else after < before
        assert grows or after == end


def test_a_rest_is_for_a_week_and_never_shortens_one() -> None:
    standing = Person().standing(10)
    state, now = standing.state(CHAIR.id), progress(CHAIR, standing)
    found = wanted(Wish.REST, CHAIR, now, state, standing.today)
    assert found is not None
    assert (found.kind, found.until) == (DecisionKind.REST, standing.today + timedelta(days=7))
    for days, rests in ((3, False), (7, True), (30, True)):
        resting = replace(
            state, name=StateName.RESTING, until=standing.today + timedelta(days=days)
        )
        assert (wanted(Wish.REST, CHAIR, now, resting, standing.today) is None) is rests
