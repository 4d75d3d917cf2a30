"""`supple log`: a session that was done away from the screen."""

from contextlib import suppress
from datetime import date, datetime, time, timedelta

import click

from library.bounds import WORST_PAIN
from library.clock import practice_day
from library.decoding import from_shell
from library.history.errors import HistoryError
from library.history.record import SessionRecord
from library.profile import Part
from library.session.record import record_as_planned
from library.text import fitted
from library.wording import dated_words
from tui.cli.completing import days, startable
from tui.cli.context import Context, data_dir_option, day_named, pass_context, whole
from tui.cli.output import complain, report

_PAIN = whole(0, WORST_PAIN)
_MINUTES = whole(1, 24 * 60)
_NOON = time(12)
_SHOWN_OF_ID = 8
"""Letters of a new id that tell it from all others of a lifetime."""


@click.command("log")
@click.argument("name", metavar="ROUTINE|EXERCISE", shell_complete=startable)
@click.option(
    "--day",
    metavar="DAY",
    shell_complete=days,
    help="The day it counts for: a date, yesterday, monday, or -2; today when left out.",
)
@click.option(
    "--minutes",
    type=_MINUTES,
    help="How long it took with its rests, in whole minutes; as planned when left out.",
)
@click.option("--pain-before", type=_PAIN, help="Pain before it, 0 to 10.")
@click.option("--pain-after", type=_PAIN, help="Pain after it, 0 to 10.")
@click.option("--pain-worst", type=_PAIN, help="The worst pain while stretching, 0 to 10.")
@click.option("--note", metavar="TEXT", type=from_shell, default="", help="A note to keep with it.")
@data_dir_option
@pass_context
def verb(
    context: Context,
    name: str,
    day: str | None,
    minutes: int | None,
    pain_before: int | None,
    pain_after: int | None,
    pain_worst: int | None,
    note: str,
) -> None:
    """Record a session done away from the screen.

    Every hold of the routine counts as done. Its id, its name or the beginning of either will
    do; see supple list.
    """
    complain(context.profile.read(Part.SETTINGS))
    context.recall()
    wanted = None if day is None else day_named(context, day)
    plan = context.guide.plan(context.routine_named(name, wanted), reads=False)
    seconds = plan.seconds if minutes is None else minutes * 60
    started, counts_for = _when(context, wanted, seconds)
    kept, cut = fitted(note.strip(), multiline=True)
    record = record_as_planned(
        plan,
        started,
        counts_for,
        seconds,
        pain_before=pain_before,
        pain_after=pain_after,
        pain_worst=pain_worst,
        note=kept.strip(),
    )
    found = _found(context)
    context.history.add(record)
    context.save_remembered()
    complain([f"The note is not whole. {cut}"] if cut else [])
    report([_saved(record, context)])
    complain(found)
    with suppress(HistoryError):  # it is saved, whatever else there is to tell
        context.read_history()


def _saved(record: SessionRecord, context: Context) -> str:
    minutes = f"{record.seconds / 60:.1f} min with its rests"
    day = record.practice_day
    counts = "" if day == context.profile.today() else f"; it counts for {dated_words(day)}"
    back = context.paths.command("delete", record.id[:_SHOWN_OF_ID])
    return f"Saved: {record.routine}, {minutes}{counts}. {back} takes it back."


def _found(context: Context) -> tuple[str, ...]:
    """Return what is not as it should be with the history before the save puts it right."""
    with suppress(HistoryError):  # else the save tells why
        snapshot = context.history.load()
        return (*snapshot.notices, *context.elsewhere(snapshot))
    return ()


def _when(context: Context, day: date | None, seconds: float) -> tuple[datetime, date]:
    """Return start and practice day: just ended without a day, at noon on an earlier one."""
    just_now = context.clock.now() - timedelta(seconds=seconds)
    if day is None:
        return just_now, practice_day(just_now, context.profile.settings.day_start_hour)
    if day == context.profile.today():
        return just_now, day
    return datetime.combine(day, _NOON).astimezone(), day
