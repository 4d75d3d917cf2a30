"""Suggestions of what to do now: one routine, and the reason for it in a sentence."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from library.history.record import SessionRecord
from library.progress.totals import seconds_per_leg
from library.routines.model import Routine
from library.wording import counted, day_words

FIRST_SESSIONS = 2
"""Sessions on the first routine before the others are suggested (our judgement)."""
AWAY_DAYS = 14
"""Days without practice after which to come back gently (our judgement; most of what was gained
is gone after four weeks, Feland 2001)."""
EARLY_FROM_HOUR, EARLY_UNTIL_HOUR = 4, 9
"""Deep forward bends wait for two hours after getting up (Snook 1998); as nobody tells us when
that was, they wait until nine."""
ENOUGH_SECONDS = 240
"""Seconds of stretching per leg in a day after which more brings little (Ingram 2024)."""

FIRST_STEPS = "first-steps"
MORNING = "morning"
DESK_BREAK = "desk-break"
MASSAGE = "massage"
ROTATION = ("after-sitting", "all-six", "first-steps")
"""Taken in turn; one that does not fit the person yet is passed over."""


NOT_TRIED = "You have not tried this one yet."


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
    """Pick what to do now: the first of the candidates that is among the routines.

    Args:
        routines: Those that fit; their names are how the history knows them.
        sessions: The history, in any order.
        stretches: Ids of the exercises that are stretches, not massages.
        today: The practice day it is now; days later than that count as today.
        hour: Hour of the local wall clock, 0-23.
    """
    names = {routine.id: routine.name for routine in routines}
    counting = [session for session in sessions if session.counts]
    candidates = list(_candidates(names, counting, stretches, today, hour))
    fitting = (candidate for candidate in candidates if candidate.routine in names)
    return next(fitting, candidates[0])


def _candidates(
    names: Mapping[str, str],
    counting: Sequence[SessionRecord],
    stretches: Collection[str],
    today: date,
    hour: int,
) -> Iterator[Suggestion]:
    """Yield suggestions, the best first; the last ones need little and bring nothing new."""
    away = (today - max(s.practice_day for s in counting)).days if counting else 0
    if len(counting) < FIRST_SESSIONS:
        yield Suggestion(FIRST_STEPS, "A few easy holds to get to know the stretches.")
    elif away >= AWAY_DAYS:
        back = f"Welcome back after {counted(away, 'day')}: an easy start suits best."
        yield Suggestion(FIRST_STEPS, back)
    elif away <= 0:
        yield _once_more([s for s in counting if s.practice_day >= today], stretches)
    elif is_early(hour):
        yield Suggestion(MORNING, "It is early: deep forward bends can wait until later.")
    else:
        yield from _in_turn(names, counting)
    yield Suggestion(DESK_BREAK, "Short, and a chair is all it needs.")


def is_early(hour: int) -> bool:
    """Return whether deep forward bends had better wait at this hour of the wall clock, 0-23."""
    return EARLY_FROM_HOUR <= hour < EARLY_UNTIL_HOUR


def _once_more(todays: Sequence[SessionRecord], stretches: Collection[str]) -> Suggestion:
    """Suggest something optional for a day that has its practice already."""
    held = seconds_per_leg(todays, stretches)
    if min(held.left, held.right) >= ENOUGH_SECONDS:
        return Suggestion(MASSAGE, "That is enough stretching for today; a massage if you like.")
    return Suggestion(DESK_BREAK, "Today already counts; a short break more if you like.")


def _in_turn(names: Mapping[str, str], sessions: Iterable[SessionRecord]) -> Iterator[Suggestion]:
    """Return the routines of the rotation, the one done longest ago first."""
    last: dict[str, date] = {}
    for session in sessions:
        day = session.practice_day
        last[session.routine] = max(day, last.get(session.routine, day))
    days = {routine: last.get(names.get(routine, routine), date.min) for routine in ROTATION}
    for routine in sorted(ROTATION, key=days.__getitem__):
        day = days[routine]
        again = f"Its turn again: you last did it on {day_words(day)}."
        yield Suggestion(routine, NOT_TRIED if day == date.min else again)
