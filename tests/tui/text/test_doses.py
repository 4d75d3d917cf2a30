"""Doses in words and in steps."""

import pytest
from msgspec.structs import replace

from library.exercises.model import HoldEnd, Kind
from library.routines.editing import my_level, with_more_reps, with_more_seconds
from library.routines.model import RoutineItem
from library.settings import Settings
from tests.library.builders import exercise
from tui.text.doses import dose_words, whose_words

SETTINGS = Settings()


def test_doses_are_said_in_words() -> None:
    bend, massage = exercise(), exercise(kind=Kind.MASSAGE)
    eased = exercise(end=HoldEnd.EASED)
    item = RoutineItem("bend", reps=1, hold_seconds=25)
    assert dose_words(item, bend, SETTINGS) == "1 hold of 25 s on each leg"
    assert dose_words(my_level(item), bend, SETTINGS) == "2 holds of 10 s on each leg"
    assert dose_words(item, eased, SETTINGS) == "1 hold on each leg until it eases, about 25 s"
    assert dose_words(item, massage, SETTINGS) == "2 steps, 1:20 on each leg"


def test_a_length_that_was_kept_is_told_where_it_decides() -> None:
    bend, kept = exercise(), Settings(hold_seconds={"bend": 15})
    words = "2 holds of 15 s on each leg, the length you kept"
    assert dose_words(RoutineItem("bend"), bend, kept) == words
    assert dose_words(RoutineItem("bend", level=1), bend, kept) == words
    short = RoutineItem("bend", hold_seconds=10)
    assert dose_words(short, bend, kept) == "2 holds of 10 s on each leg"


def test_a_dose_says_what_decides_it() -> None:
    bend = exercise()
    items = [RoutineItem("bend"), RoutineItem("bend", level=1), RoutineItem("bend", reps=2)]
    assert [whose_words(item, bend) for item in items] == ["my level", "level 1", "fixed"]


@pytest.mark.parametrize(("by", "seconds", "reps"), [(1, 60, 10), (-1, 5, 1)])
def test_steps_of_a_dose_stop_at_what_a_file_may_hold(by: int, seconds: int, reps: int) -> None:
    item = RoutineItem("bend")
    for _ in range(20):
        item = with_more_seconds(item, exercise(), SETTINGS, by)
        item = with_more_reps(item, exercise(), SETTINGS, by)
    assert item == RoutineItem("bend", reps=reps, hold_seconds=seconds)


def test_the_first_step_begins_at_the_dose_shown() -> None:
    settings = replace(SETTINGS, levels={"bend": 1})
    item = with_more_seconds(RoutineItem("bend"), exercise(), settings, 1)
    assert item == RoutineItem("bend", reps=2, hold_seconds=25)


def test_a_massage_keeps_its_dose() -> None:
    massage, item = exercise(kind=Kind.MASSAGE), RoutineItem("bend")
    assert with_more_seconds(item, massage, SETTINGS, 1) == item
    assert with_more_reps(item, massage, SETTINGS, 1) == item


def test_at_the_bounds_a_level_stays_the_person_s_own() -> None:
    settings = replace(SETTINGS, hold_seconds={"bend": 60})
    item = RoutineItem("bend")
    assert with_more_seconds(item, exercise(), settings, 1) is item
    eased = exercise(end=HoldEnd.EASED)
    most = RoutineItem("bend", hold_seconds=60)
    assert with_more_seconds(most, eased, SETTINGS, 1) is most
