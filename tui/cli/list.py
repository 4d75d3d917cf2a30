"""`supple list`: the routines and exercises there are."""

import click

from library.exercises.model import Exercise
from library.profile import Part, Profile
from library.routines.model import Routine
from library.routines.planning import routine_of
from tui.cli.context import Context, data_dir_option, pass_context
from tui.cli.output import complain, print_json, print_lines
from tui.text.duration import clock_words


@click.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@data_dir_option
@pass_context
def verb(context: Context, as_json: bool) -> None:
    """List routines and exercises with the time they take.

    That is minutes and seconds from start to end at your level, pauses and rests included. A hold
    until the tension eases can be ended sooner, and ends by itself: then it takes the most.
    """
    profile = context.profile
    complain(profile.read(*Part))
    context.recall()
    complain(profile.problems.figures)
    if as_json:
        print_json(_document(profile))
        return
    print_lines(
        [
            "Routines, in minutes and seconds with their rests",
            *(_line(routine, profile) for routine in profile.routines),
            "",
            "Exercises, at your level",
            *(_line(routine_of(exercise), profile) for exercise in profile.catalogue),
        ]
    )


def _line(routine: Routine, profile: Profile) -> str:
    plan = profile.plan(routine)
    name = routine.name
    if plan.longest_seconds > plan.seconds:
        name = f"{name}, at most {clock_words(plan.longest_seconds)}"
    return f"  {clock_words(plan.seconds):>6}  {routine.id:<22}  {name}"


def _document(profile: Profile) -> dict[str, object]:
    return {
        "routines": [_routine(routine, profile) for routine in profile.routines],
        "exercises": [_exercise(exercise, profile) for exercise in profile.catalogue],
    }


def _routine(routine: Routine, profile: Profile) -> dict[str, object]:
    return {
        "id": routine.id,
        "name": routine.name,
        "purpose": routine.purpose,
        **_lengths(routine, profile),
        "exercises": [item.exercise for item in routine.items],
        "own": routine.own,
    }


def _lengths(routine: Routine, profile: Profile) -> dict[str, float]:
    plan = profile.plan(routine)
    return {"seconds": plan.seconds, "longest_seconds": plan.longest_seconds}


def _exercise(exercise: Exercise, profile: Profile) -> dict[str, object]:
    return {
        "id": exercise.id,
        "name": exercise.name,
        "purpose": exercise.purpose,
        **_lengths(routine_of(exercise), profile),
        "kind": exercise.kind,
        "posture": exercise.posture,
        "sides": exercise.sides,
        "needs": exercise.needs,
        "tags": exercise.tags,
        "own": exercise.own,
    }
