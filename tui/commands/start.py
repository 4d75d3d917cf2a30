"""`supple start`: straight into a session."""

import click

from library.routines.resolving import UnknownNameError, resolve
from tui.commands.dashboard import open_dashboard
from tui.commands.listing import load_all
from tui.commands.workplace import Workplace, data_dir_option


@click.command("start")
@click.argument("name", metavar="ROUTINE|EXERCISE")
@data_dir_option
@click.pass_context
def verb(context: click.Context, name: str) -> None:
    """Begin a session with a routine or a single exercise.

    Its id, its name or the beginning of either will do; see supple list.
    """
    workplace = context.ensure_object(Workplace)
    catalogue, routines = load_all(workplace)
    try:
        routine = resolve(name, routines, catalogue)
    except UnknownNameError as error:
        raise click.UsageError(f"{error}.") from error
    context.exit(open_dashboard(workplace, start=routine.id))
