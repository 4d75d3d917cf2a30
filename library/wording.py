"""Dates, counts and hints as a person would say them."""

from collections.abc import Iterable
from datetime import date

_LONGEST_WORD = 80
"""Characters that are compared: what is longer was not meant as a word."""


def day_words(day: date) -> str:
    """Write a day, as in `Mon 7 Sep`."""
    return f"{day:%a} {day.day} {day:%b}"


def counted(number: int, thing: str, things: str = "") -> str:
    """Count things, as in `1 day`, `3 days` or `1,000 entries`.

    Args:
        number: How many.
        thing: What one of them is called.
        things: What more of them are called, where that takes more than an s.
    """
    return f"{number:,} {thing if number == 1 else things or f'{thing}s'}"


def listed(things: Iterable[str]) -> str:
    """Name things in a row, as in `a, b and c`."""
    *others, last = things
    return f"{', '.join(others)} and {last}" if others else last


def nearest(word: str, words: Iterable[str]) -> str:
    """Ask whether the word most like this one was meant; empty when none is like it."""
    return f" Did you mean {close}?" if (close := closest(word, words)) else ""


def closest(word: str, words: Iterable[str]) -> str:
    """Return the word most like this one; empty when none is."""
    from difflib import get_close_matches  # costs 5 ms, and only a mistake needs it

    return next(iter(get_close_matches(word[:_LONGEST_WORD], words, n=1)), "")
