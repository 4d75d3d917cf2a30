"""`supple import`: takes in another history."""

from pathlib import Path

import click

from library.history.errors import HistoryError
from library.own_copies import OwnCopies, OwnCopy
from library.routines.file import RoutinesError
from library.settings import SettingsError
from tui.cli.context import Context, data_dir_option, pass_context
from tui.cli.output import complain, print_lines


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Only tell what would happen.")
@data_dir_option
@pass_context
def verb(context: Context, file: Path, dry_run: bool) -> None:
    """Take in another supple history, an export, a CSV table, or a copy of a file of your own.

    Nothing is lost by it: of two versions of a session the newer one is shown, the other
    stays in the backups. Importing a file twice changes nothing.
    """
    context.recall()
    copies = OwnCopies(context.profile, context.paths)
    if copy := copies.at(file):
        _keep_both(copies, copy, dry_run=dry_run)
        context.save_remembered()
        return
    found = context.history.import_file(file, dry_run=dry_run)
    if found.damaged:
        complain([f"{file} is damaged; what could be read of it is taken."])
    complain(f"Left out: {entry.key}: {entry.reason}." for entry in found.rejected)
    comparison = found.comparison
    if found.rejected and not (comparison.new or comparison.same or comparison.differ):
        raise HistoryError("Nothing was imported.")
    print_lines([f"{'Would import' if dry_run else 'Imported'}: {comparison}."])


def _keep_both(copies: OwnCopies, copy: OwnCopy, *, dry_run: bool) -> None:
    """Add to settings, routines or exercises what only a copy of them holds."""
    try:
        if not dry_run:
            copies.keep_both([copy])
    except (SettingsError, RoutinesError) as error:
        raise click.ClickException(str(error)) from error
    print_lines([f"{'Would keep both' if dry_run else 'Both are kept'}; {copy}."])
