"""The angles of the body's joints, as physiotherapists measure them, and how far they may go."""

from typing import NamedTuple

from library.figure.geometry import direction, turned_by
from library.figure.solve import Joints, LegJoints

MOST_ROUNDING = 15.0
"""Between lower and upper back, in degrees. Rounding adds reach but no stretch, and loads the
spine; our judgement, below what reach tests measure (Lopez-Minarro et al. 2007)."""
MOST_HIP_STRAIGHT = 110.0
"""Of the hip with a straight knee, in degrees: what the floor stretch and the leg lift at the
waist ask of people of average reach; our judgement."""
MOST_HIP_BENT = 120.0
"""Of the hip with a bent knee, in degrees: the usual range of motion (AAOS 1965)."""
MOST_HIP_BACK = 30.0
"""Of the hip when the leg moves backward, in degrees: the usual range of motion (AAOS 1965)."""
STRAIGHT_UP_TO = 20.0
"""A knee bent by no more than this stretches the back of the thigh; our judgement."""
MOST_TOES_UP = 20.0
MOST_TOES_DOWN = 50.0
"""Of the ankle, in degrees from the foot at a right angle: the usual range (AAOS 1965)."""


class LegAngles(NamedTuple):
    """The joints of one leg, in degrees."""

    hip: float
    """How far the thigh is bent toward the trunk, the lower back included; 0 when standing."""
    knee: float
    """How far it is bent; 0 for a straight leg."""
    ankle: float
    """How far the toes are drawn up; below 0 they point away. 0 for a right angle."""

    @property
    def straight(self) -> bool:
        """Whether the leg is straight enough to stretch the back of the thigh."""
        return self.knee <= STRAIGHT_UP_TO

    @property
    def most_hip(self) -> float:
        """How far this hip may be bent."""
        return MOST_HIP_STRAIGHT if self.straight else MOST_HIP_BENT


def leg_angles(joints: Joints, leg: LegJoints, toes: float) -> LegAngles:
    """Return the angles of a leg.

    Args:
        joints: The whole body.
        leg: One of its legs.
        toes: Direction of its toes.
    """
    thigh, shin = direction(leg.hip, leg.knee), direction(leg.knee, leg.ankle)
    trunk = direction(joints.hip, joints.waist)
    return LegAngles(
        hip=turned_by(thigh, trunk + 180),
        knee=turned_by(thigh, shin),
        ankle=turned_by(toes + 90, shin),
    )


def rounding(joints: Joints) -> float:
    """Return how far the back is rounded, in degrees; below 0 it is hollow."""
    lower = direction(joints.hip, joints.waist)
    return turned_by(lower, direction(joints.waist, joints.shoulder))
