"""The numbers people check, worked out from the history whenever they are shown."""

from collections.abc import Collection, Sequence
from datetime import date, timedelta
from itertools import pairwise

import msgspec

from library.history.record import DayMark, SessionRecord
from library.progress.days import PAUSE, days_lost_to_travel, practice_days
from library.progress.goals import Goals
from library.progress.streaks import (
    best_run,
    best_weeks_in_a_row,
    current_run,
    day_runs,
    weeks_in_a_row,
)
from library.progress.strength import strength_series
from library.progress.weeks import weeks_of

TREND_WEEKS = 4
"""How far back steadiness is compared: a month is what people remember (our judgement)."""


STEADY_AFTER = timedelta(days=14)
"""How long after the first day steadiness is shown: before, a good start looks like a bad grade
(our judgement)."""


class Progress(msgspec.Struct, frozen=True, kw_only=True):
    """All the numbers of one person."""

    week_days: int
    """Practice days of the running week."""
    week_goal: int
    """Goal of the running week, in days."""
    weeks_in_a_row: int
    best_weeks_in_a_row: int
    days_in_a_row: int
    best_days_in_a_row: int
    strength: float
    """0-100."""
    strength_before: float | None = None
    """What it was `TREND_WEEKS` weeks before; None where the first week is not that long ago, and
    after a pause since then: who comes back is not shown what it cost."""
    tells_strength: bool = True
    """Whether the first practice day lies `STEADY_AFTER` behind: until then it is not shown."""
    sessions: int
    """Sessions in the history, also those without a completed hold."""
    minutes: float
    """Clock time of all of them, the time they were paused left out."""

    def as_dict(self) -> dict[str, object]:
        """Return the numbers as `supple status --json` prints them, rounded to one decimal."""
        return {
            "week": {"days": self.week_days, "goal": self.week_goal},
            "weeks_in_a_row": self.weeks_in_a_row,
            "best_weeks_in_a_row": self.best_weeks_in_a_row,
            "days_in_a_row": self.days_in_a_row,
            "best_days_in_a_row": self.best_days_in_a_row,
            "strength": round(self.strength, 1),
            "sessions": self.sessions,
            "minutes": round(self.minutes, 1),
        }


def measure(
    sessions: Sequence[SessionRecord],
    marks: Sequence[DayMark],
    goals: Goals,
    first_weekday: int,
    today: date,
    idle: Collection[date] = (),
) -> Progress:
    """Work out every number.

    Args:
        sessions: The history, in any order.
        marks: Days marked by the person.
        goals: The goal of every week.
        first_weekday: Weekday a week begins on, 0 (Monday) to 6 (Sunday).
        today: The practice day it is now.
        idle: Days on which what was ticked left nothing to do.
    """
    days = practice_days(sessions, today)
    free = {*days_lost_to_travel(sessions, days, today), *idle, *(mark.day for mark in marks)}
    runs = day_runs(days, free)
    current, best = current_run(runs, free, today), best_run(runs)
    weeks = weeks_of(days, marks, goals, first_weekday, today, idle)
    strengths = strength_series(weeks)
    return Progress(
        week_days=len(weeks[-1].days),
        week_goal=weeks[-1].goal,
        weeks_in_a_row=weeks_in_a_row(weeks),
        best_weeks_in_a_row=best_weeks_in_a_row(weeks),
        days_in_a_row=current.length if current else 0,
        best_days_in_a_row=best.length if best else 0,
        strength=strengths[-1],
        strength_before=_before(strengths, days, today),
        tells_strength=bool(days) and today - min(days) >= STEADY_AFTER,
        sessions=len(sessions),
        minutes=sum(session.seconds for session in sessions) / 60,
    )


def _before(strengths: Sequence[float], days: Collection[date], today: date) -> float | None:
    if len(strengths) <= TREND_WEEKS or _paused(days, today):
        return None
    return strengths[-1 - TREND_WEEKS]


def _paused(days: Collection[date], today: date) -> bool:
    """Tell whether a pause reaches into the weeks that steadiness is compared over."""
    since = today - timedelta(weeks=TREND_WEEKS)
    among = [*sorted(days), today]
    return any(later > since and later - day >= PAUSE for day, later in pairwise(among))
