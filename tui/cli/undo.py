"""`supple undo`: takes the last change to the log back."""

from contextlib import suppress

import click

from library.history.errors import HistoryError
from library.profile import Part
from tui.cli.context import Context, data_dir_option, pass_context
from tui.cli.output import complain, report
from tui.text.history import undone_words


@click.command("undo")
@data_dir_option
@pass_context
def verb(context: Context) -> None:
    """Take the last change to the log back, and with each more call the one before.

    That is what you edited, deleted, marked, answered, decided or imported on this machine, in
    the dashboard or here, at most twenty changes. A new session is no change: supple delete last
    takes it out. Routines have supple routine undo, and supple set says how to take it back.
    """
    complain(context.profile.read(Part.SETTINGS, Part.EXERCISES))
    before = context.read_history()
    change = context.history.undo()
    names = {exercise.id: exercise.name for exercise in context.profile.catalogue}
    after = before
    with suppress(HistoryError):  # it is undone, whatever can be told of it
        after = context.history.load()
    told = undone_words(change, before, after, names, context.profile.today())
    if change is None and after.sessions:
        told += f" To take a session out: {context.paths.command('delete', 'last')}"
    report([told])
