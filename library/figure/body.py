"""The measures of the body, in hundredths of its height, and how thick its limbs are.

The ground is y = 0 and x points to the front. Directions are compass degrees: 0 is up,
90 to the front, 180 down. The bone lengths are the usual proportions of an adult
(Drillis & Contini 1966), rounded; the half-widths are our judgement of what reads well.
"""

TORSO = 29.0
"""Hip to shoulder."""
NECK = 13.6
"""Shoulder to the middle of the head."""
HEAD_RADIUS = 6.6
UPPER_ARM = 18.0
FOREARM = 18.0
"""Elbow to the palm."""
THIGH = 25.0
SHIN = 25.0
SOLE = 4.0
"""Ankle above the sole."""
TOE = 11.0
"""Tip of the toes ahead of the ankle."""

SHOULDER_DEPTH = 2.4
"""How far the far shoulder shows in front of the near one, so that both arms are seen."""

THIGH_RADII = (5.8, 3.9)
SHIN_RADII = (3.7, 2.6)
CALF_RADIUS = 3.9
CALF_BULGE = 0.9
"""How far the middle of the calf lies behind the line from knee to ankle."""
UPPER_ARM_RADII = (3.3, 2.8)
FOREARM_RADII = (2.7, 2.2)
SEAT_RADIUS = 6.3
WAIST_RADIUS = 6.0
CHEST_RADIUS = 6.8
SHOULDER_RADIUS = 3.6
FOOT_RADIUS = 2.2
HAND_RADIUS = 3.0
FINGER_RADIUS = 2.0
FINGERS = 4.0
"""Palm to the tips of the fingers."""
NECK_RADIUS = 2.9

REACH = UPPER_ARM + FOREARM
"""How far a hand can be from the shoulder."""
LEG = THIGH + SHIN
STRAIGHT_LEG = (0.93, 1.06)
"""A knee called straight may shorten or stretch the drawn leg by this share of its length.

Two per cent too short would already look bent by twenty degrees, so the knee is put on
the line from hip to ankle whatever its length.
"""
