"""`supple export`: writes the history to a new file or to the standard output."""

import os
from pathlib import Path

import click

from library.history.export import write_export
from tui.cli.context import Context, data_dir_option, pass_context
from tui.cli.output import complain, report, write_document


@click.command("export")
@click.argument("file", type=click.Path(path_type=Path), required=False)
@click.option("--json", "whole", is_flag=True, help="Everything, also what was deleted (default).")
@click.option(
    "--csv", "table", is_flag=True, help="A table for spreadsheets of what History shows."
)
@data_dir_option
@pass_context
def verb(context: Context, file: Path | None, whole: bool, table: bool) -> None:
    """Write your history to a new file, or to the standard output.

    The standard output may be called -, too. JSON holds all there is, notes of deleted sessions
    as well; the table holds sessions, marked days, checks and reach as History shows them. supple
    import takes both.
    """
    if whole and table:
        raise click.UsageError("Choose --json or --csv, not both.")
    history = context.history
    if file == Path("-"):
        file = None
    if file is not None and os.path.realpath(file) == os.path.realpath(history.path):
        raise click.UsageError("That is the history itself; choose another file.")
    text = history.export("csv" if table else "json")
    context.read_history()  # for what it has to tell
    if file is None:
        write_document(text)
    else:
        doubt = write_export(file, text)
        report([f"Written to {file}."])
        complain(filter(None, [doubt]))
