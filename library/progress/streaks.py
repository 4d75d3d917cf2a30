"""Days in a row and weeks in a row."""

from collections.abc import Container, Iterable, Sequence
from datetime import date
from typing import NamedTuple

from library.progress.days import ONE_DAY
from library.progress.weeks import Week


class DayRun(NamedTuple):
    """Practice days in a row; free days inside it are not counted."""

    first: date
    last: date
    length: int
    """Practice days in it, 1 or more."""


def day_runs(days: Iterable[date], free: Container[date]) -> list[DayRun]:
    """Split the practice days into runs, oldest first.

    Args:
        days: Distinct practice days, oldest first.
        free: Days that neither add nor break: marked by the person or lost to travel.
    """
    runs: list[DayRun] = []
    for day in days:
        if runs and _joined(runs[-1].last, day, free):
            first, _, length = runs[-1]
            runs[-1] = DayRun(first, day, length + 1)
        else:
            runs.append(DayRun(day, day, 1))
    return runs


def current_run(runs: Sequence[DayRun], free: Container[date], today: date) -> DayRun | None:
    """Return the run that is still going on; a today without practice is pending, not a miss."""
    if runs and _joined(runs[-1].last, today, free):
        return runs[-1]
    return None


def best_run(runs: Sequence[DayRun]) -> DayRun | None:
    """Return the longest run, of equal ones the latest."""
    return max(reversed(runs), key=lambda run: run.length, default=None)


def _joined(earlier: date, later: date, free: Container[date]) -> bool:
    """Return whether every date strictly between the two is free."""
    if (later - earlier).days == 1:
        return True
    day = earlier + ONE_DAY
    while day < later and day in free:
        day += ONE_DAY
    return day >= later


def weeks_in_a_row(weeks: Sequence[Week]) -> int:
    """Return how many weeks met their goal, counted back from now.

    The running week can add one and never breaks the row; frozen weeks stand aside.

    Args:
        weeks: All weeks up to the running one, oldest first.
    """
    row = 0
    for week in reversed(weeks):
        if week.met:
            row += 1
        elif not (week.running or week.frozen):
            break
    return row


def best_weeks_in_a_row(weeks: Iterable[Week]) -> int:
    """Return the longest row of weeks there ever was, the present one included."""
    best = row = 0
    for week in weeks:
        if week.met:
            row += 1
            best = max(best, row)
        elif not (week.running or week.frozen):
            row = 0
    return best
