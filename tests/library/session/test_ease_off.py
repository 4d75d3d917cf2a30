"""Ways to go on after easing off; none of them adds to what hurt."""

from msgspec.structs import replace

from library.exercises.model import HoldEnd, Kind, Sides
from library.routines.model import StepKind
from library.session.ease_off import END, EaseOffChoice, ease_off_options
from tests.library.builders import exercise, holds

BEND = exercise()
SHARP = EaseOffChoice.SHARP


def test_a_timed_hold_of_one_leg_can_go_on_in_every_way() -> None:
    ways = [way.answer for way in ease_off_options(holds(BEND, 30)[0], held=12) if not way.why_not]
    assert ways == [*(each for each in EaseOffChoice if each != SHARP), END, SHARP]


def test_every_way_keeps_its_number_and_says_why_it_cannot_be_chosen() -> None:
    one_leg = ease_off_options(holds(BEND, 30)[0], 12)
    both = ease_off_options(holds(exercise(sides=Sides.BOTH, end=HoldEnd.EASED), 30)[0], 12)
    assert [way.number for way in one_leg] == [way.number for way in both] == [1, 2, 3, 4, 5, 6]
    assert [way.answer for way in one_leg] == [way.answer for way in both]
    assert not any(way.why_not for way in one_leg)
    assert [way.why_not for way in both if way.why_not] == [
        "both legs work at once",
        "you end such a hold yourself",
    ]


def test_only_what_makes_sense_can_be_chosen() -> None:
    for step in (
        holds(exercise(end=HoldEnd.EASED), 30)[0],
        holds(exercise(kind=Kind.MASSAGE), 40)[0],
        replace(holds(BEND, 30)[0], kind=StepKind.REST),
        holds(BEND, 10)[0],
    ):
        impossible = [way.answer for way in ease_off_options(step, 3) if way.why_not]
        assert impossible == [EaseOffChoice.SHORTER]
