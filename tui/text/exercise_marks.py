"""What an exercise is today as a mark and a word, so that a list tells it at a glance."""

from datetime import date

import msgspec

from library.guidance.order import INTRODUCTION
from library.guidance.plan import DayPlan
from library.guidance.states import State, StateName
from library.wording import date_words

KNOWN, NEW, LATER, RESTS, OUT = "●", "◐", "○", "‖", "×"
MORE, FAVOURITE = "▲", "★"
"""Stand after the ladder of an exercise that is ready for more, and of a favourite."""
LADDER = "▁▂▄▆█"
"""The rungs of a ladder in a line; a shorter one has the first of them."""


class ExerciseMark(msgspec.Struct, frozen=True):
    """What an exercise is today."""

    glyph: str
    colour: str
    """Of the glyph, as in CSS."""
    word: str = ""
    """Empty for one that is known: its ladder says enough."""
    word_colour: str = "$text-muted"


_KNOWN = ExerciseMark(KNOWN, "$primary")
_NEW = ExerciseMark(NEW, "$text-accent", "new", "$text-accent")
_LATER = ExerciseMark(LATER, "$faint", "later")
_NOT_YET = ExerciseMark(LATER, "$faint", "not yet")
_NOT_HERE = ExerciseMark(OUT, "$text-muted", "not here")


def exercise_mark(
    exercise: str, state: State, plan: DayPlan, *, here: bool, today: date
) -> ExerciseMark:
    """Return the mark of an exercise.

    Args:
        exercise: Its id.
        state: What it is today.
        plan: The plan of the day, which may bring it for the first time.
        here: Whether all it needs is at hand.
        today: The practice day it is.
    """
    if state.name is StateName.OFF:
        return ExerciseMark(OUT, "$text-muted", out_word(state, today))
    if not state.is_allowed:
        return ExerciseMark(RESTS, "$state-rest", out_word(state, today), "$state-rest")
    if not here:
        return _NOT_HERE
    if state.name is StateName.NOT_YET:
        if exercise in plan.exercises:
            return _NEW
        return _LATER if exercise in INTRODUCTION else _NOT_YET
    return _NEW if state.name is StateName.LEARNING else _KNOWN


def out_word(state: State, today: date) -> str:
    """Return in two words at most that an exercise is left out, or until when it rests."""
    if state.name is StateName.OFF:
        return "left out"
    return "resting" if state.until is None else f"until {_short_day(state.until, today)}"


def _short_day(day: date, today: date) -> str:
    """Return a day to come in a word or two, as in `Thu` or `12 Mar`."""
    return f"{day:%a}" if (day - today).days < 7 else date_words(day)
