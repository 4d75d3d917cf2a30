"""Exercises of a routine as they are typed in a shell."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.routines.file import RoutinesError
from library.routines.lookup import resolve
from library.routines.model import MAX_ITEMS, Routine, RoutineItem
from library.routines.typed import Items
from library.settings import Settings
from tests.library.session.transcripts import built_in

CATALOGUE, ROUTINES = built_in()
LIFT, CHAIR, MASSAGE = "leg-lift", "chair-leg-stretch", "hamstring-massage"


def meant(name: str) -> Routine:
    return resolve(name, ROUTINES, CATALOGUE)


def items(*exercises: str) -> Items:
    return Items(meant, CATALOGUE, Settings(), map(RoutineItem, exercises))


def ids(of: Items) -> list[str]:
    return [item.exercise for item in of.kept]


@pytest.mark.parametrize(
    ("typed", "item"),
    [
        ("leg-lift", RoutineItem(LIFT)),
        ("Leg lift", RoutineItem(LIFT)),
        ("massage", RoutineItem(MASSAGE)),
        ("chair:2x20", RoutineItem(CHAIR, reps=2, hold_seconds=20)),
        ("chair:2×20s", RoutineItem(CHAIR, reps=2, hold_seconds=20)),
        ("chair:3x", RoutineItem(CHAIR, reps=3, hold_seconds=10)),
        ("chair:x15", RoutineItem(CHAIR, reps=2, hold_seconds=15)),
        ("chair:15s", RoutineItem(CHAIR, reps=2, hold_seconds=15)),
        ("massage:x30", RoutineItem(MASSAGE, hold_seconds=30)),
    ],
)
def test_an_exercise_is_named_as_for_start_with_a_dose_after_a_colon(
    typed: str, item: RoutineItem
) -> None:
    assert items().add(typed) == (item,)


def test_a_routine_stands_for_all_that_is_in_it() -> None:
    kept = items(LIFT)
    kept.add("first-steps")
    assert kept.kept == (RoutineItem(LIFT), *ROUTINES.get("first-steps").items)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("chair:2y20", '"2y20" is no dose: 2x20 is two holds of 20 s on each leg.'),
        ("chair:", '"" is no dose'),
        ("chair:x", '"x" is no dose'),
        ("chair:20", '"20" is no dose'),
        ("chair:11x20", "Chair leg stretch has 1 to 10 holds."),
        ("all-six:2x20", "All six has several exercises, each with its own dose."),
    ],
)
def test_a_dose_that_cannot_be_is_told_and_adds_nothing(typed: str, told: str) -> None:
    kept = items(LIFT)
    with pytest.raises(RoutinesError) as caught:
        kept.add(typed)
    assert told in str(caught.value)
    assert ids(kept) == [LIFT]


def test_a_routine_is_full_at_some_point() -> None:
    kept = items(*[LIFT] * (MAX_ITEMS - 1))
    with pytest.raises(RoutinesError, match="30 exercises at most"):
        kept.add("all-six")
    kept.add("massage")
    assert len(kept.kept) == MAX_ITEMS


def test_exercises_are_meant_by_name_or_place() -> None:
    kept = items(LIFT, CHAIR, MASSAGE, LIFT)
    kept.arrange(remove=["1", "massage"], add=["leg-crossover"], move=[("leg-c", 1)])
    assert ids(kept) == ["leg-crossover", CHAIR, LIFT]
    kept.change(reps=[("chair", 3)], seconds=[("3", 25)])
    assert kept.kept[1:] == (
        RoutineItem(CHAIR, reps=3, hold_seconds=10),
        RoutineItem(LIFT, reps=2, hold_seconds=25),
    )
    kept.change(my_level=["chair", LIFT])
    assert kept.kept[1:] == (RoutineItem(CHAIR), RoutineItem(LIFT))


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("0", "There is no place 0 in it."),
        ("4", "There is no place 4 in it."),
        ("9" * 5000, "There is no place 999999999 in it."),
        ("massage", "Massage is not in it."),
        ("all-six", "All six is not in it."),
        ("leg", "Leg lift is in it at 1 and 3: name the place."),
    ],
)
def test_what_is_not_in_it_or_more_than_once_is_told(typed: str, told: str) -> None:
    with pytest.raises(RoutinesError) as caught:
        items(LIFT, CHAIR, LIFT).arrange(remove=[typed])
    assert str(caught.value) == told


@given(st.lists(st.sampled_from([LIFT, CHAIR, MASSAGE]), unique=True, min_size=1), st.data())
def test_moving_keeps_all_that_is_in_it(exercises: list[str], data: st.DataObject) -> None:
    kept = items(*exercises)
    moved = data.draw(st.sampled_from(exercises))
    place = data.draw(st.integers(1, MAX_ITEMS))
    kept.arrange(move=[(moved, place)])
    assert sorted(ids(kept)) == sorted(exercises)
    assert ids(kept).index(moved) == min(place, len(exercises)) - 1
