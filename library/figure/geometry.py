"""Plane geometry of the figure: points, compass directions, limbs of two bones."""

import math

Point = tuple[float, float]


def mix(a: float, b: float, share: float) -> float:
    """Return the number `share` (0-1) of the way from `a` to `b`."""
    return a + (b - a) * share


def between(a: Point, b: Point, share: float) -> Point:
    """Return the point `share` (0-1) of the way from `a` to `b`."""
    return (a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share)


def distance(a: Point, b: Point) -> float:
    """Return the distance of two points."""
    return math.hypot(b[0] - a[0], b[1] - a[1])


def towards(start: Point, degrees: float, length: float) -> Point:
    """Return the point `length` from `start` in a compass direction (0 up, 90 to the front)."""
    turn = math.radians(degrees)
    return (start[0] + math.sin(turn) * length, start[1] + math.cos(turn) * length)


def direction(a: Point, b: Point) -> float:
    """Return the compass direction from `a` to `b` in degrees, -180 to 180; up if they coincide."""
    return math.degrees(math.atan2(b[0] - a[0], b[1] - a[1]))


def turned_by(before: float, after: float) -> float:
    """Return by how many degrees one direction is turned from another, clockwise, -180 to 180."""
    return (after - before + 180) % 360 - 180


def left_of(a: Point, b: Point) -> Point:
    """Return the unit vector to the left of the way from `a` to `b`; front if they coincide."""
    length = distance(a, b)
    if length == 0:
        return (1.0, 0.0)
    return ((a[1] - b[1]) / length, (b[0] - a[0]) / length)


def bend(start: Point, end: Point, upper: float, lower: float, side: float) -> Point:
    """Return where the joint of a limb of two bones lies.

    Args:
        start: Root of the limb.
        end: Where its end should be; out of reach gives a straight limb.
        upper: Length of the first bone, above 0.
        lower: Length of the second bone, above 0.
        side: 1 puts the joint left of the way from start to end, -1 right of it.
    """
    reach = upper + lower
    apart = min(max(distance(start, end), abs(upper - lower), 1e-6), reach)
    along = (upper**2 - lower**2 + apart**2) / (2 * apart)
    aside = math.sqrt(max(upper**2 - along**2, 0.0)) * side
    whole = distance(start, end) or 1.0
    forward = ((end[0] - start[0]) / whole, (end[1] - start[1]) / whole)
    normal = left_of(start, end)
    return (
        start[0] + forward[0] * along + normal[0] * aside,
        start[1] + forward[1] * along + normal[1] * aside,
    )


def within(start: Point, end: Point, reach: float) -> Point:
    """Return `end`, or the nearest point to it that is at most `reach` from `start`."""
    apart = distance(start, end)
    return end if apart <= reach else between(start, end, reach / apart)
