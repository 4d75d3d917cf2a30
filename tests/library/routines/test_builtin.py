"""The routines that come with supple keep the rules they are made by."""

import re
from itertools import pairwise
from pathlib import Path

import pytest

from library.exercises.catalogue import ExercisesFolder
from library.exercises.model import Kind, Need, Posture, Side
from library.routines.file import RoutinesFile
from library.routines.model import Plan, Routine, StepKind
from library.routines.planning import build_plan
from library.settings.schema import Settings
from tests.builtin import ROUTINES as BUILTIN
from tests.builtin import made, written_routines

CATALOGUE, _ = ExercisesFolder(Path("/nowhere")).read()
ROUTINES, PROBLEMS = RoutinesFile(Path("/nowhere"), Path("/nowhere")).read(CATALOGUE)


def by_id(routine: Routine) -> str:
    return routine.id


def plan(routine_id: str) -> Plan:
    return build_plan(ROUTINES.get(routine_id), CATALOGUE, Settings())


def postures(routine_id: str) -> list[Posture | None]:
    return [CATALOGUE.get(item.exercise).posture for item in ROUTINES.get(routine_id).items]


def seconds_per_leg(routine_id: str) -> dict[Side, float]:
    totals: dict[Side, float] = {}
    for step in plan(routine_id).work:
        totals[step.side] = totals.get(step.side, 0) + step.seconds
    return totals


def test_the_program_reads_what_the_file_says() -> None:
    assert BUILTIN.read_bytes() == made(written_routines()), "run `make builtin`"


def test_all_eight_are_there() -> None:
    assert [routine.id for routine in ROUTINES] == [
        "first-steps",
        "desk-break",
        "after-sitting",
        "morning",
        "before-run",
        "all-six",
        "massage",
        "all-six-and-massage",
    ]
    assert PROBLEMS == ()
    assert ROUTINES.own == ()


@pytest.mark.parametrize("routine", ROUTINES, ids=by_id)
def test_every_routine_can_be_run(routine: Routine) -> None:
    assert 60 < plan(routine.id).seconds < 30 * 60


def test_first_steps_are_two_exercises_on_the_lowest_rung() -> None:
    items = ROUTINES.get("first-steps").items
    assert [(item.exercise, item.level) for item in items] == [
        ("chair-leg-stretch", 0),
        ("crossed-leg-stretch", 0),
    ]


@pytest.mark.parametrize("routine", ROUTINES, ids=by_id)
def test_what_a_routine_is_for_names_no_length_which_depends_on_the_person(
    routine: Routine,
) -> None:
    assert re.search(r"minute|second|hour|\d", routine.purpose) is None


def test_a_desk_break_is_two_minutes_to_the_second_and_done_sitting() -> None:
    assert plan("desk-break").seconds == 120
    assert postures("desk-break") == [Posture.SITTING]
    needs = CATALOGUE.get(ROUTINES.get("desk-break").items[0].exercise).needs
    assert set(needs) == {Need.FIRM_CHAIR}


def test_after_sitting_ends_with_the_author_s_favourite_and_leaves_the_chair() -> None:
    assert ROUTINES.get("after-sitting").items[-1].exercise == "leg-crossover"
    assert set(postures("after-sitting")) == {Posture.STANDING}


def test_no_deep_forward_bend_in_the_morning() -> None:
    morning = [CATALOGUE.get(item.exercise) for item in ROUTINES.get("morning").items]
    assert not any(exercise.deep_forward_bend for exercise in morning)


def test_before_a_run_each_leg_is_held_under_a_minute_and_walking_follows() -> None:
    assert seconds_per_leg("before-run") == {Side.LEFT: 30, Side.RIGHT: 30}
    routine = ROUTINES.get("before-run")
    assert len(routine.items) == 1
    assert "walk briskly for two minutes" in routine.afterwards.casefold()
    assert "under a minute per leg" in routine.cautions[0]


def test_all_six_are_the_six_stretches_and_get_up_only_once() -> None:
    six = {exercise.id for exercise in CATALOGUE if exercise.kind is Kind.STRETCH}
    items = ROUTINES.get("all-six").items
    assert sorted(item.exercise for item in items) == sorted(six)
    height = list(dict.fromkeys(postures("all-six")))
    assert height == [Posture.LYING, Posture.FLOOR, Posture.SITTING, Posture.STANDING]


def test_the_longest_routine_ends_with_the_massage() -> None:
    both = ROUTINES.get("all-six-and-massage").items
    assert both == ROUTINES.get("all-six").items + ROUTINES.get("massage").items


def test_a_beginner_s_six_stretches_stay_within_what_is_enough_for_a_day() -> None:
    totals = seconds_per_leg("all-six")
    assert totals[Side.LEFT] + totals[Side.BOTH] <= 240


@pytest.mark.parametrize("routine", ROUTINES, ids=by_id)
def test_a_plan_never_works_one_side_alone(routine: Routine) -> None:
    totals = seconds_per_leg(routine.id)
    assert totals.get(Side.LEFT, 0) == totals.get(Side.RIGHT, 0)
    steps = plan(routine.id).steps
    assert not any(a.kind.is_work and b.kind is StepKind.HOLD for a, b in pairwise(steps))
