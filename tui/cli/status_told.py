"""What `supple status` prints, and what its line is made of."""

from collections.abc import Iterator, Mapping
from datetime import date

import msgspec

from library.guidance.question import is_asked, question
from library.guidance.today_is import TodayIs, today_is
from library.history.snapshot import Snapshot
from library.progress.goals import this_week_words
from library.progress.strength import of_hundred
from library.progress.summary import Progress
from library.wording import counted
from tui.cli.context import Context
from tui.text.duration import minutes_words, whole_minutes
from tui.text.status_line import field_values


class LineStands(msgspec.Struct, frozen=True):
    """What the line, or the answer to `supple due`, is made of."""

    values: Mapping[str, str]
    """Of each field."""
    progress: Progress
    today: TodayIs
    is_sure: bool
    """Whether the log is as it should be, so that it says the same until it changes."""


def line_stands(context: Context) -> LineStands:
    """Read the log, and say nothing of what is odd about it.

    Raises:
        HistoryError: It cannot be read.
    """
    profile, history = context.profile, context.history.load()
    profile.use_history(history.remembered)
    progress, today = profile.progress(history), profile.today()
    found = today_is(history, progress, today, lambda day: context.guide_by(history).on(day))
    values = field_values(progress, found, history.marks_by_day.get(today))
    return LineStands(values, progress, found, not (history.notices or history.passing))


def check_told(history: Snapshot, today: date) -> dict[str, object]:
    """Return whether the question of the day is due, and which day it is about."""
    days = sorted({each.practice_day for each in history.sessions if each.is_worth_keeping})
    answered = {each.day for each in history.checks}
    asked = question(today, [day for day in days if day <= today], answered)
    told = any(each.answered_on == today for each in history.checks)
    decided = (each.day for each in history.decisions)
    due = asked is not None and not told and is_asked(today, days, answered, decided)
    return {"due": due, "about": asked.about.isoformat() if due and asked else None}


def columns(progress: Progress) -> Iterator[str]:
    """Yield the numbers that the pages show too, below each other."""
    return (f"{title:<14} {shown}" for title, shown, _ in _told(progress))


def sentences(progress: Progress) -> Iterator[str]:
    """Yield the same, each as a sentence."""
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
        count, minutes = counted(progress.sessions, "session"), whole_minutes(60 * progress.minutes)
        said = minutes_words(60 * progress.minutes)
        yield "In all", f"{count}, {minutes} min with rests", f"{count}, {said} with rests"
