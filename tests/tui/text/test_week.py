"""The week in marks and words."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.history.record import MarkKind
from library.progress.summary import Progress
from tui.text.week import days_of_week, in_a_row, steadiness_words, week_strip

MONDAY = date(2026, 11, 23)
THURSDAY = MONDAY + timedelta(days=3)


def progress(*, strength: float = 0.0, before: float | None = None, **runs: int) -> Progress:
    none = dict.fromkeys(
        ("weeks_in_a_row", "best_weeks_in_a_row", "days_in_a_row", "best_days_in_a_row"), 0
    )
    return Progress(
        week_days=0,
        week_goal=3,
        strength=strength,
        strength_before=before,
        tells_strength=True,
        sessions=1,
        minutes=5.0,
        **(none | runs),
    )


def test_today_is_open_until_it_is_done_and_days_before_are_no_misses() -> None:
    practised = {MONDAY, MONDAY + timedelta(days=2)}
    marks = {MONDAY + timedelta(days=1): MarkKind.TRAVEL}
    days = days_of_week(practised, marks, THURSDAY, 0)
    names, below = (str(line).split() for line in week_strip(days, 40))
    assert names == ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"]
    assert below == ["✓", "t", "✓", "open", "·", "·", "·"]
    days = days_of_week({*practised, THURSDAY}, marks, THURSDAY, 0)
    assert "open" not in str(week_strip(days, 40)[1])


@given(st.integers(7, 200), st.integers(0, 6))
def test_the_days_stay_in_their_width_and_each_mark_below_its_name(width: int, first: int) -> None:
    names, marks = week_strip(days_of_week({MONDAY}, {}, THURSDAY, first), width)
    assert names.cell_length == marks.cell_length <= max(width, 13)


def test_runs_that_have_not_begun_are_left_out() -> None:
    def told(now: Progress) -> list[str]:
        return [str(line) for line in in_a_row(now)]

    assert told(progress()) == []
    assert told(progress(best_weeks_in_a_row=4)) == ["best 4 weeks in a row"]
    assert told(progress(weeks_in_a_row=1, best_weeks_in_a_row=1, days_in_a_row=2,
                         best_days_in_a_row=5)) == [
        "1 week in a row", "2 days in a row  best 5"]  # fmt: skip


@pytest.mark.parametrize(
    ("now", "before", "words"),
    [
        (96.7, None, "Steadiness 97 of 100"),
        (96.7, 96.6, "Steadiness 97 of 100"),
        (96.7, 92.9, "Steadiness 97 of 100  ▲ 4 in 4 weeks"),
        (74.4, 76.1, "Steadiness 74 of 100  ▼ 2 in 4 weeks"),
    ],
)
def test_steadiness_is_told_whole_with_its_change(
    now: float, before: float | None, words: str
) -> None:
    assert str(steadiness_words(progress(strength=now, before=before))) == words
