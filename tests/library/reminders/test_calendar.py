"""The calendar file, as another program reads it."""

from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar, Component

from library.reminders.calendar import calendar, escaped, folded
from library.reminders.model import Reminder, reminder

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 28, 20, 0, tzinfo=BERLIN)
"""A Saturday."""


def event(text: str) -> Any:
    (found,) = Calendar.from_ical(text).walk("VEVENT")
    assert found.errors == []
    return found


def start_of(text: str) -> datetime:
    start = event(text)["DTSTART"].dt
    assert isinstance(start, datetime)
    assert start.tzinfo is None  # it floats
    return start


def test_another_program_reads_it_without_an_error() -> None:
    text = calendar(reminder("mon,wed,fri", "17:30"), NOW)
    found = event(text)
    assert found["UID"] == "supple-mon-wed-fri-1730"
    assert found["DTSTAMP"].dt == NOW.astimezone(UTC)
    assert start_of(text).isoformat() == "2026-11-30T17:30:00"
    assert found["TRANSP"] == "TRANSPARENT"
    assert "supple start" in found["DESCRIPTION"]
    (alarm,) = found.walk("VALARM")
    assert (alarm["ACTION"], alarm["TRIGGER"].dt) == ("DISPLAY", timedelta())
    assert alarm["DESCRIPTION"] == "Time for your stretches."


def test_its_lines_end_and_are_folded_as_the_standard_says() -> None:
    data = calendar(reminder("daily", "17:30"), NOW).encode()
    assert data.endswith(b"END:VCALENDAR\r\n")
    lines = data.split(b"\r\n")
    assert not any(b"\n" in line or b"\r" in line for line in lines)
    assert max(map(len, lines)) <= 75


def test_the_same_plan_has_the_same_uid_and_another_plan_another() -> None:
    later = NOW + timedelta(days=100)
    plan, other = reminder("mon", "17:30"), reminder("mon", "17:31")
    assert event(calendar(plan, NOW))["UID"] == event(calendar(plan, later))["UID"]
    assert event(calendar(plan, NOW))["UID"] != event(calendar(other, NOW))["UID"]


def test_a_year_of_them_is_at_the_same_hour_of_the_wall_whatever_the_clocks_do() -> None:
    text = calendar(reminder("mon,wed,sun", "02:30"), NOW)
    start = start_of(text)
    rule = rrulestr(event(text)["RRULE"].to_ical().decode(), dtstart=start)
    year = rule.between(start, start + timedelta(days=364), inc=True)
    wanted = [
        start + timedelta(days=number)
        for number in range(365)
        if (start + timedelta(days=number)).weekday() in (0, 2, 6)
    ]
    assert year == wanted
    assert {each.replace(tzinfo=BERLIN).utcoffset() for each in year} == {
        timedelta(hours=1),
        timedelta(hours=2),
    }  # both halves of a year are in it
    assert datetime.fromisoformat("2027-03-28T02:30") in year  # the hour that is left out there


@given(
    st.sets(st.integers(0, 6), min_size=1),
    st.times(),
    st.datetimes(datetime.fromisoformat("2000-01-01"), datetime.fromisoformat("2100-01-01")),
)
def test_it_begins_within_a_week_after_now(days: set[int], at: time, now: datetime) -> None:
    made = Reminder(tuple(sorted(days)), at.hour, at.minute)
    start = start_of(calendar(made, now.replace(tzinfo=UTC)))
    assert start.weekday() in days
    assert (start.hour, start.minute) == (at.hour, at.minute)
    assert timedelta() < start - now <= timedelta(days=7)


@given(st.text(alphabet="aé漢🧘;,\\\n", max_size=200))
def test_texts_are_escaped_and_no_character_is_cut(text: str) -> None:
    lines = list(folded(f"SUMMARY:{escaped(text)}"))
    assert all(len(line.encode()) <= 75 for line in lines)
    assert all(line.startswith(" ") for line in lines[1:])
    read = Component.from_ical("\r\n".join(["BEGIN:VEVENT", *lines, "END:VEVENT", ""]))
    assert read["SUMMARY"] == text
