"""Pain and reach of the last weeks, week by week."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

import msgspec

from library.history.record import Check, Reach, ReachForm, SessionRecord, SideName
from library.progress.weeks import ONE_WEEK, week_start

TREND_WEEKS = 12
"""How far back trends go: as far as mornings are compared (see `library.guidance`)."""

Weekly = tuple[float | None, ...]
"""A value for each week, oldest first, the running week last; None where there is none."""


class Recent(msgspec.Struct, frozen=True):
    """The weeks that trends show."""

    start: date
    """The first day of the first of them."""
    today: date

    @classmethod
    def up_to(cls, today: date, first_weekday: int) -> "Recent":
        """Return the weeks up to the running one.

        Args:
            today: The day it is.
            first_weekday: Weekday a week begins on, 0 (Monday) to 6 (Sunday).
        """
        return cls(week_start(today, first_weekday) - (TREND_WEEKS - 1) * ONE_WEEK, today)

    def sessions(self, history: Iterable[SessionRecord]) -> list[SessionRecord]:
        """Return the sessions in these weeks, in their order."""
        start, today = self.start, self.today
        return [each for each in history if start <= each.practice_day <= today]

    def holds(self, day: date) -> bool:
        """Return whether a day lies in them."""
        return self.start <= day <= self.today

    def number(self, day: date) -> int:
        """Return the number of the week that a day lies in, from 0."""
        return (day - self.start) // ONE_WEEK


class PainTrend(msgspec.Struct, frozen=True):
    """What was rated, as means of each week, 0-10."""

    mornings: Weekly
    """The answers of the days; pain before a session where its day has none."""
    stretching: Weekly
    """The worst while stretching, or pain after in sessions of earlier versions."""
    ratings: int
    """How many there are in all."""
    worst: int
    """The highest of them; 0 when there are none."""


def pain_trend(
    sessions: Iterable[SessionRecord], checks: Iterable[Check], recent: Recent
) -> PainTrend:
    """Return how pain went in the last weeks.

    Args:
        sessions: Those of these weeks, in any order.
        checks: Answers of any days, in any order.
        recent: The weeks.
    """
    mornings = {each.day: each.rating for each in checks if recent.holds(each.day)}
    stretching: list[tuple[date, int]] = []
    for session in sessions:
        day = session.practice_day
        if session.pain_before is not None:
            mornings.setdefault(day, session.pain_before)
        worst = session.pain_after if session.pain_worst is None else session.pain_worst
        if worst is not None:
            stretching.append((day, worst))
    ratings = [*mornings.values(), *(rating for _, rating in stretching)]
    return PainTrend(
        _weekly(mornings.items(), recent),
        _weekly(stretching, recent),
        len(ratings),
        max(ratings, default=0),
    )


def reach_trend(
    measured: Iterable[Reach], form: ReachForm, recent: Recent
) -> dict[SideName, Weekly]:
    """Return the best reach of each of the last weeks in one form, by leg, in centimetres."""
    best: dict[SideName, dict[date, float]] = defaultdict(dict)
    for each in measured:
        if each.form is form and recent.holds(each.day):
            week = recent.start + recent.number(each.day) * ONE_WEEK
            best[each.leg][week] = max(best[each.leg].get(week, each.cm[0]), *each.cm)
    return {leg: _weekly(values.items(), recent) for leg, values in best.items()}


def _weekly(values: Iterable[tuple[date, float]], recent: Recent) -> Weekly:
    """Return the means of the values of each week."""
    weeks: list[list[float]] = [[] for _ in range(TREND_WEEKS)]
    for day, value in values:
        weeks[recent.number(day)].append(value)
    return tuple(sum(week) / len(week) if week else None for week in weeks)
