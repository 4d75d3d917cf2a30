"""A collection of routines changes by giving a new one."""

from pathlib import Path

import pytest

from library.exercises.catalogue import ExercisesFolder
from library.routines.collection import Routines
from library.routines.file import RoutinesFile
from library.routines.model import Routine, RoutineItem

BUILT_IN, _ = RoutinesFile(Path("/nowhere"), Path("/nowhere")).read(
    ExercisesFolder(Path("/nowhere")).read()[0]
)
MINE = Routine("mine", "Mine", "To be tested.", (RoutineItem("leg-lift"),))


def test_an_own_routine_is_added_changed_and_taken_away() -> None:
    added = BUILT_IN.with_own(MINE)
    assert added.own == (added.get("mine"),)
    assert added.get("mine").own
    other = Routine("mine", "Yours", "To be tested.", MINE.items)
    assert [routine.name for routine in added.with_own(other).own] == ["Yours"]
    assert added.without_own("mine") == BUILT_IN


def test_a_built_in_routine_can_neither_be_changed_nor_taken_away() -> None:
    with pytest.raises(ValueError, match="morning is built in"):
        BUILT_IN.with_own(Routine("morning", "Mine", "To be tested.", MINE.items))
    assert BUILT_IN.without_own("morning") == BUILT_IN


def test_an_unknown_id_is_a_key_error() -> None:
    assert "none" not in BUILT_IN
    with pytest.raises(KeyError):
        BUILT_IN.get("none")


def test_a_routine_that_is_made_anew_is_usable_again() -> None:
    assert Routines((), frozenset({"mine"})).with_own(MINE).unusable == frozenset()


@pytest.mark.parametrize(
    ("name", "free"),
    [
        ("Evening", "evening"),
        ("  Évening / two! ", "evening-two"),
        ("Morning", "morning-2"),
        ("leg lift", "leg-lift-2"),
        ("gone", "gone-2"),
        ("夜", "routine"),
        ("x" * 100, "x" * 40),
    ],
)
def test_a_new_id_is_made_of_the_name_and_is_free(name: str, free: str) -> None:
    routines = Routines(BUILT_IN.routines, frozenset({"gone"}))
    assert routines.free_id(name, {"leg-lift"}) == free
