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
        told = _told(progress)
        print_lines(
            f"{title}: {said}." if plain else f"{title:<14} {shown}" for title, shown, said in told
        )


def _check(history: Snapshot, today: date) -> dict[str, object]:
    """Return whether the question of the day is due, and which day it is about."""
    days = sorted({each.practice_day for each in history.sessions if each.is_worth_keeping})
    answered = {each.day for each in history.checks}
    asked = question(today, [day for day in days if day <= today], answered)
    told = any(each.answered_on == today for each in history.checks)
    decided = (each.day for each in history.decisions)
    due = asked is not None and not told and is_asked(today, days, answered, decided)
    return {"due": due, "about": asked.about.isoformat() if due and asked else None}


def _told(progress: Progress) -> Iterator[tuple[str, str, str]]:
    """Yield the numbers that the pages show too: title, words for a column and for a sentence.

    What has not begun yet is left out.
    """
    week = this_week_words(progress.week_days, progress.week_goal)
    yield "This week", week, week
    for title, now, best in (
        ("Weeks in a row", progress.weeks_in_a_row, progress.best_weeks_in_a_row),
        ("Days in a row", progress.days_in_a_row, progress.best_days_in_a_row),
    ):
        if now:
            yield title, f"{now} (best {best})", f"{now}, at best {best}"
        elif best:
            yield title, f"best {best}", f"at best {best}"
    if progress.strength and progress.tells_strength:
        steady = of_hundred(progress.strength)
        yield "Steadiness", steady, steady
    if progress.sessions:
        count, minutes = counted(progress.sessions, "session"), whole_minutes(60 * progress.minutes)
        said = minutes.replace("<", "less than ")
        yield "In all", f"{count}, {minutes} min with rests", f"{count}, {said} min with rests"
