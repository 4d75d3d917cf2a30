"""`supple routine`: routines of one's own, made and changed line by line."""

import sys
from collections.abc import Iterator
from typing import NoReturn

import click
from msgspec.structs import replace

from library.bounds import HOLD_SECONDS, MAX_NAME, REPS
from library.profile import Part
from library.routines.editing import copy_of, routine_name_problem
from library.routines.file import RoutinesError
from library.routines.model import MAX_ITEMS, OWN_PURPOSE, Routine, RoutineItem
from library.routines.typed import Items
from library.text import clean
from tui.cli.arguments import whole
from tui.cli.completing import exercises, own_routines, routines, routines_and_exercises
from tui.cli.context import Context, data_dir_option, pass_context
from tui.cli.group import Group
from tui.cli.output import complain, print_lines, report
from tui.text.doses import dose_words, whose_words
from tui.text.duration import clock_words

_NOTHING = "Say its name and what is in it, as in supple routine new Evening leg-lift:2x20 massage."
_EMPTY = "A routine has at least one exercise."


@click.group(
    "routine",
    cls=Group,
    invoke_without_command=True,
    subcommand_metavar="[VERB] [ARGUMENTS]",
)
@data_dir_option
@click.pass_context
def verb(context: click.Context) -> None:
    """Make, change and delete routines of your own.

    supple start begins one; Routines in the dashboard has the same ones.
    """
    if context.invoked_subcommand is None:
        context.invoke(list_verb)


@verb.command("list")
@data_dir_option
@pass_context
def list_verb(context: Context) -> None:
    """List your own routines with what is in them, then those that came with supple."""
    complain(context.profile.read(*Part))
    routines = context.profile.routines
    if not routines.own:
        print_lines([f"You have none yet; {context.paths.command('routine', 'new')} makes one."])
    print_lines(line for routine in routines.own for line in _lines(context, routine))
    built_in = ", ".join(routine.id for routine in routines if not routine.own)
    print_lines([f"These came with supple: {built_in}."])


@verb.command("new")
@click.argument("name", required=False)
@click.argument(
    "exercises", metavar="[EXERCISE[:2x20] ...]", nargs=-1, shell_complete=routines_and_exercises
)
@data_dir_option
@pass_context
def new_verb(context: Context, name: str | None, exercises: tuple[str, ...]) -> None:
    """Make a routine of exercises in their order.

    An exercise is named as for supple start; a routine stands for all that is in it. After a
    colon may stand a dose, 2x20 for two holds of 20 s on each leg; without one it follows your own
    level. At a terminal you are asked for what you leave out.
    """
    complain(context.profile.read(*Part))
    try:
        name = _asked_name(context) if name is None else _named(context, name)
        items = _items(context)
        for typed in exercises:
            items.add(typed)
        if not exercises:
            _ask_for_exercises(context, items, name)
        _keep(context, Routine("", name, OWN_PURPOSE, items.kept, own=True), None)
    except RoutinesError as error:
        raise click.UsageError(str(error)) from None


@verb.command("edit")
@click.argument("name", shell_complete=routines)
@click.option("--name", "new_name", metavar="NAME", help="What it is called from now on.")
@click.option(
    "--add",
    multiple=True,
    metavar="X",
    shell_complete=routines_and_exercises,
    help="Add an exercise at the end, as in new.",
)
@click.option(
    "--remove", multiple=True, metavar="X", shell_complete=exercises, help="Take an exercise out."
)
@click.option(
    "--move",
    multiple=True,
    type=(str, whole(1, MAX_ITEMS)),
    metavar="X N",
    shell_complete=exercises,
    help="Put an exercise at place N, from 1.",
)
@click.option(
    "--reps",
    multiple=True,
    type=(str, whole(*REPS)),
    metavar="X N",
    shell_complete=exercises,
    help="Do N holds a leg.",
)
@click.option(
    "--seconds",
    multiple=True,
    type=(str, whole(*HOLD_SECONDS)),
    metavar="X N",
    shell_complete=exercises,
    help="Hold for N seconds.",
)
@click.option(
    "--my-level",
    multiple=True,
    metavar="X",
    shell_complete=exercises,
    help="Follow your own level again.",
)
@data_dir_option
@pass_context
def edit_verb(
    context: Context,
    name: str,
    new_name: str | None,
    add: tuple[str, ...],
    remove: tuple[str, ...],
    move: tuple[tuple[str, int], ...],
    reps: tuple[tuple[str, int], ...],
    seconds: tuple[tuple[str, int], ...],
    my_level: tuple[str, ...],
) -> None:
    """Change a routine of your own; of one that came with supple, a copy.

    X is an exercise in it, by its name or its place, from 1. Doses change first, then exercises
    are taken out, added and moved. Each option may be given several times.
    """
    if new_name is None and not (add or remove or move or reps or seconds or my_level):
        raise click.UsageError(
            "Say what to change: --add, --remove, --move, --reps, --seconds, --my-level or --name."
        )
    complain(context.profile.read(*Part))
    found = _routine(context, name)
    opened = found if found.own else copy_of(found, context.profile.routines)
    try:
        items = _items(context, opened.items)
        items.change(my_level=my_level, reps=reps, seconds=seconds)
        items.arrange(remove=remove, add=add, move=move)
        edited = replace(opened, items=items.kept)
        if new_name is not None:
            edited = replace(edited, name=_named(context, new_name, opened.id))
        if edited == opened:
            report([f"{found.name} is so already."])
        else:
            _keep(context, edited, opened if found.own else None)
    except RoutinesError as error:
        raise click.UsageError(str(error)) from None


@verb.command("delete")
@click.argument("name", shell_complete=own_routines)
@data_dir_option
@pass_context
def delete_verb(context: Context, name: str) -> None:
    """Delete a routine of your own; supple routine undo brings it back."""
    complain(context.profile.read(*Part))
    routine = _routine(context, name)
    if not routine.own:
        told = f"{routine.name} came with supple and stays; your own routines can be deleted."
        raise click.ClickException(told)
    try:
        context.profile.remove_routine(routine.id)
    except RoutinesError as error:
        _not_saved(error)
    undo = context.paths.command("routine", "undo")
    report([f"Deleted: {routine.name}. {undo} brings it back."])


@verb.command("undo")
@data_dir_option
@pass_context
def undo_verb(context: Context) -> None:
    """Take the last change to your routines back, and with each more call the one before."""
    complain(context.profile.read(*Part))
    try:
        change = context.profile.undo_routine()
    except RoutinesError as error:
        _not_saved(error)
    report([str(change or "Nothing to undo.")])


def _not_saved(error: RoutinesError) -> NoReturn:
    raise click.ClickException(str(error)) from error


def _routine(context: Context, name: str) -> Routine:
    """Find a routine that can be changed."""
    found = context.routine_named(name)
    if found.id not in context.profile.routines:
        raise click.UsageError(f"{found.name} is no routine that can be changed.")
    return found


def _items(context: Context, items: tuple[RoutineItem, ...] = ()) -> Items:
    catalogue = context.profile.catalogue
    return Items(context.routine_named, catalogue, context.guide.settings, items)


def _named(context: Context, typed: str, own_id: str = "") -> str:
    """Return a name that a routine can have.

    Raises:
        RoutinesError: It cannot.
    """
    name = clean(typed, limit=MAX_NAME + 1).strip()
    if problem := routine_name_problem(context.profile.routines, name, own_id):
        raise RoutinesError(problem)
    return name


def _asked_name(context: Context) -> str:
    """Ask for a name until it is one."""
    _require_terminal()
    while True:
        try:
            return _named(context, _ask("Name of the routine"))
        except RoutinesError as error:
            complain([str(error)])


def _ask_for_exercises(context: Context, items: Items, name: str) -> None:
    """Ask for exercises until nothing is typed; what cannot be understood is asked for again."""
    _require_terminal()
    question = "Exercise {} of {}, such as leg-lift or leg-lift:2x20; Enter ends"
    while typed := _ask(question.format(len(items.kept) + 1, name)):
        try:
            print_lines([_item_words(context, item) for item in items.add(typed)])
        except (RoutinesError, click.UsageError) as error:
            complain([str(error)])


def _require_terminal() -> None:
    if sys.stdin is None or not sys.stdin.isatty():
        raise RoutinesError(_NOTHING)


def _ask(question: str) -> str:
    typed: str = click.prompt(question, default="", show_default=False)
    return typed.strip()


def _keep(context: Context, routine: Routine, opened: Routine | None) -> None:
    """Save a routine and tell what is in it now."""
    if not routine.items:
        raise RoutinesError(_EMPTY)
    try:
        kept = context.profile.keep_routine(routine, opened)
    except RoutinesError as error:
        _not_saved(error)
    first, *lines = _lines(context, kept)
    undo = context.paths.command("routine", "undo")
    report([f"Saved: {first} {undo} takes the change back.", *lines])


def _lines(context: Context, routine: Routine) -> Iterator[str]:
    """Yield a routine, and each exercise in it with its place."""
    seconds = context.guide.plan(routine).seconds
    start = context.paths.command("start", routine.id)
    yield f"{routine.name}, {clock_words(seconds)} in all; {start} begins it."
    for place, item in enumerate(routine.items, start=1):
        yield f"  {place}. {_item_words(context, item)}"


def _item_words(context: Context, item: RoutineItem) -> str:
    exercise = context.profile.catalogue.get(item.exercise)
    dose = dose_words(item, exercise, context.guide.settings)
    return f"{exercise.name}: {dose}, {whose_words(item, exercise)}"
