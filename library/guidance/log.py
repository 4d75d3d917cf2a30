"""What the rules look at: the history up to one day."""

from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from operator import attrgetter

from msgspec.structs import replace

from library.guidance.mornings import USUAL_CHECKS
from library.guidance.order import INTRODUCTION
from library.guidance.trials import Trial, trials
from library.history.record import (
    Check,
    Decision,
    HoldRecord,
    MarkKind,
    Outcome,
    Reach,
    Reason,
    SessionRecord,
)
from library.history.snapshot import Snapshot
from library.progress.days import MOST_AHEAD, split

GENTLE_MARKS = (MarkKind.ILL, MarkKind.PAIN)
"""A day that is marked as one of these is an easy one."""
TODAYS = "Today's stretches"
"""The name of the routine that is made afresh each day."""
SEEN = timedelta(weeks=20)
"""What lies further back than this moves no level: each begins there on its lowest rung, and what
was done since to its end counts. So to forget can only shorten a dose, never lengthen one (our
judgement: mornings are compared for 12 weeks, and after 28 days away little of a level is left)."""
BEFORE = timedelta(days=14)
"""Every session is looked at for so much longer: what a step back takes back is a change that is
some days older, and an exercise may have been rested in between (our judgement)."""
CHECKS_BEFORE = timedelta(weeks=8)
"""Answers are looked at for so much longer: whether a morning or a week was harder, and so took one
of the days that are left back, shows in those before it (our judgement)."""
LOOK_BACK = 3
"""More seconds a leg than on each of so many of its last days is longer (our judgement)."""
TRIED_SHARE = 0.5
"""The part of a skipped hold that must have been held to have done its exercise (our judgement)."""


class Log:
    """The history up to and with one day, as far back as the rules look.

    Args:
        today: The practice day the rules are asked about.
        sessions: In any order; those of later days count for nothing.
        checks: Answers, in any order; those given later count for nothing.
        decisions: In any order; those of later days count for nothing.
        reach: Measurements, in any order.
        levels: Levels set by a version before this, by exercise.
        massages: Ids of the exercises that are no stretches.
        own_bends: Ids of the person's own exercises that are deep forward bends.
        ill: Days that are marked as ill or as pain.
    """

    def __init__(
        self,
        today: date,
        sessions: Sequence[SessionRecord] = (),
        checks: Iterable[Check] = (),
        decisions: Iterable[Decision] = (),
        *,
        reach: Iterable[Reach] = (),
        levels: Mapping[str, int] | None = None,
        massages: Iterable[str] = (),
        own_bends: Iterable[str] = (),
        ill: Iterable[date] = (),
    ) -> None:
        self.today = today
        self.since = today - SEEN
        """From this day on what was done and decided moves a level."""
        self.whole_since = since = self.since - BEFORE
        """From this day on every session is looked at."""
        self._older = sorted(
            (session for session in sessions if session.practice_day < since),
            key=attrgetter("practice_day"),
        )
        self._checks = _by_day(checks, today)
        seen = [session for session in sessions if since <= session.practice_day <= today]
        last, self.eased_off_before = _last_of_each(self._older, seen)
        seen += last
        """On how many days running before `sessions` an exercise was eased off."""
        self.sessions = sorted(seen, key=lambda each: (each.practice_day, each.started_at))
        self.checks = _seen_checks(list(self._checks.values()), self.since)
        made = (decision for decision in decisions if decision.day <= today)
        self.decisions = sorted(made, key=lambda each: each.at)
        self.reach = sorted((each for each in reach if each.day <= today), key=lambda e: e.day)
        self.levels = dict(levels or {})
        self.massages = frozenset(massages)
        self.own_bends = frozenset(own_bends)
        self.ill = sorted(day for day in ill if day <= today)

    @property
    def sharp_sessions(self) -> list[SessionRecord]:
        """Those in which something was sharp, shooting, tingling or numb, however long ago."""
        among = [*self._older, *self._seen(self.whole_since, self.today)]
        return sorted(
            filter(_was_sharp, among), key=lambda each: (each.practice_day, each.started_at)
        )

    def sessions_between(self, first: date, last: date) -> list[SessionRecord]:
        """Return the sessions of some days, however long ago, in no order."""
        begin, end = (
            place(self._older, day, key=attrgetter("practice_day"))
            for place, day in ((bisect_left, first), (bisect_right, last))
        )
        return self._older[begin:end] + self._seen(max(first, self.whole_since), last)

    def _seen(self, first: date, last: date) -> list[SessionRecord]:
        return [session for session in self.sessions if first <= session.practice_day <= last]

    @property
    def all_checks(self) -> Mapping[date, Check]:
        """Every answer by day, oldest first, however long ago."""
        return self._checks

    @cached_property
    def begun(self) -> date:
        """The first day that shows that the levels of an earlier version were taken over."""
        every = self.sessions_between(date.min, self.today)
        days = [each.practice_day for each in every if each.routine == TODAYS]
        days += [each.answered_on for each in self._checks.values()]
        days += [each.day for each in self.decisions]
        return min(days, default=self.today)

    @cached_property
    def trials(self) -> list[Trial]:
        """Every trial, oldest first."""
        return trials(self.decisions)

    def returns(self, exercise: str) -> list[date]:
        """Return the days from which an exercise is back after a week without it, oldest first.

        A trial that the person ended is none of it.
        """
        return [
            trial.back
            for trial in self.trials
            if trial.exercise == exercise and not trial.ended and trial.back <= self.today
        ]


def _last_of_each(
    older: Sequence[SessionRecord], newer: Iterable[SessionRecord]
) -> tuple[list[SessionRecord], dict[str, int]]:
    """Return what was done on the last days of each exercise, and of each own one that matters.

    Args:
        older: Sessions, oldest first.
        newer: Those after them.

    Returns:
        The sessions, and on how many days running before them each exercise was eased off.
    """
    missing = {hold.exercise for session in newer for hold in session.holds} | set(INTRODUCTION)
    seen: dict[str, set[date]] = {exercise: set() for exercise in missing}
    found: list[SessionRecord] = []
    before: dict[str, int] = {}
    for number in reversed(range(len(older))):
        session = older[number]
        exercises = _among(missing, session)
        if not exercises:
            continue
        day = session.practice_day
        known = {each for each in exercises if len(seen[each] - {day}) >= LOOK_BACK}
        before |= {each: _days_eased_off(older[: number + 1], each) for each in known}
        missing -= known
        exercises -= known
        for exercise in exercises:
            seen[exercise].add(day)
        if exercises:
            holds = tuple(hold for hold in session.holds if hold.exercise in exercises)
            found.append(replace(session, holds=holds))
        elif not missing:
            break
    return found, before


def _among(missing: Container[str], session: SessionRecord) -> set[str]:
    """Return what was held in a session; ten thousand may lack one exercise."""
    found = set()
    for hold in session.holds:
        if hold.exercise in missing and hold.was_held:
            found.add(hold.exercise)
    return found


def _days_eased_off(sessions: Sequence[SessionRecord], exercise: str) -> int:
    """Return on how many days running, up to the last, an exercise was eased off."""
    days: set[date] = set()
    tried: date | None = None
    for session in reversed(sessions):
        if tried not in (None, session.practice_day) and tried not in days:
            break
        for hold in session.holds:
            if hold.exercise == exercise and was_tried(hold):
                tried = session.practice_day
                if hold.outcome is _EASED_OFF:
                    days.add(tried)
    return len(days)


def was_tried(hold: HoldRecord) -> bool:
    """Tell whether a hold was more than skipped: what was left soon is still to be done."""
    return hold.outcome is not _SKIPPED or hold.held_seconds >= hold.planned_seconds * TRIED_SHARE


def _was_given(check: Check, today: date) -> bool:
    """Tell whether an answer was given by the end of a day, which may come after midnight."""
    return not check.recalled or check.answered_on <= today


_SHARP, _EASED_OFF, _SKIPPED = Reason.SHARP, Outcome.EASED_OFF, Outcome.SKIPPED
"""To look up a member of an enumeration takes longer than all else that is done with a hold."""


def _was_sharp(session: SessionRecord) -> bool:
    for hold in session.holds:  # noqa: SIM110 - `any` takes ten times as long, and there are many
        if hold.reason is _SHARP:
            return True
    return False


def _by_day(checks: Iterable[Check], today: date) -> dict[date, Check]:
    """Return what was answered up to today, oldest first."""
    given = (check for check in checks if check.day <= today and _was_given(check, today))
    return {check.day: check for check in sorted(given, key=lambda each: each.day)}


def _seen_checks(checks: Sequence[Check], since: date) -> dict[date, Check]:
    first = bisect_left(checks, since - CHECKS_BEFORE, key=attrgetter("day"))
    return {check.day: check for check in checks[max(0, first - USUAL_CHECKS) :]}


def log_of(
    snapshot: Snapshot,
    today: date,
    levels: Mapping[str, int],
    massages: Iterable[str],
    own_bends: Iterable[str] = (),
) -> Log:
    """Return what the rules look at now.

    Whoever flew west is back on the day before: what they did and decided is dated tomorrow, and
    counts as of today. So no day is taken for one without a session that has one, which would bring
    a second change and more seconds, and no tick is forgotten for a day.

    Args:
        snapshot: The history.
        today: The practice day it is now.
        levels: Levels set by a version before this, by exercise.
        massages: Ids of the exercises that are no stretches.
        own_bends: Ids of the person's own exercises that are deep forward bends.
    """
    counted, _ = split(snapshot.sessions, today)
    sessions = [
        each if each.practice_day <= today else replace(each, practice_day=today)
        for each in counted
    ]
    decisions = [
        replace(each, day=today) if today < each.day <= today + MOST_AHEAD else each
        for each in snapshot.decisions
    ]
    return Log(
        today,
        sessions,
        snapshot.checks,
        decisions,
        reach=snapshot.reach,
        levels=levels,
        massages=massages,
        own_bends=own_bends,
        ill=(mark.day for mark in snapshot.marks if mark.kind in GENTLE_MARKS),
    )


def known_by(snapshot: Snapshot, day: date, noon: datetime) -> Snapshot:
    """Return the history as it was at noon of a day: what came later is not looked at.

    Args:
        snapshot: The history.
        day: The practice day.
        noon: Its noon, in the time zone of the person.
    """
    clock = noon.replace(tzinfo=None)  # the clock on the wall, wherever the person was then
    return replace(
        snapshot,
        sessions=tuple(
            session
            for session in snapshot.sessions
            if session.practice_day < day or session.local_start.replace(tzinfo=None) < clock
        ),
        checks=tuple(check for check in snapshot.checks if _clock_at_answer(check) <= clock),
        decisions=tuple(each for each in snapshot.decisions if each.at <= noon),
    )


def _clock_at_answer(check: Check) -> datetime:
    """Return what the clock on the wall showed when it was answered."""
    utc = check.answered_at.astimezone(UTC).replace(tzinfo=None)
    return utc + timedelta(minutes=check.utc_offset_minutes)
