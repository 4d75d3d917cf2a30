"""The weeks in which an exercise is left out to compare, as the person began and ended them."""

from datetime import date, timedelta

import msgspec

from library.guidance.log import Log
from library.history.record import DecisionKind

TRIAL_DAYS = 7
"""A week without the exercise (simulated: enough mornings for an answer in most cases)."""


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


def trials(log: Log) -> list[Trial]:
    """Return every trial, oldest first."""
    found: list[Trial] = []
    for decision in log.decisions:
        if decision.kind is not DecisionKind.TRIAL or decision.exercise is None:
            continue
        back = decision.day + timedelta(days=TRIAL_DAYS)
        ends = [
            each.day
            for each in log.decisions
            if each.kind in (DecisionKind.END_TRIAL, DecisionKind.INCLUDE)
            and each.exercise == decision.exercise
            and each.at > decision.at
            and each.day < back
        ]
        ended = min(ends, default=None)
        found.append(Trial(decision.exercise, decision.day, ended or back, ended is not None))
    return found


def returns(exercise: str, log: Log) -> list[date]:
    """Return the days from which an exercise is back after a week without it, oldest first.

    A trial that the person ended is none of it.
    """
    return [
        trial.back
        for trial in trials(log)
        if trial.exercise == exercise and not trial.ended and trial.back <= log.today
    ]
