"""What is said about a routine that somebody prescribed, and that Today follows it."""

from datetime import date

import pytest
from msgspec.structs import replace

from library.routines.model import OWN_PURPOSE, Prescription, Routine
from tui.text.prescription import (
    ended_words,
    followed_words,
    leads_words,
    prescribed_words,
    purpose_words,
    when_words,
)

DAY = date(2026, 3, 10)
BEGINS, ENDS = date(2026, 3, 11), date(2026, 3, 20)
KNEE = Routine("knee", "Knee", "", (), by="Jana", until=ENDS, days_a_week=5, note="Slowly.")


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (Prescription(), ""),
        (Prescription(days_a_week=1), "1 day a week"),
        (Prescription(since=DAY, until=ENDS), "until Friday 20 March"),
        (Prescription(until=date(9999, 12, 31)), "until Friday 31 December 9999"),
        (
            Prescription(since=BEGINS, until=ENDS, days_a_week=5),
            "5 days a week from Wednesday 11 March until Friday 20 March",
        ),
    ],
)
def test_when_it_is_to_be_done(said: Prescription, words: str) -> None:
    assert when_words(said, DAY) == words


def test_a_first_and_a_last_day_belong_to_it() -> None:
    said = Prescription(since=BEGINS, until=ENDS)
    days = (DAY, BEGINS, ENDS, date(2026, 3, 21))
    assert [said.holds_on(day) for day in days] == [False, True, True, False]
    assert [said.is_over_on(day) for day in days] == [False, False, False, True]


def test_whom_it_is_from_and_the_note() -> None:
    assert prescribed_words(KNEE, DAY) == "From Jana, 5 days a week until Friday 20 March. Slowly."
    assert prescribed_words(Prescription(note="Slowly."), DAY) == "Slowly."
    assert prescribed_words(Prescription(), DAY) == ""


def test_a_name_that_ends_with_a_stop_gets_no_second_one() -> None:
    assert prescribed_words(Prescription(by="Jana K."), DAY) == "From Jana K."


def test_what_somebody_gave_is_not_said_to_be_of_ones_own() -> None:
    assert purpose_words(replace(KNEE, purpose=OWN_PURPOSE)) == ""
    assert purpose_words(replace(KNEE, purpose=OWN_PURPOSE, by="")) == OWN_PURPOSE
    assert purpose_words(replace(KNEE, purpose="For the knee.")) == "For the knee."


def test_today_says_who_prescribed_it_and_that_nothing_is_paced() -> None:
    assert followed_words(KNEE, DAY) == (
        "As prescribed by Jana, 5 days a week until Friday 20 March. "
        "Nothing is added or made longer."
    )
    nobody = replace(KNEE, by="", days_a_week=None)
    assert followed_words(nobody, DAY).startswith("As it is written, until Friday 20 March.")
    assert followed_words(replace(nobody, until=None), DAY) == ""


def test_its_end_is_told() -> None:
    assert ended_words(KNEE, DAY) == (
        "What Jana prescribed ended on Friday 20 March; this is the plan of the day again."
    )
    assert ended_words(replace(KNEE, by=""), DAY).startswith("Knee ended on Friday 20 March;")


def test_whether_it_leads_now() -> None:
    begins = replace(KNEE, since=BEGINS)
    assert leads_words(begins, DAY).startswith("From Wednesday 11 March on, Enter on Today")
    assert leads_words(begins, BEGINS) == "Enter on Today starts this one."
    assert leads_words(begins, date(2026, 4, 1)).startswith("Its last day was Friday 20 March:")
