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
