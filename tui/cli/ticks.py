"""`supple ticks`: what applies to the person, and is left out because of it."""

from collections.abc import Iterable, Iterator, Sequence

import click

from library.cells import UnreadableCell, whole_number
from library.guidance.log import Log
from library.guidance.standing import Standing
from library.guidance.ticks import TICKS, Ticked, is_answered, known_all, ticked
from library.guide import Guide
from library.history.record import Decision, DecisionKind
from library.profile import Part
from tui.cli.completing import ticks, ticks_or_none
from tui.cli.context import Context, data_dir_option, pass_context
from tui.cli.output import complain, print_lines, report
from tui.text.precautions import ALREADY, SAID_YES, TICKS_INTRODUCTION, ticked_words

_NONE = "none"


@click.command("ticks")
@click.argument("numbers", metavar="[none|NUMBER...]", nargs=-1, shell_complete=ticks_or_none)
@click.option(
    "--yes",
    metavar="NUMBER",
    shell_complete=ticks,
    multiple=True,
    help="One of them to which your doctor or physiotherapist said yes, so that it leaves nothing "
    "out.",
)
@click.option("--already", is_flag=True, help=f"{ALREADY}; before the first session.")
@data_dir_option
@pass_context
def verb(context: Context, numbers: tuple[str, ...], yes: tuple[str, ...], already: bool) -> None:
    """List what may apply to you, or tick what does, so that what does not suit it is left out.

    supple ticks 1 5 ticks exactly these, and supple ticks none takes all ticks away.
    """
    complain(context.profile.read(Part.SETTINGS, Part.EXERCISES))
    guide = context.guide_by(context.read_history())
    if not (numbers or yes or already):
        print_lines(_card(context, guide.standing))
        return
    log = guide.standing.log
    now = ticked(log)
    wanted = _wanted(numbers, yes, now) if numbers or yes else None
    records: list[Decision] = []
    if wanted is not None and (wanted != now or not is_answered(log)):
        records += guide.ticks(wanted)
    if already:
        records += _already(context, guide)
    told = _left_out(context, guide, log) if not records else keep_ticks(context, records, log)
    begin = " You begin where you are." if already else ""
    back = f"{context.paths.command('undo')} takes it back." if records else "It is as it was."
    report([f"{told}{begin} {back}"])


def keep_ticks(context: Context, records: Sequence[Decision], before: Log) -> str:
    """Save what was answered, and return what comes of it.

    Args:
        context: The person's profile and history.
        records: The answer.
        before: What was known before it.

    Raises:
        HistoryError: It could not be saved.
    """
    context.history.put(records)
    guide = context.guide_after()
    return "Saved." if guide is None else _left_out(context, guide, before)


def _left_out(context: Context, guide: Guide, before: Log) -> str:
    return ticked_words(guide.standing, context.profile.catalogue, before)


def ticks_named(typed: str) -> tuple[str, ...]:
    """Return the ticks that are meant by their numbers, in the order of the card.

    Raises:
        UnreadableCell: Something is no number, or there is no line of this number.
    """
    numbers = {whole_number(each) for each in typed.replace(",", " ").split()}
    if not all(1 <= each <= len(TICKS) for each in numbers):
        raise UnreadableCell
    return tuple(tick for number, tick in enumerate(TICKS, 1) if number in numbers)


NOT_UNDERSTOOD = f"Not understood: the lines have numbers from 1 to {len(TICKS)}."


def tick_lines() -> list[str]:
    """Return the lines of the card with their numbers."""
    return [f"{number}  {tick.words}" for number, tick in enumerate(TICKS.values(), 1)]


def _card(context: Context, standing: Standing) -> Iterator[str]:
    """Yield the card with what is ticked, what is left out because of it, and how to change it."""
    now = ticked(standing.log)
    yield TICKS_INTRODUCTION
    for line, tick in zip(tick_lines(), TICKS, strict=True):
        said_yes = f", but {SAID_YES}" if tick in now.lifted else ""
        yield f"{line}: ticked{said_yes}." if tick in now.words else line
    if now.words:
        yield ticked_words(standing, context.profile.catalogue, standing.log)
    else:
        yield "Nothing is ticked."
    command = context.paths.command
    exactly, none = command("ticks", "1", "5"), command("ticks", _NONE)
    yield f"{exactly} ticks exactly these; {none} takes all ticks away."


def _wanted(numbers: Iterable[str], yes: Iterable[str], now: Ticked) -> Ticked:
    """Return what is ticked by what was typed; what a later version ticked stays.

    Raises:
        click.UsageError: Something is no number of a line, or no yes takes it away.
    """
    typed = " ".join(numbers)
    try:
        words = () if typed.strip().casefold() == _NONE else ticks_named(typed)
        lifted = ticks_named(" ".join(yes))
    except UnreadableCell:
        raise click.UsageError(NOT_UNDERSTOOD) from None
    for number, tick in enumerate(TICKS, 1):
        if tick in lifted and tick not in words:
            raise click.UsageError(f"--yes {number} goes with a tick: write {number} before it.")
        if tick in lifted and not TICKS[tick].liftable:
            raise click.UsageError(f"--yes {number}: what is left out because of it stays so.")
    later = tuple(word for word in now.words if word not in TICKS)
    return Ticked(words + later, lifted)


def _already(context: Context, guide: Guide) -> Iterator[Decision]:
    """Yield that the person does these stretches already, if that was not said before.

    Raises:
        click.ClickException: There was a session, which says more.
    """
    log = guide.standing.log
    if log.sessions:
        adjust = context.paths.command("adjust", "EXERCISE", "already")
        raise click.ClickException(
            f"--already is for the time before the first session; {adjust} says it of one."
        )
    if not known_all(log):
        yield guide.decision(DecisionKind.ALREADY)
