"""The catalogue filters, searches and takes in the user's own exercises."""

from pathlib import Path

import pytest

from library.exercises.catalogue import MAX_OWN_FILES, Catalogue, ExercisesFolder, Filters
from library.exercises.model import Need, Posture, Tag
from tests.library.exercises.files import VALID

BUILT_IN, _ = ExercisesFolder(Path("/nowhere")).read()


def ids(catalogue: Catalogue) -> list[str]:
    return [exercise.id for exercise in catalogue]


def test_finds_by_id() -> None:
    assert "leg-lift" in BUILT_IN
    assert BUILT_IN.get("leg-lift").name == "Leg lift"
    assert "leg-press" not in BUILT_IN
    with pytest.raises(KeyError):
        BUILT_IN.get("leg-press")


def test_an_exercise_that_is_gone_is_called_by_its_id_made_safe() -> None:
    assert BUILT_IN.name_of("leg-lift") == "Leg lift"
    assert BUILT_IN.name_of("gone\x1b[2J") == "gone\N{REPLACEMENT CHARACTER}[2J"


def passing(filters: Filters, *at_hand: Need) -> list[str]:
    """Ids of what passes in a place where this is at hand."""
    return ids(filters.apply(BUILT_IN, {"here": at_hand}))


def test_filters_by_posture_needs_and_tag() -> None:
    assert passing(Filters(posture=Posture.LYING)) == ["crossed-leg-stretch"]
    assert passing(Filters(tag=Tag.DESK)) == ["chair-leg-stretch", "hamstring-massage"]
    here = Filters(place="here")
    assert passing(here, Need.MAT) == ["floor-leg-stretch", "crossed-leg-stretch"]
    assert passing(here) == []
    assert len(passing(here, *Need)) == 7


def test_filters_combine() -> None:
    sitting = Filters(posture=Posture.SITTING, place="here")
    assert passing(sitting, Need.FIRM_CHAIR) == ["chair-leg-stretch"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("CROSSOVER", ["leg-crossover"]),
        ("cróssover", ["leg-crossover"]),
        ("leg lift", ["leg-lift"]),
        ("lift leg", ["leg-lift"]),
        ("piriformis", ["crossed-leg-stretch"]),
        ("favour", ["leg-crossover"]),
        ("lying", ["crossed-leg-stretch"]),
        ("mat", ["floor-leg-stretch", "crossed-leg-stretch"]),
        ("knead", ["hamstring-massage"]),
        ("hips", ["chair-leg-stretch", "leg-lift", "floor-leg-stretch"]),
        ("right shin left", ["standing-stretch", "leg-lift"]),
        ("zebra", []),
    ],
)
def test_searches_everything_that_tells_what_it_is(text: str, found: list[str]) -> None:
    assert ids(BUILT_IN.matching(text)) == found


def test_those_named_so_come_first() -> None:
    assert ids(BUILT_IN.matching("floor"))[0] == "floor-leg-stretch"


def test_an_empty_search_finds_everything() -> None:
    assert BUILT_IN.matching("  ") == BUILT_IN


def test_own_exercises_come_after_the_built_in_ones(tmp_path: Path) -> None:
    (tmp_path / "toe-reach.toml").write_text(VALID.replace("order = 9", "order = 1"))
    catalogue, problems = ExercisesFolder(tmp_path).read()
    assert ids(catalogue) == [*ids(BUILT_IN), "toe-reach"]
    assert catalogue.get("toe-reach").own
    assert problems == ()


def test_a_bad_own_file_is_reported_in_one_line_and_skipped(tmp_path: Path) -> None:
    (tmp_path / "toe-reach.toml").write_text(VALID)
    (tmp_path / "bad.toml").write_text("id = \n")
    (tmp_path / "dir.toml").mkdir()
    (tmp_path / "notes.txt").write_text("not an exercise")
    (tmp_path / ".hidden.toml").write_text("")
    catalogue, problems = ExercisesFolder(tmp_path).read()
    assert len(catalogue) == 8
    assert problems == (
        "bad.toml, line 1: expected valid TOML (a value is missing, or a text without quotes)",
        "dir.toml: expected a file, but this is a folder",
    )


def test_an_own_file_cannot_replace_a_built_in_exercise(tmp_path: Path) -> None:
    (tmp_path / "leg-lift.toml").write_text(VALID.replace("toe-reach", "leg-lift"))
    catalogue, problems = ExercisesFolder(tmp_path).read()
    assert catalogue == BUILT_IN
    assert problems == (
        'leg-lift.toml, line 1, id is "leg-lift": expected an id of its own, leg-lift is built in',
    )


@pytest.mark.parametrize("name", ["toe-reach.TOML", "toe-reach.toml.txt", "Toe-Reach.Toml"])
def test_a_file_that_is_not_read_for_its_name_is_told(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(VALID)
    for other in (".toe-reach.toml", "toe-reach.toml~", "notes.txt"):
        (tmp_path / other).write_text(VALID)
    catalogue, problems = ExercisesFolder(tmp_path).read()
    assert catalogue == BUILT_IN
    assert problems == (f"{name}: expected a name that ends in .toml",)


def test_a_folder_that_is_not_there_is_no_problem(tmp_path: Path) -> None:
    assert ExercisesFolder(tmp_path / "none").read() == (BUILT_IN, ())


def test_a_file_in_the_place_of_the_folder_is_reported(tmp_path: Path) -> None:
    (tmp_path / "exercises").write_text("")
    catalogue, problems = ExercisesFolder(tmp_path / "exercises").read()
    assert catalogue == BUILT_IN
    assert problems == (
        "exercises: expected a folder that can be read (a part of its path is not a folder)",
    )


def test_a_folder_of_countless_files_is_read_in_part(tmp_path: Path) -> None:
    for number in range(MAX_OWN_FILES + 1):
        (tmp_path / f"{number}.toml").touch()
    _, problems = ExercisesFolder(tmp_path).read()
    assert len(problems) == MAX_OWN_FILES + 1
    assert "at most 500 exercise files" in problems[0]
