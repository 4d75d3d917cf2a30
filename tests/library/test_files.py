"""Folders and files that are readable by their owner only, replaced at once, and locked."""

import errno
import fcntl
import os
import stat
import subprocess
import warnings
from pathlib import Path
from typing import Any

import pytest

from library import failures, files, locks, owners


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
    with pytest.raises(failures.UnsuitableFileError) as failed:
        files.read(path, limit=4)
    told = "is 0 MB large" if long else "is a folder, not a file"
    assert failed.value.strerror == told
    assert failures.reason(failed.value) == f"it {told}"


def test_whoever_waits_for_a_lock_is_told_who_holds_it(tmp_path: Path) -> None:
    lock = tmp_path / "new" / "a.lock"
    assert locks.is_free(lock)
    with locks.locked(lock, 0):
        assert not locks.is_free(lock)
        with pytest.raises(TimeoutError, match=rf"is saving \(process {os.getpid()}\)"):
            locks.locked(lock, 0).__enter__()
        with pytest.raises(TimeoutError, match="another window or machine is saving; try again"):
            locks.locked_if_possible(lock).__enter__()
    assert locks.is_free(lock)


def test_a_refused_lock_is_not_said_to_be_held_by_a_process_that_is_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    over = subprocess.Popen(["true"])
    over.wait()

    def refused(*_: object) -> None:
        raise OSError(errno.EACCES, os.strerror(errno.EACCES))

    monkeypatch.setattr(fcntl, "flock", refused)
    lock = tmp_path / "a.lock"
    for signed in (f"{over.pid}", "-1", "9" * 40, "nobody", None):
        if signed is not None:
            lock.with_suffix(".pid").write_text(signed)
        with pytest.raises(TimeoutError) as failed:
            locks.locked(lock, 0).__enter__()
        assert failures.reason(failed.value) == (
            f"another window or machine is saving, or the system refuses to lock {lock}"
        )


def test_where_no_lock_can_be_made_a_short_change_goes_on_without(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with locks.locked_if_possible(tmp_path / "file" / "a.lock"):
        pass
    with pytest.raises(OSError, match="File exists"), locks.locked(tmp_path / "file" / "a.lock", 0):
        pass


UNKNOWN = ("EINVAL", "ENOTSUP", "ENOSYS")
"""How file systems say that they do not know a call."""


class Refusing:
    """An `os` one of whose calls fails, for files or for folders, before or after it is done."""

    def __init__(self, call: str, code: int, *, folders: bool = False, done: bool = False) -> None:
        self._call, self._code, self._folders, self._done = call, code, folders, done

    def __getattr__(self, name: str) -> Any:
        real = getattr(os, name)
        if name != self._call:
            return real

        def refused(*args: Any, **options: Any) -> Any:
            if self._folders is not _is_folder(args[0]):
                return real(*args, **options)
            if self._done:
                real(*args, **options)
            raise OSError(self._code, os.strerror(self._code))

        return refused


def _is_folder(what: int | str | Path) -> bool:
    try:
        return stat.S_ISDIR(os.stat(what).st_mode)
    except FileNotFoundError:
        return False


@pytest.mark.parametrize("code", [*UNKNOWN, "EPERM", "EACCES"])
@pytest.mark.parametrize("old", [True, False])
def test_a_file_system_that_refuses_a_mode_stops_no_save(
    old: bool, code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "file"
    if old:
        path.write_bytes(b"old")
    monkeypatch.setattr(owners, "os", Refusing("fchmod", getattr(errno, code)))
    assert files.replace(path, b"new") is None
    assert path.read_bytes() == b"new"


@pytest.mark.parametrize(
    ("call", "code"),
    [*(("fsync", code) for code in (*UNKNOWN, "EBADF")), ("open", "EACCES"), ("open", "EINVAL")],
)
def test_a_folder_that_cannot_be_synced_is_no_failure(
    call: str, code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "os", Refusing(call, getattr(errno, code), folders=True))
    assert files.replace(tmp_path / "new" / "file", b"new") is None
    assert (tmp_path / "new" / "file").read_bytes() == b"new"


@pytest.mark.parametrize(
    ("call", "code", "folders"),
    [("fsync", "EIO", True), ("fsync", "ENOSPC", True), ("open", "EMFILE", True)]
    + [("fsync", code, False) for code in UNKNOWN],
)
def test_what_is_in_its_place_is_saved_whatever_fails_then_and_the_doubt_is_told(
    call: str, code: str, folders: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "os", Refusing(call, getattr(errno, code), folders=folders))
    problem = files.replace(tmp_path / "file", b"new")
    assert problem is not None
    assert problem.errno == getattr(errno, code)
    assert failures.doubt(problem).startswith("it may not survive a power cut: ")
    assert (tmp_path / "file").read_bytes() == b"new"


@pytest.mark.parametrize("code", ["EIO", "ENOENT", "ETIMEDOUT"])
def test_a_replacement_whose_answer_is_lost_counts_by_what_is_there(
    code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "file"
    for done in (True, False):
        path.write_bytes(b"old")
        with monkeypatch.context() as patch:
            patch.setattr(files, "os", Refusing("replace", getattr(errno, code), done=done))
            if done:
                files.replace(path, b"new")
            else:
                with pytest.raises(OSError, match=os.strerror(getattr(errno, code))):
                    files.replace(path, b"new")
        assert path.read_bytes() == (b"new" if done else b"old")
        assert list(tmp_path.iterdir()) == [path]


def test_a_folder_whose_name_may_not_last_is_not_left_for_the_next_try_to_trust(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(files, "os", Refusing("fsync", errno.EIO, folders=True))
        with pytest.raises(OSError, match="error"):
            files.replace(tmp_path / "new" / "file", b"new")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("code", [*UNKNOWN, "ENOLCK"])
def test_a_file_system_without_locks_stops_no_save(
    code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise OSError(getattr(errno, code), os.strerror(getattr(errno, code)))

    monkeypatch.setattr(fcntl, "flock", refused)
    done = []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the lock's own word on ENOSYS
        with locks.locked(tmp_path / "a.lock", 0):
            done.append(code)
    assert done


@pytest.mark.parametrize("name", ["settings.toml", "history.json", "a.b"])
def test_what_an_interrupted_save_left_goes_with_the_next_one(name: str, tmp_path: Path) -> None:
    left = [tmp_path / f".{name}.{end}.tmp" for end in ("0123abcd", "X")]
    others = [tmp_path / f"{name}.tmp", tmp_path / f".{name}", tmp_path / ".other.X.tmp"]
    for path in (*left, *others):
        path.touch()
        os.utime(path, (0, 0))
    assert set(files.leftovers(tmp_path / name)) == set(left)
    files.replace(tmp_path / name, b"new")
    assert set(tmp_path.iterdir()) == {*others, tmp_path / name}


def test_where_the_system_knows_no_locks_nothing_is_said_and_no_marker_keeps_others_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_descriptor: int, _what: int) -> None:
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS))

    monkeypatch.setattr(fcntl, "flock", refuse)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with locks.locked(tmp_path / "a.lock", 0), locks.locked(tmp_path / "a.lock", 0):
            assert sorted(path.name for path in tmp_path.iterdir()) == ["a.lock", "a.pid"]


@pytest.mark.parametrize("name", ["copies.json", "settings.toml", "tone.wav"])
def test_two_saves_of_a_file_at_once_do_not_disturb_each_other(name: str, tmp_path: Path) -> None:
    path = tmp_path / name

    def save_in_another_window() -> None:
        files.replace(path, b"theirs")

    files.replace(path, b"ours", save_in_another_window)
    assert path.read_bytes() == b"ours"
    assert list(tmp_path.iterdir()) == [path]


def test_of_a_link_to_a_folder_all_that_is_in_it_is_erased(tmp_path: Path) -> None:
    elsewhere, state = tmp_path / "elsewhere", tmp_path / "state"
    (elsewhere / "deep").mkdir(parents=True)
    (elsewhere / "deep" / "a").touch()
    state.mkdir()
    (state / "backups").symlink_to(elsewhere)
    files.erase(state / "backups")
    assert list(tmp_path.iterdir()) == [state]
    assert list(state.iterdir()) == []


def test_erasing_spares_what_lies_elsewhere(tmp_path: Path) -> None:
    home = tmp_path / "home"
    state = home / "state"
    state.mkdir(parents=True)
    (home / "diary").touch()
    (state / "up").symlink_to(home)
    (state / "nowhere").symlink_to(home / "nothing")
    (state / "round").symlink_to(state / "round")
    (home / "photos").mkdir()
    (state / "kept").mkdir()
    (state / "kept" / "more").symlink_to(home / "photos")
    files.erase(state / "up")
    files.erase(state)
    assert set(home.iterdir()) == {home / "diary", home / "photos"}


@pytest.mark.parametrize(
    ("code", "told"),
    [
        (errno.ENOENT, "/gone/history is not there and cannot be made"),
        (errno.EEXIST, "/gone/history is in the way: it is no folder"),
        (errno.EISDIR, "/gone/history is a folder, not a file"),
        (errno.ENAMETOOLONG, "its name is longer than the system allows"),
        (errno.ESTALE, "the drive is gone or does not answer"),
        (errno.ENODEV, "the drive is gone or does not answer"),
        (errno.ENOTCONN, "the drive is gone or does not answer"),
    ],
)
def test_what_fails_is_told_in_plain_words(code: int, told: str) -> None:
    assert failures.reason(OSError(code, os.strerror(code), "/gone/history")) == told
