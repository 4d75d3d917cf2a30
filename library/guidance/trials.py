"""The weeks in which an exercise is left out to compare, as the person began and ended them."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta

import msgspec

from library.history.record import Decision, DecisionKind

TRIAL_DAYS = 7
"""A week without the exercise (simulated: enough mornings for an answer in most cases)."""
_ENDS = (DecisionKind.END_TRIAL, DecisionKind.INCLUDE)


class Trial(msgspec.Struct, frozen=True):
    """An exercise that is left out for a while, to compare."""

    exercise: str
    first: date
    """The first day it is left out."""
    back: date
    """The day it is back."""
    ended: bool
    """Whether the person ended it before its time."""

    def runs_on(self, day: date) -> bool:
        """Tell whether the exercise is left out on a day."""
        return self.first <= day < self.back


def trials(decisions: Iterable[Decision]) -> list[Trial]:
    """Return every trial, oldest first.

    Args:
        decisions: What was decided, oldest first.
    """
    begun: list[Decision] = []
    ends: dict[str | None, list[Decision]] = defaultdict(list)
    for decision in decisions:
        if decision.kind is DecisionKind.TRIAL and decision.exercise is not None:
            begun.append(decision)
        elif decision.kind in _ENDS:
            ends[decision.exercise].append(decision)
    return [_trial(each, ends[each.exercise]) for each in begun]


def _trial(begun: Decision, ends: Iterable[Decision]) -> Trial:
    assert begun.exercise is not None
    back = begun.day + timedelta(days=TRIAL_DAYS)
    ended = min((each.day for each in ends if each.at > begun.at and each.day < back), default=None)
    return Trial(begun.exercise, begun.day, ended or back, ended is not None)


def running(begun: Iterable[Trial], day: date) -> Trial | None:
    """Return the trial that runs on a day; None when none does."""
    return next((each for each in begun if each.runs_on(day)), None)
