"""`supple start`: straight into a session."""

import click

from library.profile import Part
from tui.cli.arguments import whole
from tui.cli.completing import startable
from tui.cli.context import TODAY, Context, data_dir_option, pass_context
from tui.cli.dashboard import open_dashboard
from tui.cli.output import complain


@click.command("start")
@click.argument("name", metavar="[ROUTINE|EXERCISE]", default=TODAY, shell_complete=startable)
@click.option("--plain", is_flag=True, help="One line per event instead of a screen.")
@click.option(
    "--words",
    type=click.Choice(["all", "turns", "sides"]),
    default="all",
    help="With --plain: turns leaves out what is counted on the way; sides tells sides and the "
    "summary only, and what is to be read first, which at a terminal waits for a key.",
)
@click.option("--quiet", is_flag=True, help="With --plain: the same as --words sides.")
@click.option(
    "--speed",
    type=whole(1, 100),
    default=1,
    help="With --plain: a rehearsal up to 100 times as fast, which is not recorded.",
)
@click.option("--anyway", is_flag=True, help="As written, also what is left out for you.")
@data_dir_option
@pass_context
def verb(
    context: Context, name: str, plain: bool, words: str, quiet: bool, speed: int, anyway: bool
) -> int:
    """Begin a session with what is right for today, a routine or a single exercise.

    Its id, its name or the beginning of either will do; see supple list. With --plain it works
    in any terminal, in a pipe and with a screen reader; ? then lists the keys.
    """
    if plain:
        # The dashboard needs none of them.
        from tui.cli.plain.flow import PlainOptions, refusal_aloud, run_plain
        from tui.cli.plain.session import Words

        told = Words.SIDES if quiet else Words(words)
        wrong = context.profile.read(Part.SETTINGS)
        complain([*wrong, *context.profile.problems.names])
        context.recall()
        with refusal_aloud(context):
            routine = context.routine_named(name, anyway=anyway)
        return run_plain(context, routine, PlainOptions(told, speed, anyway))
    if quiet or words != "all" or speed > 1:
        raise click.UsageError("--words, --quiet and --speed go with --plain.")
    routine = context.routine_named(name, anyway=anyway)
    return open_dashboard(context, start=routine, anyway=anyway)
