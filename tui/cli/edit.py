"""`supple edit`: pain, note and day of a session in the log."""

from collections.abc import Callable, Iterator
from datetime import date

import click
from msgspec.structs import replace

from library.bounds import WORST_PAIN
from library.decoding import from_shell
from library.history.record import SessionRecord
from library.profile import Part
from library.text import MAX_TEXT_LENGTH, clean
from library.wording import dated_words
from tui.cli.completing import days, sessions
from tui.cli.context import BelowZero, Context, data_dir_option, day_named, pass_context, whole
from tui.cli.output import complain, print_lines, report
from tui.cli.which_session import session_named
from tui.text.history import edited_words, note_too_long, pain_words, session_words

_NONE = "none"


def _pain(typed: str) -> int | str:
    return _NONE if typed.strip().casefold() == _NONE else whole(0, WORST_PAIN)(typed)


def _pain_option(when: str, told: str) -> Callable[[click.decorators.FC], click.decorators.FC]:
    return click.option(
        f"--pain-{when}", metavar="N", type=_pain, help=f"{told}, 0 to 10; none takes it away."
    )


@click.command("edit", cls=BelowZero)
@click.argument("which", metavar="last|DAY|ID", shell_complete=sessions)
@_pain_option("before", "Pain before it")
@_pain_option("worst", "The worst pain while stretching")
@_pain_option("after", "Pain after it")
@click.option(
    "--note",
    metavar="TEXT",
    type=from_shell,
    help='The note, in place of the one it has; "" takes it away.',
)
@click.option(
    "--day",
    metavar="DAY",
    shell_complete=days,
    help="The day it counts for: a clock may have been wrong.",
)
@data_dir_option
@pass_context
def verb(
    context: Context,
    which: str,
    pain_before: int | str | None,
    pain_worst: int | str | None,
    pain_after: int | str | None,
    note: str | None,
    day: str | None,
) -> None:
    """Change pain, note or day of a session in the log; alone, tell what it says.

    Name it as last, by a day with one session (a date, yesterday, monday or -2), or by the
    beginning of its id. Where a day has several, you are told their ids.
    """
    complain(context.profile.read(Part.SETTINGS))
    pains = {"pain_before": pain_before, "pain_worst": pain_worst, "pain_after": pain_after}
    rated = {name: None if n == _NONE else n for name, n in pains.items() if n is not None}
    about = None if day is None else day_named(context, day)
    changes = rated if note is None else {**rated, "note": _note(note)}
    shown = session_named(context, which)
    if not changes and about is None:
        change = context.paths.command("edit", which, "--note", "TEXT")
        print_lines([*_lines(shown), f"To change it: {change}"])
        return
    edited = _edited(shown, changes, about)
    if edited == shown:
        report([f"{session_words(shown)} says so already."])
        return
    context.history.replace(edited, shown)
    undo = context.paths.command("undo")
    told = edited_words(shown, edited)
    report([f"Saved: {session_words(shown)}: {told}. {undo} takes it back."])


def _lines(session: SessionRecord) -> Iterator[str]:
    """Yield what can be changed of a session."""
    yield f"{session_words(session)}; it counts for {dated_words(session.practice_day)}."
    yield pain_words(session)
    yield f"Note: {session.note}" if session.note else "No note."


def _note(typed: str) -> str:
    note = clean(typed.strip(), multiline=True, limit=len(typed))
    if (over := len(note) - MAX_TEXT_LENGTH) > 0:
        raise click.UsageError(note_too_long(over))
    return note.strip()


def _edited(
    session: SessionRecord, changes: dict[str, int | str | None], day: date | None
) -> SessionRecord:
    edited: SessionRecord = replace(session, **changes)
    return edited if day in (None, session.practice_day) else edited.on_day(day)
