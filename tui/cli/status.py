"""`supple status`: where you stand, for a prompt, a bar or a glance."""

from collections.abc import Iterator
from datetime import date

import click
import msgspec

from library.guidance.today_is import today_is
from library.history.errors import HistoryError
from library.history.snapshot import Snapshot
from library.profile import Part
from library.progress.goals import this_week_words
from library.progress.strength import of_hundred
from library.progress.summary import Progress
from library.wording import counted
from tui.cli.context import Context, data_dir_option, pass_context
from tui.cli.output import complain, plain_option, print_json, print_line, print_lines
from tui.text.status_line import (
    ERROR,
    FIELDS,
    UNREADABLE,
    FormatError,
    bar_item,
    check_format,
    field_values,
    filled,
)


class _Status(click.Command):
    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the fields of a format."""
        with formatter.section("Fields of --format"):
            formatter.write_dl([(f"{{{name}}}", told) for name, told in FIELDS.items()])


@click.command("status", cls=_Status)
@click.option("--line", is_flag=True, help="Print one short line, for a prompt or a bar.")
@click.option(
    "--format",
    "form",
    metavar="TEXT",
    help='Print TEXT with fields, as in "{week_days}/{week_goal} {due}"; {{ and }} are braces.',
)
@click.option("--waybar", is_flag=True, help="Print a line of JSON for Waybar.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@plain_option
@data_dir_option
@pass_context
def verb(
    context: Context, line: bool, form: str | None, waybar: bool, as_json: bool, plain: bool
) -> None:
    """Show this week, your runs of days and weeks, and how steady they are.

    For a prompt or a bar there are --line, --format and --waybar: they say nothing of what is
    wrong with a file of yours, and print ! where the log cannot be read.
    """
    if sum((line, form is not None, waybar, as_json)) > 1:
        raise click.UsageError("Choose one of --line, --format, --waybar and --json.")
    if line or form is not None or waybar:
        print_line(_short(context, "{line}" if form is None else form, waybar=waybar))
        return
    profile = context.profile
    complain(profile.read(Part.SETTINGS))
    history = context.read_history()
    progress = profile.progress(history)
    if as_json:
        print_json(progress.as_dict() | {"check": _check(history, profile.today())})
        return
    lines = list(_sentences(progress) if plain else _columns(progress))
    if not plain and len(lines) > 1:
        lines.append(lines[0])  # a bar shows either the first line or the last
    print_lines(lines)


def _short(context: Context, form: str, *, waybar: bool) -> str:
    """Return the one line that was asked for.

    Raises:
        click.UsageError: The format names what is no field.
        HistoryError: The log cannot be read; a sign of that is printed.
    """
    try:
        check_format(form)
    except FormatError as error:
        raise click.UsageError(str(error)) from None
    profile = context.profile
    try:
        history = context.history.load()
    except (HistoryError, OSError) as error:
        item = bar_item(UNREADABLE, f"{error}", ERROR)
        print_line(_compact(item) if waybar else UNREADABLE)
        raise
    profile.use_history(history.remembered)
    progress, today = profile.progress(history), profile.today()
    mark = history.marks_by_day.get(today)
    values = field_values(progress, today_is(history, progress, today), mark)
    if waybar:
        tooltip = "\n".join((values["why"], *_sentences(progress)))
        return _compact(bar_item(values["line"], tooltip, values["state"]))
    return filled(form, values)


def _compact(item: dict[str, str]) -> str:
    return msgspec.json.encode(item).decode()


def _check(history: Snapshot, today: date) -> dict[str, object]:
    """Return whether the question of the day is due, and which day it is about."""
    from library.guidance.question import is_asked, question  # a line has no room for it

    days = sorted({each.practice_day for each in history.sessions if each.is_worth_keeping})
    answered = {each.day for each in history.checks}
    asked = question(today, [day for day in days if day <= today], answered)
    told = any(each.answered_on == today for each in history.checks)
    decided = (each.day for each in history.decisions)
    due = asked is not None and not told and is_asked(today, days, answered, decided)
    return {"due": due, "about": asked.about.isoformat() if due and asked else None}


def _columns(progress: Progress) -> Iterator[str]:
    return (f"{title:<14} {shown}" for title, shown, _ in _told(progress))


def _sentences(progress: Progress) -> Iterator[str]:
    return (f"{title}: {said}." for title, _, said in _told(progress))


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
        from tui.text.duration import minutes_words, whole_minutes  # a line has no room for it

        count, minutes = counted(progress.sessions, "session"), whole_minutes(60 * progress.minutes)
        said = minutes_words(60 * progress.minutes)
        yield "In all", f"{count}, {minutes} min with rests", f"{count}, {said} with rests"
