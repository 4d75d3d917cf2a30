"""What a number, a date, and true and false look like in a table, whichever program wrote it.

Spreadsheets rewrite cells that nobody touched: by the customs of the country, as a number where
it looks like one, with the words of their own language. What such a cell says is read; what can
be meant in two ways is not guessed.
"""

import re
from collections.abc import Callable, Container, Iterator
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo

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
_TIME_OF_DAY = re.compile(r"(\d{1,2})(?:[:.h]?(\d\d))? ?([ap]\.?m\.?)?", re.ASCII)
_MIDNIGHT = re.compile(r"[T ]+(?:0?0:00(?::00(?:[.,]0+)?)?Z?|12:00(?::00)? ?AM)$")
# As spreadsheets write morning and afternoon in the languages that have a clock of 12 hours.
_HALVES = {
    **dict.fromkeys(("am", "上午", "午前", "오전", "πμ", "sa", "ص"), 0),
    **dict.fromkeys(("pm", "下午", "午後", "오후", "μμ", "ch", "م"), 12),
}
_NOON, _DAY_SECONDS = 12, 86_400
_TIME = re.compile(
    r"""(?:[ ,]|(?<=\d)T)\s*
    (?P<before>上午|午前|오전|下午|午後|오후)?\s*
    (?P<hour>\d{1,2})(?:\s?[:h]\s?|\.)(?P<minute>\d\d)(?:\s?(?:[:.]|min)\s?(?P<second>\d\d)(?:[.,]\d+)?)?s?
    (?:\s*(?P<half>(?!UTC|GMT|Z)[^\W\d_](?:[. ]*[^\W\d_])?\.?))?
    (?:\s*(?P<zone>Z|(?:UTC|GMT)?\s?[+-]\d{1,2}(?::?\d\d)?|UTC|GMT))?$""",
    re.VERBOSE | re.IGNORECASE,
)
_SERIAL_MOMENT = re.compile(r"(\d{5})[.,](\d+)", re.ASCII)
_NAMED_DAYS = {"yesterday": -1, "today": 0, "tomorrow": 1}
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


def day(
    cell: str,
    fits: Callable[[date], bool] = lambda _: False,
    orders: Container[str] = (),
) -> date:
    """Return a date in any of the usual spellings.

    Args:
        cell: As in `2026-11-20`, `20.11.2026`, `11/20/2026`, `20 Nov 2026` or `46346`.
        fits: Tells the date that is meant where a cell can be read in several ways.
        orders: In which the parts of a date stand in this table, as far as `fits` does not tell.

    Raises:
        UnreadableCell: It is no date, or it could be several.
    """
    text = _MIDNIGHT.sub("", cell.translate(_SPACES).strip())
    try:
        return date.fromisoformat(text)
    except ValueError:
        pass
    readings = list(_readings(text))
    found = {one for _, one in readings}
    if len(found) == 1 and not text.isdigit():
        return found.pop()
    for fitting in (
        {one for one in found if fits(one)},
        {one for order, one in readings if order in orders},
    ):
        if len(fitting) == 1:
            return fitting.pop()
    if len(found) > 1:
        first, *_, last = sorted(found)
        raise UnreadableCell(f"it can be {_written(first)} or {_written(last)}")
    raise UnreadableCell


def days(cell: str) -> set[date]:
    """Return every day that a date, or the date of a moment, may mean; none when it is no date."""
    return {one for _, one in _all_readings(cell)}


def orders(cell: str) -> set[str]:
    """Return the orders in which the parts of a date may stand in a cell, as in `d-m-y`."""
    return {order for order, _ in _all_readings(cell) if order}


def _all_readings(cell: str) -> list[tuple[str, date]]:
    text = _plain(cell)
    found = _TIME.search(text)
    text = text[: found.start()] if found else text
    try:
        return [("", date.fromisoformat(text))]
    except ValueError:
        return list(_readings(text))


def _written(found: date) -> str:
    return f"{found.day} {found:%b} {found.year}"


def _readings(text: str) -> Iterator[tuple[str, date]]:
    """Yield every date that the text may mean, with the order in which its parts stand then."""
    if text.isascii() and text.isdigit():
        if len(text) == len("46346"):
            yield "", _FIRST_SERIAL_DAY + timedelta(days=int(text))
        return
    parts = [part.casefold() for part in _PARTS.findall(text)]
    numbers = [part for part in parts if part.isdigit()]
    named = [part for part in parts if not part.isdigit() and _place(part, _WEEKDAYS) is None]
    month = _place(named[0], _MONTHS) if len(named) == 1 else None
    if month is not None and len(numbers) == 2:
        orders = ["d-m-y", "y-m-d"]
        numbers.insert(1, str(month + 1))
    elif len(numbers) == 3 and len(numbers[0]) == len("2026"):
        orders = ["y-m-d"]  # whatever stands between them, as in Chinese and Korean
    elif not named and len(numbers) == 3:
        # With points it is always the day first.
        orders = ["d-m-y", "y-m-d"] if "." in text else ["d-m-y", "m-d-y", "y-m-d"]
    else:
        return
    for order in orders:
        found = dict(zip(order.split("-"), numbers, strict=True))
        short_year_first = order == "y-m-d" and len(found["y"]) == 2
        if not short_year_first or (month is None and "-" in text):
            yield from ((order, one) for one in _date(found["y"], found["m"], found["d"]))


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
            `today`, `yesterday`, `tomorrow`, or a number of days back, as in `-2` or `2 days ago`.
        today: The practice day it is now.

    Raises:
        UnreadableCell: It names none, or could name several.
    """
    word = typed.strip().casefold()
    if word in _NAMED_DAYS:
        return today + timedelta(days=_NAMED_DAYS[word])
    if back := _DAYS_BACK.fullmatch(word):
        return today - timedelta(days=int(back[1]))
    if (found := weekday(word)) is not None:
        return today - timedelta(days=(today.weekday() - found) % 7)
    return day(typed)


def moment(
    cell: str,
    zone: tzinfo | None = None,
    fits: Callable[[date], bool] = lambda _: False,
    orders: Container[str] = (),
) -> datetime:
    """Return a moment in UTC: a date in any of the usual spellings, and a time of the day.

    Args:
        cell: As in `2026-11-20T07:30:00Z`, `20.11.2026 08:30 +01:00` or `11/20/2026 7:30 AM`.
        zone: The time zone of a cell that tells none, as spreadsheets drop it; None when it is
            not known.
        fits: As in `day`.
        orders: As in `day`.

    Raises:
        UnreadableCell: It is none, or its time zone is not known.
    """
    text = _plain(cell)
    try:
        found, named = datetime.fromisoformat(text if ":" in text else ""), zone
    except ValueError:
        found, named = _date_and_time(text, zone, fits, orders)
    try:
        if found.tzinfo is None:
            if named is None:
                raise UnreadableCell("it does not tell its time zone")
            found = found.replace(tzinfo=named)
        return found.astimezone(UTC)
    except OverflowError:
        raise UnreadableCell from None


def _plain(cell: str) -> str:
    return cell.translate(_SPACES).translate(_MINUS).strip()


def _date_and_time(
    text: str, zone: tzinfo | None, fits: Callable[[date], bool], orders: Container[str]
) -> tuple[datetime, tzinfo | None]:
    """Return what the clocks showed, and in which time zone.

    Raises:
        UnreadableCell: It says no date or no time.
    """
    if serial := _SERIAL_MOMENT.fullmatch(text):
        seconds = round(float(f"0.{serial[2]}") * _DAY_SECONDS)
        start = datetime.combine(day(serial[1], fits), time())
        return start + timedelta(seconds=seconds), zone
    found = _TIME.search(text)
    if found is None:
        raise UnreadableCell("it tells no time of the day" if days(text) else "")
    begun = day(text[: found.start()].rstrip(" ,T"), fits, orders)
    half = re.sub(r"[. ]", "", found["before"] or found["half"] or "").casefold()
    hour = int(found["hour"])
    if half:
        if half not in _HALVES or not 1 <= hour <= _NOON:
            raise UnreadableCell
        hour = hour % _NOON + _HALVES[half]
    try:
        clock = time(hour, int(found["minute"]), int(found["second"] or 0))
        offset = _offset(found["zone"])
    except ValueError:
        raise UnreadableCell from None
    return datetime.combine(begun, clock), zone if offset is None else offset


def _offset(zone: str | None) -> tzinfo | None:
    """Return the time zone that is written behind a time; None when there is none."""
    if not zone:
        return None
    rest = re.sub(r"[^0-9]", "", zone)
    if not rest:
        return UTC
    hours, minutes = (rest[:-2], rest[-2:]) if len(rest) > len("11") else (rest, "0")
    east = timedelta(hours=int(hours), minutes=int(minutes))
    return timezone(-east if "-" in zone else east)


def time_of_day(typed: str) -> time:
    """Return a time of the day, to the minute.

    Args:
        typed: As in `07:40`, `7.40`, `7h40`, `0740` or `7:40 pm`.

    Raises:
        UnreadableCell: It is none.
    """
    found = _TIME_OF_DAY.fullmatch(typed.strip().casefold())
    if found is None:
        raise UnreadableCell
    hour, minute, half = int(found[1]), int(found[2] or 0), (found[3] or "")[:1]
    if not (found[2] or half) or (half and not 1 <= hour <= 12):
        raise UnreadableCell
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    try:
        return time(hour, minute)
    except ValueError:
        raise UnreadableCell from None
