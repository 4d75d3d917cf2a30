"""`supple log`: a session that was done away from the screen."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import date

import click
from msgspec.structs import replace

from library.bounds import WORST_PAIN
from library.decoding import from_shell
from library.history.errors import HistoryError
from library.history.record import SessionRecord
from library.profile import Part
from library.routines.model import Plan
from library.session.record import Share, record_as_planned, share_seconds, when_done
from library.text import clean, fitted
from library.wording import dated_words
from tui.cli.arguments import day_named, pain_place, whole
from tui.cli.completing import days, startable, words
from tui.cli.context import Context, data_dir_option, pass_context
from tui.cli.output import complain, report

_PAIN = whole(0, WORST_PAIN)
_MINUTES = whole(1, 24 * 60)
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
@click.option(
    "--where",
    metavar="PLACE",
    type=pain_place,
    default="",
    help="Where that was, as left leg, or in a word of your own.",
)
@click.option("--note", metavar="TEXT", type=from_shell, default="", help="A note to keep with it.")
@click.option(
    "--done",
    metavar="SHARE",
    multiple=True,
    shell_complete=words("all", "half"),
    help="How much: all, half, or of one exercise, as in leg-lift=half or leg-lift=none.",
)
@data_dir_option
@pass_context
def verb(
    context: Context,
    /,
    name: str,
    day: str | None,
    minutes: int | None,
    where: str,
    note: str,
    done: tuple[str, ...],
    **pains: int | None,
) -> None:
    """Record a session done away from the screen.

    Every hold of the routine counts as done, unless you say how much. Its id, its name or the
    beginning of either will do; see supple list.
    """
    complain(context.profile.read(Part.SETTINGS))
    context.recall()
    wanted = None if day is None else day_named(context, day)
    plan = context.guide.plan(context.routine_named(name, wanted), reads=False)
    kept, cut = fitted(note.strip(), multiline=True)
    told = {"worst_where": where, "note": kept.strip(), **pains}
    record = replace(_record(context, plan, wanted, minutes, _shares(plan, done)), **told)
    found = _found(context)
    context.history.add(record)
    context.save_remembered()
    complain([f"The note is not whole. {cut}"] if cut else [])
    report([_saved(record, context)])
    complain(found)
    with suppress(HistoryError):  # it is saved, whatever else there is to tell
        context.read_history()


def _record(
    context: Context,
    plan: Plan,
    day: date | None,
    minutes: int | None,
    done: Mapping[str, Share],
) -> SessionRecord:
    now, profile = context.clock.now(), context.profile
    seconds = share_seconds(plan, done) if minutes is None else minutes * 60
    start = when_done(day, now, seconds, profile.today(), profile.settings.day_start_hour)
    return record_as_planned(plan, *start, seconds, done)


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


def _shares(plan: Plan, typed: Iterable[str]) -> dict[str, Share]:
    """Return how much was done, by the id of the exercise.

    Raises:
        click.UsageError: One is no share, is of no exercise of the plan, or nothing was done.
    """
    known = {exercise.id: exercise for exercise in plan.exercises}
    shares: dict[str, Share] = {}
    for each in typed:
        name, equals, share = each.strip().casefold().rpartition("=")
        if share not in list(Share):
            raise click.UsageError(f'"{clean(each)}": write all, half, or leg-lift=half.')
        if equals and name not in known:
            raise click.UsageError(f'"{clean(name)}" is not in it: {", ".join(known)}.')
        shares |= dict.fromkeys([name] if equals else known, Share(share))
    if known and all(shares.get(name) is Share.NONE for name in known):
        raise click.UsageError("Nothing was done then, so there is nothing to record.")
    return shares
