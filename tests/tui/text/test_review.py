"""What some weeks show, in words."""

from datetime import timedelta

import pytest
from msgspec.structs import replace

from library.guidance.comparing import Comparison
from library.history.record import MarkKind, Reach, ReachForm
from library.progress.totals import LegSeconds
from library.review.days import DayReview
from library.review.exercises import ExerciseReview
from library.review.legs import Legs
from library.review.mornings import Mornings, mornings
from library.review.period import Period
from tests.library.review.test_mornings import TODAY, answers, week
from tui.text.review import (
    day_review_words,
    exercise_row,
    explained,
    legs_words,
    mornings_words,
)

MONTH = Period(4, TODAY)
FOUR_WEEKS_AGO = TODAY - timedelta(days=35)
ALIKE = Legs(LegSeconds(100, 100), 0, 0)


@pytest.mark.parametrize(
    ("found", "weeks", "told"),
    [
        (
            Mornings(2.1, 4.4, FOUR_WEEKS_AGO),
            4,
            "Mornings: 2.1 now, 4.4 four weeks ago: clearly lower.",
        ),
        (
            Mornings(3.1, 3.4, TODAY - timedelta(days=371)),
            52,
            "Mornings: 3.1 now, 3.4 a year ago: about the same.",
        ),
        (
            Mornings(6.0, 3.0, TODAY - timedelta(days=30)),
            4,
            "Mornings: 6.0 now, 3.0 in the week from 26 Oct: clearly higher.",
        ),
        (
            Mornings(3.0, None, None),
            4,
            "Mornings: 3.0 now, too few answers to say how they were before.",
        ),
        (Mornings(None, None, None), 12, "Mornings: too few answers to say."),
        (Mornings(None, 3.0, FOUR_WEEKS_AGO), 4, "Mornings: too few answers to say."),
    ],
)
def test_the_mornings_are_told_in_one_sentence(found: Mornings, weeks: int, told: str) -> None:
    assert mornings_words(found, Period(weeks, TODAY)) == told


def test_the_legs_are_named_only_where_they_differ() -> None:
    assert legs_words(ALIKE) == ""
    assert legs_words(Legs(LegSeconds(100, 100), 4, 1)) == (
        "Left was eased off 4 times, right once."
    )
    assert legs_words(Legs(LegSeconds(600, 480), 0, 2)) == (
        "Left was never eased off, right twice. Left was held for 10:00, right for 8:00."
    )


def test_a_leg_that_was_never_held_is_told_without_a_zero() -> None:
    assert legs_words(Legs(LegSeconds(0, 90), 0, 0)) == "Only right was held, for 1:30."


def test_a_day_is_told_with_all_it_holds() -> None:
    measured = Reach(day=TODAY, form=ReachForm.CHAIR, leg="left", cm=(-4.0, -2.5))
    day = DayReview(TODAY, 3, 3.25, 2, 4, 400, 2, MarkKind.ILL, (measured,))
    assert day_review_words(day, TODAY) == (
        "Today: back 3 of 10, mean of seven days 3.2, 7 min in 2 sessions, pain before 2, "
        "at worst 4, reach left leg 2.5 cm short of the toes, marked as ill."
    )
    assert day_review_words(DayReview(TODAY), TODAY + timedelta(days=1)) == (
        "Wed 25 Nov: nothing noted."
    )


def test_a_row_of_the_table_holds_what_is_known_and_nothing_else() -> None:
    compared = Comparison("x", 3, 9, 0.5, -0.1, 5, 0.2)
    review = ExerciseReview("x", 6, ALIKE, 2, TODAY, 1, compared)
    row = exercise_row(review, "Leg lift", "2 of 5")
    assert (row.days, row.held, row.eased_off) == ("6 days", "1:40", "twice, last 25 Nov")
    assert row.mornings == "+0.5 (3) / -0.1 (9)"
    assert row.said == (
        "level 2 of 5 · eased off twice, last 25 Nov · mornings after it +0.5 (3), without -0.1 (9)"
    )
    assert exercise_row(replace(review, eased_off=1), "", "").eased_off == "once, on 25 Nov"
    hurt = replace(review, where={"left leg": 2, "[b]hip": 1})
    assert "sharp: left leg twice, [b]hip once" in exercise_row(hurt, "Leg lift", "").said
    bare = replace(review, eased_off=0, last_eased_off=None, mornings=None)
    assert exercise_row(bare, "Leg lift", "").said == ""


def test_every_number_is_told_with_the_answers_it_comes_from() -> None:
    checks = answers(week(7, 2, 3, 4) | week(35, 5, 5, 6))
    told = dict(explained(mornings(checks, MONTH), checks, MONTH))
    assert "Now, 18 Nov to 24 Nov: 2, 3 and 4." in told["Mornings"]
    assert "Before, 21 Oct to 27 Oct: 5, 5 and 6." in told["Mornings"]
    assert "Here it is 2.3 or 44 %: clearly lower." in told["Mornings"]


def test_a_difference_that_falls_short_is_not_rounded_up_to_a_clear_one() -> None:
    found = Mornings(4.667, 6.662, FOUR_WEEKS_AGO)  # 1.995 points, 29.9 %
    told = dict(explained(found, {}, MONTH))
    assert "Here it is 1.9 or 29 %: about the same." in told["Mornings"]


def test_no_text_claims_that_stretching_did_it() -> None:
    checks = answers(week(7, 0, 0, 0) | week(35, 9, 9, 9))
    told = " ".join(text for _, text in explained(mornings(checks, MONTH), checks, MONTH))
    told += mornings_words(mornings(checks, MONTH), MONTH)
    assert not {"because", "thanks", "works", "helped", "effect"} & set(told.lower().split())
