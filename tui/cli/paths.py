"""`supple paths`: where everything lies."""

from pathlib import Path

import click

import library.exercises
from tui.cli.context import Context, data_dir_option, pass_context
from tui.cli.output import print_lines


@click.command("paths")
@data_dir_option
@pass_context
def verb(context: Context) -> None:
    """Show where your data, settings and exercises are kept.

    To change a built-in exercise, copy its file from the folder "built-in" to the folder
    "exercises" and give it an id of its own. supple erase removes your history from all of them.
    """
    paths = context.paths
    places = {
        "history": paths.history_file,
        "settings": paths.settings_file,
        "routines": paths.routines_file,
        "exercises": paths.exercises_dir,
        "sheets": paths.sheets_dir,
        "built-in": Path(library.exercises.__path__[0]),
        "state": paths.state_dir,
        "backups": paths.state.backups,
        "kept": paths.state.kept,
        "merged": paths.state.merged,
        "drafts": paths.state.drafts,
        "tones": paths.state.tones,
        "log": paths.state.crash_report,
    }
    print_lines(f"{name:<9}  {place}" for name, place in places.items())
