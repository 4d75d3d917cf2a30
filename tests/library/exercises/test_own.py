"""An exercise of one's own takes six lines, and all that is wrong with one is told at once."""

from pathlib import Path

import pytest

from library.exercises.catalogue import Catalogue, ExercisesFolder
from library.exercises.loading import ExerciseFileError, parse_exercise
from library.exercises.model import Dose, Exercise, Kind, Side
from library.routines.planning import build_plan, routine_of
from library.session.phase import into_place
from library.settings import Settings
from library.toml.document import MOST_FAULTS
from tests.library.exercises.files import SIX_LINES

FILE = "wall-calf.toml"


def parsed(text: str, file: str = FILE) -> Exercise:
    return parse_exercise(file, text.encode())


def told(text: str, file: str = FILE) -> list[str]:
    with pytest.raises(ExerciseFileError) as caught:
        parse_exercise(file, text.encode())
    return str(caught.value).splitlines()


def one_leg(side: str) -> Exercise:
    return parsed(SIX_LINES.replace("each", side))


def test_six_lines_are_an_exercise() -> None:
    calf = parsed(SIX_LINES)
    assert (calf.id, calf.name, calf.kind) == ("wall-calf", "Wall calf stretch", Kind.STRETCH)
    assert calf.doses == (Dose(3, 30),)
    assert calf.needs == ("a wall",)
    assert calf.steps_for(Side.RIGHT)[1] == "Put the right foot back, heel down."
    assert (calf.purpose, calf.posture, calf.muscles, calf.easier) == ("", None, (), "")


def test_a_ladder_does_as_well_as_a_single_dose() -> None:
    text = SIX_LINES.replace("reps = 3\nhold_seconds = 30\n", "")
    rungs = "".join(f"[[doses]]\nreps = 2\nhold_seconds = {each}\n" for each in (10, 20))
    assert parsed(text + rungs).doses == (Dose(2, 10), Dose(2, 20))


@pytest.mark.parametrize("side", ["left", "right"])
def test_an_exercise_may_be_for_one_leg(side: str) -> None:
    other = {"left": "right", "right": "left"}[side]
    exercise = one_leg(side)
    plan = build_plan(routine_of(exercise), Catalogue((exercise,)), Settings())
    assert [step.side for step in plan.work] == [Side(side)] * 3
    assert exercise.shown_side(Side(other)) is Side(side)
    assert into_place(exercise, None) == "Get into place"


NINE = """\
name = ""
sides = "eech"
purpos = "x"
steps = [
    "Lift the {leg}.",
    5,
]
reps = 99
hold_seconds = "30"
order = 0
easier = ["x"]
"""


def test_nine_faults_of_a_file_are_nine_lines() -> None:
    assert told(NINE) == [
        f"wall-calf.toml, line {line}"
        for line in (
            '1, name is "": expected text of 1 to 60 characters',
            '2, sides is "eech": expected one of each, both, left, right; did you mean each?',
            '3, purpos is "x": expected a known key; did you mean purpose?',
            '5, step 1 is "Lift the {leg}.": expected no braces but {side} and {other}',
            "6, step 2 is 5: expected text in quotes",
            "8, reps is 99: expected a whole number from 1 to 10",
            '9, hold_seconds is "30": expected a whole number from 5 to 60',
            "10, order is 0: expected a whole number from 1 to 999",
            "11, easier has 1 entry: expected text in quotes",
        )
    ]


def test_a_word_that_is_evidently_misspelt_is_hinted_at_and_kept(tmp_path: Path) -> None:
    words = 'needs = ["firm-chiar", "office-chair", "mat"]\ntags = ["after siting"]'
    (tmp_path / "wall-calf.toml").write_text(SIX_LINES.replace('needs = ["a wall"]', words))
    catalogue, problems = ExercisesFolder(tmp_path).read()
    assert catalogue.get("wall-calf").needs == ("firm-chiar", "office-chair", "mat")
    assert problems == (
        'wall-calf.toml: need 1 is "firm-chiar"; did you mean firm-chair?',
        'wall-calf.toml: tag 1 is "after siting"; did you mean after-sitting?',
    )


def test_of_very_many_faults_the_first_are_told() -> None:
    steps = ", ".join(["1"] * 12)
    cautions = ", ".join(["2"] * 15)
    lines = told(SIX_LINES.replace("steps = [", f"cautions = [{cautions}]\nsteps = [{steps}, "))
    assert len(lines) == MOST_FAULTS + 1
    assert lines[-1] == "wall-calf.toml: and 8 more faults"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("reps = 3\n", "", "reps: expected a whole number beside hold_seconds, but it is missing"),
        ("reps = 3\nhold_seconds = 30\n", "", "reps: expected reps and hold_seconds for a stretch"),
        ("reps = 3\n", "reps = 3\ndoses = []\n", "reps is 3: expected reps and hold_seconds, or"),
        ("each", "both", "step 2 is"),
        ('"each"', "3", "sides is 3: expected one of each, both, left, right"),
        (
            "name",
            'kind = "masage"\nname',
            'kind is "masage": expected one of stretch, massage; did',
        ),
        (
            "name",
            'id = "calf"\nname',
            'id is "calf": expected the file\'s name without .toml, wall',
        ),
    ],
)
def test_what_is_missing_or_too_much_is_told(old: str, new: str, expected: str) -> None:
    assert old in SIX_LINES
    first, *_ = told(SIX_LINES.replace(old, new, 1))
    assert expected in first


def test_the_id_is_the_name_of_the_file() -> None:
    assert parsed(SIX_LINES, "Wall Calf.toml").id == "wall-calf"
    for file in ("\u05de\u05ea\u05d9\u05d7\u05d4.toml", f"{'x' * 200}.toml"):
        (line,) = told(SIX_LINES, file)
        assert "expected a file with a name of 1 to 60 Latin letters" in line
    name = parsed(SIX_LINES.replace("Wall calf", "\u05de\u05ea\u05d9\u05d7\u05d4")).name
    assert name.startswith("\u05de")


def test_two_files_of_one_id_are_told(tmp_path: Path) -> None:
    for name in ("Wall-Calf.toml", "wall-calf.toml"):
        (tmp_path / name).write_text(SIX_LINES)
    catalogue, problems = ExercisesFolder(tmp_path).read()
    assert [each.id for each in catalogue if each.own] == ["wall-calf"]
    (line,) = problems
    assert line.endswith("expected an id of its own, wall-calf is that of Wall-Calf.toml")


@pytest.mark.parametrize(
    ("name", "is_copy"),
    [
        ("wall-calf (1).toml", True),
        ("Copy of wall-calf.toml", True),
        ("wall-calf.sync-conflict-20261128-101112-ABCDEFG.toml", True),
        ("wall-calf-easy.toml", False),
        ("wall-calf-2.toml", False),
    ],
)
def test_a_copy_of_a_file_without_an_id_is_known_by_its_name(
    tmp_path: Path, name: str, is_copy: bool
) -> None:
    (tmp_path / FILE).write_text(SIX_LINES)
    (tmp_path / name).write_text(SIX_LINES.replace("reps = 3", "reps = 4"))
    catalogue, problems = ExercisesFolder(tmp_path).read()
    assert problems == ()
    assert len([each for each in catalogue if each.own]) == 2 - is_copy


def test_two_hundred_are_read_and_found(tmp_path: Path) -> None:
    for number in range(200):
        (tmp_path / f"calf-{number}.toml").write_text(SIX_LINES)
    catalogue, problems = ExercisesFolder(tmp_path).read()
    assert problems == ()
    assert len(catalogue.matching("a wall")) == 200
