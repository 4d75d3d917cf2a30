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
    """List the backups, newest first; the first holds the last save.

    Each line begins with the name that supple restore takes. It stays the same for as long as
    the backup is there.
    """
    copies = context.history.backups()
    if not copies:
        print_lines(["No backups yet; every save makes one."])
        return
    print_lines(f"{copy.name}  {local_time(copy.saved_at)}  {_holds(copy)}" for copy in copies)
    print_lines([f"They lie in {copies[0].path.parent}."])


def _holds(copy: Backup) -> str:
    try:
        return counted(sessions_in(copy), "session")
    except HistoryError:
        return "cannot be read"
