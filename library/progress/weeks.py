"""Weeks with their practice days, goals and marks."""

from bisect import bisect_left
from collections.abc import Collection, Iterable, Sequence
from datetime import date, timedelta

import msgspec

from library.history.record import DayMark
from library.progress.goals import Goals

ONE_WEEK = timedelta(days=7)


def week_start(day: date, first_weekday: int) -> date:
    """Return the first day of the week that `day` lies in.

    Args:
        day: Any day.
        first_weekday: Weekday a week begins on, 0 (Monday) to 6 (Sunday).
    """
    return day - timedelta(days=(day.weekday() - first_weekday) % 7)


class Week(msgspec.Struct, frozen=True):
    """One week of the history."""

    start: date
    days: tuple[date, ...]
    """Its practice days, oldest first."""
    goal: int
    """The goal in force in this week, in days."""
    marked: bool = False
    """Whether a day of it is marked as ill, pain or travel."""
    idle: bool = False
    """Whether what was ticked left nothing to do on a day of it."""
    running: bool = False
    """Whether today lies in it."""

    @property
    def met(self) -> bool:
        """Whether it has as many practice days as its goal asks for."""
        return len(self.days) >= self.goal

    @property
    def frozen(self) -> bool:
        """Whether it stands aside: ill, pain, travel or what was ticked kept it from its goal."""
        return (self.marked or self.idle) and not self.met

    @property
    def share(self) -> float:
        """The part of the goal that was reached, 0-1."""
        return min(1.0, len(self.days) / self.goal)


def weeks_of(
    days: Sequence[date],
    marks: Iterable[DayMark],
    goals: Goals,
    first_weekday: int,
    today: date,
    idle: Collection[date] = (),
) -> list[Week]:
    """Return every week from the first practice day to today, oldest first; never empty.

    Args:
        days: Distinct practice days, oldest first, none later than today.
        marks: Days marked by the person.
        goals: The goal of every week.
        first_weekday: Weekday a week begins on, 0 (Monday) to 6 (Sunday).
        today: The day it is; the last week is the one it lies in.
        idle: Days on which what was ticked left nothing to do.
    """
    marked = {week_start(mark.day, first_weekday) for mark in marks if mark.kind.freezes_week}
    without = {week_start(day, first_weekday) for day in idle}
    running = week_start(today, first_weekday)
    start = week_start(days[0], first_weekday) if days else running
    weeks = []
    begin = 0
    while start <= running:
        end = bisect_left(days, start + ONE_WEEK, begin)
        weeks.append(
            Week(
                start=start,
                days=tuple(days[begin:end]),
                goal=goals.goal_for(start),
                marked=start in marked,
                idle=start in without,
                running=start == running,
            )
        )
        start, begin = start + ONE_WEEK, end
    return weeks
