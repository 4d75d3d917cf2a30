"""`supple list`: the routines and exercises there are."""

from collections.abc import Iterator

import click

from library.profile import Part
from library.routines.model import Routine
from library.routines.planning import routine_of
from tui.cli.context import Context, data_dir_option, pass_context
from tui.cli.documents import exercise_document, routine_document
from tui.cli.exercise_told import hidden_told
from tui.cli.output import complain, plain_option, print_json, print_lines
from tui.text.duration import clock_words, held_words


@click.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@plain_option
@data_dir_option
@pass_context
def verb(context: Context, as_json: bool, plain: bool) -> None:
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
    print_lines(_sentences(context) if plain else _table(context))


def _table(context: Context) -> Iterator[str]:
    profile = context.profile
    yield "Routines, in minutes and seconds with their rests"
    yield from (_line(routine, context) for routine in profile.routines)
    yield from ("", "Exercises, at your level")
    shown = profile.catalogue.except_for(profile.settings.hidden)
    yield from (_line(routine_of(exercise), context) for exercise in shown)
    yield from hidden_told(context)


def _sentences(context: Context) -> Iterator[str]:
    """Yield each by its name, which begins it, too."""
    profile = context.profile
    yield "Routines, with their rests:"
    yield from (_sentence(routine, context) for routine in profile.routines)
    yield "Exercises, at your level:"
    shown = profile.catalogue.except_for(profile.settings.hidden)
    yield from (_sentence(routine_of(exercise), context) for exercise in shown)
    yield from hidden_told(context)
    yield f'To begin one: {context.paths.command("start")} "NAME" --plain'


def _sentence(routine: Routine, context: Context) -> str:
    plan = context.guide.plan(routine)
    longer = plan.longest_seconds > plan.seconds
    most = f", at most {held_words(plan.longest_seconds)}" if longer else ""
    return f"{routine.name}: {held_words(plan.seconds)}{most}."


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
