"""`supple restore`: goes back to an earlier state of the history."""

from collections.abc import Iterator, Mapping

import click

from library.history.backups import OtherHistoryError, Restored
from library.history.errors import HistoryError
from library.history.snapshot import WENT_BACK
from library.paths import Paths
from library.wording import counted
from tui.cli.completing import backups
from tui.cli.context import Context, data_dir_option, pass_context
from tui.cli.output import local_time, print_lines, report
from tui.text.history import undone_in_words


@click.command("restore")
@click.argument("name", required=False, shell_complete=backups)
@click.option("--all-machines", is_flag=True, help="Go back on what other machines did, too.")
@click.option("--dry-run", is_flag=True, help="Only tell what would happen.")
@click.option("--undo", is_flag=True, help="Take back the last time; what was saved since stays.")
@data_dir_option
@pass_context
def verb(context: Context, name: str | None, all_machines: bool, dry_run: bool, undo: bool) -> None:
    """Go back to the backup of this name, as far as this machine's changes are concerned.

    supple backups lists the names; the first four characters will do. Nothing is removed by
    it, and it can be undone. What other machines did since stays, unless you ask for it.
    """
    if undo:
        if name is not None or all_machines or dry_run:
            raise click.UsageError("--undo stands alone.")
        undone = context.history.undo(WENT_BACK)
        never = "nobody went back to a backup here"
        report([undone_in_words(undone, before="going back", never=never)])
        return
    if name is None:
        raise click.UsageError(f"Name a backup; see {context.paths.command('backups')}")
    try:
        done = context.history.restore_backup(name, all_machines=all_machines, dry_run=dry_run)
    except OtherHistoryError as error:
        bring = context.paths.command("import", error.backup.path)
        raise HistoryError(f"{error} To bring its sessions into this one: {bring}") from error
    tell = print_lines if dry_run else report
    tell(_told(context.paths, done, dry_run))


def _told(paths: Paths, done: Restored, dry_run: bool) -> Iterator[str]:
    when = local_time(done.backup.saved_at)
    if done.set_aside is not None:
        yield f"The file could not be read; it is kept as {done.set_aside}."
    effect = [
        *_counted(done.brought_back, "change", "taken back"),
        *_counted(done.deleted, "later addition", "set aside"),
    ]
    if done.besides:
        effect.append(f"also {done.besides} as before" if effect else f"{done.besides} as before")
    if not effect:
        here = " of this machine" if done.left else ""
        yield f"Nothing to do: your history{here} is as it was on {when}."
    elif dry_run:
        yield f"Would go back to {when}: {', '.join(effect)}."
    else:
        yield f"Your history is as it was on {when}: {', '.join(effect)}."
    if done.left:
        many = ", ".join(_of(name, count) for name, count in done.left.items())
        yield f"Left as it is, because other machines changed it since: {many}."
        more = paths.command("restore", done.backup.name, "--all-machines")
        yield f"To go back on that, too: {more}"
    if done.can_be_undone:
        yield f"To undo this, also later: {paths.command('restore', '--undo')}"


def _counted(entries: Mapping[str, int], thing: str, done: str) -> Iterator[str]:
    """Say how many of something, and whose they are when they are of several machines."""
    if not entries:
        return
    total = f"{counted(sum(entries.values()), thing)} {done}"
    several = ", ".join(_of(name, count) for name, count in entries.items())
    yield f"{total} ({several})" if len(entries) > 1 else total


def _of(device: str, count: int) -> str:
    return f"{count} of {device or 'an import'}"
