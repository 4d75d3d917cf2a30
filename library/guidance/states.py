"""The state of each exercise on a day, and why."""

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum

import msgspec

from library.guidance.order import STANDING
from library.guidance.practice import Practice
from library.guidance.setbacks import SetbackReason, Setbacks
from library.guidance.ticks import NERVE, last_included, outlasts, ruled_out

LEARNING_DAYS = 2
"""Days on which a new exercise is done at the same dose (the source article; D2)."""


class StateName(StrEnum):
    """What an exercise is on a day: the first that fits."""

    OFF = "off"
    RESTING = "resting"
    TRIAL = "trial"
    NOT_YET = "not yet"
    LEARNING = "learning"
    KNOWN = "known"


class State(msgspec.Struct, frozen=True):
    """What an exercise is on a day, and why."""

    name: StateName
    ticks: tuple[str, ...] = ()
    """Ids of what rules it out."""
    reason: SetbackReason | None = None
    """Why it rests."""
    until: date | None = None
    """The day it is back; None if nobody knows."""
    warned: bool = False
    """Whether it was sharp of late, or signs of a pressed nerve rule it out: no routine goes before
    that."""

    @property
    def is_allowed(self) -> bool:
        """Whether it may be chosen, as far as this goes."""
        return self.name not in (StateName.OFF, StateName.RESTING, StateName.TRIAL)


def state_of(
    exercise: str, practice: Practice, setbacks: Setbacks, ticks: Mapping[str, datetime]
) -> State:
    """Return the state of an exercise today.

    Args:
        exercise: Its id.
        practice: What was done.
        setbacks: What rests.
        ticks: Those in force, with the moment since when.
    """
    log, today = practice.log, practice.log.today
    included = last_included(exercise, log.decisions)
    # An own deep forward bend asks for what the deepest of the built-in ones asks for.
    asking = STANDING if exercise in log.own_bends else exercise
    rests = [
        rest
        for rest in setbacks.rests
        if rest.exercise == exercise
        and rest.first <= today
        and (rest.back is None or today < rest.back)
        and not outlasts(included, rest.since)
    ]
    warned = any(rest.reason is SetbackReason.SHARP for rest in rests)
    if off := ruled_out(asking, ticks, included):
        return State(StateName.OFF, ticks=off, warned=warned or NERVE in off)
    if rests:
        longest = max(rests, key=lambda rest: rest.back or date.max)
        return State(StateName.RESTING, reason=longest.reason, until=longest.back, warned=warned)
    for trial in log.trials:
        if trial.exercise == exercise and trial.runs_on(today):
            return State(StateName.TRIAL, until=trial.back)
    if not practice.is_met(exercise):
        return State(StateName.NOT_YET)
    learning = _days_since_new(exercise, practice) < LEARNING_DAYS
    return State(StateName.LEARNING if learning else StateName.KNOWN)


def _days_since_new(exercise: str, practice: Practice) -> int:
    """Return on how many days it was done since it was new, or came back after a trial."""
    days = practice.done.get(exercise, [])
    if back := practice.log.returns(exercise):
        return sum(done.day >= back[-1] for done in days)
    return LEARNING_DAYS if exercise in practice.known_from else len(days)
