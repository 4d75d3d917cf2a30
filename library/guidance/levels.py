"""The rung of its ladder that each exercise is on, and since when."""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime
from functools import partial

import msgspec

from library.guidance.order import ALREADY_LEVELS
from library.guidance.practice import Practice
from library.guidance.setbacks import Setbacks
from library.guidance.trials import trials
from library.history.record import Decision, DecisionKind

TODAYS = "Today's stretches"
"""The name of the routine that is made afresh each day."""
Ladder = Sequence[float]
"""Planned seconds a leg of each rung, the lowest first."""
_FIRST_THING = datetime.min.replace(tzinfo=UTC)
"""Before everything that was done or decided on a day."""


class Level(msgspec.Struct, frozen=True):
    """Where an exercise is on its ladder."""

    level: int = 0
    moved: date = date.min
    """The day it last went up or down."""


Move = Callable[[int], int]
"""Returns the level after something, from the level before it."""


def level_of(exercise: str, ladder: Ladder, practice: Practice, setbacks: Setbacks) -> Level:
    """Work out the level of an exercise: everything that moves it, each in its turn.

    Args:
        exercise: Its id.
        ladder: Its rungs.
        practice: What was done.
        setbacks: What stepped back.
    """
    moves = [
        *_steps_back(exercise, setbacks, practice.log.today),
        *_ends_of_trials(exercise, practice),
        *_doses(exercise, ladder, practice),
        *_decisions(exercise, practice),
    ]
    level, moved = practice.log.levels.get(exercise, 0), date.min
    since = _begun(exercise, practice)
    for day, _, move in sorted(moves, key=lambda each: each[:2]):
        new = max(0, min(len(ladder) - 1, move(level)))
        if day >= since and new != level:
            level, moved = new, day
    return Level(level, moved)


def _steps_back(
    exercise: str, setbacks: Setbacks, today: date
) -> Iterator[tuple[date, datetime, Move]]:
    for step in setbacks.steps:
        if step.exercise in (None, exercise) and not step.height and step.day <= today:
            yield step.day, _FIRST_THING, step.from_level


def _ends_of_trials(exercise: str, practice: Practice) -> Iterator[tuple[date, datetime, Move]]:
    """An exercise that was left out for a week begins again."""
    for trial in trials(practice.log):
        if trial.exercise == exercise and not trial.ended and trial.back <= practice.log.today:
            yield trial.back, _FIRST_THING, lambda _: 0


def _doses(
    exercise: str, ladder: Ladder, practice: Practice
) -> Iterator[tuple[date, datetime, Move]]:
    """A longer dose that is done to its end becomes the level."""
    for done in practice.done.get(exercise, ()):
        if done.whole:
            reached = sum(seconds <= done.seconds for seconds in ladder) - 1
            yield done.day, done.at, partial(max, reached)


def _decisions(exercise: str, practice: Practice) -> Iterator[tuple[date, datetime, Move]]:
    for decision in practice.log.decisions:
        if decision.kind is DecisionKind.LEVEL and decision.exercise == exercise:
            yield decision.day, decision.at, partial(_set, decision)
        elif decision.kind is DecisionKind.ALREADY and decision.exercise in (None, exercise):
            yield decision.day, decision.at, partial(max, ALREADY_LEVELS.get(exercise, 0))


def _set(decision: Decision, level: int) -> int:
    return level if decision.level is None else decision.level


def _begun(exercise: str, practice: Practice) -> date:
    """Return from when on the history moves a level: one set before that was set knowing it."""
    log = practice.log
    if exercise not in log.levels:
        return date.min
    answered = (check.answered_on for check in log.checks.values())
    decided = (decision.day for decision in log.decisions)
    led = (each.practice_day for each in log.sessions if each.routine == TODAYS)
    return min([*answered, *decided, *led, log.today])
