"""What programs make of numbers, dates, true and false is read; what is unclear is refused."""

from contextlib import suppress
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library import cells
from library.cells import UnreadableCell

DAY = date(2026, 11, 5)


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("30", 30),
        (" 30 ", 30),
        ("+3", 3),
        ("\N{MINUS SIGN}300", -300),
        ("3.0", 3.0),
        ("29,5", 29.5),
        ("5.05E+02", 505),
        ("1,234.5", 1234.5),
        ("1.234,5", 1234.5),
        ("1\N{NARROW NO-BREAK SPACE}234", 1234),
        ("1'234", 1234),
        ("1,234,567", 1234567),
    ],
)
def test_a_number_is_read_by_the_customs_of_any_country(cell: str, value: float) -> None:
    assert cells.number(cell) == value
    assert cells.number(cell, decimal_comma=True) == value


def test_a_single_comma_before_three_digits_depends_on_what_separates_the_cells() -> None:
    assert cells.number("1,234") == 1234
    assert cells.number("1,234", decimal_comma=True) == 1.234


@pytest.mark.parametrize("cell", ["", "-", "much", "1e999", "nan", "1,23,4", "9" * 400, "٣", "3 4"])
def test_what_is_no_number_is_refused(cell: str) -> None:
    with pytest.raises(UnreadableCell):
        cells.number(cell)


@given(st.floats(allow_nan=False, allow_infinity=False) | st.integers(-(10**9), 10**9))
def test_a_number_as_programs_write_it_comes_back(value: float) -> None:
    assert cells.number(repr(value)) == value


def test_a_whole_number_may_be_written_with_a_fraction_of_nothing() -> None:
    assert cells.whole_number("3.0") == cells.whole_number("3,0") == cells.whole_number("3") == 3
    with pytest.raises(UnreadableCell):
        cells.whole_number("3.5")


@pytest.mark.parametrize("cell", ["true", "TRUE", " Yes", "1", "1.0", "WAHR", "VRAI", "verdadero"])
def test_true_is_read_in_the_languages_of_spreadsheets(cell: str) -> None:
    assert cells.truth(cell)


@pytest.mark.parametrize("cell", ["false", "FALSE", "no", "0", "FALSCH", "FAUX", "YANLIŞ"])
def test_false_is_read_in_the_languages_of_spreadsheets(cell: str) -> None:
    assert not cells.truth(cell)


@pytest.mark.parametrize("cell", ["", "perhaps", "2", "3.5"])
def test_what_is_neither_is_refused(cell: str) -> None:
    with pytest.raises(UnreadableCell):
        cells.truth(cell)


@pytest.mark.parametrize(
    "cell",
    [
        "2026-11-05",
        "20261105",
        "05.11.2026",
        "5.11.26",
        "2026/11/05",
        "2026. 11. 5.",
        "2026年11月5日",
        "2026년 11월 5일",
        "2026 m. 11 d. 05",
        "5 Nov 2026",
        "05-Nov-26",
        "Nov 5, 2026",
        "Thursday, November 5, 2026",
        "2026-11-05 00:00:00",
        "05.11.2026 00:00",
    ],
)
def test_a_date_that_can_mean_one_day_only_is_read(cell: str) -> None:
    assert cells.day(cell) == DAY


@pytest.mark.parametrize("cell", ["11/05/2026", "5/11/2026", "11/5/26", "26-11-05", "46331"])
def test_a_date_that_can_mean_several_needs_to_be_told_which(cell: str) -> None:
    with pytest.raises(UnreadableCell):
        cells.day(cell)
    assert cells.day(cell, lambda day: abs((day - DAY).days) <= 1) == DAY


def test_a_date_that_is_unclear_says_between_which_days() -> None:
    with pytest.raises(UnreadableCell, match="11 May 2026 or 5 Nov 2026"):
        cells.day("11/05/2026")


@pytest.mark.parametrize(
    "cell", ["", "soon", "2026-02-30", "2026-11-05T10:00", "1/1/1", "marraskuu 5 2026", "4.3."]
)
def test_what_is_no_date_is_refused(cell: str) -> None:
    with pytest.raises(UnreadableCell):
        cells.day(cell, lambda _: True)


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)), st.sampled_from("/-. "))
def test_every_usual_order_is_settled_by_a_day_nearby(day: date, mark: str) -> None:
    def is_near(other: date) -> bool:
        return abs(other - day) <= timedelta(days=1)

    orders = ["%d{0}%m{0}%Y", "%Y{0}%m{0}%d", "%d{0}%b{0}%y"]
    if mark in "/-":
        orders += ["%m{0}%d{0}%Y", "%m{0}%d{0}%y"]
    for order in orders:
        written = day.strftime(order.format(mark))
        assert cells.day(written, is_near) == day


def test_a_moment_needs_a_time_zone() -> None:
    moment = datetime(2026, 1, 5, 7, 30, tzinfo=UTC)
    for cell in ("2026-01-05T07:30:00Z", "2026-01-05 08:30 +01:00", "2026-01-05 07:30 UTC"):
        assert cells.moment(cell) == moment
    for cell in ("2026-01-05T07:30:00", "soon", "0001-01-01T00:00:00+10:00"):
        with pytest.raises(UnreadableCell):
            cells.moment(cell)
    assert cells.moment("2026-01-05T07:30:00", UTC) == moment


@pytest.mark.parametrize(
    "cell",
    [
        "05.01.2026 07:30:00",
        "05/01/2026 7:30",
        "1/5/2026 7:30:00 AM",
        "2026/1/5 午前 7:30",
        "2026. 1. 5. 오전 7:30:00",
        "5.1.2026 7.30.00",
        "Monday, January 5, 2026 7:30 a.m.",
        "05-Jan-26 08:30 UTC+1",
        "2026-01-05 7 h 30",
        "46027.3125",
        "46027,3125",
    ],
)
def test_a_moment_is_a_date_and_a_time_of_any_country(cell: str) -> None:
    def is_near(day: date) -> bool:
        return day == date(2026, 1, 5)

    assert cells.moment(cell, UTC, is_near) == datetime(2026, 1, 5, 7, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    "cell",
    [
        "2026-01-05",
        "05.01.2026",
        "46027",
        "5.1.20",
        "05.01.2026 25:00",
        "2026-01-05 13:30 PM",
        "2026-01-05 7:30 xm",
        "07:30",
        "05/06/2026 7:30",
        "05.01.2026 07:30 +25:00",
    ],
)
def test_what_tells_no_moment_is_refused(cell: str) -> None:
    with pytest.raises(UnreadableCell):
        cells.moment(cell, UTC)


@given(st.text("0123456789.:/- TZhAPM+,", max_size=24))
def test_no_cell_is_too_strange_to_be_read(cell: str) -> None:
    for read in (cells.moment, cells.day, cells.days, cells.orders):
        with suppress(UnreadableCell):
            read(cell)
