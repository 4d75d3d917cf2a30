from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.history.record import MarkKind
from tui.text.duration import held_words
from tui.widgets.heat_map import GLYPHS, PracticeCalendar

TODAY = date(2026, 11, 25)  # a Wednesday
DAYS = st.dates(date(2000, 1, 1), date(2100, 1, 1))


def calendar(
    seconds: dict[date, float] | None = None,
    marks: dict[date, MarkKind] | None = None,
    first_weekday: int = 0,
) -> PracticeCalendar:
    return PracticeCalendar(seconds or {}, marks or {}, TODAY, first_weekday)


@pytest.mark.parametrize(
    ("seconds", "glyph"),
    [(0, "·"), (1, "░"), (119.9, "░"), (120, "▒"), (300, "▓"), (599, "▓"), (600, "█"), (9e9, "█")],
)
def test_the_glyph_alone_tells_how_much_was_held(seconds: float, glyph: str) -> None:
    assert calendar({TODAY: seconds}).glyph(TODAY) == glyph


@given(st.floats(0, 1e9), st.floats(0, 1e9))
def test_more_seconds_never_look_like_less(one: float, other: float) -> None:
    less, more = sorted([one, other])
    assert calendar({TODAY: less}).level(TODAY) <= calendar({TODAY: more}).level(TODAY)


def test_the_five_shades_differ_without_colour() -> None:
    assert len(set(GLYPHS)) == 5


@pytest.mark.parametrize("kind", MarkKind)
def test_a_marked_day_shows_its_letter_and_a_capital_when_practised(kind: MarkKind) -> None:
    letter = {MarkKind.REST: "z"}.get(kind, kind.value[0])  # an R is the right leg
    assert calendar(marks={TODAY: kind}).glyph(TODAY) == letter
    assert calendar({TODAY: 60}, {TODAY: kind}).glyph(TODAY) == letter.upper()


def test_days_to_come_are_blank() -> None:
    assert calendar().glyph(TODAY + timedelta(days=1)) == " "


def test_a_day_is_told_in_words() -> None:
    day = TODAY - timedelta(days=1)
    assert calendar().words(TODAY) == "Wed 25 Nov: today"
    assert calendar().words(day) == "Tue 24 Nov: no practice"
    told = calendar({day: 390}, {day: MarkKind.PAIN}).words(day)
    assert told == "Tue 24 Nov: 6 min 30 s held, pain"


@pytest.mark.parametrize(("seconds", "words"), [(0, "0 s"), (59.6, "1 min"), (61, "1 min 1 s")])
def test_times_are_told_in_minutes_and_seconds(seconds: float, words: str) -> None:
    assert held_words(seconds) == words


def test_rows_follow_the_first_day_of_the_week() -> None:
    assert calendar().weekday_labels() == ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"]
    assert calendar(first_weekday=6).weekday_labels()[0] == "Su"


def test_the_first_day_is_a_year_back_or_the_first_of_the_log() -> None:
    assert calendar().first_day == date(2025, 11, 24)
    old = date(1999, 5, 1)
    assert calendar({old: 1.0}).first_day == old
    assert calendar(marks={old: MarkKind.ILL}).first_day == old


def test_months_stand_above_the_week_of_their_first_day() -> None:
    weeks = [date(2026, 9, 21) + timedelta(weeks=n) for n in range(10)]
    #         Sep 21: no first; Sep 28-Oct 4 holds Oct 1; Oct 26-Nov 1 holds Nov 1
    assert calendar().month_line(weeks) == "   Oct     Nov      "


@given(DAYS, st.integers(0, 6), st.integers(1, 60))
def test_the_line_of_months_is_as_wide_as_its_weeks(day: date, first: int, count: int) -> None:
    calendar = PracticeCalendar({}, {}, day, first)
    start = calendar.week_of(day)
    weeks = [start + timedelta(weeks=n) for n in range(count)]
    assert len(calendar.month_line(weeks)) == 2 * count


@given(DAYS, st.integers(0, 6))
def test_a_year_of_weeks_names_every_month(day: date, first: int) -> None:
    calendar = PracticeCalendar({}, {}, day, first)
    weeks = [calendar.week_of(day) + timedelta(weeks=n) for n in range(53)]
    assert len(set(calendar.month_line(weeks).split())) == 12
