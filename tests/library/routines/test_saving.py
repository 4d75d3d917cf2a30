"""Saving own routines changes what was changed and nothing else."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from library import files
from library.exercises.catalogue import ExercisesFolder
from library.routines.collection import Routines
from library.routines.file import RoutinesError, RoutinesFile
from library.routines.model import Routine, RoutineItem
from library.text import clean

CATALOGUE, _ = ExercisesFolder(Path("/nowhere")).read()
BUILT_IN, _ = RoutinesFile(Path("/nowhere"), Path("/nowhere")).read(CATALOGUE)
MINE = Routine(
    "mine",
    "Mine",
    "To be tested.",
    (RoutineItem("leg-lift", level=0), RoutineItem("leg-crossover", reps=1, hold_seconds=20)),
    afterwards="Walk.",
    cautions=("Slowly.",),
    own=True,
)
COMMENTED = """\
# My routines

[[routine]] # the good one
id = "mine"
name = "Mine"   # a name
# what it does
items = [
    { exercise = "leg-lift" }, # first
]

[[routine]]
id = "yours"
name = "Yours"
[[routine.items]]
exercise = "leg-crossover"  # careful
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "config" / "routines.toml"


def written(file: Path, text: str) -> Routines:
    file.parent.mkdir()
    file.write_text(text)
    return RoutinesFile(file, Path("/nowhere")).read(CATALOGUE)[0]


def save(file: Path, routines: Routines) -> None:
    RoutinesFile(file, file.parent.parent / "lock").save(lambda _: routines, CATALOGUE)


def test_what_is_saved_is_read_again(file: Path) -> None:
    routines = BUILT_IN.with_own(MINE).with_own(Routine("b", "Bé", "x", MINE.items[:1]))
    save(file, routines)
    assert RoutinesFile(file, Path("/nowhere")).read(CATALOGUE) == (routines, ())
    assert file.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in file.parent.iterdir()] == ["routines.toml"]


def test_saving_without_a_change_leaves_the_file_as_it_is(file: Path) -> None:
    save(file, written(file, COMMENTED))
    assert file.read_text() == COMMENTED


def test_comments_stay_where_something_else_is_changed(file: Path) -> None:
    routines = written(file, COMMENTED)
    renamed = Routine("yours", "Theirs", routines.get("yours").purpose, MINE.items)
    save(file, routines.with_own(renamed))
    text = file.read_text()
    unchanged = COMMENTED.index("[[routine]]\nid")
    assert text[:unchanged] == COMMENTED[:unchanged]
    assert RoutinesFile(file, Path("/nowhere")).read(CATALOGUE)[0].get("yours").items == MINE.items


def test_a_changed_name_keeps_the_comments_of_its_routine(file: Path) -> None:
    routines = written(file, COMMENTED)
    mine = routines.get("mine")
    save(file, routines.with_own(Routine("mine", "My", mine.purpose, mine.items)))
    assert file.read_text() == COMMENTED.replace('"Mine"', '"My"')


def test_a_new_routine_is_added_at_the_end(file: Path) -> None:
    routines = written(file, COMMENTED)
    save(file, routines.with_own(Routine("new", "New", "x", MINE.items)))
    assert file.read_text() == COMMENTED + (
        '\n[[routine]]\nid = "new"\nname = "New"\npurpose = "x"\nitems = [\n'
        '    {exercise = "leg-lift", level = 0},\n'
        '    {exercise = "leg-crossover", reps = 1, hold_seconds = 20},\n]\n'
    )


def test_a_routine_taken_away_leaves_the_others(file: Path) -> None:
    routines = written(file, COMMENTED)
    save(file, routines.without_own("mine"))
    text = file.read_text()
    assert text.startswith("# My routines\n")
    assert text.endswith(COMMENTED[COMMENTED.index('[[routine]]\nid = "yours"') :])
    assert '"mine"' not in text


def test_the_last_routine_can_be_taken_away(file: Path) -> None:
    save(file, BUILT_IN.with_own(MINE))
    save(file, BUILT_IN)
    assert RoutinesFile(file, Path("/nowhere")).read(CATALOGUE) == (BUILT_IN, ())


def test_a_routine_whose_exercise_is_gone_stays_in_the_file(file: Path) -> None:
    routines = written(file, COMMENTED.replace("leg-crossover", "my-own-bend"))
    save(file, routines.without_own("mine").with_own(Routine("n", "N", "x", MINE.items)))
    text = file.read_text()
    assert 'exercise = "my-own-bend"  # careful' in text
    assert '"n"' in text


def test_a_list_in_brackets_can_be_edited_too(file: Path) -> None:
    text = 'routine = [{ id = "mine", name = "Mine", items = [{ exercise = "leg-lift" }] }]\n'
    routines = written(file, text)
    save(file, routines.with_own(Routine("new", "New", "x", MINE.items)))
    own = RoutinesFile(file, Path("/nowhere")).read(CATALOGUE)[0].own
    assert [routine.id for routine in own] == ["mine", "new"]


@pytest.mark.parametrize(
    "data",
    [b"[[routine]\n", b"\xff\n", b"[[routines]]\n", b'[[routine]]\nid = "half"\n', b"\x00" * 9],
)
def test_a_file_that_cannot_be_read_whole_is_not_overwritten(file: Path, data: bytes) -> None:
    file.parent.mkdir()
    file.write_bytes(data)
    with pytest.raises(RoutinesError):
        save(file, BUILT_IN.with_own(MINE))
    assert file.read_bytes() == data
    assert [path.name for path in file.parent.iterdir()] == ["routines.toml"]


def test_a_routine_that_could_not_be_read_again_is_not_written(file: Path) -> None:
    with pytest.raises(RoutinesError, match="text of 1 to 60 characters"):
        save(file, BUILT_IN.with_own(Routine("n", "x" * 61, "x", MINE.items)))
    assert not file.exists()


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "config").write_text("a file")
    with pytest.raises(RoutinesError, match="a file that can be"):
        save(tmp_path / "config" / "routines.toml", BUILT_IN.with_own(MINE))


words = st.text(min_size=1, max_size=12).map(lambda text: clean(text).strip()).filter(bool)
items = st.builds(
    RoutineItem,
    st.sampled_from([exercise.id for exercise in CATALOGUE]),
    level=st.none() | st.integers(0, 4),
)
made = st.builds(
    Routine,
    id=st.sampled_from(["mine", "yours", "third"]),
    name=words,
    purpose=words,
    items=st.lists(items, min_size=1, max_size=3).map(tuple),
    afterwards=st.just("") | words,
    cautions=st.lists(words, max_size=2).map(tuple),
)


@given(st.lists(st.tuples(st.booleans(), made), min_size=1, max_size=4))
def test_any_run_of_changes_is_read_again_as_it_was_meant(
    changes: list[tuple[bool, Routine]],
) -> None:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "config" / "routines.toml"
        file.parent.mkdir()
        file.write_text(COMMENTED)
        routines, _ = RoutinesFile(file, Path("/nowhere")).read(CATALOGUE)
        for keep, routine in changes:
            routines = routines.with_own(routine) if keep else routines.without_own(routine.id)
            save(file, routines)
            assert RoutinesFile(file, Path("/nowhere")).read(CATALOGUE) == (routines, ())


def test_a_routine_that_comes_while_another_is_saved_stays(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(file, "")
    holds = files.holds

    def arriving(target: Path, data: bytes) -> bool:
        file.write_text(COMMENTED, encoding="utf-8")
        monkeypatch.setattr(files, "holds", holds)
        return holds(target, data)

    monkeypatch.setattr(files, "holds", arriving)
    new = replace(MINE, id="new")
    collection = RoutinesFile(file, file.parent.parent / "lock")
    after = collection.save(lambda found: found.with_own(new), CATALOGUE)
    assert {routine.id for routine in after.own} == {"mine", "yours", "new"}
    assert {routine.id for routine in collection.read(CATALOGUE)[0].own} == {"mine", "yours", "new"}
    assert "# careful" in file.read_text()
