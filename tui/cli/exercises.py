"""`supple exercises`: what each exercise is for, and where the person stands with it."""

from collections.abc import Iterator, Sequence

import click

from library.profile import Part
from tui.cli.context import Context, data_dir_option, pass_context
from tui.cli.exercise_told import ExerciseTold, done_of_each, hidden_told
from tui.cli.output import (
    NAME_CELLS,
    cells_of,
    complain,
    padded,
    plain_option,
    print_json,
    print_lines,
)
from tui.text.doses import amount, level_words


@click.command("exercises")
@plain_option
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@data_dir_option
@pass_context
def verb(context: Context, plain: bool, as_json: bool) -> None:
    """List the exercises with what each is to you today, your level and your dose.

    With --plain also what each is for, what it needs, and how often you did it. supple show tells
    all of one of them; supple list names the routines, too.
    """
    complain(context.profile.read(*Part))
    done = done_of_each(context, context.read_history())
    catalogue = context.profile.catalogue
    hidden = context.profile.settings.hidden
    listed = catalogue if as_json else catalogue.except_for(hidden)
    told = [ExerciseTold(context, each, done.get(each.id)) for each in listed]
    if as_json:
        print_json([each.as_dict() for each in told])
    else:
        print_lines(_sentences(told) if plain else _table(told))
        print_lines(hidden_told(context))


def _sentences(told: Sequence[ExerciseTold]) -> Iterator[str]:
    for number, each in enumerate(told):
        if number:
            yield ""
        yield from each.summary()


def _table(told: Sequence[ExerciseTold]) -> Iterator[str]:
    width = max([NAME_CELLS, *(cells_of(each.exercise.name) for each in told)])
    for each in told:
        exercise, progress = each.exercise, each.progress
        level = dose = ""
        if progress.dose is not None:
            level, dose = level_words(exercise, progress.level), amount(exercise, progress.dose)
        yield f"{padded(exercise.name, width)} {each.word:<11} {level:<13}  {dose}"
