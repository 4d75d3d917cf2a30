"""Practice days, days in a row, and what time zones do to them."""

from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from library.history.record import DayMark, MarkKind, Outcome, SessionRecord
from library.progress.days import days_lost_to_travel, practice_days, split
from library.progress.goals import Goals
from library.progress.summary import Progress, measure
from tests.library.progress.making import hold, mark, session, session_at

TODAY = date(2026, 9, 20)


def ago(*days: int) -> list[SessionRecord]:
    """Sessions this many days before today."""
    return [session(TODAY - timedelta(days=number)) for number in days]


def progress(
    sessions: list[SessionRecord], marks: list[DayMark] | None = None, today: date = TODAY
) -> Progress:
    return measure(sessions, marks or [], Goals(3), 0, today)


def test_two_sessions_on_a_day_make_one_practice_day() -> None:
    assert practice_days([*ago(1), *ago(1)], TODAY) == [date(2026, 9, 19)]


@pytest.mark.parametrize("outcome", [Outcome.EASED_OFF, Outcome.SKIPPED])
def test_a_session_without_a_completed_hold_makes_no_practice_day(outcome: Outcome) -> None:
    assert practice_days([session(TODAY, [hold(outcome=outcome)])], TODAY) == []


def test_one_completed_hold_is_enough() -> None:
    holds = [hold(outcome=Outcome.SKIPPED), hold(outcome=Outcome.DONE)]
    assert practice_days([session(TODAY, holds)], TODAY) == [TODAY]


def test_a_day_that_counts_is_found_behind_a_session_of_it_that_does_not() -> None:
    uncounted = session(TODAY, [hold(outcome=Outcome.EASED_OFF)])
    assert practice_days([uncounted, session(TODAY)], TODAY) == [TODAY]


def test_an_empty_log_gives_zeros() -> None:
    numbers = progress([])
    assert (numbers.days_in_a_row, numbers.best_days_in_a_row, numbers.strength) == (0, 0, 0.0)


def test_steadiness_is_told_from_two_weeks_after_the_first_day() -> None:
    assert not progress([]).tells_strength
    assert not progress(ago(13, 1)).tells_strength
    assert progress(ago(14, 1)).tells_strength


def test_today_pending_is_not_a_miss() -> None:
    assert progress(ago(3, 2, 1)).days_in_a_row == 3
    assert progress(ago(3, 2, 1, 0)).days_in_a_row == 4


def test_a_missed_yesterday_ends_the_row_and_the_best_stays() -> None:
    numbers = progress(ago(4, 3, 2))
    assert (numbers.days_in_a_row, numbers.best_days_in_a_row) == (0, 3)


@pytest.mark.parametrize("kind", list(MarkKind))
def test_a_marked_day_neither_breaks_nor_adds(kind: MarkKind) -> None:
    marks = [mark(TODAY - timedelta(days=number), kind) for number in (2, 3)]
    assert progress(ago(5, 4, 1, 0), marks).days_in_a_row == 4
    assert progress(ago(5, 4), [*marks, mark(TODAY - timedelta(days=1), kind)]).days_in_a_row == 2


def test_a_marked_day_with_practice_counts() -> None:
    assert progress(ago(2, 1, 0), [mark(TODAY - timedelta(days=1))]).days_in_a_row == 3


def test_a_day_later_than_today_counts_as_today() -> None:
    numbers = progress(ago(2, 1, -1))
    assert numbers.days_in_a_row == 3
    assert numbers.week_days == 3


@pytest.mark.parametrize(
    "starts",
    [
        # Berlin, an hour less: 24 hours before 00:30 on the 30th is still the 28th.
        ["03-28T23:30+01:00", "03-29T23:30+02:00", "03-30T00:30+02:00"],
        ["03-28T02:30+01:00", "03-29T03:00+02:00", "03-30T02:30+02:00"],
        # Berlin, an hour more: half past two comes twice on the 25th.
        ["10-24T23:59+02:00", "10-25T02:30+02:00", "10-25T02:30+01:00", "10-26T00:01+01:00"],
        # Santiago and Cairo, where midnight itself is left out.
        ["09-05T23:59-04:00", "09-06T01:00-03:00", "09-07T00:00-03:00"],
        ["04-23T23:59+02:00", "04-24T01:00+03:00", "04-25T00:00+03:00"],
        # Lord Howe, half an hour.
        ["10-03T23:45+10:30", "10-04T00:15+10:30", "10-05T00:15+11:00"],
    ],
)
def test_days_on_which_the_clocks_change_are_days_like_others(starts: list[str]) -> None:
    sessions = [session_at(f"2026-{start}") for start in starts]
    expected = sorted({date.fromisoformat(f"2026-{start[:5]}") for start in starts})
    assert practice_days(sessions, expected[-1]) == expected
    assert progress(sessions, today=expected[-1]).days_in_a_row == 3


def test_evenings_and_mornings_across_midnight_are_two_days() -> None:
    sessions = [session_at(f"2026-09-{time}+02:00") for time in ("18T23:59", "19T00:01")]
    assert practice_days(sessions, TODAY) == [date(2026, 9, 18), date(2026, 9, 19)]


def test_a_session_after_midnight_belongs_to_the_evening_when_the_day_starts_at_four() -> None:
    sessions = [
        session_at(f"2026-09-{time}+02:00", day_start_hour=4)
        for time in ("18T22:00", "20T00:30", "20T03:59", "20T04:00")
    ]
    assert practice_days(sessions, TODAY) == [date(2026, 9, day) for day in (18, 19, 20)]
    assert progress(sessions).days_in_a_row == 3


def test_flying_west_over_the_date_line_repeats_a_date_and_breaks_nothing() -> None:
    sessions = [
        session_at("2026-09-10T18:00+12:00"),
        session_at("2026-09-11T08:00+12:00"),
    ]
    landed = date(2026, 9, 10)
    assert progress(sessions, today=landed).days_in_a_row == 1
    sessions.append(session_at("2026-09-10T19:00-10:00"))
    sessions.append(session_at("2026-09-11T19:00-10:00"))
    assert progress(sessions, today=date(2026, 9, 11)).days_in_a_row == 2


def test_flying_east_over_the_date_line_skips_a_date_and_breaks_nothing() -> None:
    sessions = [
        session_at("2026-09-09T18:00-10:00"),
        session_at("2026-09-10T18:00-10:00"),
        # 15 hours later; the 11th never had room for a session.
        session_at("2026-09-12T07:00+12:00"),
    ]
    assert progress(sessions, today=date(2026, 9, 12)).days_in_a_row == 3


def test_flying_east_forgives_only_when_less_than_36_hours_passed() -> None:
    start = session_at("2026-09-10T18:00-10:00")
    just_in_time = session_at("2026-09-12T15:59+14:00")
    assert just_in_time.started_at - start.started_at < timedelta(hours=36)
    arrived = date(2026, 9, 12)
    assert progress([start, just_in_time], today=arrived).days_in_a_row == 2
    early = session_at("2026-09-10T03:59-10:00")
    late = session_at("2026-09-12T16:00+14:00")
    assert late.started_at - early.started_at > timedelta(hours=36)
    assert progress([early, late], today=arrived).days_in_a_row == 1


def test_a_missed_day_at_home_is_not_a_journey_however_short() -> None:
    sessions = [
        session_at("2026-09-10T23:50+02:00"),
        session_at("2026-09-12T00:10+02:00"),
    ]
    assert progress(sessions, today=date(2026, 9, 12)).days_in_a_row == 1


def test_a_journey_forgives_one_date_and_not_two() -> None:
    sessions = [
        session(date(2026, 9, 9), hour=23, offset=-720),
        session(date(2026, 9, 12), hour=0, offset=840),
    ]
    assert sessions[1].started_at - sessions[0].started_at < timedelta(hours=36)
    days = practice_days(sessions, TODAY)
    assert days_lost_to_travel(sessions, days, TODAY) == frozenset()


def test_a_session_that_does_not_count_ends_no_journey() -> None:
    sessions = [
        session_at("2026-09-10T18:00-10:00"),
        session(date(2026, 9, 12), [hold(outcome=Outcome.SKIPPED)], hour=7, offset=720),
        session(date(2026, 9, 12), hour=20, offset=-600),
    ]
    assert progress(sessions, today=date(2026, 9, 12)).days_in_a_row == 1


def test_moving_house_leaves_old_days_where_they_were() -> None:
    sessions = [session_at(f"2026-09-{day}T23:30+02:00") for day in (10, 11, 12)]
    sessions += [session_at(f"2026-09-{day}T00:30+09:00") for day in (14, 15)]
    assert [day.day for day in practice_days(sessions, TODAY)] == [10, 11, 12, 14, 15]


def test_a_day_ahead_counts_and_what_lies_further_is_to_come() -> None:
    journey, wrong = ago(-1), ago(-2, -30_000)
    past = ago(3, 0)
    sessions = [*past, *journey, *wrong]
    assert split(sessions, TODAY) == ([*past, *journey], wrong)
    assert split(sessions, TODAY + timedelta(days=1))[1] == wrong[1:]
    assert split(past, TODAY)[0] is past


def test_a_start_in_another_century_is_to_come_whatever_its_day() -> None:
    (right,) = ago(0)
    wrong = replace(right, started_at=right.started_at.replace(year=2099))
    assert split([right, wrong], TODAY) == ([right], [wrong])


@given(
    st.integers(-1, 400),
    st.integers(0, 23),
    st.integers(0, 23),
    st.sampled_from([-720, -600, 0, 330, 765, 840]),
)
def test_no_session_of_the_past_is_to_come(
    days: int, hour: int, day_start: int, offset: int
) -> None:
    """Wherever it was, whenever a day starts there, and after a flight to the west."""
    zone = timezone(timedelta(minutes=offset))
    day = TODAY - timedelta(days=days)
    local = datetime(day.year, day.month, day.day, hour, tzinfo=zone)
    one = session_at(local.isoformat(), day_start)
    for today in (one.practice_day, one.practice_day - timedelta(days=1)):
        counted, ahead = split([one], today)
        assert (list(counted), list(ahead)) == ([one], [])


@pytest.mark.parametrize(
    ("begun", "day_start", "day", "expected"),
    [
        ("2099-01-01T08:30+01:00", 0, date(2026, 9, 18), "2026-09-18T08:30+01:00"),
        ("2026-09-19T02:30-10:00", 5, date(2026, 9, 10), "2026-09-11T02:30-10:00"),
        ("2026-09-19T23:59+14:00", 0, date(2026, 9, 20), "2026-09-20T23:59+14:00"),
    ],
)
def test_a_session_on_another_day_begins_at_its_time(
    begun: str, day_start: int, day: date, expected: str
) -> None:
    moved = session_at(begun, day_start).on_day(day)
    assert moved.practice_day == day
    assert moved.started_at == datetime.fromisoformat(expected)


def test_a_start_in_another_century_is_put_right_with_the_day() -> None:
    (right,) = ago(2)
    wrong = replace(right, started_at=right.started_at.replace(year=2099))
    assert wrong.on_day(right.practice_day) == right
