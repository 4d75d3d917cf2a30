"""A programme as a physiotherapist would write it, to be damaged in one place at a time."""

PROGRAMME = """\
# Made by hand.
programme = 1
leads = true

[routine]
id = "knee"
name = "Knee"
by = "Jana"
since = 2026-03-02
until = 2026-03-20
days_a_week = 5
note = "Slowly."
items = [
    { exercise = "wall-calf", reps = 2, hold_seconds = 20 },
    { exercise = "leg-lift", reps = 1, hold_seconds = 10 },
]

[[exercise]]
id = "wall-calf"
name = "Wall calf"
sides = "each"
steps = ["Put the {side} foot back."]
reps = 3
hold_seconds = 30
"""
NO_FIGURE = PROGRAMME + "\n[exercise.pose]\nbox = [0, 0]\n"
"""The same, with a pose that cannot be drawn."""
OUT_OF_REACH = (
    PROGRAMME
    + """
[exercise.pose]
box = [-20, -2, 60, 100]

[[exercise.pose.frame]]
hip = [0, 90]
torso = 0
near_leg = { ankle = [0, 4], toes = 90, knee = "straight" }
far_leg = { ankle = [0, 4], toes = 90 }
near_hand = [10, 60]
far_hand = [10, 60]
"""
)
"""The same, with a pose whose limbs are too short for it."""
