"""`supple status`: where you stand, for a prompt, a bar or a glance."""

import click

from library.clock import practice_day
from library.progress.goals import goals_in
from library.progress.strength import in_percent
from library.progress.summary import Progress, measure
from library.wording import counted
from tui.cli.context import Context, data_dir_option, pass_workplace
from tui.cli.opening import read_log, read_settings
from tui.cli.output import print_json, print_lines
from tui.text.duration import whole_minutes


@click.command("status")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@data_dir_option
@pass_workplace
def verb(workplace: Context, as_json: bool) -> None:
    """Show this week, your runs of days and weeks, and your strength."""
    settings, log = read_settings(workplace), read_log(workplace)
    today = practice_day(workplace.clock.now(), settings.day_start_hour)
    progress = measure(
        log.sessions, log.marks, goals_in(settings), settings.first_weekday_number, today
    )
    if as_json:
        print_json(progress.as_dict())
    else:
        print_lines(_lines(progress))


def _lines(progress: Progress) -> list[str]:
    minutes = f"{whole_minutes(60 * progress.minutes)} min with rests"
    return [
        f"This week      {progress.week_days} of {counted(progress.week_goal, 'day')}",
        f"Weeks in a row {progress.weeks_in_a_row}",
        f"Days in a row  {progress.days_in_a_row} (best {progress.best_days_in_a_row})",
        f"Strength       {in_percent(progress.strength)}",
        f"In all         {counted(progress.sessions, 'session')}, {minutes}",
    ]
