"""`supple backups`: lists the earlier states of the history."""

import click

from library.history.backups import Backup, sessions_in
from library.history.errors import HistoryError
from library.wording import counted
from tui.cli.context import Context, data_dir_option, pass_context
from tui.cli.output import local_time, print_lines


@click.command("backups")
@data_dir_option
@pass_context
def verb(context: Context) -> None:
    """List the backups, newest first; the first holds the last save."""
    copies = context.history.backups()
    if not copies:
        print_lines(["No backups yet; every save makes one."])
        return
    print_lines(
        f"{number:>3}  {local_time(copy.saved_at)}  {_holds(copy)}"
        for number, copy in enumerate(copies, start=1)
    )
    print_lines([f"They lie in {copies[0].path.parent}."])


def _holds(copy: Backup) -> str:
    try:
        return counted(sessions_in(copy), "session")
    except HistoryError:
        return "cannot be read"
