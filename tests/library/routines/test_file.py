"""Own routines are read; what is wrong is told in one line and skipped."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.exercises.catalogue import ExercisesFolder
from library.routines.file import (
    RoutinesFile,
)
from library.routines.model import OWN_PURPOSE, RoutineItem

CATALOGUE, _ = ExercisesFolder(Path("/nowhere")).read()
BUILT_IN, _ = RoutinesFile(Path("/nowhere"), Path("/nowhere")).read(CATALOGUE)
VALID = """\
[[routine]]
id = "mine"
name = "Mine"
items = [
    { exercise = "leg-lift", level = 2 },
    { exercise = "chair-leg-stretch", reps = 1, hold_seconds = 30 },
]

[[routine]]
id = "yours"
name = "Yours"
purpose = "To be tested."
afterwards = "Walk."
cautions = ["Slowly."]
[[routine.items]]
exercise = "leg-crossover"
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "routines.toml"


def test_own_routines_come_after_the_built_in_ones(file: Path) -> None:
    file.write_text(VALID)
    routines, problems = RoutinesFile(file, Path("/nowhere")).read(CATALOGUE)
    assert problems == ()
    assert list(routines)[: len(BUILT_IN)] == list(BUILT_IN)
    mine, yours = routines.own
    assert mine.items == (
        RoutineItem("leg-lift", level=2),
        RoutineItem("chair-leg-stretch", reps=1, hold_seconds=30),
    )
    assert mine.purpose == OWN_PURPOSE
    assert (yours.afterwards, yours.cautions) == ("Walk.", ("Slowly.",))


@pytest.mark.parametrize("text", ["", "# nothing yet\n"])
def test_an_empty_file_holds_no_routines(file: Path, text: str) -> None:
    file.write_text(text)
    assert RoutinesFile(file, Path("/nowhere")).read(CATALOGUE) == (BUILT_IN, ())


def test_a_missing_file_is_no_problem(file: Path) -> None:
    assert RoutinesFile(file, Path("/nowhere")).read(CATALOGUE) == (BUILT_IN, ())


BROKEN = [
    (
        "leg-lift",
        "leg-lft",
        'line 5, routine 1, item 1, exercise is "leg-lft": expected the id of',
    ),
    ("level = 2", "level = 5", "line 5, routine 1, item 1, level is 5: expected a whole"),
    ("level = 2", "lvl = 2", "line 5, routine 1, item 1, lvl is 2: expected a known key; did"),
    (
        "reps = 1",
        "reps = 11",
        "line 6, routine 1, item 2, reps is 11: expected a whole number",
    ),
    (
        "reps = 1",
        "level = 1",
        "line 6, routine 1, item 2, level is 1: expected either a level",
    ),
    ("= 30", "= 4", "line 6, routine 1, item 2, hold_seconds is 4: expected a whole number"),
    ("Mine", "", 'line 3, routine 1, name is "": expected text of 1 to 60'),
    ('"mine"', '"Mine"', 'line 2, routine 1, id is "Mine": expected small letters'),
    ('"mine"', '"morning"', 'line 2, routine 1, id is "morning": expected an id of its own'),
    ('"mine"', '"leg-lift"', 'line 2, routine 1, id is "leg-lift": expected an id of its'),
    ('name = "Mine"\n', "", "line 1, routine 1, name: expected text in quotes, but it is"),
    ("items = [", "own = true\nitems = [", "line 4, routine 1, own is true: expected one of"),
]


@pytest.mark.parametrize(("old", "new", "problem"), BROKEN)
def test_a_bad_routine_is_skipped_and_the_others_are_kept(
    file: Path, old: str, new: str, problem: str
) -> None:
    file.write_text(VALID.replace(old, new, 1))
    routines, problems = RoutinesFile(file, Path("/nowhere")).read(CATALOGUE)
    assert [routine.id for routine in routines.own] == ["yours"]
    assert len(problems) == 1
    assert problems[0].startswith(f"routines.toml, {problem}")


def test_the_second_of_two_routines_with_one_id_is_skipped(file: Path) -> None:
    file.write_text(VALID.replace('"yours"', '"mine"'))
    routines, problems = RoutinesFile(file, Path("/nowhere")).read(CATALOGUE)
    assert [routine.name for routine in routines.own] == ["Mine"]
    assert problems == (
        'routines.toml, line 10, routine 2, id is "mine": expected an id of its own, mine is taken',
    )


def test_a_routine_of_an_exercise_that_is_gone_is_remembered_as_unusable(file: Path) -> None:
    file.write_text(VALID.replace("leg-crossover", "my-own-bend"))
    routines, problems = RoutinesFile(file, Path("/nowhere")).read(CATALOGUE)
    assert routines.unusable == {"yours"}
    assert problems[0].startswith("routines.toml, line 16, routine 2, item 1, exercise")


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"[[routine]\n", "routines.toml, line 1: expected valid TOML"),
        (b"\xff", "routines.toml, line 1: expected text in UTF-8"),
        (b"[routine]\n", "routines.toml, line 1, routine: expected [[routine]] tables, with two"),
        (b"\n[[routines]]\n", "routines.toml, line 2, routines has 1 entry: expected only"),
        (b"routine = [1]\n", "routines.toml, line 1, routine 1 is 1: expected a table"),
    ],
)
def test_a_broken_file_is_reported_and_skipped(file: Path, data: bytes, problem: str) -> None:
    file.write_bytes(data)
    routines, problems = RoutinesFile(file, Path("/nowhere")).read(CATALOGUE)
    assert routines.own == ()
    assert [found[: len(problem)] for found in problems] == [problem]


def test_a_folder_or_a_pipe_in_the_place_of_the_file_is_reported(file: Path) -> None:
    file.mkdir()
    assert RoutinesFile(file, Path("/nowhere")).read(CATALOGUE)[1] == (
        "routines.toml: expected a file, but this is a folder",
    )
    file.rmdir()
    os.mkfifo(file)
    (problem,) = RoutinesFile(file, Path("/nowhere")).read(CATALOGUE)[1]
    assert "an ordinary file" in problem


@given(st.integers(0, len(VALID)), st.integers(0, 30), st.text("[]{}=.,\"'# \nab1", max_size=9))
def test_random_damage_never_gives_another_error(
    tmp_path_factory: pytest.TempPathFactory, start: int, length: int, junk: str
) -> None:
    file = tmp_path_factory.mktemp("own") / "routines.toml"
    file.write_text(VALID[:start] + junk + VALID[start + length :])
    _, problems = RoutinesFile(file, Path("/nowhere")).read(CATALOGUE)
    assert all(problem.isprintable() for problem in problems)
