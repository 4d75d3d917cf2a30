"""What the rules look at: the history up to one day."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from operator import attrgetter

from msgspec.structs import replace

from library.guidance.mornings import USUAL_CHECKS
from library.guidance.order import INTRODUCTION
from library.history.record import Check, Decision, Reach, Reason, SessionRecord
from library.history.snapshot import Snapshot
from library.progress.days import MOST_AHEAD, split

SEEN = timedelta(weeks=20)
"""What lies further back than this is summed up by the last days of each exercise, and by the
answers that make up what was usual (our judgement: mornings are compared for 12 weeks, and what is
known after 28 days away stays so)."""
CHECKS_BEFORE = timedelta(weeks=8)
"""Answers are looked at for so much longer: whether a morning or a week was harder, and so took one
of the days that are left back, shows in those before it (our judgement)."""
LOOK_BACK = 3
"""More seconds a leg than on each of so many of its last days is longer (our judgement)."""


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
    ) -> None:
        self.today = today
        self.since = since = today - SEEN
        self._older = sorted(
            (session for session in sessions if session.practice_day < since),
            key=attrgetter("practice_day"),
        )
        self._checks = _by_day(checks, today)
        seen = [session for session in sessions if since <= session.practice_day <= today]
        seen += _last_of_each(self._older)
        self.sessions = sorted(seen, key=lambda each: (each.practice_day, each.started_at))
        self.checks = _seen_checks(list(self._checks.values()), since)
        made = (decision for decision in decisions if decision.day <= today)
        self.decisions = sorted(made, key=lambda each: each.at)
        self.reach = sorted((each for each in reach if each.day <= today), key=lambda e: e.day)
        self.levels = dict(levels or {})
        self.massages = frozenset(massages)

    @property
    def sharp_sessions(self) -> list[SessionRecord]:
        """Those in which something was sharp, shooting, tingling or numb, however long ago."""
        among = [*self._older, *self._seen(self.since, self.today)]
        return sorted(
            filter(_was_sharp, among), key=lambda each: (each.practice_day, each.started_at)
        )

    def sessions_between(self, first: date, last: date) -> list[SessionRecord]:
        """Return the sessions of some days, however long ago, in no order."""
        begin, end = (
            place(self._older, day, key=attrgetter("practice_day"))
            for place, day in ((bisect_left, first), (bisect_right, last))
        )
        return self._older[begin:end] + self._seen(max(first, self.since), last)

    def _seen(self, first: date, last: date) -> list[SessionRecord]:
        return [session for session in self.sessions if first <= session.practice_day <= last]

    @property
    def all_checks(self) -> Mapping[date, Check]:
        """Every answer by day, oldest first, however long ago."""
        return self._checks


def _last_of_each(older: Sequence[SessionRecord]) -> list[SessionRecord]:
    """Return what was done on the last days of each exercise.

    Args:
        older: Sessions, oldest first.
    """
    missing = set(INTRODUCTION)
    seen: dict[str, set[date]] = {exercise: set() for exercise in INTRODUCTION}
    found = []
    for session in reversed(older):
        # What is missing is asked first: ten thousand sessions may lack one exercise.
        exercises = {
            hold.exercise for hold in session.holds if hold.exercise in missing and hold.was_held
        }
        if exercises:
            holds = tuple(hold for hold in session.holds if hold.exercise in exercises)
            found.append(replace(session, holds=holds))
        for exercise in exercises:
            seen[exercise].add(session.practice_day)
            if len(seen[exercise]) == LOOK_BACK:
                missing.discard(exercise)
        if not missing:
            break
    return found


def _was_given(check: Check, today: date) -> bool:
    """Tell whether an answer was given by the end of a day, which may come after midnight."""
    return not check.recalled or check.answered_on <= today


_SHARP = Reason.SHARP
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
    snapshot: Snapshot, today: date, levels: Mapping[str, int], massages: Iterable[str]
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
    """
    counted, _ = split(snapshot.sessions, today)
    latest = today + MOST_AHEAD
    sessions = [
        each if each.practice_day <= today else replace(each, practice_day=today)
        for each in counted
    ]
    decisions = [
        replace(each, day=today) if today < each.day <= latest else each
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
