"""What a day is, for a prompt, a bar and a reminder: due, or why it is not.

No exercise is looked at, so it is quick; what Enter does on Today is told by `today.due_on`.
"""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum

from library.guidance.mornings import rest_comes_first
from library.history.record import MarkKind, Reason, SessionRecord
from library.history.snapshot import Snapshot
from library.progress.days import split
from library.progress.summary import Progress


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
    MET = "met"
    """The goal of the week is met."""
    DUE = "due"

    @property
    def group(self) -> str:
        """One of `due`, `done`, `marked`, `rest` and `met`."""
        rests = (TodayIs.REST_DAY, TodayIs.REST_FIRST, TodayIs.ALL_LEFT_OUT)
        return "rest" if self in rests else self.value


def today_is(history: Snapshot, progress: Progress, today: date) -> TodayIs:
    """Return what today is.

    Args:
        history: The history.
        progress: The numbers of today.
        today: The practice day it is now.
    """
    counted, _ = split(history.sessions, today)
    mark = history.marks_by_day.get(today)
    if any(each.practice_day >= today and each.is_worth_keeping for each in counted):
        return TodayIs.DONE  # a later day is one of who flew west
    if mark is not None:
        return TodayIs.REST_DAY if mark is MarkKind.REST else TodayIs.MARKED
    if _rests_first(history, today):
        return TodayIs.REST_FIRST
    if _stretches_left_out(history, counted, today):
        return TodayIs.ALL_LEFT_OUT
    return TodayIs.MET if progress.week_days >= progress.week_goal else TodayIs.DUE


def _rests_first(history: Snapshot, today: date) -> bool:
    """Tell whether the answer of the day puts rest first: not if it is usual."""
    checks = {each.day: each for each in sorted(history.checks, key=lambda each: each.day)}
    answer = checks.get(today)
    if answer is None or answer.recalled:
        return False
    return rest_comes_first(answer.rating, checks, today)


def _stretches_left_out(history: Snapshot, counted: Sequence[SessionRecord], today: date) -> bool:
    was_sharp = any(hold.reason is Reason.SHARP for each in counted for hold in each.holds)
    if not (history.has_ticks or was_sharp):
        return False
    from library.guidance.ticks import stretches_left_out  # nothing is for most people

    return stretches_left_out(history, today)
