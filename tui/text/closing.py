"""The one sentence at the end of a session: the first that is true."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

import msgspec

from library.exercises.model import Exercise, Kind
from library.guidance.standing import Standing
from library.guidance.ticks import was_sharp_twice
from library.history.record import Outcome, Reason, SessionRecord
from library.progress.goals import Goals
from library.progress.totals import seconds_per_leg
from library.progress.weeks import ONE_WEEK, week_start
from library.session.ease_off import EMERGENCY_ADVICE, SHARP_ADVICE
from library.wording import counted, listed, whole_day_words
from tui.text.guidance import stretches_out, the

FIRST_DAY = "Your first day is done."
KEPT = "What was done is kept in the log."
"""Said of a session without a completed hold, which makes no practice day."""
_ORDINALS = ("First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh")
_SAME_SECONDS, _WORTH_TELLING_SECONDS = 1.0, 5.0
"""Up to the first the legs had the same; between the two nothing is said of them, as it is the time
of a key, not of a stretch (our judgement)."""
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

    Its day is the one that meets the goal of its week; it is the first of all; something was done
    for the first time; a hold was longer than any before; both legs were held the same, or not;
    the day it counts for.

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
    news = _goal(record, others, goals, first_weekday)
    if not news and not any(each.counts for each in others):
        news = FIRST_DAY
    if not news:
        now = {each: seconds for each, seconds in _longest(record).items() if each in known}
        new, longer = _beyond(now, others)
        news = _first_time(new, known) or _longer(longer, known)
    if news:
        return Closing(news, is_good_news=True)
    return Closing(_legs(record, known) or counts_for(record))


def sharp_words(record: SessionRecord, standing: Standing) -> str:
    """Return what to know when something was sharp in a session; empty when nothing was.

    Args:
        record: The session.
        standing: Where the person stands after it.
    """
    if not any(hold.reason is Reason.SHARP for hold in record.holds):
        return ""
    out = stretches_out(standing) if was_sharp_twice(standing.log) else None
    return SHARP_ADVICE if out is None else f"{out.words} {EMERGENCY_ADVICE}"


def counts_for(record: SessionRecord) -> str:
    """Return the day that a session counts for."""
    return f"It counts for {whole_day_words(record.practice_day)}."


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


def _first_time(new: Collection[str], known: Mapping[str, Exercise]) -> str:
    if not new:
        return ""
    if len(new) > _MOST_NAMED:
        return f"{counted(len(new), 'exercise')} done for the first time."
    return f"For the first time: {listed(the(known[each].name) for each in new)}."


def _longer(longer: Mapping[str, float], known: Mapping[str, Exercise]) -> str:
    stretched = [each for each in longer if known[each].kind is not Kind.MASSAGE]
    if not stretched:
        return ""
    if len(stretched) > _MOST_NAMED:
        return "Longer holds than ever before."
    told = (f"{the(known[each].name)} {longer[each]:g} s" for each in stretched)
    return f"Longer than ever before: {listed(told)}."


def _longest(record: SessionRecord) -> dict[str, float]:
    """Return the longest completed hold of each exercise, in seconds as planned."""
    longest: dict[str, float] = {}
    for hold in record.holds:
        if hold.outcome is Outcome.DONE:
            longest[hold.exercise] = max(hold.planned_seconds, longest.get(hold.exercise, 0.0))
    return longest


def _beyond(
    now: Mapping[str, float], others: Sequence[SessionRecord]
) -> tuple[list[str], dict[str, float]]:
    """Return which of these exercises were never done before, and which never as long."""
    sought, seen, done = dict(now), set(), Outcome.DONE  # a name of an enum is slow to look up
    for session in reversed(others):  # most often the last sessions tell
        for hold in session.holds:
            exercise = hold.exercise
            if exercise in sought and hold.outcome is done:
                seen.add(exercise)
                if hold.planned_seconds >= sought[exercise]:
                    del sought[exercise]
        if not sought:
            break
    new = [each for each in sought if each not in seen]
    return new, {each: sought[each] for each in sought if each in seen}


def _legs(record: SessionRecord, known: Mapping[str, Exercise]) -> str:
    if any(exercise.sides.one_leg for exercise in known.values()):
        return ""  # then they are meant to differ
    legs = seconds_per_leg([record])
    seconds = round(abs(legs.left - legs.right))
    if abs(legs.left - legs.right) < _SAME_SECONDS:
        kneaded = all(
            known[hold.exercise].kind is Kind.MASSAGE
            for hold in record.holds
            if hold.exercise in known
        )
        return f"Both legs {'had the same time' if kneaded else 'were held equally long'}."
    if seconds < _WORTH_TELLING_SECONDS:
        return ""
    less = "left" if legs.left < legs.right else "right"
    eased_off = {hold.side for hold in record.holds if hold.outcome is Outcome.EASED_OFF}
    return (
        f"The {less} leg had {seconds} s less{', as you eased off' if less in eased_off else ''}."
    )
