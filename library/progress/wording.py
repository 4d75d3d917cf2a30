"""Dates and counts as a person would say them."""

from collections.abc import Iterable
from datetime import date


def day_words(day: date) -> str:
    """A day, as in `Mon 7 Sep`."""
    return f"{day:%a} {day.day} {day:%b}"


def counted(number: int, thing: str) -> str:
    """A number of things, as in `1 day` or `3 days`."""
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def listed(things: Iterable[str]) -> str:
    """Things in a row, as in `a, b and c`."""
    *others, last = things
    return f"{', '.join(others)} and {last}" if others else last
