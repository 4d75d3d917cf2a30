"""Folders and files that are readable by their owner only, replaced at once, and locked."""

import errno
import os
from pathlib import Path

import pytest

from library import files, locks


def test_a_new_folder_is_open_to_its_owner_only(tmp_path: Path) -> None:
    files.make_folder(tmp_path / "a" / "b")
    assert (tmp_path / "a" / "b").stat().st_mode & 0o777 == 0o700


def test_a_folder_that_exists_keeps_the_mode_its_owner_chose(tmp_path: Path) -> None:
    (tmp_path / "shared").mkdir(mode=0o755)
    files.make_folder(tmp_path / "shared")
    assert (tmp_path / "shared").stat().st_mode & 0o777 == 0o755


def test_a_file_in_the_way_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(FileExistsError):
        files.make_folder(tmp_path / "file")


def test_a_new_file_is_readable_by_its_owner_only(tmp_path: Path) -> None:
    files.replace(tmp_path / "new" / "file", b"one\r\ntwo\n")
    assert (tmp_path / "new" / "file").read_bytes() == b"one\r\ntwo\n"
    assert (tmp_path / "new" / "file").stat().st_mode & 0o777 == 0o600


def test_replacing_keeps_mode_and_link_and_leaves_nothing_behind(tmp_path: Path) -> None:
    real, link = tmp_path / "real", tmp_path / "link"
    real.write_text("old")
    real.chmod(0o644)
    link.symlink_to(real)
    files.replace(link, b"new")
    assert link.is_symlink()
    assert real.read_text() == "new"
    assert real.stat().st_mode & 0o777 == 0o644
    assert sorted(tmp_path.iterdir()) == [link, real]


def test_a_failed_replacement_leaves_the_old_file_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    (tmp_path / "file").write_text("old")
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        files.replace(tmp_path / "file", b"new")
    assert (tmp_path / "file").read_text() == "old"
    assert list(tmp_path.iterdir()) == [tmp_path / "file"]


@pytest.mark.parametrize("long", [True, False])
def test_a_folder_or_a_file_that_is_too_large_is_named_as_such(tmp_path: Path, long: bool) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"12345") if long else path.mkdir()
    with pytest.raises(files.UnsuitableFileError) as failed:
        files.read(path, limit=4)
    told = "is 0 MB large" if long else "is a folder, not a file"
    assert failed.value.strerror == told
    assert files.reason(failed.value) == f"it {told}"


def test_whoever_waits_for_a_lock_is_told_who_holds_it(tmp_path: Path) -> None:
    lock = tmp_path / "new" / "a.lock"
    assert locks.is_free(lock)
    with locks.locked(lock, 0):
        assert not locks.is_free(lock)
        with pytest.raises(TimeoutError, match=rf"is saving \(process {os.getpid()}\)"):
            locks.locked(lock, 0).__enter__()
        with pytest.raises(TimeoutError, match="another window is saving; try again"):
            locks.locked_if_possible(lock).__enter__()
    assert locks.is_free(lock)


def test_where_no_lock_can_be_made_a_short_change_goes_on_without(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with locks.locked_if_possible(tmp_path / "file" / "a.lock"):
        pass
    with pytest.raises(OSError, match="File exists"), locks.locked(tmp_path / "file" / "a.lock", 0):
        pass
