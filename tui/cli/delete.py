"""`supple delete`: takes a session out of the log."""

import click

from library.profile import Part
from tui.cli.arguments import BelowZero
from tui.cli.completing import sessions
from tui.cli.context import Context, data_dir_option, pass_context
from tui.cli.output import complain, report
from tui.cli.which_session import session_named
from tui.text.history import session_words


@click.command("delete", cls=BelowZero)
@click.argument("which", metavar="last|DAY|ID", shell_complete=sessions)
@data_dir_option
@pass_context
def verb(context: Context, which: str) -> None:
    """Take a session out of the log; supple undo brings it back.

    Name it as last, by a day with one session (a date, yesterday, monday or -2), or by the
    beginning of its id. Where a day has several, you are told their ids.
    """
    complain(context.profile.read(Part.SETTINGS))
    session = session_named(context, which)
    context.history.delete([session.id])
    undo = context.paths.command("undo")
    report([f"Deleted: {session_words(session, context.profile.today())}. {undo} brings it back."])
