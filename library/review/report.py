"""What a physiotherapist wants to know of some weeks: planned and done, and how it went."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

import msgspec

from library.guidance.practice import Change, Done, Practice
from library.guidance.reach import ReachResult, results
from library.guidance.standing import Standing
from library.history.record import HoldRecord, Outcome, Reason, SessionRecord, SideName
from library.history.snapshot import Snapshot
from library.progress.days import practice_days
from library.progress.goals import Goals
from library.progress.totals import LegSeconds
from library.progress.weeks import ONE_WEEK, week_start
from library.review.days import DayReview, begun, days_of
from library.review.exercises import ExerciseReview, exercise_reviews
from library.review.mornings import Mornings, mornings
from library.review.pain_places import places
from library.review.period import Period
from library.routines.model import Routine
from library.session.pain_places import place_of


class EaseOff(msgspec.Struct, frozen=True):
    """A hold that was eased off."""

    day: date
    exercise: str
    """Id of the exercise."""
    side: SideName
    seconds: float
    """After how many it was."""
    planned_seconds: float
    sharp: bool
    """Whether it was sharp, shooting, tingling or numb."""
    where: str
    """Where it was; empty when nobody said."""


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """All of it."""

    period: Period
    practised: int
    """Days with practice."""
    goal: int
    """Days that the goals of these weeks ask for."""
    sessions: int
    seconds: float
    """Clock time of the sessions, rests included."""
    exercises: tuple[ExerciseReview, ...]
    planned: Mapping[str, LegSeconds]
    """Seconds of the holds that were begun or passed over, by exercise."""
    days: tuple[DayReview, ...]
    """Oldest first, from about the first on which anything was told or done."""
    mornings: Mornings
    recalled: int
    """Answers that were given on a later day."""
    changes: tuple[tuple[Change, Done], ...]
    """What was new, longer, higher or back, oldest first, and what was done then."""
    ease_offs: tuple[EaseOff, ...]
    """Sharp ones first, then the latest."""
    places: Mapping[str, int]
    """Where it hurt, and in how many sessions, the most frequent place first."""
    followed: Routine | None = None
    """What goes before the plan of the day at present, as when somebody prescribed it."""
    ticks: tuple[str, ...]
    """Ids of what the person ticked, or what follows from two sharp pains."""
    reach: tuple[ReachResult, ...]
    notes: tuple[tuple[date, str], ...]
    """Those of sessions, oldest first; empty unless the person wants them in it."""

    @property
    def answers(self) -> int:
        """Days with an answer."""
        return sum(day.answer is not None for day in self.days)


def report_of(
    history: Snapshot,
    counted: Sequence[SessionRecord],
    standing: Standing,
    goals: Goals,
    period: Period,
    *,
    notes: bool = False,
) -> Report:
    """Put a report together.

    Args:
        history: All there is.
        counted: Its sessions, oldest first, without those that are to come.
        standing: Where the person stands today.
        goals: The goal of every week.
        period: The weeks.
        notes: Whether the person's notes are in it.
    """
    sessions = period.sessions(counted)
    return Report(
        period=period,
        practised=len(practice_days(sessions, period.today)),
        goal=_goal(goals, period, counted, standing.first_weekday),
        sessions=len(sessions),
        seconds=sum(session.seconds for session in sessions),
        exercises=tuple(exercise_reviews(sessions, {})),
        planned=_planned(sessions),
        days=tuple(begun(days_of(sessions, history, period))),
        mornings=mornings(standing.log.all_checks, period),
        recalled=sum(each.recalled for each in history.checks if period.holds(each.day)),
        changes=tuple(_changes(standing.practice, period)),
        ease_offs=tuple(_ease_offs(sessions)),
        places=places(sessions),
        ticks=tuple(standing.ticks),
        reach=tuple(_reach(standing, period)),
        notes=tuple((each.practice_day, each.note) for each in sessions if notes and each.note),
    )


def _reach(standing: Standing, period: Period) -> Iterable[ReachResult]:
    measured = any(period.holds(each.day) for each in standing.log.reach)
    return results(standing.log.reach, standing.first_weekday) if measured else ()


def _goal(
    goals: Goals, period: Period, counted: Iterable[SessionRecord], first_weekday: int
) -> int:
    """Return the days of the goals: of each seven days that of the week they begin in.

    Those that were over before the first session of all ask for nothing.
    """
    first = min((each.practice_day for each in counted), default=period.today)
    begins = (period.first + number * ONE_WEEK for number in range(period.weeks))
    asked = (day for day in begins if day + ONE_WEEK > first)
    return sum(goals.goal_for(week_start(day, first_weekday)) for day in asked)


def _changes(practice: Practice, period: Period) -> Iterator[tuple[Change, Done]]:
    for change in practice.changes:
        if period.holds(change.day):
            days = practice.done[change.exercise]
            yield change, next(done for done in days if done.day == change.day)


def _planned(sessions: Iterable[SessionRecord]) -> dict[str, LegSeconds]:
    planned: dict[str, LegSeconds] = {}
    for session in sessions:
        for hold in session.holds:
            before = planned.get(hold.exercise, LegSeconds())
            left = hold.planned_seconds if hold.side != "right" else 0.0
            right = hold.planned_seconds if hold.side != "left" else 0.0
            planned[hold.exercise] = LegSeconds(before.left + left, before.right + right)
    return planned


def _ease_offs(sessions: Iterable[SessionRecord]) -> list[EaseOff]:
    found = [
        _ease_off(session.practice_day, hold)
        for session in sessions
        for hold in session.holds
        if hold.outcome is Outcome.EASED_OFF
    ]
    latest_first = sorted(found, key=lambda each: each.day, reverse=True)
    return sorted(latest_first, key=lambda each: not each.sharp)


def _ease_off(day: date, hold: HoldRecord) -> EaseOff:
    return EaseOff(
        day,
        hold.exercise,
        hold.side,
        hold.held_seconds,
        hold.planned_seconds,
        hold.reason is Reason.SHARP,
        place_of(hold.where),
    )
