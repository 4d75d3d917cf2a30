"""What the verbs can be told by name: the exercises and routines there are."""

import click

from library.exercises.catalogue import Catalogue, load_catalogue
from library.routines.collection import Routines
from library.routines.file import load_routines
from library.routines.lookup import UnknownNameError
from tui.cli.context import Context
from tui.cli.output import complain


def load_all(workplace: Context) -> tuple[Catalogue, Routines]:
    """The exercises and routines; what is wrong with own ones is told on stderr."""
    catalogue, bad_exercises = load_catalogue(workplace.paths.exercises_dir)
    routines, bad_routines = load_routines(workplace.paths.routines_file, catalogue)
    complain((*bad_exercises, *bad_routines))
    return catalogue, routines


def unknown_name(error: UnknownNameError) -> click.UsageError:
    """The complaint about a name that is none, with what to do."""
    hint = "" if error.nearest else " See supple list."
    return click.UsageError(f"{error}{hint}")
