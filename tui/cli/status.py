"""`supple status`: where you stand, for a prompt, a bar or a glance."""

from collections.abc import Iterator
from datetime import date

import click

from library.guidance.question import is_asked, question
from library.history.snapshot import Snapshot
from library.profile import Part
from library.progress.goals import this_week_words
from library.progress.strength import of_hundred
from library.progress.summary import Progress
from library.wording import counted
from tui.cli.context import Context, data_dir_option, pass_context
from tui.cli.output import complain, plain_option, print_json, print_lines
from tui.text.duration import whole_minutes


@click.command("status")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@plain_option
@data_dir_option
@pass_context
def verb(context: Context, as_json: bool, plain: bool) -> None:
    """Show this week, your runs of days and weeks, and how steady they are."""
    profile = context.profile
    complain(profile.read(Part.SETTINGS))
    history = context.read_history()
    progress = profile.progress(history)
    if as_json:
        print_json(progress.as_dict() | {"check": _check(history, profile.today())})
    else:
        print_lines(_sentences(progress) if plain else _lines(progress))


def _check(history: Snapshot, today: date) -> dict[str, object]:
    """Return whether the question of the day is due, and which day it is about."""
    days = sorted({each.practice_day for each in history.sessions if each.is_worth_keeping})
    answered = {each.day for each in history.checks}
    asked = question(today, [day for day in days if day <= today], answered)
    told = any(each.answered_on == today for each in history.checks)
    decided = (each.day for each in history.decisions)
    due = asked is not None and not told and is_asked(today, days, answered, decided)
    return {"due": due, "about": asked.about.isoformat() if due and asked else None}


def _lines(progress: Progress) -> Iterator[str]:
    """Yield the numbers that the pages show too: what has not begun yet is left out."""
    yield f"This week      {this_week_words(progress.week_days, progress.week_goal)}"
    yield from _run("Weeks in a row", progress.weeks_in_a_row, progress.best_weeks_in_a_row)
    yield from _run("Days in a row", progress.days_in_a_row, progress.best_days_in_a_row)
    if progress.strength and progress.tells_strength:
        yield f"Steadiness     {of_hundred(progress.strength)}"
    if progress.sessions:
        minutes = f"{whole_minutes(60 * progress.minutes)} min with rests"
        yield f"In all         {counted(progress.sessions, 'session')}, {minutes}"


def _sentences(progress: Progress) -> Iterator[str]:
    """Yield the same numbers as `_lines`, a sentence each."""
    yield f"This week: {this_week_words(progress.week_days, progress.week_goal)}."
    runs = {
        "Weeks in a row": (progress.weeks_in_a_row, progress.best_weeks_in_a_row),
        "Days in a row": (progress.days_in_a_row, progress.best_days_in_a_row),
    }
    for title, (now, best) in runs.items():
        if best:
            yield f"{title}: {f'{now}, ' if now else ''}at best {best}."
    if progress.strength and progress.tells_strength:
        yield f"Steadiness: {of_hundred(progress.strength)}."
    if progress.sessions:
        minutes = whole_minutes(60 * progress.minutes).replace("<", "less than ")
        yield f"In all: {counted(progress.sessions, 'session')}, {minutes} min with rests."


def _run(title: str, now: int, best: int) -> Iterator[str]:
    if now:
        yield f"{title:<14} {now} (best {best})"
    elif best:
        yield f"{title:<14} best {best}"
