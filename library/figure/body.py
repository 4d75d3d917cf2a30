"""The measures of the body, in hundredths of its height, and how thick its limbs are.

The ground is y = 0 and x points to the front. Directions are compass degrees: 0 is up,
90 to the front, 180 down. The bone lengths are the usual proportions of an adult
(Drillis & Contini 1966), rounded; the half-widths are our judgement of what reads well.
"""

TORSO = 29.0
"""Hip to shoulder."""
NECK = 12.0
"""Shoulder to the middle of the head."""
HEAD_RADIUS = 7.2
UPPER_ARM = 18.0
FOREARM = 18.0
"""Elbow to the palm."""
THIGH = 25.0
SHIN = 25.0
SOLE = 4.0
"""Ankle above the sole."""
TOE = 11.0
"""Tip of the toes ahead of the ankle."""

THIGH_RADII = (5.8, 4.3)
SHIN_RADII = (4.2, 2.9)
UPPER_ARM_RADII = (3.3, 2.8)
FOREARM_RADII = (2.7, 2.2)
TRUNK_RADIUS = 6.0
FOOT_RADIUS = 2.2
HAND_RADIUS = 3.3
NECK_RADIUS = 2.6

REACH = UPPER_ARM + FOREARM
"""How far a hand can be from the shoulder."""
LEG = THIGH + SHIN
STRAIGHT_LEG = (0.93, 1.06)
"""A knee called straight may shorten or stretch the drawn leg by this share of its length.

Two per cent too short would already look bent by twenty degrees, so the knee is put on
the line from hip to ankle whatever its length.
"""
