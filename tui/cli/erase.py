"""`supple erase`: removes the history from this machine for good."""

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from library.history.erase import Held, erase, held, traces
from library.history.errors import HistoryError
from library.session.draft import unfinished_drafts
from library.wording import counted
from tui.cli.arguments import whole
from tui.cli.context import Context, data_dir_option, pass_context
from tui.cli.output import print_lines, print_or_exit, report


@click.command("erase")
@click.option(
    "--yes",
    "said",
    type=whole(0),
    metavar="N",
    help="How many sessions there are in all; without it you are asked to type the number.",
)
@data_dir_option
@pass_context
def verb(context: Context, said: int | None) -> None:
    """Remove the history and its backups from this machine, for good.

    It names everything that goes and asks you to type the number of sessions. Your settings,
    routines and exercises stay. It cannot be undone.
    """
    history, paths = context.history, context.paths
    what, found = held(history), traces(paths)
    if not found:
        print_lines(["There is nothing to erase."])
        return
    unfinished = _unfinished(paths.state.drafts)
    if said is None:
        try:
            print_or_exit(_told(what, unfinished, found))
        except click.exceptions.Exit:  # nobody has read what would go
            raise HistoryError("Nothing was erased.") from None
        said = _typed(paths.command("erase", "--yes", str(what.sessions)))
    erase(history, paths, said)
    begun = [f"Erased, too: {unfinished}."] if unfinished else []
    report([f"Erased: {what}, with all backups.", *begun, *_left(context)])


def _unfinished(folder: Path) -> str:
    """Say how many unfinished sessions there are; empty when there are none."""
    kept, damaged = unfinished_drafts(folder)
    count = len(kept) + len(damaged)
    return counted(count, "unfinished session") if count else ""


def _told(what: Held, unfinished: str, found: list[Path]) -> Iterator[str]:
    yield f"This removes {what}, for good, with all that was kept of them:"
    yield from (_line(path) for path in found)
    if unfinished:
        yield f"It also removes {unfinished}."
    yield "It cannot be undone. Close other windows of supple first."


def _line(path: Path) -> str:
    return f"  {path}, a link to {path.readlink()}" if path.is_symlink() else f"  {path}"


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
