"""How the mornings are now, against those of some weeks ago."""

from collections.abc import Mapping
from datetime import date

import msgspec

from library.guidance.weekly import Trend, trend, week_mean
from library.history.record import Check
from library.progress.weeks import ONE_WEEK
from library.review.period import Period


class Mornings(msgspec.Struct, frozen=True):
    """The mornings of the last seven days, against seven of before."""

    now: float | None
    """Mean of the answers; None when they are too few to say."""
    before: float | None
    """Mean of those before; None when no earlier week has answers enough."""
    week: date | None
    """The first day of that week."""

    @property
    def trend(self) -> Trend | None:
        """How they compare; None while nobody can say."""
        if self.now is None or self.before is None:
            return None
        return trend(self.now, self.before)


def mornings(checks: Mapping[date, Check], period: Period) -> Mornings:
    """Compare the last seven days before today with the seven a period ago.

    Where those have too few answers, it is the first seven days after them that begin with an
    answer, have enough of them, and are over before the last seven begin.

    Args:
        checks: Answers by day, oldest first. Today's does not count, as in the line of the week.
        period: The weeks.
    """
    last = period.today - ONE_WEEK
    now = week_mean(checks, last)
    first = last - period.weeks * ONE_WEEK
    later = (day for day in checks if first < day <= last - ONE_WEEK)
    for week in (first, *later):
        if (before := week_mean(checks, week)) is not None:
            return Mornings(now, before, week)
    return Mornings(now, None, None)
