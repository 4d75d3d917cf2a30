"""Pain, reach and legs of the last weeks, week by week."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

import msgspec

from library.history.record import Check, Reach, ReachForm, SessionRecord, SideName
from library.progress.totals import LegSeconds, seconds_per_leg
from library.progress.weeks import ONE_WEEK, week_start

TREND_WEEKS = 12
"""How far back trends go: as far as mornings are compared (see `library.guidance`)."""

Weekly = tuple[float | None, ...]
"""A value for each week, oldest first, the running week last; None where there is none."""


class Recent(msgspec.Struct, frozen=True):
    """The weeks that trends show."""

    first_weekday: int
    """Weekday a week begins on, 0 (Monday) to 6 (Sunday)."""
    today: date

    @property
    def start(self) -> date:
        """The first day of the first of them."""
        return week_start(self.today, self.first_weekday) - (TREND_WEEKS - 1) * ONE_WEEK

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
        sessions: The history, in any order.
        checks: Answers of the days, in any order.
        recent: The weeks.
    """
    mornings = {each.day: each.rating for each in checks if recent.holds(each.day)}
    stretching: list[tuple[date, int]] = []
    for session in sessions:
        if not recent.holds(day := session.practice_day):
            continue
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
            week = week_start(each.day, recent.first_weekday)
            best[each.leg][week] = max(best[each.leg].get(week, -1e9), *each.cm)
    return {leg: _weekly(values.items(), recent) for leg, values in best.items()}


def recent_legs(sessions: Iterable[SessionRecord], recent: Recent) -> LegSeconds:
    """Return the seconds held on each leg in the last weeks."""
    return seconds_per_leg(each for each in sessions if recent.holds(each.practice_day))


def _weekly(values: Iterable[tuple[date, float]], recent: Recent) -> Weekly:
    """Return the means of the values of each week."""
    weeks: list[list[float]] = [[] for _ in range(TREND_WEEKS)]
    for day, value in values:
        weeks[recent.number(day)].append(value)
    return tuple(sum(week) / len(week) if week else None for week in weeks)
