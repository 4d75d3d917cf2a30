"""A week looked back at, in words."""

from datetime import date, timedelta

from msgspec.structs import replace

from library.progress.weeks import Week
from library.review.mornings import Mornings
from library.review.week import WeekReview
from tui.text.week_review import week_heading, week_lines

MONDAY = date(2026, 11, 30)
QUIET = WeekReview(Week(MONDAY, (), 3), 0, 0.0, (), (), 0, 0, Mornings(None, None, None))


def told(review: WeekReview) -> list[str]:
    return list(week_lines(review, str.capitalize))


def test_a_week_that_crosses_a_month_names_both() -> None:
    assert week_heading(QUIET) == "Your week from 30 November to 6 December"


def test_all_of_it_is_told_with_what_was_done_first() -> None:
    days = tuple(MONDAY + timedelta(days=number) for number in (0, 2, 3, 5))
    mornings = Mornings(2.0, 4.25, MONDAY - timedelta(days=7))
    review = WeekReview(
        Week(MONDAY, days, 3), 4, 1234, ("lift",), ("chair", "floor"), 2, 1, mornings
    )
    assert told(review) == [
        "Goal met, +1: Mon, Wed, Thu and Sat. 4 sessions, 21 min with rests.",
        "New: Lift.",
        "A little more: Chair and Floor.",
        "You eased off twice, 1 of them sharp. Good that you stopped.",
        "Mornings: 2.0, the week before 4.2: clearly lower.",
    ]


def test_a_week_without_practice_costs_nothing() -> None:
    assert told(QUIET) == ["No practice in this week, and nothing is lost."]
    ill = replace(QUIET, week=Week(MONDAY, (), 3, marked=True))
    assert told(ill)[0].endswith("nothing is lost. It stands aside, as a day of it was marked.")
    assert not any("0" in line for line in told(QUIET))
