from datetime import date, timedelta

from library.history.record import Outcome
from library.progress.totals import (
    LegSeconds,
    WeekMinutes,
    minutes_per_week,
    seconds_per_day,
    seconds_per_leg,
)
from tests.library.progress.making import hold, session

TODAY = date(2026, 9, 9)
YESTERDAY = TODAY - timedelta(days=1)


def test_minutes_of_the_last_weeks_with_empty_weeks_in_between() -> None:
    sessions = [
        session(date(2026, 8, 23), seconds=6000),
        session(date(2026, 8, 24), seconds=60),
        session(date(2026, 8, 30), seconds=30),
        session(date(2026, 9, 7), seconds=600),
    ]
    assert minutes_per_week(sessions, 0, TODAY, 3) == [
        WeekMinutes(date(2026, 8, 24), 1.5),
        WeekMinutes(date(2026, 8, 31), 0.0),
        WeekMinutes(date(2026, 9, 7), 10.0),
    ]


def test_minutes_follow_the_first_weekday() -> None:
    sunday = session(date(2026, 9, 6), seconds=120)
    assert [week.minutes for week in minutes_per_week([sunday], 0, TODAY, 2)] == [2.0, 0.0]
    assert [week.minutes for week in minutes_per_week([sunday], 6, TODAY, 2)] == [0.0, 2.0]


def test_a_session_dated_after_the_running_week_counts_for_it() -> None:
    late = session(date(2026, 12, 24), seconds=60)
    assert minutes_per_week([late], 0, TODAY, 1) == [WeekMinutes(date(2026, 9, 7), 1.0)]


def test_both_legs_at_once_count_for_each() -> None:
    holds = [hold(side="left", seconds=30), hold(side="right", seconds=20)]
    holds.append(hold(side="both", seconds=10))
    assert seconds_per_leg([session(TODAY, holds)]) == LegSeconds(left=40.0, right=30.0)


def test_stretches_are_kept_apart_from_the_massage() -> None:
    holds = [hold("leg-lift", "left", 30), hold("hamstring-massage", "left", 60)]
    log = [session(TODAY, holds)]
    assert seconds_per_leg(log, {"leg-lift"}) == LegSeconds(left=30.0)
    assert seconds_per_leg(log, {"hamstring-massage"}) == LegSeconds(left=60.0)
    assert seconds_per_leg(log, set()) == LegSeconds()


def test_seconds_of_an_eased_off_hold_count() -> None:
    holds = [hold(seconds=12, outcome=Outcome.EASED_OFF)]
    assert seconds_per_leg([session(TODAY, holds)]).left == 12.0


def test_seconds_per_day_add_up_the_sessions_of_a_day() -> None:
    log = [session(YESTERDAY), session(TODAY), session(TODAY + timedelta(days=1))]
    assert seconds_per_day(log, TODAY) == {YESTERDAY: 30.0, TODAY: 60.0}


def test_a_day_that_does_not_count_has_none() -> None:
    eased = session(YESTERDAY, [hold(seconds=6.0, outcome=Outcome.EASED_OFF)])
    assert seconds_per_day([eased], TODAY) == {}
    assert seconds_per_day([eased, session(YESTERDAY)], TODAY) == {YESTERDAY: 36.0}
