"""`supple share`: a routine and the exercises it needs as one file for others."""

from datetime import date
from pathlib import Path

import click

from library.bounds import LONGEST_TEXT, MAX_NAME, WEEKLY_GOAL
from library.cells import UnreadableCell, named_day
from library.profile import Part
from library.routines.handing_over import programme_of, programme_text
from library.routines.model import Prescription, Routine
from library.routines.programme import read_programme
from library.text import clean
from tui.cli.arguments import whole
from tui.cli.completing import shareable
from tui.cli.context import Context, data_dir_option, pass_context
from tui.cli.output import complain
from tui.cli.to_file import force_option, hand_over, output_option

PLAN = "plan"
"""What is practised at present is called so, as nobody chose it by a name."""


@click.command("share")
@click.argument("routine", metavar="ROUTINE|plan", shell_complete=shareable)
@output_option
@force_option
@click.option("--from", "by", metavar="NAME", default="", help="Whom it is from.")
@click.option("--until", metavar="DAY", help="The last day Today follows it, as in 2026-12-20.")
@click.option("--days", type=whole(*WEEKLY_GOAL), help="On how many days a week it is to be done.")
@click.option("--note", metavar="TEXT", default="", help="What else to say about it.")
@data_dir_option
@pass_context
def verb(
    context: Context,
    routine: str,
    output: Path | None,
    force: bool,
    by: str,
    until: str | None,
    days: int | None,
    note: str,
) -> None:
    """Write a routine and the exercises it needs into one file, for others to import.

    Exercises of your own are in it with all you wrote, and your own doses where the routine leaves
    them open. plan is what you practise at present. With --from or --until the Today of who takes
    it in follows it until then, as it is written. supple import takes it in, also here.
    """
    profile = context.profile
    complain(profile.read(*Part))
    profile.use_history(context.history.load().remembered)
    chosen = _practised(context) if routine == PLAN else context.routine_named(routine)
    today = profile.today()
    last = chosen.until if until is None else _last_day(until, today)
    by = _short(by, "--from", MAX_NAME) or chosen.by
    prescribed = bool(by or last)
    said = Prescription(
        by=by,
        since=chosen.since or (today if prescribed else None),
        until=last,
        days_a_week=days or chosen.days_a_week or profile.settings.weekly_goal,
        note=_short(note, "--note", LONGEST_TEXT) or chosen.note,
    )
    guide, catalogue = context.guide, profile.catalogue
    now = guide.as_done_now(chosen)
    programme = programme_of(now, profile.routines, catalogue, guide.settings, said)
    text = programme_text(programme, catalogue, today)
    complain(read_programme(f"{now.id}.toml", text.encode(), catalogue).notices)
    hand_over(text, output, force=force)


def _practised(context: Context) -> Routine:
    practised = context.guide.practised
    if not practised.items:
        raise click.ClickException("There is nothing yet that you practise.")
    return practised


def _last_day(typed: str, today: date) -> date:
    """Return the day that was typed, today or later.

    Raises:
        click.UsageError: It is none, or over.
    """
    try:
        last = named_day(typed, today)
    except UnreadableCell:
        raise click.UsageError(f'"{clean(typed)}" is no day; write 2026-12-20.') from None
    if last < today:
        raise click.UsageError(f"{last} is over already.")
    return last


def _short(typed: str, option: str, limit: int) -> str:
    """Return what was typed, on one line and cleaned.

    Raises:
        click.UsageError: It is too long.
    """
    text = clean(typed, limit=limit + 1).strip()
    if len(text) > limit:
        raise click.UsageError(f"{option} takes at most {limit} characters.")
    return text
