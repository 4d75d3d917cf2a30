"""Doses in words."""

from msgspec import structs

from library.exercises.model import Dose, HoldEnd, Kind, Sides
from library.routines.editing import my_level
from library.routines.model import RoutineItem
from library.settings import Settings
from tests.library.builders import exercise
from tui.text.doses import dose_words, level_words, whose_words

SETTINGS = Settings()


def test_doses_are_said_in_words() -> None:
    bend, massage = exercise(), exercise(kind=Kind.MASSAGE)
    eased = exercise(end=HoldEnd.EASED)
    item = RoutineItem("bend", reps=1, hold_seconds=25)
    assert dose_words(item, bend, SETTINGS) == "1 hold of 25 s on each leg"
    assert dose_words(my_level(item), bend, SETTINGS) == "2 holds of 10 s on each leg"
    assert dose_words(item, eased, SETTINGS) == "1 hold on each leg until it eases, about 25 s"
    assert dose_words(item, massage, SETTINGS) == "2 steps, 1:20 on each leg"


def test_the_ladder_of_a_massage_is_said_in_steps() -> None:
    ladder = (Dose(2, 20, "test"), Dose(2, 40, "test"))
    massage = structs.replace(exercise(kind=Kind.MASSAGE), doses=ladder)
    assert dose_words(RoutineItem("bend"), massage, SETTINGS) == "2 steps of 20 s on each leg"
    assert whose_words(RoutineItem("bend"), massage) == "my level"
    assert whose_words(RoutineItem("bend"), exercise(kind=Kind.MASSAGE)) == "always the same"


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
    assert [whose_words(item, bend) for item in items] == ["my level", "level 2 of 2", "fixed"]


def test_a_single_dose_is_as_prescribed() -> None:
    bend = structs.replace(exercise(), doses=(Dose(3, 30),))
    assert level_words(bend, 0) == "as prescribed"
    assert whose_words(RoutineItem("bend"), bend) == "as prescribed"
    assert whose_words(RoutineItem("bend", reps=2), bend) == "fixed"


def test_the_only_leg_is_named() -> None:
    left = exercise(sides=Sides.LEFT)
    assert dose_words(RoutineItem("bend"), left, SETTINGS) == "2 holds of 10 s on the left leg"
