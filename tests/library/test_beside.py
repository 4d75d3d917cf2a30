"""Whether copies have to be looked for at all."""

from pathlib import Path

import pytest

from library.beside import may_hold_copies
from library.paths import Paths, find_paths


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    """The paths of a folder with a person's three files in it, and a folder of something else."""
    folder = tmp_path / "data"
    (folder / "photos").mkdir(parents=True)
    paths = find_paths(folder, {"HOME": str(tmp_path)})
    for path in (paths.history_file, paths.settings_file, paths.routines_file):
        path.touch()
    return paths


def test_own_files_alone_are_not_looked_into(paths: Paths) -> None:
    assert not may_hold_copies(paths)


def test_a_folder_that_is_not_there_yet_holds_none(tmp_path: Path) -> None:
    assert not may_hold_copies(find_paths(tmp_path / "none", {"HOME": str(tmp_path)}))


@pytest.mark.parametrize("name", ["history (1).json", "settings copy.toml", "anything at all"])
def test_any_other_file_may_be_one(paths: Paths, name: str) -> None:
    (paths.history_file.parent / name).touch()
    assert may_hold_copies(paths)


def test_an_exercise_may_be_one_of_another(paths: Paths) -> None:
    paths.exercises_dir.mkdir(parents=True, exist_ok=True)
    (paths.exercises_dir / "my-stretch.toml").touch()
    assert may_hold_copies(paths)


def test_copies_lie_beside_what_a_link_leads_to(paths: Paths, tmp_path: Path) -> None:
    synced = tmp_path / "synced"
    synced.mkdir()
    paths.history_file.rename(synced / "history.json")
    paths.history_file.symlink_to(synced / "history.json")
    assert not may_hold_copies(paths)
    (synced / "history-1.json").touch()
    assert may_hold_copies(paths)
