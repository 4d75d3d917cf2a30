"""`supple erase`: removes the history from this machine for good."""

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from library.history.erase import erase, places, sessions_in
from library.history.errors import HistoryError
from library.wording import counted
from tui.cli.context import Context, data_dir_option, pass_context, whole
from tui.cli.output import print_lines


@click.command("erase")
@click.option(
    "--yes",
    "said",
    type=whole(0),
    metavar="N",
    help="How many sessions the history holds; without it you are asked to type the number.",
)
@data_dir_option
@pass_context
def verb(context: Context, said: int | None) -> None:
    """Remove the history and its backups from this machine, for good.

    It names everything that goes and asks you to type the number of sessions. Your settings,
    routines and exercises stay. It cannot be undone.
    """
    history, paths = context.history, context.paths
    count, found = sessions_in(history), places(paths)
    if not found:
        print_lines(["There is nothing to erase."])
        return
    if said is None:
        print_lines(_told(count, found))
        said = _typed(paths.command("erase", "--yes", str(count)))
    if said != count:
        raise HistoryError(
            f"Nothing was erased: there are {counted(count, 'session')}, not {said}."
        )
    erase(history, paths, count)
    print_lines([f"Erased: {counted(count, 'session')}, with all backups.", *_left(context)])


def _told(count: int, found: list[Path]) -> Iterator[str]:
    yield f"This removes {counted(count, 'session')} for good, with all that was kept of them:"
    yield from (f"  {path}" for path in found)
    yield "It cannot be undone. Close other windows of supple first."


def _typed(command: str) -> int:
    """Return the number that was typed.

    Raises:
        HistoryError: Nobody is there to ask, or it is none.
    """
    if sys.stdin is None or not sys.stdin.isatty():
        raise HistoryError(f"Nothing was erased. Without a terminal: {command}")
    typed = click.prompt(
        "Type the number of sessions to erase them", default="", show_default=False
    )
    try:
        return int(typed)
    except ValueError:
        raise HistoryError("Nothing was erased.") from None


def _left(context: Context) -> Iterator[str]:
    """Say what is still there, and where it may come back from."""
    copies = context.history.sync_conflicts()
    yield from (f"A copy of it is still there: {copy.path}" for copy in copies)
    yield f"Your settings, routines and exercises stay in {context.paths.config_dir}."
    yield "What a sync service, git or another machine holds of it is not touched."
