"""What holds for every log, and days in a row against the plainest way to count them."""

from datetime import date, timedelta
from random import Random

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import astuple

from library.history.record import DayMark, MarkKind, Outcome, SessionRecord
from library.progress.explain import explain
from library.progress.goals import Goals
from library.progress.summary import Progress, measure
from library.settings import EarlierGoal
from tests.library.progress.making import hold, session

TODAY = date(2026, 9, 20)
DAYS = st.integers(-1, 40).map(lambda ago: TODAY - timedelta(days=ago))
OFFSETS = st.sampled_from([-600, 0, 60, 720])
HOLDS = st.sampled_from(list(Outcome)).map(lambda outcome: [hold(outcome=outcome)])
SESSIONS = st.builds(session, DAYS, HOLDS, hour=st.integers(0, 23), offset=OFFSETS)
MARKS = st.builds(DayMark, day=DAYS, kind=st.sampled_from(MarkKind))
LOGS = st.lists(SESSIONS, max_size=30)
MARK_LISTS = st.lists(MARKS, max_size=8)
WEEKDAYS = st.integers(0, 6)
PAST = st.builds(EarlierGoal, until=DAYS, days=st.integers(1, 7))
GOALS = st.builds(Goals, st.integers(1, 7), st.lists(PAST, max_size=2).map(tuple))


def never_lower(before: Progress, after: Progress) -> bool:
    """Whether every number is at least what it was; rounding may cost the last digits."""
    pairs = zip(astuple(before), astuple(after), strict=True)
    return all((now or 0) >= (was or 0) - 1e-9 for was, now in pairs)


@given(LOGS, MARK_LISTS, GOALS, WEEKDAYS, SESSIONS)
def test_adding_a_session_never_lowers_a_number(
    log: list[SessionRecord],
    marks: list[DayMark],
    goals: Goals,
    first_weekday: int,
    added: SessionRecord,
) -> None:
    before = measure(log, marks, goals, first_weekday, TODAY)
    assert never_lower(before, measure([*log, added], marks, goals, first_weekday, TODAY))


@given(LOGS, MARK_LISTS, GOALS, WEEKDAYS, MARKS)
def test_marking_a_day_never_lowers_a_number(
    log: list[SessionRecord],
    marks: list[DayMark],
    goals: Goals,
    first_weekday: int,
    added: DayMark,
) -> None:
    before = measure(log, marks, goals, first_weekday, TODAY)
    assert never_lower(before, measure(log, [*marks, added], goals, first_weekday, TODAY))


@given(LOGS, MARK_LISTS, GOALS, WEEKDAYS, st.randoms(use_true_random=False))
def test_the_order_of_the_log_does_not_matter(
    log: list[SessionRecord],
    marks: list[DayMark],
    goals: Goals,
    first_weekday: int,
    random: Random,
) -> None:
    expected = measure(log, marks, goals, first_weekday, TODAY)
    shuffled, shuffled_marks = list(log), list(marks)
    random.shuffle(shuffled)
    random.shuffle(shuffled_marks)
    assert measure(shuffled, shuffled_marks, goals, first_weekday, TODAY) == expected


@given(LOGS, MARK_LISTS, GOALS, WEEKDAYS)
def test_numbers_stay_in_their_ranges(
    log: list[SessionRecord], marks: list[DayMark], goals: Goals, first_weekday: int
) -> None:
    numbers = measure(log, marks, goals, first_weekday, TODAY)
    assert numbers.best_days_in_a_row >= numbers.days_in_a_row >= 0
    assert numbers.best_weeks_in_a_row >= numbers.weeks_in_a_row >= 0
    assert 0 <= numbers.strength <= 100
    assert 0 <= numbers.week_days <= 7


@given(
    st.sets(st.integers(0, 25)),
    st.dictionaries(st.integers(0, 25), st.sampled_from(MarkKind)),
)
def test_days_in_a_row_as_counted_day_by_day(
    practised: set[int], marked: dict[int, MarkKind]
) -> None:
    row = 0
    rows = [0]
    for ago in range(26, -1, -1):
        if ago in practised:
            row += 1
        elif ago not in marked and ago != 0:
            row = 0
        rows.append(row)
    log = [session(TODAY - timedelta(days=ago)) for ago in practised]
    marks = [DayMark(TODAY - timedelta(days=ago), kind) for ago, kind in marked.items()]
    numbers = measure(log, marks, Goals(3), 0, TODAY)
    assert (numbers.days_in_a_row, numbers.best_days_in_a_row) == (row, max(rows))


@given(LOGS, MARK_LISTS, GOALS, WEEKDAYS)
def test_no_text_blames_or_shows_a_zero_row(
    log: list[SessionRecord], marks: list[DayMark], goals: Goals, first_weekday: int
) -> None:
    texts = astuple(explain(log, marks, goals, first_weekday, TODAY))
    for text in texts:
        words = text.lower()
        assert not any(word in words for word in ("miss", "fail", "broke", "lost", "0 weeks in"))
        assert text.strip()
