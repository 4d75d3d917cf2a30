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
from library.history.record import DecisionKind
from library.progress.days import ONE_DAY

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
    log = practice.log
    moves = [
        *_steps_back(exercise, ladder, practice, setbacks),
        *_ends_of_trials(exercise, practice),
        *_higher_supports(height),
        *_doses(exercise, ladder, practice),
        *_decisions(exercise, practice),
    ]
    first, since = 0, log.since
    if exercise in log.levels and log.begun > since:
        # It was set knowing what had been done, so only what came later moves it.
        first, since = log.levels[exercise], log.begun
    changes = list(moved(first, len(ladder), (move for move in moves if move.day >= since)))
    return Level(changes[-1].after, changes[-1].day) if changes else Level(first)


def _steps_back(
    exercise: str, ladder: Ladder, practice: Practice, setbacks: Setbacks
) -> Iterator[Move]:
    """What has several reasons on one day is one step back."""
    steps: dict[date, list[StepBack]] = {}
    for step in setbacks.steps_of(exercise, practice.log.today):
        steps.setdefault(step.day, []).append(step)
    too_long = {
        done.day + ONE_DAY: _reached(done, ladder)
        for done in practice.done.get(exercise, ())
        if done.whole and not done.calm
    }
    for day, each in steps.items():
        yield Move(day, FIRST_THING, partial(_lowest, each, too_long.get(day, 0)))


def _lowest(steps: Iterable[StepBack], too_long: int, level: int) -> int:
    """Return the rung that is left.

    A longer dose that hurt never became the level, so the day after it has nothing to take back.
    """
    if level < too_long:
        return level
    return min(step.from_level(level) for step in steps)


def _ends_of_trials(exercise: str, practice: Practice) -> Iterator[Move]:
    """An exercise that was left out for a week begins again."""
    for back in practice.log.returns(exercise):
        yield Move(back, FIRST_THING, lambda _: 0)


def _higher_supports(height: Height | None) -> Iterator[Move]:
    for day, at in () if height is None else height.rises:
        yield Move(day, at, partial(min, AGAIN_LEVEL))


def _doses(exercise: str, ladder: Ladder, practice: Practice) -> Iterator[Move]:
    """A longer dose that is done to its end becomes the level, if the session did not hurt."""
    for done in practice.done.get(exercise, ()):
        if practice.shows_level(exercise, done):
            yield Move(done.day, done.at, partial(max, _reached(done, ladder)))


def _reached(done: Done, ladder: Ladder) -> int:
    return sum(seconds <= done.seconds for seconds in ladder) - 1


def _decisions(exercise: str, practice: Practice) -> Iterator[Move]:
    for decision in practice.log.decisions:
        if decision.kind is DecisionKind.LEVEL and decision.exercise == exercise:
            if decision.level is not None:
                yield Move(decision.day, decision.at, partial(_set, decision.level))
        elif decision.kind is DecisionKind.ALREADY and decision.exercise in (None, exercise):
            already = ALREADY_LEVELS.get(exercise, 0)
            yield Move(decision.day, decision.at, partial(max, already))


def _set(decided: int, _: int) -> int:
    return decided
