"""The dose ladder: going up and down it, also from a dose between two rungs."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from library.bounds import HOLD_SECONDS, REPS
from library.exercises.catalogue import ExercisesFolder
from library.exercises.model import Dose, Exercise, Kind

STRETCHES = [
    each for each in ExercisesFolder(Path("/nowhere")).read()[0] if each.kind is Kind.STRETCH
]
CHAIR = STRETCHES[0]


@pytest.mark.parametrize("stretch", STRETCHES, ids=[each.id for each in STRETCHES])
def test_every_rung_of_a_built_in_ladder_is_more_than_the_one_below(stretch: Exercise) -> None:
    amounts = [dose.seconds for dose in stretch.doses]
    assert amounts == sorted(set(amounts))


def test_from_a_rung_the_next_ones_are_its_neighbours() -> None:
    assert [CHAIR.next_level(dose, 1) for dose in CHAIR.doses] == [1, 2, 3, 4, 4]
    assert [CHAIR.next_level(dose, -1) for dose in CHAIR.doses] == [0, 0, 1, 2, 3]


def test_more_than_a_remembered_length_is_never_less() -> None:
    """At L0 with 25 s remembered, L1 has 15 s: whoever asks for more must not get that."""
    remembered = replace(CHAIR.dose(0), hold_seconds=25)
    assert CHAIR.next_level(remembered, 1) == 3
    assert CHAIR.next_level(remembered, -1) == 2


@given(
    reps=st.integers(*REPS), seconds=st.integers(*HOLD_SECONDS), stretch=st.sampled_from(STRETCHES)
)
def test_more_is_more_and_less_is_less_up_to_the_ends(
    reps: int, seconds: int, stretch: Exercise
) -> None:
    now = Dose(reps, seconds, "test")
    top, bottom = stretch.doses[-1], stretch.doses[0]
    more, less = (stretch.dose(stretch.next_level(now, by)) for by in (1, -1))
    assert more.seconds > now.seconds or more == top
    assert less.seconds < now.seconds or less == bottom
