"""Finds room for words beside the figure."""

import math
from collections.abc import Iterable, Iterator

from library.figure.geometry import between, distance, mix
from library.figure.shapes import Capsule, Shape

_FARTHEST = 50.0
"""So far words may stand from where they were put, in hundredths of the body's height; farther
off nobody sees what they are for (our judgement)."""
_STEP = 2.0
"""Between two places of a limb at which it is measured."""
_GAP = 1.0


def free_place(
    x: float,
    y: float,
    size: tuple[float, float],
    room: tuple[float, float],
    taken: Iterable[Shape],
) -> float:
    """Return the nearest place at the same height where words cover nothing.

    Args:
        x: The middle of the words as they were put.
        y: The same, from the ground.
        size: How wide and high they are.
        room: The first and last x that is seen.
        taken: What they should not cover.

    Returns:
        The middle of the words, within the room; near to `x` where there is no free place.
    """
    wide, high = size
    least, most = room[0] + wide / 2, room[1] - wide / 2
    if least > most:
        return (room[0] + room[1]) / 2
    x = min(max(x, least), most)
    blocked = [
        (left - wide / 2 - _GAP, right + wide / 2 + _GAP)
        for shape in taken
        for left, right in _covered(shape, y - high / 2, y + high / 2)
    ]
    places = [x, *(end for ends in blocked for end in ends if least <= end <= most)]
    free = [
        place
        for place in places
        if abs(place - x) <= _FARTHEST and not any(a < place < b for a, b in blocked)
    ]
    return min(free, key=lambda place: abs(place - x), default=x)


def _covered(shape: Shape, low: float, high: float) -> Iterator[tuple[float, float]]:
    """Yield from where to where a shape reaches at a height."""
    if not isinstance(shape, Capsule):
        left, bottom, right, top = shape.box
        if bottom < high and top > low:
            yield (left, right)
        return
    steps = max(1, math.ceil(distance(shape.a, shape.b) / _STEP))
    for step in range(steps + 1):
        x, y = between(shape.a, shape.b, step / steps)
        radius, beyond = mix(shape.ra, shape.rb, step / steps), max(low - y, y - high, 0.0)
        if beyond < radius:
            half = math.sqrt(radius**2 - beyond**2)
            yield (x - half, x + half)
