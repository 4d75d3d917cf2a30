"""Whose files are: kept by root, told to a person whom they shut out, hidden by closed folders."""

import os
import stat
from pathlib import Path

import pytest

from library import files, locks, owners
from tui.__main__ import run

Output = pytest.CaptureFixture[str]
NOBODY = 65534

needs_root = pytest.mark.skipif(
    owners.own_number() != 0, reason="only root can make files that belong to somebody else"
)


@pytest.fixture
def home_of_nobody(open_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of somebody who is not root, with a history in `d`."""
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "SUPPLE_DATA_DIR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(open_folder))
    # What is imported when it is asked for may be out of nobody's reach: once as root.
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    for arguments in (["log", "massage"], ["log", "massage"], ["restore", "--undo"], ["doctor"]):
        run(["--data-dir", str(tmp_path / "d"), *arguments])
    monkeypatch.setenv("XDG_STATE_HOME", str(open_folder / "state"))
    os.chown(open_folder, NOBODY, NOBODY)
    assert as_nobody("log", "massage", folder=open_folder) == 0
    return open_folder


def as_nobody(*arguments: str, folder: Path) -> int:
    os.setegid(NOBODY)
    os.seteuid(NOBODY)
    try:
        return run(["--data-dir", str(folder / "d"), *arguments])
    finally:
        os.seteuid(0)
        os.setegid(0)


@needs_root
def test_a_run_as_root_leaves_nothing_to_root(home_of_nobody: Path, capsys: Output) -> None:
    for arguments in (["log", "desk-break"], ["restore", "--undo"], ["doctor"]):
        run(["--data-dir", str(home_of_nobody / "d"), *arguments])
        run(["--data-dir", str(home_of_nobody / "new" / "e"), *arguments])
    paths = [home_of_nobody, *home_of_nobody.rglob("*")]
    assert len(paths) > 15
    assert [path for path in paths if path.stat().st_uid != NOBODY] == []
    assert as_nobody("log", "massage", folder=home_of_nobody) == 0


@needs_root
def test_a_replaced_file_keeps_owner_group_and_mode(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"old")
    path.chmod(0o640)
    os.chown(path, NOBODY, 4321)
    files.replace(path, b"new")
    info = path.stat()
    assert (info.st_uid, info.st_gid, stat.S_IMODE(info.st_mode)) == (NOBODY, 4321, 0o640)


WHAT = {
    "the data folder": "d",
    "the file": "d/history.json",
    "the state": "state",
    "the lock": "state/supple/folders/*/history.lock",
    "the backups": "state/supple/folders/*/backups",
}


@needs_root
@pytest.mark.parametrize("what", WHAT)
def test_whoever_is_shut_out_is_told_path_owner_and_cure_and_the_doctor_goes_on(
    what: str, home_of_nobody: Path, capsys: Output
) -> None:
    (path,) = home_of_nobody.glob(WHAT[what])
    os.chown(path, 0, 0)
    path.chmod(path.stat().st_mode & ~0o077)
    capsys.readouterr()
    assert as_nobody("log", "massage", folder=home_of_nobody) == 1
    told = capsys.readouterr().err
    assert f"{path} belongs to root; to make it yours again: sudo chown -R " in told
    assert told.rstrip().endswith(f"{path}")
    assert as_nobody("doctor", folder=home_of_nobody) == 2
    told = capsys.readouterr().out
    assert f"{path} belongs to root" in told
    assert f"chown -R {owners.name_of(NOBODY)} {path}" in told
    assert "Another window or machine is saving" not in told
    assert "no backups yet" not in told
    assert "Tones" in told
    os.chown(path, NOBODY, NOBODY)
    assert as_nobody("log", "massage", folder=home_of_nobody) == 0


@needs_root
def test_what_only_its_owner_can_do_is_advised_to_nobody_else(
    home_of_nobody: Path, capsys: Output
) -> None:
    folder, file = home_of_nobody / "d", home_of_nobody / "d" / "history.json"
    os.chown(folder, 0, 0)
    os.chown(file, 0, 0)
    for path, mode in ((home_of_nobody, 0o755), (folder, 0o755), (file, 0o644)):
        path.chmod(mode)
    capsys.readouterr()
    assert as_nobody("doctor", folder=home_of_nobody) == 2
    told = capsys.readouterr().out
    assert f"can read {file}.\n       It belongs to root, who alone can close it." in told
    assert f"chmod go= {file}" not in told
    file.chmod(0o600)
    assert as_nobody("doctor", folder=home_of_nobody) == 2
    told = capsys.readouterr().out
    assert f"{file} belongs to root" in told
    assert "goes back to it" not in told


@needs_root
def test_a_command_names_a_user_as_commands_do(
    open_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (open_folder / "file").write_text("")
    monkeypatch.setattr(os, "geteuid", lambda: 54_321)  # a number that has no name
    monkeypatch.setattr(owners, "_may", lambda path, wanted: path.name != "file")
    monkeypatch.setattr(owners, "_lies_in_ours", lambda _: True)
    told = owners.barrier(open_folder / "file")
    assert told.cure == f"to make it yours again: sudo chown -R 54321 {open_folder / 'file'}"
    assert owners.name_of(54_321) == "user 54321"


@needs_root
def test_a_folder_one_closed_oneself_is_told_with_another_cure(
    home_of_nobody: Path, capsys: Output
) -> None:
    (home_of_nobody / "d").chmod(0o500)
    assert as_nobody("log", "massage", folder=home_of_nobody) == 1
    assert f"to open it: chmod u+rwx {home_of_nobody / 'd'}\n" in capsys.readouterr().err


@needs_root
def test_nobody_is_told_to_take_over_a_folder_of_the_system(
    home_of_nobody: Path, open_folder: Path
) -> None:
    system = open_folder / "system" / "inner"
    system.mkdir(parents=True)
    system.chmod(0o755)
    os.seteuid(NOBODY)
    try:
        told = str(owners.barrier(system / "history.json"))
    finally:
        os.seteuid(0)
    assert told == f"{system} belongs to root; ask to be let in there, or choose another place"


@pytest.mark.parametrize(
    ("folder", "file", "rights"),
    [
        (0o755, 0o644, 0o044),
        (0o700, 0o644, 0),
        (0o700, 0o666, 0),
        (0o711, 0o604, 0o004),
        (0o750, 0o666, 0o060),
        (0o755, 0o600, 0),
    ],
)
def test_a_closed_folder_closes_what_is_in_it(
    folder: int, file: int, rights: int, open_folder: Path
) -> None:
    path = open_folder / "a" / "b" / "file"
    path.parent.mkdir(parents=True)
    path.touch()
    path.chmod(file)
    path.parent.chmod(0o755)
    (open_folder / "a").chmod(folder)
    assert owners.rights_of_others(path) == rights


def test_a_lock_that_cannot_be_looked_at_stops_no_look(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert locks.is_free(tmp_path / "file" / "a.lock")
