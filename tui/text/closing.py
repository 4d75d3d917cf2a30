"""The one sentence at the end of a session: the first that is true."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

import msgspec

from library.exercises.model import Exercise, Kind
from library.history.record import HoldRecord, Outcome, SessionRecord
from library.progress.goals import Goals
from library.progress.totals import LegSeconds, seconds_per_leg
from library.progress.weeks import ONE_WEEK, week_start
from library.wording import counted, listed

KEPT = "What was done is kept in the log."
"""Said of a session without a completed hold, which makes no practice day."""
_ORDINALS = ("First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh")
_SAME_SECONDS = 1.0
"""Less than this between two legs is the time of a key, not of a stretch (our judgement)."""
_MOST_NAMED = 2
"""More names in a sentence are no news any more (our judgement)."""


class Closing(msgspec.Struct, frozen=True):
    """What is said at the end."""

    words: str
    is_good_news: bool = False


def closing(
    record: SessionRecord,
    others: Sequence[SessionRecord],
    exercises: Iterable[Exercise],
    goals: Goals,
    first_weekday: int,
) -> Closing:
    """Return the first that is true of a session.

    Its day is the one that meets the goal of its week; something was done for the first time; a
    hold was longer than any before; both legs were held the same, or not; the day it counts for.

    Args:
        record: The session; one that was ended early has no part in a goal.
        others: All other sessions, in any order.
        exercises: Those of the session.
        goals: The goal of every week.
        first_weekday: Weekday a week begins on, 0 (Monday) to 6 (Sunday).
    """
    if not record.counts:
        return Closing(KEPT)
    known = {exercise.id: exercise for exercise in exercises}
    for news in (
        _goal(record, others, goals, first_weekday),
        _first_time(record, others, known),
        _longer(record, others, known),
    ):
        if news:
            return Closing(news, is_good_news=True)
    return Closing(_legs(record, known) or counts_for(record))


def counts_for(record: SessionRecord) -> str:
    """Return the day that a session counts for."""
    day = record.practice_day
    return f"It counts for {day:%A}, {day.day} {day:%B}."


def week_days(
    record: SessionRecord, others: Iterable[SessionRecord], first_weekday: int
) -> set[date]:
    """Return the days with practice in the week of a session, its own left out."""
    start = week_start(record.practice_day, first_weekday)
    return {
        each.practice_day
        for each in others
        if start <= each.practice_day < start + ONE_WEEK and each.counts
    }


def _goal(
    record: SessionRecord, others: Iterable[SessionRecord], goals: Goals, first_weekday: int
) -> str:
    if not record.completed:
        return ""
    before = week_days(record, others, first_weekday)
    goal = goals.goal_for(week_start(record.practice_day, first_weekday))
    if record.practice_day in before or len(before) + 1 != goal:
        return ""
    return f"{_ORDINALS[goal - 1]} day this week: your goal."


def _first_time(
    record: SessionRecord, others: Iterable[SessionRecord], known: Mapping[str, Exercise]
) -> str:
    new = dict.fromkeys(hold.exercise for hold in _done([record]) if hold.exercise in known)
    for hold in _done(others):
        new.pop(hold.exercise, None)
        if not new:
            return ""
    if not new:
        return ""
    if len(new) > _MOST_NAMED:
        return f"{counted(len(new), 'exercise')} done for the first time."
    return f"{listed(known[each].name for each in new)}: done for the first time."


def _longer(
    record: SessionRecord, others: Iterable[SessionRecord], known: Mapping[str, Exercise]
) -> str:
    now = {
        exercise: seconds
        for exercise, seconds in _longest([record]).items()
        if exercise in known and known[exercise].kind is not Kind.MASSAGE
    }
    before = _longest(others)
    longer = {each: seconds for each, seconds in now.items() if seconds > before.get(each, seconds)}
    if not longer:
        return ""
    if len(longer) > _MOST_NAMED:
        return "Longer holds than ever before."
    told = (f"{known[each].name} {seconds:g} s" for each, seconds in longer.items())
    return f"Longer than ever before: {listed(told)}."


def _longest(sessions: Iterable[SessionRecord]) -> dict[str, float]:
    """Return the longest completed hold of each exercise, in seconds as planned."""
    longest: dict[str, float] = {}
    for hold in _done(sessions):
        longest[hold.exercise] = max(hold.planned_seconds, longest.get(hold.exercise, 0.0))
    return longest


def _done(sessions: Iterable[SessionRecord]) -> Iterator[HoldRecord]:
    for session in sessions:
        for hold in session.holds:
            if hold.outcome is Outcome.DONE:
                yield hold


def _legs(record: SessionRecord, known: Mapping[str, Exercise]) -> str:
    legs = seconds_per_leg([record])
    less = _shorter_leg(legs)
    if less is None:
        kneaded = all(
            known[hold.exercise].kind is Kind.MASSAGE
            for hold in record.holds
            if hold.exercise in known
        )
        return f"Both legs {'had the same time' if kneaded else 'were held equally long'}."
    seconds = round(abs(legs.left - legs.right))
    eased_off = any(hold.outcome is Outcome.EASED_OFF for hold in record.holds)
    return f"The {less} leg had {seconds} s less{', as you eased off' if eased_off else ''}."


def _shorter_leg(legs: LegSeconds) -> str | None:
    if abs(legs.left - legs.right) < _SAME_SECONDS:
        return None
    return "left" if legs.left < legs.right else "right"
