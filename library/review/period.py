"""The weeks that are looked back at."""

from collections.abc import Iterable
from datetime import date

import msgspec

from library.history.record import SessionRecord
from library.progress.days import ONE_DAY
from library.progress.weeks import ONE_WEEK

PERIODS = (4, 12, 52)
"""Weeks to choose from: a month, a quarter of a year, a year."""
MOST_WEEKS = 520
"""The longest period: ten years (our judgement)."""


class Period(msgspec.Struct, frozen=True):
    """Some whole weeks, the last of which ends today."""

    weeks: int
    today: date

    @property
    def first(self) -> date:
        """Its first day."""
        return self.today - self.weeks * ONE_WEEK + ONE_DAY

    @property
    def days(self) -> list[date]:
        """Its days, oldest first."""
        return [self.first + number * ONE_DAY for number in range(7 * self.weeks)]

    def holds(self, day: date) -> bool:
        """Return whether a day lies in it."""
        return self.first <= day <= self.today

    def sessions(self, history: Iterable[SessionRecord]) -> list[SessionRecord]:
        """Return its sessions, in their order.

        One that counts for a later day than today (flown west) counts for today.
        """
        first = self.first
        return [each for each in history if each.practice_day >= first]
