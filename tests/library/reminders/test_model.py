"""Days and times as people type them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.reminders.model import Reminder, ReminderError, reminder


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        ("mon,wed,fri", (0, 2, 4)),
        ("Friday, MONDAY wed", (0, 2, 4)),
        ("we;su;we", (2, 6)),
        ("thurs tues", (1, 3)),
        ("daily", tuple(range(7))),
        ("mon-fri", (0, 1, 2, 3, 4)),
        ("Monday..wed,sun", (0, 1, 2, 6)),
        ("sat-mon", (0, 5, 6)),
        ("tue-tue", (1,)),
        ("MON - Thu, sun", (0, 1, 2, 3, 6)),
    ],
)
def test_days_are_named_in_english(typed: str, days: tuple[int, ...]) -> None:
    assert reminder(typed, "7:05") == Reminder(days, 7, 5)


@pytest.mark.parametrize(
    "typed",
    ["", " ,", "lundi", "m", "monx", "mon,ду", "t\x1b[2J", "mon-", "-", "mon-x", "mo-fr-su"],
)
def test_other_words_are_refused_and_say_which_there_are(typed: str) -> None:
    with pytest.raises(ReminderError, match="Days are mon, tue, wed,") as refused:
        reminder(typed, "17:30")
    assert str(refused.value).isprintable()
    assert '""' not in str(refused.value)


@pytest.mark.parametrize(
    "typed", ["25:00", "24:00", "17:60", "17", "", "5:30 pm", "-1:00", "1٧:30"]
)
def test_a_time_that_no_clock_shows_is_refused(typed: str) -> None:
    with pytest.raises(ReminderError, match=re.escape(f'"{typed}" is no time; write it as 17:30')):
        reminder("mon", typed)


def test_it_is_told_and_typed() -> None:
    assert str(reminder("mon wed fri", "17.30")) == "Mon, Wed and Fri at 17:30"
    assert str(reminder("daily", "0:00")) == "Daily at 00:00"


@given(st.sets(st.integers(0, 6), min_size=1), st.integers(0, 23), st.integers(0, 59))
def test_what_is_told_is_read_again(days: set[int], hour: int, minute: int) -> None:
    made = Reminder(tuple(sorted(days)), hour, minute)
    assert reminder(made.days_typed, made.time) == made
