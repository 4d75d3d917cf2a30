"""A log never grows beyond what can be read, and one that cannot be read is left by a backup."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from library import files
from library.history import format as history_format
from library.history.errors import HistoryError
from library.history.sync_conflicts import merge_files
from tests.library.history.support import FakeClock, open_history, path_of, session

COUNT = 3


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    log = open_history(tmp_path)
    for number in range(COUNT):
        log.add(session(number))
    return tmp_path


def limit_to(monkeypatch: pytest.MonkeyPatch, size: int) -> None:
    monkeypatch.setattr(history_format, "LARGEST_SAVED_BYTES", size)


def test_what_is_written_can_always_be_read() -> None:
    assert history_format.LARGEST_SAVED_BYTES < files.LARGEST_BYTES


def test_a_save_beyond_it_is_refused_before_anything_is_written(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = {path: path.read_bytes() for path in folder.rglob("*.json")}
    limit_to(monkeypatch, path_of(folder).stat().st_size + 10)
    log = open_history(folder)
    with pytest.raises(HistoryError, match="Not saved: the log would be 1 MB large"):
        log.add(session(9))
    with pytest.raises(HistoryError, match="Not saved: the log would be 1 MB large"):
        log.replace(session(0, note="n" * 1_000))
    assert {path: path.read_bytes() for path in before} == before
    assert len(open_history(folder).load().sessions) == COUNT


def test_an_import_beyond_it_is_refused_and_a_dry_run_says_so(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = open_history(folder / "other")
    other.add(session(40))
    log = open_history(folder)
    assert len(log.import_file(other.path, dry_run=True).comparison.new) == 1
    before = path_of(folder).read_bytes()
    limit_to(monkeypatch, len(before))
    for dry_run in (True, False):
        with pytest.raises(HistoryError, match="Not saved: the log would be 1 MB large"):
            log.import_file(other.path, dry_run=dry_run)
    assert path_of(folder).read_bytes() == before


def test_git_s_merge_is_refused_too(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    open_history(folder / "other").add(session(40))
    before = path_of(folder).read_bytes()
    limit_to(monkeypatch, len(before))
    with pytest.raises(HistoryError, match="MB large"):
        merge_files(path_of(folder), path_of(folder / "other"), FakeClock().now())
    assert path_of(folder).read_bytes() == before


def test_what_is_as_large_already_can_still_be_changed(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = open_history(folder)
    log.load()
    log.replace(session(0, note="n" * 500))
    limit_to(monkeypatch, 10)
    log.replace(session(0, note=""))
    assert log.load().sessions[0].note == ""


def too_large(path: Path) -> None:
    os.truncate(path, files.LARGEST_BYTES + 1)  # no disk holds that much: it is a hole


def a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()
    (path / "of somebody").write_text("else")


def a_pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


@pytest.mark.parametrize("spoil", [too_large, a_folder, a_pipe])
@pytest.mark.parametrize("newest", [True, False])
def test_going_back_needs_no_file_that_can_be_read(
    folder: Path, spoil: Callable[[Path], None], newest: bool
) -> None:
    log = open_history(folder)
    backup = log.backups()[0 if newest else 1]
    spoil(path_of(folder))
    with pytest.raises(HistoryError):
        open_history(folder).load()
    with pytest.raises(HistoryError):
        open_history(folder).restore_backup(backup.name, dry_run=True)
    done = open_history(folder).restore_backup(backup.name)
    assert done.set_aside is not None
    assert done.set_aside.exists()
    assert done.set_aside.parent == folder / "state" / "kept"
    after = open_history(folder).load()
    assert (len(after.sessions), after.notices) == (COUNT if newest else COUNT - 1, ())
    assert path_of(folder).is_file()


def test_a_file_that_can_be_read_is_not_moved(folder: Path) -> None:
    log = open_history(folder)
    assert log.restore_backup(log.backups()[1].name).set_aside is None
    assert not (folder / "state" / "kept").exists()


def test_where_it_cannot_be_moved_nothing_is_changed(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = open_history(folder).backups()[0].name
    too_large(path_of(folder))

    def refuse(*_: object) -> None:
        raise PermissionError(13, "no")

    monkeypatch.setattr(files, "move", refuse)
    with pytest.raises(HistoryError, match="could not be moved away"):
        open_history(folder).restore_backup(name)
    assert path_of(folder).stat().st_size > files.LARGEST_BYTES
