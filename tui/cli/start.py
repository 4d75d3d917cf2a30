"""`supple start`: straight into a session."""

import click

from library.profile import Part
from tui.cli.context import TODAY, Context, data_dir_option, pass_context, whole
from tui.cli.dashboard import open_dashboard
from tui.cli.output import complain


@click.command("start")
@click.argument("name", metavar="[ROUTINE|EXERCISE]", default=TODAY)
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
@click.option("--anyway", is_flag=True, help="As written, also what is left out for you.")
@data_dir_option
@pass_context
def verb(context: Context, name: str, plain: bool, quiet: bool, speed: int, anyway: bool) -> int:
    """Begin a session with what is right for today, a routine or a single exercise.

    Its id, its name or the beginning of either will do; see supple list. With --plain it works
    in any terminal, in a pipe and with a screen reader; ? then lists the keys.
    """
    routine = context.routine_named(name)
    if plain:
        from tui.cli.plain.flow import PlainOptions, run_plain  # the dashboard does not need it

        complain(context.profile.read(Part.SETTINGS))
        context.recall()
        return run_plain(context, routine, PlainOptions(quiet, speed, anyway))
    if quiet or speed > 1:
        raise click.UsageError("--quiet and --speed go with --plain.")
    return open_dashboard(context, start=routine, anyway=anyway)
