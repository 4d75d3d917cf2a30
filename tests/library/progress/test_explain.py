from datetime import date, timedelta

from library.history.record import MarkKind
from library.progress.explain import Explanations, explain
from library.progress.goals import Goals
from tests.library.progress.making import mark, session, session_at

TODAY = date(2026, 9, 9)


def of_days(*days: str, marked: tuple[str, ...] = (), goal: int = 2) -> Explanations:
    return explain(
        [session(date.fromisoformat(f"2026-{day}")) for day in days],
        [mark(date.fromisoformat(f"2026-{day}")) for day in marked],
        Goals(current=goal),
        0,
        TODAY,
    )


def test_an_empty_log_is_ready_to_start() -> None:
    texts = of_days()
    assert "Ready to start" in texts.week
    assert "Ready to start" in texts.days_in_a_row
    assert "Ready to start" in texts.weeks_in_a_row
    assert "Ready to start" in texts.totals
    assert "Steadiness 0 of 100" in texts.strength


def test_the_week_names_its_days_and_what_is_left() -> None:
    assert of_days("09-07", "09-09", goal=3).week == (
        "This week began on Mon 7 Sep. You practised on 2 days: Mon 7 Sep and Wed 9 Sep. "
        "The goal is 3 days; 1 more to reach it."
    )


def test_the_week_says_when_its_goal_is_reached() -> None:
    assert of_days("09-07", goal=1).week.endswith("The goal of 1 day is reached.")


def test_each_week_of_the_row_says_its_part() -> None:
    days = ("08-10", "08-17", "08-18", "08-31", "09-01", "09-07")
    assert of_days(*days, marked=("08-25",)).weeks_in_a_row.splitlines() == [
        "2 weeks in a row. A week counts when it has as many practice days as its goal asked for. "
        "One with days marked ill, pain or travel never ends a row.",
        "This week: 1 of 2 days, not over yet; it can add one and takes nothing away.",
        "Week of Mon 31 Aug: 2 of 2 days, counts.",
        "Week of Mon 24 Aug: 0 of 2 days, stands aside (ill, pain or travel).",
        "Week of Mon 17 Aug: 2 of 2 days, counts.",
        "Week of Mon 10 Aug: 1 of 2 days, a row begins after it.",
        "The longest row so far: 2 weeks.",
    ]


def test_weeks_show_the_goal_they_had() -> None:
    goals = Goals(current=1).changed(4, date(2026, 9, 7))
    text = explain([session(date(2026, 9, 1))], [], goals, 0, TODAY).weeks_in_a_row
    assert "Week of Mon 31 Aug: 1 of 1 day, counts." in text
    assert "This week: 0 of 4 days" in text


def test_days_in_a_row_name_the_free_days_in_between() -> None:
    text = of_days("09-05", "09-08", marked=("09-04", "09-06", "09-07", "09-08")).days_in_a_row
    assert text.splitlines() == [
        "2 practice days in a row, since Sat 5 Sep. "
        "Kept free: Sun 6 Sep (ill) and Mon 7 Sep (ill).",
        "Today can still add to it.",
        "The longest row so far: 2 days, Sat 5 Sep to Tue 8 Sep 2026.",
        "A row never ends at a day marked rest, ill, pain or travel; practice on it counts.",
    ]


def test_days_and_weeks_on_which_the_ticks_left_nothing_are_named() -> None:
    log = [session(date(2026, 8, 30)), session(TODAY)]
    idle = {date(2026, 8, 31) + timedelta(days=n) for n in range(9)}
    told = explain(log, [], Goals(1), 0, TODAY, idle)
    line = "Week of Mon 31 Aug: 0 of 1 day, stands aside (your ticks left nothing to do)."
    assert line in told.weeks_in_a_row
    assert told.weeks_in_a_row.startswith("2 weeks in a row.")
    assert "2 practice days in a row" in told.days_in_a_row
    assert "Tue 8 Sep (your ticks)" in told.days_in_a_row


def test_a_row_over_a_turn_of_the_year_names_both_years() -> None:
    days = [session(date(2025, 12, 31) + timedelta(days=n)) for n in range(3)]
    text = explain(days, [], Goals(3), 0, date(2026, 1, 2)).days_in_a_row
    assert "3 practice days in a row, since Wed 31 Dec 2025." in text
    assert "The longest row so far: 3 days, Wed 31 Dec 2025 to Fri 2 Jan 2026." in text


def test_a_date_that_a_flight_took_is_named() -> None:
    flight = [session_at("2026-09-07T18:00-10:00"), session_at("2026-09-09T07:00+12:00")]
    text = explain(flight, [], Goals(3), 0, TODAY).days_in_a_row
    assert "Tue 8 Sep (travel)" in text
    assert "Today can still add to it" not in text


def test_a_rest_day_is_named_as_such() -> None:
    log = [session(TODAY - timedelta(days=ago)) for ago in (0, 2)]
    rest = [mark(TODAY - timedelta(days=1), MarkKind.REST)]
    assert "Tue 8 Sep (rest)" in explain(log, rest, Goals(3), 0, TODAY).days_in_a_row


def test_strength_tells_what_each_week_did_and_the_formula_its_factors() -> None:
    days = ("08-17", "08-18", "08-31", "09-07", "09-08")
    told = of_days(*days, marked=("08-25",))
    assert told.strength.splitlines() == [
        "Steadiness 42 of 100: how steady your weeks have been, the latest most.",
        "This week: 2 of 2 days; from 27 to 42.",
        "Week of Mon 31 Aug: 1 of 2 days; from 21 to 27.",
        "Week of Mon 24 Aug: 0 of 2 days, stands aside; stays at 21.",
        "Week of Mon 17 Aug: 2 of 2 days; from 0 to 21.",
        "A week with days marked ill, pain or travel never lowers it; "
        "what you do all the same counts.",
    ]
    assert told.formula.splitlines()[1:] == [
        "This week: 26.7 x 0.794 + 20.6 x 1.00 = 41.8.",
        "Week of Mon 31 Aug: 20.6 x 0.794 + 20.6 x 0.50 = 26.7.",
        "Week of Mon 17 Aug: 0.0 x 0.794 + 20.6 x 1.00 = 20.6.",
    ]


def test_a_running_week_that_adds_nothing_yet_is_not_over() -> None:
    told = of_days("09-01", "09-02").strength
    assert "This week: 0 of 2 days, not over yet; stays at 21." in told


def test_more_days_than_the_goal_are_told_as_more() -> None:
    days = ("08-31", "09-01", "09-02", "09-07", "09-08", "09-09")
    told = of_days(*days, goal=2)
    assert "Week of Mon 31 Aug: goal met, +1, counts." in told.weeks_in_a_row
    assert "Week of Mon 31 Aug: goal met, +1; from 0 to 21." in told.strength


def test_totals_say_since_when() -> None:
    assert of_days("08-17", "09-08").totals.startswith(
        "2 sessions since Mon 17 Aug 2026, 10 minutes from start to end"
    )
