"""The support that a foot is put on: how high it is for a person, and since when (D5)."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import partial

import msgspec

from library.exercises.model import HeightLevel
from library.guidance.moves import FIRST_THING, Move, moved
from library.guidance.practice import Practice
from library.guidance.setbacks import Setbacks
from library.guidance.ticks import CHAIR_CM, first_support
from library.history.record import Decision, DecisionKind
from library.progress.days import ONE_DAY

AGAIN_LEVEL = 1
"""The rung that a dose goes back to with a higher support (our judgement)."""

Heights = Sequence[HeightLevel]
"""The supports of an exercise, the lowest first."""


class Height(msgspec.Struct, frozen=True):
    """Which of the supports of an exercise it is."""

    rung: int
    """Its place among them, from 0."""
    moved: date = date.min
    """The day it last went up or down."""
    rises: tuple[tuple[date, datetime], ...] = ()
    """The days and moments it went up."""


def height_of(
    heights: Heights,
    exercise: str,
    practice: Practice,
    setbacks: Setbacks,
    ticks: Mapping[str, datetime],
) -> Height:
    """Work out the height: the last one used, and what moved it since.

    It begins with a chair, for who is unsure on the feet with a low step. A higher one counts
    once it was used to the end of a session that did not hurt.

    Args:
        heights: The supports of the exercise.
        exercise: Its id.
        practice: What was done.
        setbacks: What stepped back.
        ticks: What holds for the person, and since when.
    """
    moves = [
        *_steps_back(heights, exercise, practice, setbacks),
        *_lowered(heights, practice, ticks),
        *_used(heights, exercise, practice),
        *_decided(heights, exercise, practice),
    ]
    first = rung_of(CHAIR_CM, heights)
    changes = list(moved(first, len(heights), moves))
    if not changes:
        return Height(first)
    rises = tuple((each.day, each.at) for each in changes if each.after > each.before)
    return Height(changes[-1].after, changes[-1].day, rises)


def rung_of(centimetres: int, heights: Heights) -> int:
    """Return the place of the highest support up to a height; the lowest if all are higher."""
    return max(0, sum(each.centimetres <= centimetres for each in heights) - 1)


def _steps_back(
    heights: Heights, exercise: str, practice: Practice, setbacks: Setbacks
) -> Iterator[Move]:
    """What has several reasons on one day is one step back.

    A higher support that hurt never counted, so the day after it has nothing to take back.
    """
    too_high = {
        done.day + ONE_DAY: rung_of(done.height_cm, heights)
        for done in practice.done.get(exercise, ())
        if done.height_cm is not None and done.whole and not done.calm
    }
    own = (step for step in setbacks.steps if step.height and step.exercise == exercise)
    for day in {step.day for step in own if step.day <= practice.log.today}:
        yield Move(day, FIRST_THING, partial(_one_down, too_high.get(day, 0)))


def _one_down(too_high: int, rung: int) -> int:
    return rung if rung < too_high else rung - 1


def _lowered(heights: Heights, practice: Practice, ticks: Mapping[str, datetime]) -> Iterator[Move]:
    """What is ticked takes it down to where one begins then."""
    for tick, since in ticks.items():
        if (first := first_support(tick)) is None:
            continue
        for decision in practice.log.decisions:
            if decision.at == since and decision.kind is DecisionKind.TICKS:
                yield Move(decision.day, since, partial(min, rung_of(first, heights)))


def _used(heights: Heights, exercise: str, practice: Practice) -> Iterator[Move]:
    for done in practice.done.get(exercise, ()):
        if done.height_cm is not None:
            used = rung_of(done.height_cm, heights)
            counts = practice.shows_level(exercise, done)
            move = partial(_set, used) if counts else partial(min, used)
            yield Move(done.day, done.at, move)


def _decided(heights: Heights, exercise: str, practice: Practice) -> Iterator[Move]:
    """Of several in a row the last counts: who only looks has nothing shortened."""
    last: dict[int, Decision] = {}
    days = practice.done.get(exercise, ())
    for decision in practice.log.decisions:
        if decision.kind is DecisionKind.HEIGHT and decision.exercise == exercise:
            last[sum(done.at < decision.at for done in days)] = decision
    for decision in last.values():
        if decision.height_cm is not None:
            rung = rung_of(decision.height_cm, heights)
            yield Move(decision.day, decision.at, partial(_set, rung))


def _set(decided: int, _: int) -> int:
    return decided
