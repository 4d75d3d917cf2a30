"""`supple import`: takes in another history, and takes that back."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import click

from library.files import is_stream
from library.history.comparison import Import
from library.history.errors import UnreadableImport
from library.history.offer import read_whole
from library.history.snapshot import IMPORTED
from library.own_copies import OwnCopies, OwnCopy
from library.own_exercises import ExerciseNotSavedError
from library.routines.file import RoutinesError
from library.routines.programme import holds_programme
from library.settings import SettingsError
from library.text import clean
from library.wording import counted
from tui.cli.context import Context, data_dir_option, pass_context
from tui.cli.output import complain, print_lines, report
from tui.cli.taking_in import take_in, take_out
from tui.text.history import undone_in_words

_MOST_COMPLAINTS = 20
"""Lines about what is left out; who needs more of them has a table that is no history."""
_SOMETHING_LEFT_OUT, _NOTHING_READABLE = 1, 2


def _known(_context: click.Context, _option: click.Parameter, encoding: str | None) -> str | None:
    try:
        "".encode(encoding or "utf-8")
    except LookupError:
        told = f'"{clean(encoding or "")}" is none; there are utf-8, cp1250, mac-roman and more.'
        raise click.BadParameter(told) from None
    return encoding


@click.command("import")
@click.argument("file", required=False, type=click.Path(path_type=Path, allow_dash=True))
@click.option("--dry-run", is_flag=True, help="Only tell what would happen.")
@click.option(
    "--replace",
    is_flag=True,
    help="Also take what takes away: entries deleted in the file, holds and notes it lacks, "
    "what is newer or deleted here, what of yours a programme has otherwise.",
)
@click.option(
    "--yes", is_flag=True, help="Take a programme in unasked; of a history what --replace takes."
)
@click.option("--verbose", "-v", is_flag=True, help="Tell it of every entry.")
@click.option(
    "--encoding",
    metavar="NAME",
    callback=_known,
    help="What the file is written in, as in cp1250; found out when left out.",
)
@click.option("--undo", is_flag=True, help="Take back the last import; what was saved since stays.")
@data_dir_option
@pass_context
def verb(
    context: Context,
    file: Path | None,
    dry_run: bool,
    replace: bool,
    yes: bool,
    verbose: bool,
    encoding: str | None,
    undo: bool,
) -> None:
    """Take in another history, an export, a table, a programme, or a copy of a file of your own.

    The standard input is called -. Of two versions of a session the newer one is taken. What
    the file lacks is kept here, and what it has deleted is kept, too, as is what was changed or
    deleted here since; --replace takes that from the file all the same. Importing a file twice
    changes nothing. A programme, which supple share writes, is shown first and taken in after a
    yes.

    The exit code is 0 when all of the file is in your history, 1 when something was left out,
    2 when nothing could be read.
    """
    if undo:
        if file is not None or dry_run or replace or yes or verbose or encoding:
            raise click.UsageError("--undo stands alone.")
        _take_back(context)
        return
    if file is None:
        raise click.UsageError("Name a file; - is the standard input.")
    context.recall()
    copies = OwnCopies(context.profile, context.paths)
    with _told_if_unreadable():
        raw = read_whole(file) if is_stream(file) else None
        if _is_programme(file, raw):
            take_in(context, file, raw, dry_run=dry_run, yes=yes, replace=replace)
        elif copy := copies.at(file):
            _keep_both(copies, copy, dry_run=dry_run)
            context.save_remembered()
        else:
            sure = replace or yes
            _take_in(context, file, raw, encoding, dry_run=dry_run, replace=sure, verbose=verbose)


@contextmanager
def _told_if_unreadable() -> Iterator[None]:
    try:
        yield
    except UnreadableImport as error:
        complain([str(error)])
        raise click.exceptions.Exit(_NOTHING_READABLE) from error


def _is_programme(file: Path, raw: bytes | None) -> bool:
    with suppress(OSError):  # whoever reads all of it says why that cannot be
        return holds_programme(file, raw)
    return False


def _take_back(context: Context) -> None:
    if not take_out(context):
        done = context.history.undo(IMPORTED)
        report([undone_in_words(done, before="the import", never="nothing was imported here")])


def _take_in(
    context: Context,
    file: Path,
    raw: bytes | None,
    encoding: str | None,
    *,
    dry_run: bool,
    replace: bool,
    verbose: bool,
) -> None:
    was_there = file.is_file()
    found = context.history.import_file(
        file, dry_run=dry_run, replace=replace, encoding=encoding, raw=raw
    )
    _complain(file, found)
    told = [f"{what}: {entry}" for what, entry in found.entries] if verbose else []
    if found.rejected and not found.comparison.is_of_something:
        print_lines(told)
        complain(["Nothing was imported."])
        raise click.exceptions.Exit(_NOTHING_READABLE)
    told += _told(found, dry_run=dry_run, replace=replace)
    if was_there and not file.exists():
        told.append(f"{file.name} was a sync tool's copy; it is put aside.")
    if found.can_be_undone:
        told.append(f"To undo this, also later: {context.paths.command('import', '--undo')}")
    tell = print_lines if dry_run else report
    tell(told)
    if found.leaves_out:
        raise click.exceptions.Exit(_SOMETHING_LEFT_OUT)


def _told(found: Import, *, dry_run: bool, replace: bool) -> Iterator[str]:
    yield f"{'Would import' if dry_run else 'Imported'}: {found.comparison.counts}."
    if found.comparison.takes_away:
        losses = found.comparison.losses
        left = f"Left as they are: {losses}. Add --replace to take that, too."
        yield f"Of these {losses}." if replace else left


def _complain(file: Path, found: Import) -> None:
    complain(found.notices)
    if found.damaged:
        complain([f"{file} is damaged; what could be read of it is taken."])
    left_out = (*found.rejected, *found.outdated)
    told = left_out[:_MOST_COMPLAINTS]
    complain(f"Left out: {entry.key}: {entry.reason}." for entry in told)
    if more := len(left_out) - len(told):
        complain([f"Left out, too: {counted(more, 'more entry', 'more entries')}."])


def _keep_both(copies: OwnCopies, copy: OwnCopy, *, dry_run: bool) -> None:
    """Add to settings, routines or exercises what only a copy of them holds."""
    try:
        if not dry_run:
            copies.keep_both([copy])
    except (SettingsError, RoutinesError, ExerciseNotSavedError) as error:
        raise click.ClickException(str(error)) from error
    tell = print_lines if dry_run else report
    tell([f"{'Would keep both' if dry_run else 'Both are kept'}; {copy}."])
