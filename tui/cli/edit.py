"""`supple edit`: what can be put right of a session in the log."""

from collections.abc import Callable, Iterable, Iterator, Mapping

import click
from msgspec.structs import replace

from library.bounds import WORST_PAIN
from library.decoding import from_shell
from library.exercises.model import Side
from library.history.record import Reason, SessionRecord
from library.profile import Part
from library.session.pain import PAIN_TITLES
from library.session.put_right import (
    DAY,
    HOLD,
    NotPutRight,
    hold_text,
    put_right,
)
from library.text import MAX_TEXT_LENGTH, clean
from library.wording import counted, dated_words
from tui.cli.arguments import BelowZero, day_named, pain_place, whole
from tui.cli.completing import days, sessions
from tui.cli.context import Context, data_dir_option, pass_context
from tui.cli.output import complain, print_lines, report
from tui.cli.which_session import session_named
from tui.text.history import (
    OUTCOMES,
    edited_words,
    note_too_long,
    pain_words,
    session_words,
    sharp_words,
)

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
@click.option("--time", metavar="TIME", help="When it began that day, as 07:40.")
@click.option("--routine", metavar="NAME", type=from_shell, help="The name of what was done.")
@click.option(
    "--where",
    metavar="PLACE",
    type=pain_place,
    help='Where the worst pain was, as left leg, or in a word of your own; "" takes it away.',
)
@click.option(
    "--hold",
    "holds",
    metavar="N=SECONDS[,END[,PLACE]]",
    type=from_shell,
    multiple=True,
    help="A hold by its number: 3=12, or 3=12,skipped; where it was sharp, with the place, as in "
    "3=,,left leg. May be given several times.",
)
@data_dir_option
@pass_context
def verb(
    context: Context,
    /,
    which: str,
    note: str | None,
    where: str | None,
    day: str | None,
    holds: tuple[str, ...],
    **others: int | str | None,
) -> None:
    """Put right a session in the log; alone, tell what it says, each hold with its number.

    Name it as last, by a day with one session (a date, yesterday, monday or -2), or by the
    beginning of its id. Where a day has several, you are told their ids.
    """
    complain(context.profile.read(Part.SETTINGS))
    given = {name: value for name, value in others.items() if value is not None}
    pains = {name: value for name, value in given.items() if name in PAIN_TITLES}
    changes: dict[str, int | str | None] = {n: None if v == _NONE else v for n, v in pains.items()}
    changes |= {} if note is None else {"note": _note(note)}
    changes |= {} if where is None else {"worst_where": where}
    typed = {name: str(value) for name, value in given.items() if name not in pains}
    typed |= {} if day is None else {DAY: str(day_named(context, day))}
    shown = session_named(context, which)
    if not (changes or typed or holds):
        print_lines([*_lines(shown, context), *_ways(shown, which, context)])
        return
    edited = _edited(replace(shown, **changes), {**typed, **dict(_holds(shown, holds))}, context)
    named = session_words(shown, context.profile.today())
    if edited == shown:
        report([f"{named} says so already."])
        return
    context.history.replace(edited, shown)
    undo = context.paths.command("undo")
    told = edited_words(shown, edited)
    report([f"Saved: {named}: {told}. {undo} takes it back."])


def _edited(session: SessionRecord, typed: Mapping[str, str], context: Context) -> SessionRecord:
    try:
        return put_right(session, typed, context.profile.today()) if typed else session
    except NotPutRight as error:
        raise click.UsageError(str(error)) from None


def _lines(session: SessionRecord, context: Context) -> Iterator[str]:
    """Yield what can be changed of a session."""
    complain(context.profile.read(Part.EXERCISES))
    told = session_words(session, context.profile.today())
    yield f"{told}; it counts for {dated_words(session.practice_day)}."
    yield pain_words(session)
    yield f"Note: {session.note}" if session.note else "No note."
    for number, hold in enumerate(session.holds, start=1):
        name = clean(context.profile.catalogue.name_of(hold.exercise))
        leg = Side(hold.side).words
        told = f"{hold.held_seconds:.0f} of {hold.planned_seconds:.0f} s"
        ended = f"{OUTCOMES[hold.outcome]}{sharp_words(hold)}"
        yield f"{number}: {name}, {leg}, {told}, {ended}."


def _ways(session: SessionRecord, which: str, context: Context) -> Iterator[str]:
    """Yield how a session is changed, and where it was sharp."""
    change, rest = (context.paths.command("edit", *words) for words in ((which,), ("--help",)))
    held = ", or --hold 1=SECONDS" if session.holds else ""
    yield f"To change it: {change} --note TEXT{held}; {rest} lists the rest."
    for number, hold in enumerate(session.holds, start=1):
        if hold.reason is Reason.SHARP:
            yield f"Where it was sharp: {change} --hold {number}=,,PLACE"


def _holds(session: SessionRecord, typed: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield what was typed of holds, as `put_right` reads it.

    Raises:
        click.UsageError: It names no hold, or no end of one.
    """
    ends = {words: outcome for outcome, words in OUTCOMES.items()}
    for each in typed:
        number, _, rest = each.partition("=")
        seconds, _, rest = rest.partition(",")
        end, gives_place, where = rest.partition(",")
        numbers = {str(at): hold for at, hold in enumerate(session.holds, start=1)}
        hold = numbers.get(number.strip())
        if hold is None or not (seconds.strip() or end.strip() or gives_place):
            many = counted(len(session.holds), "hold")
            raise click.UsageError(f'"{clean(each)}": write it as 3=12; it has {many}.')
        outcome = ends.get(" ".join(end.split()).casefold()) if end.strip() else hold.outcome
        if outcome is None:
            raise click.UsageError(f'"{clean(end)}": a hold ends as {", ".join(ends)}.')
        held = seconds.strip() or f"{hold.held_seconds:.0f}"
        text = hold_text(outcome, held, where if gives_place else None)
        yield f"{HOLD}{number.strip()}", text


def _note(typed: str) -> str:
    note = clean(typed.strip(), multiline=True, limit=len(typed))
    if (over := len(note) - MAX_TEXT_LENGTH) > 0:
        raise click.UsageError(note_too_long(over))
    return note.strip()
