"""`supple mark`: a day marked as rest, ill, pain or travel."""

import click

from library.history.record import MarkKind
from library.profile import Part
from library.wording import did_you_mean
from tui.cli.context import BelowZero, Context, data_dir_option, day_named, pass_context
from tui.cli.output import complain, print_lines, report
from tui.text.history import marked_words

_NONE = "none"
_KINDS = (*(kind.value for kind in MarkKind), _NONE)


@click.command("mark", cls=BelowZero)
@click.argument("day", metavar="DAY")
@click.argument("kind", metavar=f"[{'|'.join(_KINDS)}]", required=False)
@data_dir_option
@pass_context
def verb(context: Context, day: str, kind: str | None) -> None:
    """Mark a day as rest, ill, pain or travel, or take its mark away with none.

    A day is a date, today, yesterday, monday or -2; alone, you are told its mark. A row of days
    never ends at a marked day. A week with a day marked ill, pain or travel never ends your weeks
    in a row and never lowers steadiness. What you do all the same counts.
    """
    complain(context.profile.read(Part.SETTINGS))
    about = day_named(context, day)
    wanted = None if kind is None else _kind(kind)
    before = context.read_history().marks_by_day.get(about)
    if kind is None:
        print_lines([f"{marked_words(about, before)}."])
        return
    if before is wanted:
        report([f"{marked_words(about, wanted)}, as it was."])
        return
    context.history.mark(about, wanted)
    instead = f", instead of {before.value}" if before and wanted else ""
    undo = context.paths.command("undo")
    report([f"{marked_words(about, wanted)}{instead}. {undo} takes it back."])


def _kind(typed: str) -> MarkKind | None:
    word = typed.strip().casefold()
    if word not in _KINDS:
        hint = did_you_mean(word, _KINDS)
        raise click.UsageError(f"A day is marked as one of {', '.join(_KINDS)}.{hint}")
    return None if word == _NONE else MarkKind(word)
