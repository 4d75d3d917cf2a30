"""What numbers may be, wherever they are written: in a file, a setting, a key."""

HOLD_SECONDS = (5, 60)
"""Shortest and longest hold, in seconds; no pause is made shorter, either. Shorter holds are no
stretch, and more than 60 s adds little (Bandy & Irion 1994)."""
SECONDS_STEP = 5
"""Holds and pauses are made longer and shorter by so many seconds at a time: nobody feels less
(our judgement)."""
REPS = (1, 10)
"""Fewest and most holds of one leg; our judgement."""
MAX_RUNGS = 5
"""Most rungs of a dose ladder: the levels L0-L4."""
WEEKLY_GOAL = (1, 7)
"""Fewest and most practice days a week that can be a goal."""
WORST_PAIN = 10
"""Where the numeric rating scale of pain ends; it begins with 0."""
LONGEST_HELD = 600
"""Longest hold or massage step that can be typed, in seconds: with more a digit is too many (our
judgement)."""
LONGEST_PAIN_PLACE = 40
"""Longest word of one's own for where it hurt, in characters (our judgement)."""
REACH_CM = (-50, 40)
"""How far the fingers can end before and beyond the toes, in centimetres; our judgement."""
SUPPORT_CM = (1, 150)
"""Lowest and highest support of a foot, in centimetres: from a book to above the waist; our
judgement."""
UNDOABLE = 20
"""How many changes can be taken back, one after the other, of the log and of routines of one's own
(our judgement)."""
LONGEST_NUMBER = 300
"""Digits, as they are written; Python refuses to read an integer of thousands."""
MAX_NAME = 60
"""Longest name of an exercise or a routine, in characters: one line beside the figure."""
MAX_PURPOSE = 160
"""Longest purpose, in characters: two lines of a narrow screen."""
LONGEST_TEXT = 400
"""Longest single text in a file, in characters: about five lines on a narrow screen."""
