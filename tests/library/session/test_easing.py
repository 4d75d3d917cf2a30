"""Ways to go on after easing off; none of them adds to what hurt."""

import pytest

from library.exercises.model import HoldEnd, Kind, Sides
from library.session.easing import END, remembered_shorter, ways_to_go_on
from library.session.track import Choice
from library.settings import Settings
from tests.library.builders import exercise, holds

BEND = exercise()


def test_a_timed_hold_of_one_leg_can_go_on_in_every_way() -> None:
    ways = list(ways_to_go_on(holds(BEND, 30)[0], held=12))
    assert ways == [Choice.GO_ON, Choice.SKIP_SIDE, Choice.SHORTER, Choice.LEAVE_OUT, END]


def test_only_what_makes_sense_is_offered() -> None:
    both = holds(exercise(sides=Sides.BOTH), 30)[0]
    assert Choice.SKIP_SIDE not in ways_to_go_on(both, 12)
    for step in (
        holds(exercise(end=HoldEnd.EASED), 30)[0],
        holds(exercise(kind=Kind.MASSAGE), 40)[0],
        holds(BEND, 5)[0],
    ):
        assert Choice.SHORTER not in ways_to_go_on(step, 3)


@pytest.mark.parametrize(("planned", "held"), [(30, 27), (30, 8), (120, 118), (10, 2)])
def test_what_is_remembered_is_never_longer_than_the_persons_own_hold(
    planned: float, held: float
) -> None:
    for settings in (Settings(), Settings(hold_seconds={"bend": 15}), Settings(levels={"bend": 1})):
        own = settings.hold_seconds.get("bend") or (20 if settings.levels else 10)
        remembered = remembered_shorter(holds(BEND, planned)[0], held, settings)["bend"]
        assert 5 <= remembered <= own
