"""On which days of the week, and when, somebody wants to be reminded."""

import re
from collections.abc import Iterable

import msgspec

from library.settings.schema import WEEKDAYS
from library.text import clean
from library.wording import capitalised, listed

DAILY = "daily"
_SHORT = 3
"""Letters of a day in short."""
_SHORTEST = 2
"""Letters that name a day."""
_TIME = re.compile(r"(\d{1,2})[:.](\d{2})", re.ASCII)
_TO, _BETWEEN = re.compile(r"\s*(?:\.\.|-)\s*"), re.compile(r"[,;\s]+")
"""Between the first and the last of several days, and between days."""
_HOURS, _MINUTES = 24, 60


class ReminderError(ValueError):
    """What was typed is no days, or no time; the message says what is expected, in a sentence."""


class Reminder(msgspec.Struct, frozen=True):
    """Days of the week and a time of the clock on the wall, wherever the person is."""

    days: tuple[int, ...]
    """0 (Monday) to 6 (Sunday), in this order, each once; at least one."""
    hour: int
    """0-23."""
    minute: int
    """0-59."""

    @property
    def shorts(self) -> tuple[str, ...]:
        """The days in three letters, as in `mon`."""
        return tuple(WEEKDAYS[day][:_SHORT] for day in self.days)

    @property
    def days_typed(self) -> str:
        """The days as they are typed, as in `mon,wed,fri` or `daily`."""
        if len(self.days) == len(WEEKDAYS):
            return DAILY
        return ",".join(self.shorts)

    @property
    def time(self) -> str:
        """The time, as in `17:30`."""
        return f"{self.hour:02}:{self.minute:02}"

    def __str__(self) -> str:
        """Say when it is, as in `Mon, Wed and Fri at 17:30`."""
        days = "Daily" if self.days_typed == DAILY else listed(map(capitalised, self.shorts))
        return f"{days} at {self.time}"


def reminder(days: str, at: str) -> Reminder:
    """Return the reminder that was typed.

    Args:
        days: As in `mon,wed,fri`, `Monday Thursday`, `mon-fri` or `daily`.
        at: As in `17:30`, by 24 hours.

    Raises:
        ReminderError: There is no such day or time, or none is named.
    """
    words = _BETWEEN.split(_TO.sub("-", days.strip()))
    found = {day for word in words if word for day in _days(word)}
    if not found:
        raise ReminderError(_expected("No day is named."))
    match = _TIME.fullmatch(at.strip())
    if match is None or int(match[1]) >= _HOURS or int(match[2]) >= _MINUTES:
        raise ReminderError(f'"{clean(at)}" is no time; write it as 17:30, from 00:00 to 23:59.')
    return Reminder(tuple(sorted(found)), int(match[1]), int(match[2]))


def typed_reminder(text: str) -> Reminder:
    """Return the reminder that was typed in one line: the days, then the time.

    Raises:
        ReminderError: As in `reminder`.
    """
    *days, at = text.split() or [""]
    return reminder(" ".join(days), at)


def _days(word: str) -> Iterable[int]:
    if word.casefold() == DAILY:
        return range(len(WEEKDAYS))
    first, *last = (_day(day, word) for day in word.split("-", maxsplit=1))
    after = (last[0] - first) % len(WEEKDAYS) if last else 0
    return [(first + day) % len(WEEKDAYS) for day in range(after + 1)]


def _day(named: str, word: str) -> int:
    fit = [number for number, day in enumerate(WEEKDAYS) if day.startswith(named.casefold())]
    if len(named) < _SHORTEST or not fit:
        raise ReminderError(_expected(f'"{clean(word)}" is no day.'))
    return fit[0]


def _expected(told: str) -> str:
    shorts = ", ".join(day[:_SHORT] for day in WEEKDAYS)
    return f"{told} Days are {shorts}, with commas or as in mon-fri, or {DAILY}."
