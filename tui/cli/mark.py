"""`supple mark`: a day marked as rest, ill, pain or travel."""

from datetime import date

import click

from library.clock import days_between
from library.history.record import MarkKind
from library.profile import Part
from library.wording import counted
from tui.cli.arguments import BelowZero, day_named, word_named
from tui.cli.completing import spans, words
from tui.cli.context import Context, data_dir_option, pass_context
from tui.cli.output import complain, print_lines, report
from tui.text.history import marked_words

MOST_DAYS = 92
"""Days marked at once; more is most likely a slip of the year (our judgement)."""
_NONE = "none"
_KINDS = (*(kind.value for kind in MarkKind), _NONE)


@click.command("mark", cls=BelowZero)
@click.argument("day", metavar="DAY[..DAY]", shell_complete=spans)
@click.argument(
    "kind", metavar=f"[{'|'.join(_KINDS)}]", required=False, shell_complete=words(*_KINDS)
)
@data_dir_option
@pass_context
def verb(context: Context, day: str, kind: str | None) -> None:
    """Mark a day as rest, ill, pain or travel, or take its mark away with none.

    A day is a date, today, yesterday, monday or -2, and two dots stand between the first and the
    last of several: monday..today. Alone, you are told its mark. A row of days never ends at a
    marked day. A week with a day marked ill, pain or travel never ends your weeks in a row and
    never lowers steadiness. What you do all the same counts.
    """
    complain(context.profile.read(Part.SETTINGS))
    days, today = _days(context, day), context.profile.today()
    wanted = None if kind is None else _kind(kind)
    marks = context.read_history().marks_by_day
    if kind is None:
        print_lines([f"{marked_words([day], marks.get(day), today)}." for day in days])
        return
    if all(marks.get(day) is wanted for day in days):
        report([f"{marked_words(days, wanted, today)}, as it was."])
        return
    context.history.mark(days[0], wanted, days[-1])
    before = marks.get(days[0]) if len(days) == 1 and wanted else None
    instead = f", instead of {before.value}" if before else ""
    undo = context.paths.command("undo")
    report([f"{marked_words(days, wanted, today)}{instead}. {undo} takes it back."])


def _days(context: Context, typed: str) -> list[date]:
    """Return the day that was typed, or all from the first to the last."""
    first, dots, last = typed.partition("..")
    begin = day_named(context, first)
    end = day_named(context, last) if dots else begin
    count = (end - begin).days + 1
    if count < 1:
        raise click.UsageError(f"{begin} comes after {end}: the first day stands first.")
    if count > MOST_DAYS:
        raise click.UsageError(f"That is {counted(count, 'day')}: up to {MOST_DAYS} at once.")
    return days_between(begin, end)


def _kind(typed: str) -> MarkKind | None:
    word = word_named(typed, _KINDS, "A day is marked as")
    return None if word == _NONE else MarkKind(word)
