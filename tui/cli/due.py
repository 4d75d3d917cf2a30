"""`supple due`: whether today's stretches are, for timers."""

import click

from library.failures import why
from library.guidance.today_is import TodayIs, today_is
from library.history.errors import HistoryError
from tui.cli.context import Context, data_dir_option, pass_context
from tui.cli.output import complain, print_line
from tui.text.status_line import why_words

_DUE, _NOT_DUE, _ERROR = 0, 1, 2


@click.command("due")
@click.option("--quiet", is_flag=True, help="Say nothing; the exit code tells.")
@data_dir_option
@pass_context
def verb(context: Context, quiet: bool) -> int:
    """Tell whether today's stretches are due: 0 if they are, 1 if not, 2 on an error.

    They are not when they are done, when today is marked, after an answer that puts rest first,
    when the goal of the week is met, and when what you ticked leaves nothing to do.
    """
    profile = context.profile
    try:
        history = context.history.load()
    except (HistoryError, OSError) as error:
        complain([str(error) if isinstance(error, HistoryError) else why(error)])
        return _ERROR
    profile.use_history(history.remembered)
    today = profile.today()
    found = today_is(history, profile.progress(history), today)
    if not quiet:
        try:
            print_line(why_words(found, history.marks_by_day.get(today)))
        except click.ClickException as error:
            raise click.UsageError(error.message) from None  # which ends with 2
    return _DUE if found is TodayIs.DUE else _NOT_DUE
