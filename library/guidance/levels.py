"""The rung of its ladder that each exercise is on, and since when."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import partial

import msgspec

from library.guidance.heights import AGAIN_LEVEL, Height
from library.guidance.moves import FIRST_THING, Move, moved
from library.guidance.order import ALREADY_LEVELS
from library.guidance.practice import Done, Practice
from library.guidance.setbacks import Setbacks, StepBack
from library.guidance.trials import returns
from library.history.record import Decision, DecisionKind

TODAYS = "Today's stretches"
"""The name of the routine that is made afresh each day."""
Ladder = Sequence[float]
"""Planned seconds a leg of each rung, the lowest first."""


class Level(msgspec.Struct, frozen=True):
    """Where an exercise is on its ladder."""

    level: int = 0
    moved: date = date.min
    """The day it last went up or down."""


def level_of(
    exercise: str,
    ladder: Ladder,
    practice: Practice,
    setbacks: Setbacks,
    height: Height | None = None,
) -> Level:
    """Work out the level of an exercise: everything that moves it, each in its turn.

    Args:
        exercise: Its id.
        ladder: Its rungs.
        practice: What was done.
        setbacks: What stepped back.
        height: Of the support; a higher one goes with a shorter dose. None where there is none.
    """
    moves = [
        *_steps_back(exercise, setbacks, practice.log.today),
        *_ends_of_trials(exercise, practice),
        *_higher_supports(height),
        *_doses(exercise, ladder, practice),
        *_decisions(exercise, ladder, practice),
    ]
    first, since = practice.log.levels.get(exercise, 0), _begun(exercise, practice)
    changes = list(moved(first, len(ladder), (move for move in moves if move.day >= since)))
    return Level(changes[-1].after, changes[-1].day) if changes else Level(first)


def _steps_back(exercise: str, setbacks: Setbacks, today: date) -> Iterator[Move]:
    """What has several reasons on one day is one step back."""
    steps: dict[date, list[StepBack]] = {}
    for step in setbacks.steps_of(exercise, today):
        steps.setdefault(step.day, []).append(step)
    for day, each in steps.items():
        yield Move(day, FIRST_THING, partial(_lowest, each))


def _lowest(steps: Iterable[StepBack], level: int) -> int:
    return min(step.from_level(level) for step in steps)


def _ends_of_trials(exercise: str, practice: Practice) -> Iterator[Move]:
    """An exercise that was left out for a week begins again."""
    for back in returns(exercise, practice.log):
        yield Move(back, FIRST_THING, lambda _: 0)


def _higher_supports(height: Height | None) -> Iterator[Move]:
    for day, at in () if height is None else height.rises:
        yield Move(day, at, partial(min, AGAIN_LEVEL))


def _doses(exercise: str, ladder: Ladder, practice: Practice) -> Iterator[Move]:
    """A longer dose that is done to its end becomes the level."""
    for done in practice.done.get(exercise, ()):
        if done.whole:
            yield Move(done.day, done.at, partial(max, _reached(done, ladder)))


def _reached(done: Done, ladder: Ladder) -> int:
    return sum(seconds <= done.seconds for seconds in ladder) - 1


def _decisions(exercise: str, ladder: Ladder, practice: Practice) -> Iterator[Move]:
    for decision in practice.log.decisions:
        if decision.kind is DecisionKind.LEVEL and decision.exercise == exercise:
            most = _most_since(decision, exercise, ladder, practice)
            yield Move(decision.day, decision.at, partial(_set, decision.level, most))
        elif decision.kind is DecisionKind.ALREADY and decision.exercise in (None, exercise):
            most = _most_since(decision, exercise, ladder, practice)
            level = min(most, ALREADY_LEVELS.get(exercise, 0))
            yield Move(decision.day, decision.at, partial(max, level))


def _most_since(decision: Decision, exercise: str, ladder: Ladder, practice: Practice) -> int:
    """Return the highest rung that is left of a decision from before what the rules look at.

    What stepped back after it may not be known any more, but the last days before are.
    """
    after = []
    for done in practice.done.get(exercise, ()):
        if done.day >= practice.log.since:
            break
        if done.at > decision.at:
            after.append(_reached(done, ladder))
    return max(after, default=len(ladder) - 1)


def _set(decided: int | None, most: int, level: int) -> int:
    return level if decided is None else min(decided, most)


def _begun(exercise: str, practice: Practice) -> date:
    """Return from when on the history moves a level: one set before that was set knowing it."""
    log = practice.log
    if exercise not in log.levels:
        return date.min
    answered = (check.answered_on for check in log.checks.values())
    decided = (decision.day for decision in log.decisions)
    led = (each.practice_day for each in log.sessions if each.routine == TODAYS)
    return min([*answered, *decided, *led, log.today])
