"""`supple list`: the routines and exercises there are."""

import click

from library.exercises.catalogue import Catalogue
from library.exercises.model import Exercise
from library.figure.checking import own_pose_problems
from library.routines.collection import Routines
from library.routines.model import Routine
from library.routines.planning import build_plan, just
from library.settings import Settings
from tui.commands.names import load_all
from tui.commands.opening import read_settings
from tui.commands.output import complain, print_json, print_lines
from tui.commands.workplace import Workplace, data_dir_option, pass_workplace


@click.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@data_dir_option
@pass_workplace
def verb(workplace: Workplace, as_json: bool) -> None:
    """List routines and exercises with the time they take.

    That is minutes and seconds from start to end at your level, pauses and rests included.
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
    minutes, seconds = divmod(round(build_plan(routine, catalogue, settings).seconds), 60)
    return f"  {minutes:>3}:{seconds:02}  {routine.id:<22}  {routine.name}"


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
        "seconds": build_plan(routine, catalogue, settings).seconds,
        "exercises": [item.exercise for item in routine.items],
        "own": routine.own,
    }


def _exercise(exercise: Exercise, catalogue: Catalogue, settings: Settings) -> dict[str, object]:
    return {
        "id": exercise.id,
        "name": exercise.name,
        "purpose": exercise.purpose,
        "seconds": build_plan(just(exercise), catalogue, settings).seconds,
        "kind": exercise.kind,
        "posture": exercise.posture,
        "sides": exercise.sides,
        "needs": exercise.needs,
        "tags": exercise.tags,
        "own": exercise.own,
    }
