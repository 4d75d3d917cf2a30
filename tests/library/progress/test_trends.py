from datetime import UTC, date, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from library.history.record import Check, Reach, ReachForm
from library.progress.trends import (
    TREND_WEEKS,
    Recent,
    pain_trend,
    reach_trend,
)
from tests.library.builders import record

TODAY = date(2026, 11, 25)  # a Wednesday
RECENT = Recent.up_to(TODAY, 0)


def answer(day: date, rating: int) -> Check:
    return Check(
        day=day,
        rating=rating,
        answered_at=datetime.combine(day, time(8), UTC),
        utc_offset_minutes=0,
    )


def measured(days_ago: int, *cm: float, form: ReachForm = ReachForm.FLOOR) -> Reach:
    return Reach(day=TODAY - timedelta(days=days_ago), form=form, cm=cm)


@given(st.dates(date(2000, 1, 10), date(2090, 1, 1)), st.integers(0, 6))
def test_the_running_week_is_the_last_of_those_shown(today: date, first_weekday: int) -> None:
    recent = Recent.up_to(today, first_weekday)
    assert recent.number(today) == TREND_WEEKS - 1
    assert recent.number(recent.start) == 0
    assert recent.start.weekday() == first_weekday
    assert not recent.holds(recent.start - timedelta(days=1))
    assert not recent.holds(today + timedelta(days=1))


def test_a_week_has_the_mean_of_its_ratings_and_none_where_there_are_none() -> None:
    checks = [answer(TODAY, 4), answer(TODAY - timedelta(days=1), 1)]
    sessions = [replace(record(TODAY), pain_worst=3), replace(record(TODAY), pain_after=5)]
    pain = pain_trend(sessions, checks, RECENT)
    assert pain.mornings == (*[None] * 11, 2.5)
    assert pain.stretching == (*[None] * 11, 4)
    assert (pain.ratings, pain.worst) == (4, 5)


def test_pain_before_stands_for_the_answer_of_a_day_that_has_none() -> None:
    earlier = TODAY - timedelta(days=8)
    sessions = [replace(record(day), pain_before=6) for day in (TODAY, earlier)]
    pain = pain_trend(sessions, [answer(TODAY, 2)], RECENT)
    assert pain.mornings[-2:] == (6, 2)
    assert pain.ratings == 2


def test_what_lies_further_back_or_ahead_is_left_out() -> None:
    outside = (RECENT.start - timedelta(days=1), TODAY + timedelta(days=1))
    sessions = [replace(record(day), pain_before=9, pain_worst=9) for day in outside]
    pain = pain_trend(RECENT.sessions(sessions), [answer(day, 9) for day in outside], RECENT)
    assert (pain.ratings, pain.worst) == (0, 0)
    inside = [record(RECENT.start), record(TODAY)]
    assert RECENT.sessions([*inside, *sessions]) == inside


def test_reach_is_the_best_of_each_week_in_one_form() -> None:
    chair = measured(0, 9, form=ReachForm.CHAIR)
    told = reach_trend(
        [measured(9, -4), measured(8, -2.5, -6), measured(1, 0), chair], ReachForm.FLOOR, RECENT
    )
    assert told == {"both": (*[None] * 10, -2.5, 0)}
    assert reach_trend([], ReachForm.FLOOR, RECENT) == {}
