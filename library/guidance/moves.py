"""What moves an exercise up and down its rungs, each move in its turn."""

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime
from typing import NamedTuple

FIRST_THING = datetime.min.replace(tzinfo=UTC)
"""Before everything that was done or decided on a day."""


class Move(NamedTuple):
    """Something that moves an exercise."""

    day: date
    at: datetime
    """The moment, which tells the moves of a day from each other."""
    rung_after: Callable[[int], int]
    """Returns the rung after it, from the rung before it."""


class Moved(NamedTuple):
    """A move that led to another rung."""

    day: date
    at: datetime
    before: int
    after: int


def moved(rung: int, rungs: int, moves: Iterable[Move]) -> Iterator[Moved]:
    """Yield what changes the rung, the earliest first; it stays within its bounds.

    Args:
        rung: The first one, from 0.
        rungs: How many there are.
        moves: In any order; of those at one moment the first comes first.
    """
    for day, at, rung_after in sorted(moves, key=lambda move: (move.day, move.at)):
        after = max(0, min(rungs - 1, rung_after(rung)))
        if after != rung:
            yield Moved(day, at, rung, after)
            rung = after
