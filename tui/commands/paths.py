"""`supple paths`: where everything lies."""

import click

from tui.commands.output import print_lines
from tui.commands.workplace import Workplace, data_dir_option, pass_workplace


@click.command("paths")
@data_dir_option
@pass_workplace
def verb(workplace: Workplace) -> None:
    """Show where your data and settings lie."""
    paths = workplace.paths
    places = {
        "history": paths.history_file,
        "settings": paths.settings_file,
        "routines": paths.routines_file,
        "exercises": paths.exercises_dir,
        "state": paths.state_dir,
        "log": paths.log_file,
    }
    print_lines(f"{name:<9}  {place}" for name, place in places.items())
