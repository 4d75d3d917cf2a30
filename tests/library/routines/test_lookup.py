"""`supple start NAME` finds what is meant, or says what is near."""

from pathlib import Path

import pytest

from library.exercises.catalogue import Catalogue, ExercisesFolder
from library.routines.collection import Routines
from library.routines.file import RoutinesFile
from library.routines.lookup import UnknownNameError, resolve

CATALOGUE, _ = ExercisesFolder(Path("/nowhere")).read()
ROUTINES, _ = RoutinesFile(Path("/nowhere"), Path("/nowhere")).read(CATALOGUE)


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("desk-break", "desk-break"),
        ("Desk Break", "desk-break"),
        ("desk", "desk-break"),
        (" MORNING ", "morning"),
        ("After sitting all day", "after-sitting"),
        ("after-sitting", "after-sitting"),
        ("all-six", "all-six"),
        ("leg-lift", "leg-lift"),
        ("Leg lift", "leg-lift"),
        ("chair", "chair-leg-stretch"),
        ("massage", "massage"),
        ("ham", "hamstring-massage"),
    ],
)
def test_finds_by_id_name_or_beginning(name: str, found: str) -> None:
    assert resolve(name, ROUTINES, CATALOGUE).id == found


def test_an_exercise_becomes_a_routine_of_just_this_exercise() -> None:
    items = resolve("leg-lift", ROUTINES, CATALOGUE).items
    assert [item.exercise for item in items] == ["leg-lift"]


def test_a_beginning_that_fits_several_names_them() -> None:
    with pytest.raises(UnknownNameError) as caught:
        resolve("leg", ROUTINES, CATALOGUE)
    assert str(caught.value) == '"leg" fits more than one: leg-lift, leg-crossover.'


@pytest.mark.parametrize(
    ("name", "nearest"),
    [
        ("hamstring-masage", "hamstring-massage"),
        ("mornign", "morning"),
        ("Deks brake", "desk-break"),
    ],
)
def test_a_misspelt_name_offers_the_nearest_first(name: str, nearest: str) -> None:
    with pytest.raises(UnknownNameError) as caught:
        resolve(name, ROUTINES, CATALOGUE)
    assert caught.value.nearest[0] == nearest


@pytest.mark.parametrize(
    ("part", "ids"),
    [("lift", ("leg-lift",)), ("run", ("before-run",)), ("break", ("desk-break",))],
)
def test_a_part_of_a_name_offers_what_holds_it(part: str, ids: tuple[str, ...]) -> None:
    with pytest.raises(UnknownNameError) as caught:
        resolve(part, ROUTINES, CATALOGUE)
    assert caught.value.nearest == ids
    assert str(caught.value) == (
        f'No routine or exercise is called "{part}". Did you mean {ids[0]}?'
    )


@pytest.mark.parametrize("name", ["nonsense", "xyzzy", "", "qq", "1"])
def test_nonsense_suggests_nothing_but_tells_what_there_is(name: str) -> None:
    with pytest.raises(UnknownNameError) as caught:
        resolve(name, ROUTINES, CATALOGUE)
    assert caught.value.nearest == ()
    assert str(caught.value) == (
        f'No routine or exercise is called "{name}". '
        "There are first-steps, desk-break, after-sitting and more."
    )


def test_where_there_is_nothing_nothing_is_named() -> None:
    with pytest.raises(UnknownNameError) as caught:
        resolve("nonsense", Routines(()), Catalogue(()))
    assert str(caught.value) == 'No exercise is called "nonsense".'


@pytest.mark.parametrize("name", ["", "\x1b]0;x\x07", "x" * 100_000, "a\nb"])
def test_no_name_reaches_the_terminal_raw(name: str) -> None:
    with pytest.raises(UnknownNameError) as caught:
        resolve(name, ROUTINES, CATALOGUE)
    assert str(caught.value).isprintable()
    assert len(str(caught.value)) < 250
