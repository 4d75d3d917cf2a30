"""`supple list`: the routines and exercises there are."""

import click

from library.profile import Part
from library.routines.model import Routine
from library.routines.planning import routine_of
from tui.cli.context import Context, data_dir_option, pass_context
from tui.cli.documents import exercise_document, routine_document
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
    supple show tells one of them, supple exercises what each exercise is to you.
    """
    profile = context.profile
    complain(profile.read(*Part))
    context.recall()
    complain(profile.problems.figures)
    if as_json:
        print_json(_document(context))
        return
    print_lines(
        [
            "Routines, in minutes and seconds with their rests",
            *(_line(routine, context) for routine in profile.routines),
            "",
            "Exercises, at your level",
            *(_line(routine_of(exercise), context) for exercise in profile.catalogue),
        ]
    )


def _line(routine: Routine, context: Context) -> str:
    plan = context.guide.plan(routine)
    name = routine.name
    if plan.longest_seconds > plan.seconds:
        name = f"{name}, at most {clock_words(plan.longest_seconds)}"
    return f"  {clock_words(plan.seconds):>6}  {routine.id:<22}  {name}"


def _document(context: Context) -> dict[str, object]:
    profile = context.profile
    return {
        "routines": [routine_document(routine, context) for routine in profile.routines],
        "exercises": [exercise_document(exercise, context) for exercise in profile.catalogue],
    }
