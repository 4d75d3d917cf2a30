"""What was done on each day: doses, calm or not, and what was new, longer, higher or back."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from enum import StrEnum

import msgspec

from library.guidance.log import LOOK_BACK, TODAYS, Log, was_tried
from library.guidance.order import ALREADY_LEVELS, introduction
from library.history.record import (
    Check,
    DecisionKind,
    HoldRecord,
    Outcome,
    Reason,
    SessionRecord,
)
from library.progress.days import ONE_DAY

RED_FROM = 6
"""Pain while stretching from which a session was too much (pain-monitoring model; P3)."""
RED_RISE = 4
"""Points above the pain before it that are too much as well (our judgement; P3)."""
GREEN_UP_TO = 2
"""Pain while stretching that is no reason for care (pain-monitoring model; P1)."""
GREEN_BEFORE = (3, 5)
"""Pain before a session, from and to, that may go up by one point (our judgement; P1)."""


class Colour(StrEnum):
    """How a session went by its pain; never shown as a colour."""

    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"
    UNKNOWN = "unknown"


def colour(before: int | None, worst: int | None) -> Colour:
    """Return how a session went.

    Args:
        before: Pain before it, 0-10; None when nobody knows.
        worst: The worst pain while stretching, 0-10; None when it was not rated.
    """
    if worst is None:
        return Colour.UNKNOWN
    if worst >= RED_FROM or (before is not None and worst >= before + RED_RISE):
        return Colour.RED
    lowest, highest = GREEN_BEFORE
    may_rise = before is not None and lowest <= before <= highest and worst <= before + 1
    if worst <= GREEN_UP_TO or may_rise:
        return Colour.GREEN
    return Colour.YELLOW


def colour_of(session: SessionRecord, checks: Mapping[date, Check]) -> Colour:
    """Return how a session went; a check of its day counts as the pain before if it came first."""
    if any(hold.reason is Reason.SHARP for hold in session.holds):
        return Colour.RED
    before = session.pain_before
    if before is None and (check := checks.get(session.practice_day)) is not None:
        before = check.rating if check.answered_at <= session.started_at else None
    return colour(before, session.pain_worst)


class Done(msgspec.Struct, gc=False):
    """One exercise on one day; two sessions on a day are one time."""

    day: date
    at: datetime
    """When the first session that has it began."""
    reps: int = 0
    hold_seconds: float = 0
    """The longest planned, as are the repetitions; until it eases, when that was to be asked."""
    calm: bool = True
    """Whether all its holds were done to their end and no session of it hurt."""
    whole: bool = True
    """Whether all its holds were done to their end."""
    eased_off: bool = False
    sharp: bool = False
    """Whether a hold was eased off because it was sharp, shooting, tingling or numb."""
    height_cm: int | None = None
    by_plan: bool = True
    """Whether it was in the plan of the day, and in nothing else."""

    @property
    def seconds(self) -> float:
        """Planned seconds a leg; of a massage too."""
        return self.reps * self.hold_seconds


class ChangeKind(StrEnum):
    """What a day brought that was not there before."""

    NEW = "new"
    LONGER = "longer"
    HEIGHT = "height"
    BACK = "back"
    """It was left out for a week to compare."""


class Change(msgspec.Struct, frozen=True):
    """What was new, longer, higher or back on a day, whatever brought it."""

    day: date
    exercise: str
    kind: ChangeKind


class Practice:
    """What was done, by exercise and by day."""

    def __init__(self, log: Log) -> None:
        self.log = log
        self.colours = {session.id: colour_of(session, log.all_checks) for session in log.sessions}
        self.done: dict[str, list[Done]] = _done(log.sessions, self.colours)
        """The days of each exercise, oldest first."""
        self.known_from: dict[str, date] = _known_from(log, self.done)
        """Since when an exercise was known from the start, of those that were."""
        self.changes = _changes(self)
        """Oldest first; on one day in the order of introduction."""

    @property
    def session_days(self) -> list[date]:
        """The days with a session in which anything was done, oldest first."""
        return sorted({done.day for days in self.done.values() for done in days})

    @property
    def stretch_days(self) -> list[date]:
        """The days on which anything was stretched, oldest first."""
        massages = self.log.massages
        stretches = (days for exercise, days in self.done.items() if exercise not in massages)
        return sorted({done.day for days in stretches for done in days})

    def last_stretch_between(self, first: date, last: date) -> date | None:
        """Return the last day between two on which anything was stretched, however long ago."""
        massages = self.log.massages
        between = self.log.sessions_between(first + ONE_DAY, last - ONE_DAY)
        days = (
            session.practice_day
            for session in between
            if any(hold.was_held and hold.exercise not in massages for hold in session.holds)
        )
        return max(days, default=None)

    def on(self, day: date) -> list[SessionRecord]:
        """Return the sessions of a day."""
        return [session for session in self.log.sessions if session.practice_day == day]

    def is_done_on(self, day: date) -> bool:
        """Tell whether a session of a day makes it a day with practice."""
        return any(session.counts for session in self.on(day))

    def seconds_on(self, day: date) -> float:
        """Return the planned seconds of stretching a leg on a day, in all its sessions together."""
        total = 0.0
        for session in self.on(day):
            for exercise, holds in _by_exercise(session.holds).items():
                if exercise not in self.log.massages and any(hold.was_held for hold in holds):
                    reps, seconds = _planned(holds)
                    total += reps * seconds
        return total

    def exercises_on(self, day: date) -> set[str]:
        """Return what was done on a day."""
        return {
            exercise
            for exercise, days in self.done.items()
            if (place := bisect_left(days, day, key=lambda each: each.day)) < len(days)
            and days[place].day == day
        }

    def is_met(self, exercise: str) -> bool:
        """Tell whether an exercise was done, or known from the start."""
        return exercise in self.done or exercise in self.known_from

    def shows_level(self, exercise: str, done: Done) -> bool:
        """Tell whether what was done on a day is at the level: if all of it was calm.

        What hurt or was not done to its end does not become the level. But a plan of the day that
        changed nothing shows the level it was made with, however it went.
        """
        return done.calm or (
            done.by_plan
            and not any(
                change.day == done.day and change.exercise == exercise for change in self.changes
            )
        )

    def last_change(self, exercises: Iterable[str], until: date, days: int) -> Change | None:
        """Return the latest change of these exercises, at most so many days old.

        On one day it is the later in the order of introduction.
        """
        among = set(exercises)
        found = None
        for change in self.changes:
            if change.exercise in among and 0 <= (until - change.day).days <= days:
                found = change
        return found


def _done(
    sessions: Sequence[SessionRecord], colours: Mapping[str, Colour]
) -> dict[str, list[Done]]:
    found: dict[str, list[Done]] = {}
    for session in sessions:
        hurt = colours[session.id] in (Colour.YELLOW, Colour.RED)
        for exercise, holds in _by_exercise(session.holds).items():
            if not any(map(was_tried, holds)):
                continue
            days = found.setdefault(exercise, [])
            if not days or days[-1].day != session.practice_day:
                days.append(Done(session.practice_day, session.started_at))
            _add(days[-1], holds, hurt)
            days[-1].by_plan &= session.routine == TODAYS
    return found


def _by_exercise(holds: Iterable[HoldRecord]) -> dict[str, list[HoldRecord]]:
    by_exercise: dict[str, list[HoldRecord]] = defaultdict(list)
    for hold in holds:
        by_exercise[hold.exercise].append(hold)
    return by_exercise


def _planned(holds: Collection[HoldRecord]) -> tuple[int, float]:
    """Return the repetitions of an exercise in a session, and the seconds of each."""
    return max(hold.rep for hold in holds), max(hold.planned_seconds for hold in holds)


def _add(done: Done, holds: Sequence[HoldRecord], hurt: bool) -> None:
    reps, seconds = _planned(holds)
    if reps * seconds > done.seconds:
        done.reps, done.hold_seconds = reps, seconds
    whole = all(hold.outcome is Outcome.DONE for hold in holds)
    done.whole &= whole
    done.calm &= whole and not hurt
    done.eased_off |= any(hold.outcome is Outcome.EASED_OFF for hold in holds)
    done.sharp |= any(hold.reason is Reason.SHARP for hold in holds)
    heights = [hold.height_cm for hold in holds if hold.height_cm is not None]
    done.height_cm = max([*heights, done.height_cm or 0]) or None


def _known_from(log: Log, done: Mapping[str, Sequence[Done]]) -> dict[str, date]:
    """Return since when exercises were known from the start: said before they were first done."""
    known: dict[str, date] = {}
    for decision in log.decisions:
        if decision.kind is not DecisionKind.ALREADY:
            continue
        for exercise in ALREADY_LEVELS if decision.exercise is None else (decision.exercise,):
            days = done.get(exercise)
            if not days or decision.day <= days[0].day:
                known.setdefault(exercise, decision.day)
    return known


def _changes(practice: Practice) -> list[Change]:
    changes: list[Change] = []
    for exercise, days in practice.done.items():
        back = _first_days_back(exercise, days, practice.log)
        for number, done in enumerate(days):
            before = days[max(0, number - LOOK_BACK) : number]
            if not before:
                # Before what the rules look at, the first day that is left is hardly its first.
                if exercise not in practice.known_from and done.day >= practice.log.whole_since:
                    changes.append(Change(done.day, exercise, ChangeKind.NEW))
            elif done.day in back:
                changes.append(Change(done.day, exercise, ChangeKind.BACK))
            elif all(done.seconds > each.seconds for each in before):
                changes.append(Change(done.day, exercise, ChangeKind.LONGER))
            elif _is_higher(done, before):
                changes.append(Change(done.day, exercise, ChangeKind.HEIGHT))
    return sorted(changes, key=lambda each: (each.day, introduction(each.exercise)))


def _first_days_back(exercise: str, days: Sequence[Done], log: Log) -> set[date]:
    """Return the days on which an exercise was first done again after a week without it."""
    first = (bisect_left(days, back, key=lambda each: each.day) for back in log.returns(exercise))
    return {days[place].day for place in first if place < len(days)}


def _is_higher(done: Done, before: Sequence[Done]) -> bool:
    heights = [each.height_cm for each in before if each.height_cm is not None]
    return done.height_cm is not None and bool(heights) and done.height_cm > max(heights)
