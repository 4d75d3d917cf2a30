"""What a number, a date, and true and false look like in a table, whichever program wrote it.

Spreadsheets rewrite cells that nobody touched: by the customs of the country, as a number where
it looks like one, with the words of their own language. What such a cell says is read; what can
be meant in two ways is not guessed.
"""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta

from library.bounds import LONGEST_NUMBER

_SPACES = dict.fromkeys(map(ord, "\u00a0\u202f\u2009"), " ")
_MINUS = {ord("\N{MINUS SIGN}"): "-"}
_NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,3})?")
_THOUSANDS = re.compile(r"[+-]?\d{1,3}(?:([,.' ])\d{3})(?:\1\d{3})*")

# As spreadsheets write them in the languages they speak, after those of people and programs.
_TRUE = """true yes y t 1 x on wahr ja vrai oui verdadero sí si vero sì verdadeiro sim waar sant
    sann sand tosi prawda tak pravda igaz doğru истина да αληθησ 真"""
_FALSE = """false no n f 0 off falsch nein faux non falso não onwaar nee falskt nej usann nei
    falsk epätosi fałsz nie nepravda ne hamis nem yanliş ложь нет ψευδησ 偽"""
_MONTHS = """january february march april may june
    july august september october november december"""
_WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday"
_SHORTEST_NAME = 3
_PARTS = re.compile(r"\d+|[^\W\d_]+")
_MIDNIGHT = re.compile(r"[T ]+(?:0?0:00(?::00(?:[.,]0+)?)?Z?|12:00(?::00)? ?AM)$")
_DAYS_BACK = re.compile(r"-?(\d{1,3})(?: days? ago)?", re.ASCII)
_FIRST_SERIAL_DAY = date(1899, 12, 30)
"""Day 0 of spreadsheets, which give a date without a format as the days since then."""
_CENTURY = 2000


class UnreadableCell(ValueError):
    """A cell that does not say what is wanted; its words tell why, where that can be told."""


def number(cell: str, *, decimal_comma: bool = False) -> int | float:
    """Return a number; one that is written without a fraction is an integer.

    Args:
        cell: As in `30`, `29.5`, `29,5`, `1,234.5`, `+3` or `3E1`.
        decimal_comma: Whether `1,234` is little more than 1; without it that is a thousand.

    Raises:
        UnreadableCell: It is no number.
    """
    text = cell.translate(_SPACES).translate(_MINUS).strip()
    text = _with_decimal_point(text, decimal_comma)
    if len(text) > LONGEST_NUMBER or not text.isascii() or not _NUMBER.fullmatch(text):
        raise UnreadableCell
    if text.lstrip("+-").isdigit():
        return int(text)
    value = float(text)
    if abs(value) == float("inf"):
        raise UnreadableCell
    return value


def _with_decimal_point(text: str, decimal_comma: bool) -> str:
    point, comma = text.rfind("."), text.rfind(",")
    if point >= 0 and comma >= 0:  # the last of them begins the fraction
        mark, other = (".", ",") if point > comma else (",", ".")
        whole, _, fraction = text.rpartition(mark)
        if not _THOUSANDS.fullmatch(whole) or mark in whole:
            raise UnreadableCell
        return f"{whole.replace(other, '')}.{fraction}"
    grouped = _THOUSANDS.fullmatch(text)
    if grouped and _groups_thousands(text, grouped[1], decimal_comma):
        return text.replace(grouped[1], "")
    return text.replace(",", ".", 1)


def _groups_thousands(text: str, mark: str, decimal_comma: bool) -> bool:
    return mark in "' " or text.count(mark) > 1 or (mark == "," and not decimal_comma)


def whole_number(cell: str, *, decimal_comma: bool = False) -> int:
    """Return a whole number; `3.0` is one, too.

    Raises:
        UnreadableCell: It is no number, or has a fraction.
    """
    value = number(cell, decimal_comma=decimal_comma)
    if value != int(value):
        raise UnreadableCell
    return int(value)


def truth(cell: str) -> bool:
    """Return whether a cell says true or false, in a language of spreadsheets, or as 1 or 0.

    Raises:
        UnreadableCell: It says neither.
    """
    word = cell.strip().casefold().removesuffix(".0")
    if word in _TRUE.split():
        return True
    if word in _FALSE.split():
        return False
    raise UnreadableCell


def day(cell: str, fits: Callable[[date], bool] = lambda _: False) -> date:
    """Return a date in any of the usual spellings.

    Args:
        cell: As in `2026-11-20`, `20.11.2026`, `11/20/2026`, `20 Nov 2026` or `46346`.
        fits: Tells the date that is meant where a cell can be read in several ways.

    Raises:
        UnreadableCell: It is no date, or it could be several.
    """
    text = _MIDNIGHT.sub("", cell.translate(_SPACES).strip())
    try:
        return date.fromisoformat(text)
    except ValueError:
        pass
    found = set(_readings(text))
    if len(found) == 1 and not text.isdigit():
        return found.pop()
    fitting = [one for one in found if fits(one)]
    if len(fitting) == 1:
        return fitting[0]
    if len(found) > 1:
        first, *_, last = sorted(found)
        raise UnreadableCell(f"it can be {_written(first)} or {_written(last)}")
    raise UnreadableCell


def _written(found: date) -> str:
    return f"{found.day} {found:%b} {found.year}"


def _readings(text: str) -> Iterator[date]:
    """Yield every date that the text may mean."""
    if text.isascii() and text.isdigit():
        if len(text) == len("46346"):
            yield _FIRST_SERIAL_DAY + timedelta(days=int(text))
        return
    parts = [part.casefold() for part in _PARTS.findall(text)]
    numbers = [part for part in parts if part.isdigit()]
    named = [part for part in parts if not part.isdigit() and _place(part, _WEEKDAYS) is None]
    month = _place(named[0], _MONTHS) if len(named) == 1 else None
    if month is not None and len(numbers) == 2:
        orders = ["d-m-y", "y-m-d"]
        numbers.insert(1, str(month + 1))
    elif not named and len(numbers) == 3:
        # With points it is always the day first.
        orders = ["d-m-y", "y-m-d"] if "." in text else ["d-m-y", "m-d-y", "y-m-d"]
    else:
        return
    for order in orders:
        found = dict(zip(order.split("-"), numbers, strict=True))
        short_year_first = order == "y-m-d" and len(found["y"]) == 2
        if not short_year_first or (month is None and "-" in text):
            yield from _date(found["y"], found["m"], found["d"])


def _place(word: str, names: str) -> int | None:
    """Return which of the names a word is, or is the beginning of; None when it is none."""
    begun = [at for at, name in enumerate(names.split()) if name.startswith(word)]
    return begun[0] if begun and len(word) >= _SHORTEST_NAME else None


def _date(year: str, month: str, day_: str) -> Iterator[date]:
    if len(year) not in (2, 4) or len(month) > 2 or len(day_) > 2:
        return
    try:
        yield date(int(year) + (_CENTURY if len(year) == 2 else 0), int(month), int(day_))
    except ValueError:
        return


def weekday(word: str) -> int | None:
    """Return which day of the week a word names, from 0 for Monday; `mon` will do."""
    return _place(word.strip().casefold(), _WEEKDAYS)


def named_day(typed: str, today: date) -> date:
    """Return the day that a person means.

    Args:
        typed: A date in any of the usual spellings, a weekday, which is the last of its name,
            `today`, `yesterday`, or a number of days back, as in `-2` or `2 days ago`.
        today: The practice day it is now.

    Raises:
        UnreadableCell: It names none, or could name several.
    """
    word = typed.strip().casefold()
    if back := _DAYS_BACK.fullmatch({"today": "0", "yesterday": "1"}.get(word, word)):
        return today - timedelta(days=int(back[1]))
    if (found := weekday(word)) is not None:
        return today - timedelta(days=(today.weekday() - found) % 7)
    return day(typed)


def moment(cell: str) -> datetime:
    """Return a moment in UTC.

    Args:
        cell: As in `2026-11-20T07:30:00Z` or `2026-11-20 08:30 +01:00`.

    Raises:
        UnreadableCell: It is none, or does not tell its time zone.
    """
    text = re.sub(r"\s+([+-]\d|Z|UTC)", r"\1", cell.translate(_SPACES).translate(_MINUS).strip())
    try:
        found = datetime.fromisoformat(text.removesuffix("UTC") + "Z" * text.endswith("UTC"))
        if found.tzinfo is not None:
            return found.astimezone(UTC)
    except (ValueError, OverflowError):
        raise UnreadableCell from None
    raise UnreadableCell("it does not tell its time zone")
