"""Changes of own routines, taken back one after the other."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from library.exercises.catalogue import Catalogue, ExercisesFolder
from library.routines.file import RoutinesError, RoutinesFile
from library.routines.model import Routine, RoutineItem
from library.routines.undo import ChangedSinceError, RoutineChanges

CATALOGUE = ExercisesFolder(Path("/nowhere")).read()[0]
MINE = Routine("mine", "Mine", "For me.", (RoutineItem("leg-lift"),), own=True)
LONGER = replace(MINE, items=(*MINE.items, RoutineItem("leg-crossover", reps=2, hold_seconds=20)))
OTHER = replace(MINE, id="other", name="Other")


def changes_in(folder: Path) -> RoutineChanges:
    """As a run of the program has it."""
    file = RoutinesFile(folder / "routines.toml", folder / "lock")
    return RoutineChanges(file, folder / "undo.json")


def own_in(folder: Path) -> tuple[Routine, ...]:
    return RoutinesFile(folder / "routines.toml", folder / "lock").read(CATALOGUE)[0].own


def keep(folder: Path, routine: Routine) -> None:
    changes_in(folder).save(lambda routines: routines.with_own(routine), CATALOGUE)


def delete(folder: Path, id: str) -> None:
    changes_in(folder).save(lambda routines: routines.without_own(id), CATALOGUE)


def undone(folder: Path) -> str:
    found = changes_in(folder).undo(CATALOGUE)
    return "" if found is None else str(found[1])


def test_every_run_takes_back_the_change_before(tmp_path: Path) -> None:
    keep(tmp_path, MINE)
    keep(tmp_path, LONGER)
    delete(tmp_path, "mine")
    assert own_in(tmp_path) == ()
    assert undone(tmp_path) == "Brought back: Mine."
    assert own_in(tmp_path) == (LONGER,)
    assert undone(tmp_path) == "Mine is as it was before."
    assert own_in(tmp_path) == (MINE,)
    assert undone(tmp_path) == "Deleted again: Mine."
    assert own_in(tmp_path) == ()
    assert undone(tmp_path) == ""


@given(st.lists(st.sampled_from([MINE, LONGER, OTHER, "mine", "other"]), max_size=5))
def test_all_changes_taken_back_leave_what_there_was(
    tmp_path_factory: pytest.TempPathFactory, made: list[Routine | str]
) -> None:
    folder = tmp_path_factory.mktemp("undo")
    before = [set(own_in(folder))]
    for change in made:
        if isinstance(change, str):
            delete(folder, change)
        else:
            keep(folder, change)
        if set(own_in(folder)) != before[-1]:
            before.append(set(own_in(folder)))
    while undone(folder):
        before.pop()
        assert set(own_in(folder)) == before[-1]
    assert len(before) == 1


def test_what_was_changed_since_stays_and_makes_way(tmp_path: Path) -> None:
    keep(tmp_path, OTHER)
    keep(tmp_path, MINE)
    file = tmp_path / "routines.toml"
    file.write_text(file.read_text().replace('"Mine"', '"By hand"'))
    with pytest.raises(ChangedSinceError, match="Not undone: Mine was changed again since"):
        undone(tmp_path)
    assert [routine.name for routine in own_in(tmp_path)] == ["Other", "By hand"]
    assert undone(tmp_path) == "Deleted again: Other."


def test_what_names_an_exercise_that_is_gone_does_not_come_back(tmp_path: Path) -> None:
    keep(tmp_path, MINE)
    delete(tmp_path, "mine")
    with pytest.raises(ChangedSinceError, match="Mine has an exercise that is gone"):
        changes_in(tmp_path).undo(Catalogue(()))
    assert own_in(tmp_path) == ()


def test_a_save_that_failed_can_be_undone_later(tmp_path: Path) -> None:
    keep(tmp_path, MINE)
    file = tmp_path / "routines.toml"
    text = file.read_text()
    file.write_text("routine = = 1\n")
    with pytest.raises(RoutinesError, match="nothing in the file was changed"):
        undone(tmp_path)
    file.write_text(text)
    assert undone(tmp_path) == "Deleted again: Mine."


def test_a_list_that_makes_no_sense_or_cannot_be_written_loses_no_routine(tmp_path: Path) -> None:
    (tmp_path / "undo.json").write_text('[{"before": 1}]')
    assert undone(tmp_path) == ""
    keep(tmp_path, MINE)
    (tmp_path / "undo.json").unlink()
    (tmp_path / "undo.json").mkdir()
    keep(tmp_path, OTHER)
    assert own_in(tmp_path) == (MINE, OTHER)
    assert undone(tmp_path) == ""


def test_only_the_last_changes_are_remembered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("library.routines.undo.UNDOABLE", 2)
    for number in range(4):
        keep(tmp_path, replace(MINE, purpose=f"Version {number}."))
    while undone(tmp_path):
        pass
    assert [routine.purpose for routine in own_in(tmp_path)] == ["Version 1."]


def test_a_save_that_changes_nothing_is_no_change(tmp_path: Path) -> None:
    keep(tmp_path, MINE)
    keep(tmp_path, MINE)
    assert undone(tmp_path) == "Deleted again: Mine."
