"""What the numbers of a dose may be, wherever they are written: in a file, a setting, a key."""

HOLD_SECONDS = (5, 60)
"""Shortest and longest hold, in seconds: shorter ones are no stretch, and more than 60 s adds
little (Bandy & Irion 1994)."""
SECONDS_STEP = 5
"""Holds and pauses are made longer and shorter by so many seconds at a time: nobody feels less
(our judgement)."""
REPS = (1, 10)
"""Fewest and most holds of one leg; our judgement."""
WORST_PAIN = 10
"""Where the numeric rating scale of pain ends; it begins with 0."""
