"""How deep a stretch is drawn: no deeper than the person's level."""

from msgspec.structs import replace

from library.figure.geometry import Point, between, mix
from library.figure.pose import Anchor, Keyframe, Leg, Midway, Place, Pose

DEPTHS = (0.6, 0.7, 0.8, 0.9, 1.0)
"""Share of the move into the stretch that is drawn at the levels L0-L4.

Drawn in full, the angles are those of people of average reach; 0.6 of the way are those of
people who are tight. Both are our judgement, within published ranges: 57 degrees on average in
a straight leg raise, where 80 to 90 are called normal (BMC Musculoskelet Disord 2012 13:245),
and the spine in reach tests (Lopez-Minarro et al. 2007). The even steps between them are our
judgement, too.
"""
SHORTEST_ARROW = 0.6
"""Share of an arrow that is drawn at least: less of it is a blot; our judgement."""


def depth(level: int) -> float:
    """Return the share of the move that is drawn at a level; beyond L0-L4 those at the ends."""
    return DEPTHS[min(max(level, 0), len(DEPTHS) - 1)]


def at_depth(pose: Pose, share: float) -> Pose:
    """Return the pose with its stretch drawn to a share of the move into it.

    The move begins at the keyframe before the stretch, or before the keyframes on the way that
    have a depth of their own. Of what the body does before that nothing is left out. A massage
    has no depth.

    Args:
        pose: As it was read.
        share: From 0 to 1.
    """
    if pose.knead or share >= 1 or len(pose.frames) == 1:
        return pose
    held = len(pose.frames) - 1
    begin = held - 1
    while pose.frames[begin].depth < 1:
        begin -= 1
    stops = [0.0, *(frame.depth for frame in pose.frames[begin + 1 :])]
    after = next(number for number, stop in enumerate(stops) if stop >= share and number)
    part = (share - stops[after - 1]) / (stops[after] - stops[after - 1])
    reached = _reached(pose.frames[begin + after - 1], pose.frames[begin + after], part)
    last = replace(reached, hold=pose.frames[held].hold)
    return replace(pose, frames=(*pose.frames[: begin + after], last))


def _reached(a: Keyframe, b: Keyframe, share: float) -> Keyframe:
    """Return how far the body has come on the way from one keyframe to the next.

    Words and glow are those of the stretch: it is felt where it is felt, however deep it is.
    """
    return replace(
        b,
        hip=between(a.hip, b.hip, share),
        lower=mix(a.lower, b.lower, share),
        upper=mix(a.upper, b.upper, share),
        head=mix(a.head, b.head, share),
        near_leg=_leg(a.near_leg, b.near_leg, share),
        far_leg=_leg(a.far_leg, b.far_leg, share),
        near_hand=_hand(a.near_hand, b.near_hand, share),
        far_hand=_hand(a.far_hand, b.far_hand, share),
        arrow=_shorter(b.arrow, share),
    )


def _leg(a: Leg, b: Leg, share: float) -> Leg:
    return Leg(
        ankle=between(a.ankle, b.ankle, share),
        toes=mix(a.toes, b.toes, share),
        straight=mix(a.straight, b.straight, share),
        knee=a.knee and b.knee and between(a.knee, b.knee, share),
    )


def _hand(a: Place, b: Place, share: float) -> Place:
    if isinstance(a, Anchor) and isinstance(b, Anchor) and (a.part, a.side) == (b.part, b.side):
        return Anchor(a.part, mix(a.along, b.along, share), a.side)
    return Midway(a, b, share)


def _shorter(arrow: tuple[Point, ...], share: float) -> tuple[Point, ...]:
    """Return the first part of a curve, so that it points to where the move ends."""
    if not arrow:
        return ()
    share = max(share, SHORTEST_ARROW)
    start, turn, tip = arrow
    bend = between(start, turn, share)
    return (start, bend, between(bend, between(turn, tip, share), share))
