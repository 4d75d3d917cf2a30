"""What every verb works with: the folders and the clock."""

import os
from dataclasses import dataclass
from pathlib import Path

import click

from library.clock import Clock, SystemClock
from library.paths import DATA_DIR_VARIABLE, Paths, PathsError, find_paths
from tui.crash_report import report_crashes_to


@dataclass(frozen=True, slots=True)
class Context:
    """The folders and the clock of this run."""

    paths: Paths
    clock: Clock


pass_workplace = click.make_pass_decorator(Context)


def _choose_folders(context: click.Context, _parameter: click.Parameter, named: str | None) -> None:
    """Find the folders; the option of a verb wins over the one before it."""
    if named is None and isinstance(context.obj, Context):
        return
    if named == "":
        raise click.BadParameter("a folder has a name.")
    try:
        paths = find_paths(Path(named) if named else None, os.environ)
    except PathsError as error:
        raise click.ClickException(str(error)) from error
    report_crashes_to(paths.log_file)
    context.obj = Context(paths, SystemClock())


data_dir_option = click.option(
    "--data-dir",
    metavar="DIR",
    expose_value=False,
    callback=_choose_folders,
    help=f"Folder for log and settings, instead of {DATA_DIR_VARIABLE} or the usual ones.",
)
"""Accepted before and after the verb."""
