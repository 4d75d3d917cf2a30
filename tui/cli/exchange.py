"""`supple import`, `export` and `merge`: histories that come in and go out."""

from pathlib import Path

import click

from library.history.import_export import write_export
from library.history.protocol import HistoryError
from library.history.sync_conflicts import merge_files
from tui.cli.context import Context, data_dir_option, pass_context
from tui.cli.output import complain, print_lines, write_document

_FILE = click.Path(path_type=Path)


@click.command("import")
@click.argument("file", type=_FILE)
@click.option("--dry-run", is_flag=True, help="Only tell what would happen.")
@data_dir_option
@pass_context
def import_verb(context: Context, file: Path, dry_run: bool) -> None:
    """Take in another supple history, an export or a CSV table.

    Nothing is lost by it: of two versions of a session the newer one is shown, the other
    stays in the backups. Importing a file twice changes nothing.
    """
    found = context.history.import_file(file, dry_run=dry_run)
    if found.damaged:
        complain([f"{file} is damaged; what could be read of it is taken."])
    complain(f"Left out: {entry.key}: {entry.reason}." for entry in found.rejected)
    comparison = found.comparison
    if found.rejected and not (comparison.new or comparison.same or comparison.differ):
        raise HistoryError("Nothing was imported.")
    print_lines([f"{'Would import' if dry_run else 'Imported'}: {comparison}."])


@click.command("export")
@click.argument("file", type=_FILE, required=False)
@click.option("--json", "whole", is_flag=True, help="Everything (default).")
@click.option("--csv", "table", is_flag=True, help="A table for spreadsheets.")
@data_dir_option
@pass_context
def export_verb(context: Context, file: Path | None, whole: bool, table: bool) -> None:
    """Write your history to a new file, or to the standard output.

    The standard output may be called -, too.
    """
    if whole and table:
        raise click.UsageError("Choose --json or --csv, not both.")
    history = context.history
    if file == Path("-"):
        file = None
    if file is not None and file.resolve() == history.path.resolve():
        raise click.UsageError("That is the history itself; choose another file.")
    text = history.export("csv" if table else "json")
    complain(history.load().notices)
    if file is None:
        write_document(text)
    else:
        write_export(file, text)
        print_lines([f"Written to {file}."])


@click.command("merge")
@click.argument("ours", type=_FILE)
@click.argument("theirs", type=_FILE)
def merge_verb(ours: Path, theirs: Path) -> None:
    """Merge the history THEIRS into the file OURS.

    Of two versions of a session the newer one wins. It works as a git merge driver, too.
    In git's configuration: driver = supple merge %A %B
    """
    print_lines([f"{ours}: {merge_files(ours, theirs)}."])
