"""`supple due`: whether today's stretches are, for timers."""

import click

from library.failures import why
from library.guidance.today_is import TodayIs
from library.history.errors import HistoryError
from tui.cli.context import Context, data_dir_option, pass_context
from tui.cli.output import complain, print_line
from tui.cli.status_told import line_stands

_DUE, _NOT_DUE, _ERROR = 0, 1, 2


@click.command("due")
@click.option("--quiet", is_flag=True, help="Say nothing; the exit code tells.")
@data_dir_option
@pass_context
def verb(context: Context, quiet: bool) -> int:
    """Tell whether today's stretches are due: 0 if they are, 1 if not, 2 on an error.

    They are not when they are done, when today is marked, after an answer that puts rest first,
    when the goal of the week is met, when what you ticked leaves nothing to do, and when all you do
    rests.
    """
    try:
        stands = line_stands(context)
    except (HistoryError, OSError) as error:
        complain([str(error) if isinstance(error, HistoryError) else why(error)])
        return _ERROR
    if not quiet:
        try:
            print_line(stands.values["why"])
        except click.ClickException as error:
            raise click.UsageError(error.message) from None  # which ends with 2
    return _DUE if stands.today is TodayIs.DUE else _NOT_DUE
