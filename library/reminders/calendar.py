"""A reminder as a calendar file (RFC 5545), which a telephone reads, too."""

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

from library import failures, files
from library.new_file import NotWrittenError, write_new
from library.reminders.model import Reminder

SUMMARY = "Stretches"
DESCRIPTION = "Two or three stretches for your hamstrings, some minutes: supple start"
ALARM = "Time for your stretches."
MINUTES = 10
"""How long it stands in the calendar: about what a session takes (our judgement)."""
_LINE_BYTES = 75
"""Of a line at most, without its end (RFC 5545, 3.1)."""
_BY_DAY = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_ONE_DAY = timedelta(days=1)


def calendar(reminder: Reminder, now: datetime) -> str:
    """Return a calendar with one event that repeats every week, and its alarm.

    Its times belong to no zone: the alarm follows the traveller, and the clocks when they change.
    The same plan has the same UID, so that taking it in again does not double it.

    Args:
        reminder: When.
        now: This moment by the clock on the wall, with its zone; it begins after that.
    """
    days = ",".join(_BY_DAY[day] for day in reminder.days)
    lines = (
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//supple//supple//EN",
        "BEGIN:VEVENT",
        f"UID:{_name(reminder)}",
        f"DTSTAMP:{now.astimezone(UTC):%Y%m%dT%H%M%SZ}",
        f"DTSTART:{_first(reminder, now.replace(tzinfo=None)):%Y%m%dT%H%M%S}",
        f"DURATION:PT{MINUTES}M",
        f"RRULE:FREQ=WEEKLY;BYDAY={days}",
        f"SUMMARY:{escaped(SUMMARY)}",
        f"DESCRIPTION:{escaped(DESCRIPTION)}",
        "TRANSP:TRANSPARENT",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        f"DESCRIPTION:{escaped(ALARM)}",
        "TRIGGER:PT0M",
        "END:VALARM",
        "END:VEVENT",
        "END:VCALENDAR",
    )
    return "".join(f"{part}\r\n" for line in lines for part in folded(line))


def write_calendar(folder: Path, reminder: Reminder, now: datetime) -> tuple[Path, str]:
    """Write a calendar as a file of its own, unless that of the same plan lies there.

    Args:
        folder: Where it is to lie; it is made if need be.
        reminder: When.
        now: As in `calendar`.

    Returns:
        Where it lies, and what has to be said about it, as a sentence; empty for nothing.

    Raises:
        NotWrittenError: That cannot be done.
    """
    path = folder / f"{_name(reminder)}.ics"
    try:
        if files.is_there(path):
            return path, ""
        files.make_folder(folder)
    except OSError as error:
        raise NotWrittenError(failures.why(error)) from error
    return path, write_new(path, calendar(reminder, now))


def _name(reminder: Reminder) -> str:
    return f"supple-{reminder.days_typed.replace(',', '-')}-{reminder.time.replace(':', '')}"


def _first(reminder: Reminder, now: datetime) -> datetime:
    """Return the first time after now; the rule of a calendar must begin on a day of it."""
    first = datetime.combine(now.date(), time(reminder.hour, reminder.minute))
    while first <= now or first.weekday() not in reminder.days:
        first += _ONE_DAY
    return first


def escaped(text: str) -> str:
    """Return a text as the value of a property."""
    for sign in ("\\", ";", ","):
        text = text.replace(sign, f"\\{sign}")
    return text.replace("\r\n", "\\n").replace("\n", "\\n")


def folded(line: str) -> Iterator[str]:
    """Yield a line in parts that are short enough, none of which begins inside a character.

    Args:
        line: Without its end.
    """
    part, room = "", _LINE_BYTES
    for character in line:
        size = len(character.encode())
        if size > room:
            yield part
            part, room = " ", _LINE_BYTES - 1  # the space is cut off again by who reads it
        part, room = part + character, room - size
    yield part
