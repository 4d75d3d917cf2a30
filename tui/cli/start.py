"""`supple start`: straight into a session."""

import click

from library.routines.lookup import UnknownNameError, resolve
from library.routines.planning import build_plan
from tui.cli.context import Context, data_dir_option
from tui.cli.dashboard import open_dashboard
from tui.cli.names import load_all, unknown_name
from tui.cli.numbers import whole
from tui.cli.opening import read_settings


@click.command("start")
@click.argument("name", metavar="ROUTINE|EXERCISE")
@click.option("--plain", is_flag=True, help="One line per event instead of a screen.")
@click.option(
    "--quiet",
    is_flag=True,
    help="With --plain: sides and the summary only; what is to be read first is still shown, and "
    "at a terminal waits for Enter.",
)
@click.option(
    "--speed",
    type=whole(1, 100),
    default=1,
    help="With --plain: a rehearsal up to 100 times as fast, which is not recorded.",
)
@data_dir_option
@click.pass_context
def verb(context: click.Context, name: str, plain: bool, quiet: bool, speed: int) -> None:
    """Begin a session with a routine or a single exercise.

    Its id, its name or the beginning of either will do; see supple list. With --plain it works
    in any terminal, in a pipe and with a screen reader; ? then tells the keys.
    """
    workplace = context.ensure_object(Context)
    catalogue, routines = load_all(workplace)
    try:
        routine = resolve(name, routines, catalogue)
    except UnknownNameError as error:
        raise unknown_name(error) from error
    if plain:
        from tui.cli.plain.flow import PlainOptions, run_plain  # the dashboard does not need it

        settings = read_settings(workplace)
        plan = build_plan(routine, catalogue, settings)
        context.exit(run_plain(workplace, settings, catalogue, plan, PlainOptions(quiet, speed)))
    if quiet or speed > 1:
        raise click.UsageError("--quiet and --speed go with --plain.")
    context.exit(open_dashboard(workplace, start=routine.id))
