"""The outlines of limbs as SVG path data; y points down there, as on a page."""

import math

from library.figure.geometry import Point, between, distance, left_of, mix
from library.figure.shapes import Capsule

_LOOKS = 24
"""At how many places of an outline it is asked whether they lie in another limb."""
_HATCHING = 1.9
"""From one line of the hatching to the next, in hundredths of the body's height; our judgement."""
_SLANT = 0.7
"""How far such a line leans, as a share of the half-width of the limb; our judgement."""


def number(value: float) -> str:
    """Return a number as short as two decimals allow."""
    return f"{round(value, 2) + 0.0:g}"  # adding 0 makes 0 of -0


def on_page(point: Point) -> Point:
    """Return a point of the world as one of the page."""
    return (point[0], -point[1])


def outline(limb: Capsule) -> str:
    """Return the whole outline; a circle where one end lies in the other."""
    sides = _sides(limb)
    if sides is None:
        return _circle(limb)
    (a1, b1), (a2, b2) = sides
    return f"M{_xy(a1)}L{_xy(b1)}{_cap(limb, b2, end=True)}L{_xy(a2)}{_cap(limb, a1, end=False)}z"


def free_outline(limb: Capsule) -> str:
    """Return the outline without what lies in the limb that it grows out of."""
    if limb.joined is None:
        return outline(limb)
    sides = _sides(limb)
    if sides is None:
        return _free_arc(limb, limb.joined)
    (a1, b1), (a2, b2) = sides
    begin, end = _leaving(limb.joined, a1, b1), _leaving(limb.joined, a2, b2)
    return f"M{_xy(begin)}L{_xy(b1)}{_cap(limb, b2, end=True)}L{_xy(end)}"


def hatching(limb: Capsule) -> str:
    """Return slanting lines across a limb."""
    a, b = on_page(limb.a), on_page(limb.b)
    length, (x, y) = distance(a, b), left_of(a, b)
    lines = []
    for count in range(1, math.ceil(length / _HATCHING)):
        share = count * _HATCHING / length
        middle, radius = between(a, b, share), mix(limb.ra, limb.rb, share)
        to = ((x + y * _SLANT) * radius, (y - x * _SLANT) * radius)
        start, end = (middle[0] - to[0], middle[1] - to[1]), (middle[0] + to[0], middle[1] + to[1])
        lines.append(f"M{_xy(start)}L{_xy(end)}")
    return "".join(lines)


def _xy(point: Point) -> str:
    return f"{number(point[0])} {number(point[1])}"


def _angles(limb: Capsule) -> tuple[float, float] | None:
    """Return where the limb points to, and how far from it the lines of its sides touch its ends.

    Both in radians; None where one end lies in the other.
    """
    a, b = on_page(limb.a), on_page(limb.b)
    apart = distance(a, b)
    if apart <= abs(limb.ra - limb.rb):
        return None
    return math.atan2(b[1] - a[1], b[0] - a[0]), math.acos((limb.ra - limb.rb) / apart)


def _sides(limb: Capsule) -> tuple[tuple[Point, Point], tuple[Point, Point]] | None:
    """Return both sides, each from the beginning of the limb to its end."""
    angles = _angles(limb)
    if angles is None:
        return None
    to, touch = angles
    one, other = (
        (_round(limb.a, limb.ra, to + turn), _round(limb.b, limb.rb, to + turn))
        for turn in (touch, -touch)
    )
    return one, other


def _round(middle: Point, radius: float, angle: float) -> Point:
    x, y = on_page(middle)
    return (x + radius * math.cos(angle), y + radius * math.sin(angle))


def _cap(limb: Capsule, to: Point, *, end: bool) -> str:
    """Return the arc round the end of a limb, or round its beginning."""
    radius, other = (limb.rb, limb.ra) if end else (limb.ra, limb.rb)
    return f"A{number(radius)} {number(radius)} 0 {int(radius > other)} 0 {_xy(to)}"


def _circle(limb: Capsule) -> str:
    middle, radius = (limb.a, limb.ra) if limb.ra >= limb.rb else (limb.b, limb.rb)
    (x, y), r, d = on_page(middle), number(radius), number(2 * radius)
    return f"M{number(x - radius)} {number(y)}a{r} {r} 0 1 0 {d} 0a{r} {r} 0 1 0-{d} 0z"


def _free_arc(limb: Capsule, joined: Capsule) -> str:
    """Return the part of a circle that lies outside of the limb that it grows out of."""
    at = [_round(limb.a, limb.ra, math.tau * look / _LOOKS) for look in range(_LOOKS)]
    free = [not _holds(joined, point) for point in at]
    if all(free) or not any(free):
        return _circle(limb) if any(free) else ""
    first = next(n for n in range(_LOOKS) if free[n] and not free[n - 1])
    count = next(n for n in range(1, _LOOKS + 1) if not free[(first + n) % _LOOKS])
    last, large, radius = at[(first + count - 1) % _LOOKS], int(count > _LOOKS / 2), number(limb.ra)
    return f"M{_xy(at[first])}A{radius} {radius} 0 {large} 1 {_xy(last)}"


def _leaving(joined: Capsule, start: Point, end: Point) -> Point:
    """Return where a side comes out of the limb that its own one grows out of."""
    inside = (n for n in range(_LOOKS, -1, -1) if _holds(joined, between(start, end, n / _LOOKS)))
    return between(start, end, next(inside, 0) / _LOOKS)


def _holds(limb: Capsule, point: Point) -> bool:
    """Tell whether a point of the page lies in a limb."""
    a, b = on_page(limb.a), on_page(limb.b)
    along = (b[0] - a[0], b[1] - a[1])
    square = along[0] ** 2 + along[1] ** 2
    share = ((point[0] - a[0]) * along[0] + (point[1] - a[1]) * along[1]) / square if square else 0
    share = min(max(share, 0.0), 1.0)
    return distance(point, between(a, b, share)) <= mix(limb.ra, limb.rb, share)
