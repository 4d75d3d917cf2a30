"""The week and the numbers that grow with it, in words and marks."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, timedelta

import msgspec
from textual.content import Content

from library.history.record import MarkKind
from library.progress.strength import of_hundred
from library.progress.summary import TREND_WEEKS, Progress
from library.progress.weeks import week_start
from library.wording import counted
from tui.text.duration import whole_minutes

_TICK, _OPEN, _DOT = "✓", "open", "·"
"""Stand for a day with practice, for today while it has none, and for another day."""
_LETTER = "o"
"""Stands for `open` where a day has no room for the word."""
_LARGEST, _ROOMY = 6, 4
"""Cells of a day: the most, and from how many on there are two cells between days."""


class Day(msgspec.Struct, frozen=True):
    """A day of the running week."""

    name: str
    """Two letters."""
    done: bool
    is_today: bool
    mark: MarkKind | None


def days_of_week(
    practised: Collection[date], marks: Mapping[date, MarkKind], today: date, first_weekday: int
) -> tuple[Day, ...]:
    """Return the days of the running week.

    Args:
        practised: Days with practice.
        marks: Days that are marked.
        today: The day it is.
        first_weekday: Weekday a week begins on, 0 (Monday) to 6 (Sunday).
    """
    start = week_start(today, first_weekday)
    days = [start + timedelta(days=number) for number in range(7)]
    return tuple(
        Day(f"{day:%a}"[:2], day in practised, day == today, marks.get(day)) for day in days
    )


def week_strip(days: Sequence[Day], width: int) -> tuple[Content, Content]:
    """Return the names of the days, and below them a large mark for each.

    Args:
        days: Of a week.
        width: Cells there are.
    """
    cells = min(_LARGEST, max(1, (width + 1) // len(days) - 1))
    gap = " " * (2 if cells > _ROOMY and width >= len(days) * (cells + 2) - 2 else 1)
    names = [_name(day, cells) for day in days]
    return Content(gap).join(names), Content(gap).join(_mark(day, cells) for day in days)


def _name(day: Day, cells: int) -> Content:
    name = f"{day.name[:cells]:^{cells}}"
    return Content.styled(name, "bold $text-accent" if day.is_today else "$text-muted")


def _mark(day: Day, cells: int) -> Content:
    if day.done:
        return Content.styled(f"{_TICK:^{cells}}", "bold $on-state on $primary")
    if day.mark is not None:
        return Content.styled(f"{day.mark.letter:^{cells}}", "bold $text-accent on $panel")
    if day.is_today:
        word = _OPEN if cells >= len(_OPEN) else _LETTER
        return Content.styled(f"{word:^{cells}}", "bold $text-accent on $panel")
    return Content.styled(f"{_DOT:^{cells}}", "$text-muted on $panel")


def in_a_row(progress: Progress) -> Iterator[Content]:
    """Yield weeks and days in a row; what has not begun yet is left out."""
    for now, best, thing in (
        (progress.weeks_in_a_row, progress.best_weeks_in_a_row, "week"),
        (progress.days_in_a_row, progress.best_days_in_a_row, "day"),
    ):
        if now:
            told = Content.assemble((f"{now:,}", "bold"), f" {_things(thing, now)} in a row")
            yield told + Content.styled(f"  best {best:,}", "$text-muted") if best > now else told
        elif best:
            yield Content.styled(f"best {counted(best, thing)} in a row", "$text-muted")


def _things(thing: str, count: int) -> str:
    return thing if count == 1 else f"{thing}s"


def steadiness_words(progress: Progress) -> Content:
    """Return steadiness and how it changed of late; a change below one is none."""
    told = Content.assemble("Steadiness ", (of_hundred(progress.strength), "bold"))
    if progress.strength_before is None:
        return told
    change = round(progress.strength) - round(progress.strength_before)
    since = f" in {counted(TREND_WEEKS, 'week')}"
    if change > 0:
        return Content.assemble(told, (f"  ▲ {change}", "$text-success"), (since, "$text-muted"))
    return Content.assemble(told, (f"  ▼ {-change}{since}", "$text-muted")) if change else told


def total_words(progress: Progress) -> Content:
    """Return all sessions and their minutes."""
    minutes = whole_minutes(60 * progress.minutes)
    return Content.assemble(
        ("In all ", "$text-muted"), f"{counted(progress.sessions, 'session')}, {minutes} min"
    )
