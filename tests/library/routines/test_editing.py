"""Changes to a person's own routines."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from library.bounds import MAX_NAME
from library.exercises.catalogue import ExercisesFolder
from library.exercises.model import HoldEnd, Kind, Side
from library.routines.collection import Routines
from library.routines.editing import (
    as_kept,
    copy_of,
    routine_name_problem,
    with_dose,
    with_exercise,
    with_more_reps,
    with_more_seconds,
)
from library.routines.file import RoutinesError
from library.routines.model import Routine, RoutineItem
from library.routines.planning import build_plan
from library.settings import Settings
from tests.library.builders import exercise

SETTINGS = Settings()
CATALOGUE = ExercisesFolder(Path("/nowhere")).read()[0]
MINE = Routine("mine", "Mine", "For me.", (RoutineItem("leg-lift"),), own=True)


def test_a_new_routine_gets_an_id_that_nothing_else_has() -> None:
    routines = Routines((MINE,))
    assert as_kept(replace(MINE, id=""), None, routines, {"mine-2"}).id == "mine-3"
    assert as_kept(MINE, None, routines, ()) is MINE


def test_a_routine_that_was_changed_since_it_was_opened_becomes_a_copy() -> None:
    theirs, ours = replace(MINE, purpose="Theirs."), replace(MINE, purpose="Ours.")
    assert as_kept(ours, MINE, Routines((MINE,)), ()) is ours
    kept = as_kept(ours, MINE, Routines((theirs,)), ())
    assert (kept.id, kept.name, kept.purpose) == ("mine-mine", "Mine (mine)", "Ours.")


def test_what_a_person_changes_is_not_prescribed_any_more() -> None:
    given = replace(MINE, by="Jana", note="Slowly.")
    longer = replace(given, items=(RoutineItem("leg-lift", reps=3),))
    assert as_kept(longer, given, Routines((given,)), ()) == replace(longer, by="")
    named = replace(given, name="Hers")
    assert as_kept(named, given, Routines((given,)), ()) is named
    (more,) = with_exercise(Routines((given,)), "mine", CATALOGUE.get("leg-crossover"))
    assert (more.by, more.note) == ("", "Slowly.")


def test_an_exercise_comes_last_in_a_routine_that_is_there() -> None:
    lift = ExercisesFolder(Path("/nowhere")).read()[0].get("leg-crossover")
    (routine,) = with_exercise(Routines((MINE,)), "mine", lift)
    assert routine.items == (*MINE.items, RoutineItem("leg-crossover"))
    with pytest.raises(RoutinesError, match="deleted elsewhere"):
        with_exercise(Routines(()), "mine", lift)


def test_a_name_is_needed_and_taken_once() -> None:
    routines = Routines((MINE,))
    assert routine_name_problem(routines, "") == "A routine needs a name."
    assert routine_name_problem(routines, "MINE") == "There is a routine of this name."
    assert (
        routine_name_problem(routines, "MINE", own_id="mine")
        == routine_name_problem(routines, "Other")
        == ""
    )


def test_copies_have_names_of_their_own_that_fit() -> None:
    long = replace(MINE, name="x" * MAX_NAME)
    routines = Routines((long,))
    first = replace(copy_of(long, routines), id="first")
    second = copy_of(long, Routines((long, first)))
    assert (first.name[-6:], second.name[-8:]) == ("(mine)", "(mine 2)")
    assert max(len(first.name), len(second.name)) <= MAX_NAME


@pytest.mark.parametrize(("by", "seconds", "reps"), [(1, 60, 10), (-1, 5, 1)])
def test_steps_of_a_dose_stop_at_what_a_file_may_hold(by: int, seconds: int, reps: int) -> None:
    item = RoutineItem("bend")
    for _ in range(20):
        item = with_more_seconds(item, exercise(), SETTINGS, by)
        item = with_more_reps(item, exercise(), SETTINGS, by)
    assert item == RoutineItem("bend", reps=reps, hold_seconds=seconds)


def test_the_first_step_begins_at_the_dose_shown() -> None:
    settings = replace(SETTINGS, levels={"bend": 1})
    item = with_more_seconds(RoutineItem("bend"), exercise(), settings, 1)
    assert item == RoutineItem("bend", reps=2, hold_seconds=25)


def test_a_massage_keeps_the_lengths_of_its_own() -> None:
    massage, item = exercise(kind=Kind.MASSAGE), RoutineItem("bend")
    assert with_more_seconds(item, massage, SETTINGS, 1) == item
    assert with_more_reps(item, massage, SETTINGS, 1) == item


def test_a_massage_with_a_ladder_has_longer_steps_but_no_more_of_them() -> None:
    massage, item = CATALOGUE.get("hamstring-massage"), RoutineItem("hamstring-massage")
    longer = with_more_seconds(item, massage, SETTINGS, 1)
    assert longer == RoutineItem("hamstring-massage", hold_seconds=25)
    assert with_more_reps(item, massage, SETTINGS, 1) == item
    assert with_more_reps(longer, massage, SETTINGS, 1) == longer


@pytest.mark.parametrize(
    ("item", "levels", "seconds"),
    [
        (RoutineItem("hamstring-massage"), {}, 20),
        (RoutineItem("hamstring-massage"), {"hamstring-massage": 1}, 40),
        (RoutineItem("hamstring-massage", level=2), {}, 50),
        (RoutineItem("hamstring-massage", reps=2, hold_seconds=30), {}, 30),
    ],
)
def test_each_step_of_a_massage_lasts_as_long_as_its_level_says(
    item: RoutineItem, levels: dict[str, int], seconds: int
) -> None:
    routine = Routine("massage", "Massage", "", (item,))
    work = build_plan(routine, CATALOGUE, Settings(levels=levels)).work
    assert [(step.side, step.rep, step.reps, step.seconds) for step in work] == [
        (side, rep, 3, seconds) for side in (Side.LEFT, Side.RIGHT) for rep in (1, 2, 3)
    ]


def test_at_the_bounds_a_level_stays_the_person_s_own() -> None:
    settings = replace(SETTINGS, hold_seconds={"bend": 60})
    item = RoutineItem("bend")
    assert with_more_seconds(item, exercise(), settings, 1) is item
    eased = exercise(end=HoldEnd.EASED)
    most = RoutineItem("bend", hold_seconds=60)
    assert with_more_seconds(most, eased, SETTINGS, 1) is most


@pytest.mark.parametrize(
    ("item", "own", "shown"),
    [
        (RoutineItem("leg-lift"), 0, 0),
        (RoutineItem("leg-lift"), 3, 3),
        (RoutineItem("leg-lift"), 9, 4),
        (RoutineItem("leg-lift", level=0), 3, 0),
        (RoutineItem("leg-lift", level=4), 1, 1),
        (RoutineItem("leg-lift", reps=3, hold_seconds=30), 1, 1),
    ],
)
def test_no_routine_has_a_stretch_shown_deeper_than_the_persons_level(
    item: RoutineItem, own: int, shown: int
) -> None:
    settings = Settings(levels={"leg-lift": own})
    plan = build_plan(Routine("lift", "Lift", "", (item,)), CATALOGUE, settings)
    assert {step.level for step in plan.steps} == {shown}


def test_a_dose_is_set_and_the_rest_stays_as_it_is_for_the_person() -> None:
    settings, item = replace(SETTINGS, levels={"bend": 1}), RoutineItem("bend")
    with_reps = with_dose(item, exercise(), settings, reps=3)
    assert with_reps == RoutineItem("bend", reps=3, hold_seconds=20)
    longer = with_dose(with_reps, exercise(), settings, seconds=60)
    assert longer == RoutineItem("bend", reps=3, hold_seconds=60)


@pytest.mark.parametrize(
    ("id", "dose", "told"),
    [
        ("leg-lift", {"reps": 11}, "Leg lift has 1 to 10 holds."),
        ("leg-lift", {"seconds": 4}, "Leg lift is held for 5 to 60 s."),
        ("leg-lift", {"seconds": 61}, "Leg lift is held for 5 to 60 s."),
        ("hamstring-massage", {"reps": 2}, "Hamstring massage always has all its steps."),
    ],
)
def test_a_dose_that_an_exercise_cannot_have_is_told(
    id: str, dose: dict[str, int], told: str
) -> None:
    with pytest.raises(RoutinesError) as caught:
        with_dose(RoutineItem(id), CATALOGUE.get(id), SETTINGS, **dose)
    assert str(caught.value) == told


def test_an_exercise_without_a_ladder_has_one_length() -> None:
    massage = exercise(kind=Kind.MASSAGE)
    with pytest.raises(RoutinesError, match="Bend always has the same length"):
        with_dose(RoutineItem("bend"), massage, SETTINGS, seconds=20)


def test_a_hold_until_it_eases_is_asked_about_before_it_ends() -> None:
    eased = exercise(end=HoldEnd.EASED)
    eased = replace(eased, hold=replace(eased.hold, stop_seconds=30))
    assert with_dose(RoutineItem("bend"), eased, SETTINGS, seconds=30).hold_seconds == 30
    with pytest.raises(RoutinesError, match="held for 5 to 30 s"):
        with_dose(RoutineItem("bend"), eased, SETTINGS, seconds=35)
