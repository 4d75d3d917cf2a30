"""`supple list`: the routines and exercises there are."""

import click

from library.exercises.catalogue import Catalogue
from library.exercises.model import Exercise
from library.figure.checking import own_pose_problems
from library.routines.collection import Routines
from library.routines.model import Routine
from library.routines.planning import build_plan, just
from library.settings import Settings
from tui.cli.context import Context, data_dir_option, pass_workplace
from tui.cli.names import load_all
from tui.cli.opening import read_settings
from tui.cli.output import complain, print_json, print_lines
from tui.text.duration import clock


@click.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@data_dir_option
@pass_workplace
def verb(workplace: Context, as_json: bool) -> None:
    """List routines and exercises with the time they take.

    That is minutes and seconds from start to end at your level, pauses and rests included. A hold
    until the tension eases can be ended sooner, and ends by itself: then it takes the most.
    """
    settings = read_settings(workplace)
    catalogue, routines = load_all(workplace)
    complain(own_pose_problems(catalogue))
    if as_json:
        print_json(_document(catalogue, routines, settings))
        return
    print_lines(
        [
            "Routines, in minutes and seconds with their rests",
            *(_line(routine, catalogue, settings) for routine in routines),
            "",
            "Exercises, at your level",
            *(_line(just(exercise), catalogue, settings) for exercise in catalogue),
        ]
    )


def _line(routine: Routine, catalogue: Catalogue, settings: Settings) -> str:
    plan = build_plan(routine, catalogue, settings)
    name = routine.name
    if plan.longest_seconds > plan.seconds:
        name = f"{name}, at most {clock(plan.longest_seconds)}"
    return f"  {clock(plan.seconds):>6}  {routine.id:<22}  {name}"


def _document(catalogue: Catalogue, routines: Routines, settings: Settings) -> dict[str, object]:
    return {
        "routines": [_routine(routine, catalogue, settings) for routine in routines],
        "exercises": [_exercise(exercise, catalogue, settings) for exercise in catalogue],
    }


def _routine(routine: Routine, catalogue: Catalogue, settings: Settings) -> dict[str, object]:
    return {
        "id": routine.id,
        "name": routine.name,
        "purpose": routine.purpose,
        **_lengths(routine, catalogue, settings),
        "exercises": [item.exercise for item in routine.items],
        "own": routine.own,
    }


def _lengths(routine: Routine, catalogue: Catalogue, settings: Settings) -> dict[str, float]:
    plan = build_plan(routine, catalogue, settings)
    return {"seconds": plan.seconds, "longest_seconds": plan.longest_seconds}


def _exercise(exercise: Exercise, catalogue: Catalogue, settings: Settings) -> dict[str, object]:
    return {
        "id": exercise.id,
        "name": exercise.name,
        "purpose": exercise.purpose,
        **_lengths(just(exercise), catalogue, settings),
        "kind": exercise.kind,
        "posture": exercise.posture,
        "sides": exercise.sides,
        "needs": exercise.needs,
        "tags": exercise.tags,
        "own": exercise.own,
    }
