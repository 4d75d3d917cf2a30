"""`supple merge`: merges two history files, as git asks a merge driver to."""

from pathlib import Path

import click

from library.clock import SystemClock
from library.history.sync_conflicts import merge_files
from tui.cli.output import report


@click.command("merge")
@click.argument("ours", type=click.Path(path_type=Path))
@click.argument("theirs", type=click.Path(path_type=Path))
def verb(ours: Path, theirs: Path) -> None:
    """Merge the history THEIRS into the file OURS.

    Of two versions of a session the newer one wins. It works as a git merge driver, too.
    In git's configuration: driver = supple merge %A %B
    """
    report([f"{ours}: {merge_files(ours, theirs, SystemClock().now())}."])
