"""`supple backups`: lists the earlier states of the history."""

from collections.abc import Callable, Iterable
from contextlib import suppress

import click

from library.history.backups import Backup, sessions_in
from library.history.errors import HistoryError
from library.history.store import HistoryStore
from library.wording import counted
from tui.cli.context import Context, data_dir_option, pass_context
from tui.cli.output import local_time, print_lines, report


@click.command("backups")
@click.option("--keep-apart", metavar="LOG", help="Say no more of another log that was here.")
@data_dir_option
@pass_context
def verb(context: Context, keep_apart: str | None) -> None:
    """List the backups, newest first; the first holds the last save.

    Each line begins with the name that supple restore takes. It stays the same for as long as
    the backup is there. Where another log lay here before, its end tells the log.
    """
    if keep_apart is not None:
        context.history.keep_apart(keep_apart)
        report([f"The log {keep_apart} is left out; its backups stay."])
        return
    copies = context.history.backups()
    if not copies:
        print_lines(["No backups yet; every save makes one."])
        return
    log_of = _logs(context.history, copies)
    print_lines(
        f"{copy.name}  {local_time(copy.saved_at)}  {_holds(copy):<14}  {log_of(copy)}".rstrip()
        for copy in copies
    )
    print_lines([f"They lie in {copies[0].path.parent}."])


def _logs(history: HistoryStore, copies: Iterable[Backup]) -> Callable[[Backup], str]:
    """Return what tells the log of each backup; nothing when there is only one."""
    if len({copy.history for copy in copies}) == 1:
        return lambda copy: ""
    with suppress(HistoryError):
        own = history.load().history
        return lambda copy: "this log" if copy.history == own else f"another log, {copy.history}"
    return lambda copy: f"log {copy.history}"


def _holds(copy: Backup) -> str:
    try:
        return counted(sessions_in(copy), "session")
    except HistoryError:
        return "cannot be read"
