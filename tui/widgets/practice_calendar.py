"""What a heat map shows of each day: one character, and the words for it."""

from collections.abc import Mapping
from datetime import date, timedelta

import msgspec

from library.history.record import MarkKind
from library.progress.weeks import ONE_WEEK, week_start
from library.wording import day_words

GLYPHS = "·░▒▓█"
"""From a day without a hold to a long one; told apart by shape, so colour is never needed."""
BOUNDS = (120.0, 300.0, 600.0)
"""Seconds held from which a day gets the next glyph (our judgement: a desk break lies below
the first, all six stretches around the second, all six and the massage above the third)."""
LEGEND = "· none ░ <2 ▒ <5 ▓ <10 █ 10+ min held"
YEAR_WEEKS = 53
"""Columns that hold a whole year, whatever weekday it begins on."""


class PracticeCalendar(msgspec.Struct, frozen=True):
    """The days of a history, laid out in weeks."""

    seconds: Mapping[date, float]
    """Seconds held on each day."""
    marks: Mapping[date, MarkKind]
    today: date
    first_weekday: int
    """Weekday a week begins on, 0 (Monday) to 6 (Sunday)."""

    @property
    def first_day(self) -> date:
        """The first day in the history, or a year ago if that is earlier."""
        year_ago = self.week_of(self.today) - (YEAR_WEEKS - 1) * ONE_WEEK
        return min((year_ago, *self.seconds, *self.marks))

    def week_of(self, day: date) -> date:
        """Return the first day of the week that a day lies in."""
        return week_start(day, self.first_weekday)

    def level(self, day: date) -> int:
        """Return the index into `GLYPHS` for a day."""
        held = self.seconds.get(day, 0.0)
        return 0 if held <= 0 else 1 + sum(held >= bound for bound in BOUNDS)

    def glyph(self, day: date) -> str:
        """Return a shade, or the letter of a mark; a capital if there was practice too."""
        if day > self.today:
            return " "
        if day not in self.marks:
            return GLYPHS[self.level(day)]
        letter = self.marks[day].value[0]
        return letter.upper() if self.level(day) else letter

    def words(self, day: date) -> str:
        """Return a day in a few words, as in `Mon 7 Sep 2026: 6 min 30 s held, travel`."""
        told = [f"{held_words(self.seconds[day])} held"] if self.level(day) else []
        told += [self.marks[day].value] if day in self.marks else []
        if not told:
            told = ["still open" if day == self.today else "free"]
        return f"{day_words(day)} {day.year}: {', '.join(told)}"

    def weekday_labels(self) -> list[str]:
        """Return two letters for each row."""
        start = self.week_of(self.today)
        return [f"{start + timedelta(days=row):%a}"[:2] for row in range(7)]

    def month_line(self, weeks: list[date]) -> str:
        """Return month names, each above the week its first day lies in; two cells a week."""
        last_days = [start + timedelta(days=6) for start in weeks]
        begins = [column for column, last in enumerate(last_days) if last.day <= 7]
        if not {0, 1, 2} & set(begins):
            begins.insert(0, 0)
        line = ""
        for column in begins:
            if column <= len(weeks) - 2:  # a name that would be cut off is left out
                line = f"{line:<{2 * column + 1}}{last_days[column]:%b}"
        return line.ljust(2 * len(weeks))


def held_words(seconds: float) -> str:
    """Return a time held, as in `45 s` or `6 min 30 s`."""
    minutes, rest = divmod(round(seconds), 60)
    if not minutes:
        return f"{rest} s"
    return f"{minutes} min {rest} s" if rest else f"{minutes} min"
