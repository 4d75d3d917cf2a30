"""`supple sheet`: exercises on paper, with pictures and a table to tick."""

from pathlib import Path

import click

from library.pages.sheet import USUAL_WEEKS, WEEKS, sheet_page
from library.profile import Part
from tui.cli.arguments import whole
from tui.cli.completing import startable
from tui.cli.context import Context, data_dir_option, pass_context
from tui.cli.output import complain
from tui.cli.to_file import force_option, hand_over, output_option
from tui.text.sheet import sheet_of


@click.command("sheet")
@click.argument("routine", metavar="[ROUTINE]", required=False, shell_complete=startable)
@output_option
@force_option
@click.option(
    "--weeks",
    type=whole(*WEEKS),
    default=USUAL_WEEKS,
    help="For how many weeks there is a table to tick.",
)
@data_dir_option
@pass_context
def verb(
    context: Context, routine: str | None, output: Path | None, force: bool, weeks: int
) -> None:
    """Make a sheet for the wall: a page to print from any browser.

    With pictures of start and stretch, steps, your own doses, what you need, what to take care
    of, and a table to tick. Of a routine or an exercise; today is the plan of the day. Without a
    name it is what you practise: the routine that Enter on Today starts, else what you did in the
    last four weeks and what is right for today.
    """
    profile = context.profile
    complain(profile.read(Part.SETTINGS))
    context.read_history()
    if routine is None:
        complain(profile.read(Part.EXERCISES, Part.ROUTINES))
        chosen = context.guide.practised
    else:
        chosen = context.routine_named(routine)
    sheet = sheet_of(chosen, profile, context.guide, weeks)
    hand_over(sheet_page(sheet), output, force=force)
