"""`supple restore`: goes back to an earlier state of the history."""

import click

from library.wording import counted
from tui.cli.context import Context, data_dir_option, pass_context, whole
from tui.cli.output import local_time, print_lines


@click.command("restore")
@click.argument("number", type=whole(1), metavar="N")
@data_dir_option
@pass_context
def verb(context: Context, number: int) -> None:
    """Go back to backup N of supple backups.

    Nothing is removed by it, and going back can be undone in the same way.
    """
    done = context.history.restore_backup(number)
    if not (done.brought_back or done.deleted):
        print_lines(["Nothing to do: your history is as it was then."])
        return
    print_lines(
        [
            f"Your history is as it was on {local_time(done.backup.saved_at)}: "
            f"{counted(done.brought_back, 'change')} taken back, "
            f"{counted(done.deleted, 'later addition')} set aside.",
            f"To undo this: {context.paths.command('restore', '2')}",
        ]
    )
