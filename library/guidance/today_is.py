"""What a day is, for a prompt, a bar and a reminder: due, or why it is not.

The plan of the day is made only where nothing simpler tells; what Enter does with it on Today is
told by `today.due_on`.
"""

from collections.abc import Callable
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from library.guidance.mornings import rest_comes_first
from library.history.record import MarkKind
from library.history.snapshot import Snapshot
from library.progress.days import split
from library.progress.summary import Progress

if TYPE_CHECKING:
    from library.guidance.plan import DayPlan
    from library.guidance.standing import Standing


class TodayIs(StrEnum):
    """What today is: the first that fits."""

    DONE = "done"
    """Something was held, or stopped because of discomfort."""
    REST_DAY = "rest day"
    """It is marked as rest."""
    MARKED = "marked"
    """It is marked as something else."""
    REST_FIRST = "rest first"
    """The answer of the day puts rest first."""
    ALL_LEFT_OUT = "all left out"
    """What is ticked, or was sharp twice, leaves no stretch to do."""
    ALL_RESTS = "all rests"
    """What the person does rests for a day or more."""
    MET = "met"
    """The goal of the week is met."""
    DUE = "due"

    @property
    def group(self) -> str:
        """One of `due`, `done`, `marked`, `rest` and `met`."""
        return "rest" if self in _RESTS else self.value


_RESTS = (TodayIs.REST_DAY, TodayIs.REST_FIRST, TodayIs.ALL_LEFT_OUT, TodayIs.ALL_RESTS)


def today_is(
    history: Snapshot,
    progress: Progress,
    today: date,
    guide_on: Callable[[date], "tuple[Standing, DayPlan]"],
) -> TodayIs:
    """Return what today is.

    Args:
        history: The history.
        progress: The numbers of today.
        today: The practice day it is now.
        guide_on: Returns where the person stands on a day, and the plan, as `Guide.on` does.
    """
    counted, _ = split(history.sessions, today)
    mark = history.marks_by_day.get(today)
    if any(each.practice_day >= today and each.is_worth_keeping for each in counted):
        return TodayIs.DONE  # a later day is one of who flew west
    if mark is not None:
        return TodayIs.REST_DAY if mark is MarkKind.REST else TodayIs.MARKED
    if _rests_first(history, today):
        return TodayIs.REST_FIRST
    from library.guidance.today import Due, due_on, rules_stretches_out  # as late as the plan

    standing, plan = guide_on(today)
    if plan.led_by is None and rules_stretches_out(standing):
        return TodayIs.ALL_LEFT_OUT
    if due_on(plan, standing) in (Due.MARK, Due.NOTHING) and not plan.early:
        return TodayIs.ALL_RESTS
    return TodayIs.MET if progress.week_days >= progress.week_goal else TodayIs.DUE


def _rests_first(history: Snapshot, today: date) -> bool:
    """Tell whether the answer of the day puts rest first: not if it is usual."""
    checks = {each.day: each for each in sorted(history.checks, key=lambda each: each.day)}
    answer = checks.get(today)
    if answer is None or answer.recalled:
        return False
    return rest_comes_first(answer.rating, checks, today)
