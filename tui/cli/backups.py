"""`supple backups` and `restore`: back to an earlier state."""

from datetime import datetime

import click

from library.history.backups import Backup, sessions_in
from library.history.errors import HistoryError
from library.wording import counted
from tui.cli.context import Context, data_dir_option, pass_context, whole
from tui.cli.output import print_lines


@click.command("backups")
@data_dir_option
@pass_context
def backups_verb(context: Context) -> None:
    """List the backups, newest first; the first holds the last save."""
    copies = context.history.backups()
    if not copies:
        print_lines(["No backups yet; every save makes one."])
        return
    print_lines(
        f"{number:>3}  {_local(copy.saved_at)}  {_holds(copy)}"
        for number, copy in enumerate(copies, start=1)
    )
    print_lines([f"They lie in {copies[0].path.parent}."])


@click.command("restore")
@click.argument("number", type=whole(1), metavar="N")
@data_dir_option
@pass_context
def restore_verb(context: Context, number: int) -> None:
    """Go back to backup N of supple backups.

    Nothing is removed by it, and going back can be undone in the same way.
    """
    done = context.history.restore_backup(number)
    if not (done.brought_back or done.set_aside):
        print_lines(["Nothing to do: your history is as it was then."])
        return
    print_lines(
        [
            f"Your history is as it was on {_local(done.backup.saved_at)}: "
            f"{counted(done.brought_back, 'change')} taken back, "
            f"{counted(done.set_aside, 'later addition')} set aside.",
            "To undo this: supple restore 2",
        ]
    )


def _holds(copy: Backup) -> str:
    try:
        return counted(sessions_in(copy), "session")
    except HistoryError:
        return "can not be read"


def _local(moment: datetime) -> str:
    return f"{moment.astimezone():%Y-%m-%d %H:%M:%S}"
