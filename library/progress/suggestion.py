"""What to do now: one routine, and the reason for it in a sentence."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import NamedTuple

from library.history.record import SessionRecord
from library.progress.totals import seconds_per_leg
from library.progress.wording import counted, day_words
from library.routines.model import Routine

FIRST_SESSIONS = 2
"""Sessions on the first routine before the others are suggested (our judgement)."""
AWAY_DAYS = 14
"""Days without practice after which to come back gently (our judgement; most of what was gained
is gone after four weeks, Feland 2001)."""
EARLY_UNTIL_HOUR = 9
"""Deep forward bends wait for two hours after getting up (Snook 1998); as nobody tells us when
that was, they wait until nine."""
ENOUGH_SECONDS = 240
"""Seconds of stretching per leg in a day after which more brings little (Ingram 2024)."""

FIRST_STEPS = "first-steps"
MORNING = "morning"
DESK_BREAK = "desk-break"
MASSAGE = "massage"
ROTATION = ("after-sitting", "all-six")


class Suggestion(NamedTuple):
    """A routine and why it fits now."""

    routine: str
    """Id of the routine."""
    reason: str
    """One sentence."""


def suggest(
    routines: Iterable[Routine],
    sessions: Iterable[SessionRecord],
    stretches: Collection[str],
    today: date,
    hour: int,
) -> Suggestion:
    """Pick what to do now; the first rule that fits decides.

    Args:
        routines: All routines; their names are how the log knows them.
        sessions: The log, in any order.
        stretches: Ids of the exercises that are stretches, not massages.
        today: The practice day it is now; days later than that count as today.
        hour: Hour of the local wall clock, 0-23.
    """
    counting = [session for session in sessions if session.counts]
    if len(counting) < FIRST_SESSIONS:
        return Suggestion(FIRST_STEPS, "A few easy holds to get to know the stretches.")
    last = max(session.practice_day for session in counting)
    away = (today - last).days
    if away >= AWAY_DAYS:
        return Suggestion(
            FIRST_STEPS, f"Welcome back after {counted(away, 'day')}: an easy start suits best."
        )
    if away <= 0:
        return _once_more([s for s in counting if s.practice_day >= today], stretches)
    if hour < EARLY_UNTIL_HOUR:
        return Suggestion(MORNING, "It is early: deep forward bends can wait until later.")
    return _next_in_turn(routines, counting)


def _once_more(todays: Sequence[SessionRecord], stretches: Collection[str]) -> Suggestion:
    """Something optional for a day that has its practice already."""
    held = seconds_per_leg(todays, stretches)
    if min(held.left, held.right) >= ENOUGH_SECONDS:
        return Suggestion(MASSAGE, "That is enough stretching for today; a massage if you like.")
    return Suggestion(DESK_BREAK, "Today already counts; a short break more if you like.")


def _next_in_turn(routines: Iterable[Routine], sessions: Iterable[SessionRecord]) -> Suggestion:
    """The routine of the rotation that was done longest ago."""
    ids = {routine.name: routine.id for routine in routines if routine.id in ROTATION}
    last: dict[str, date] = {}
    for session in sessions:
        routine = ids.get(session.routine, session.routine)
        last[routine] = max(session.practice_day, last.get(routine, session.practice_day))
    chosen = min(ROTATION, key=lambda routine: last.get(routine, date.min))
    if chosen in last:
        return Suggestion(chosen, f"Its turn again: you last did it on {day_words(last[chosen])}.")
    return Suggestion(chosen, "You have not tried this one yet.")
