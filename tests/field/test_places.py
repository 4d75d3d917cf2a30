"""Folders, file systems, owners and copies as they are on other people's disks."""

import os
import re
import shutil
from pathlib import Path

import pytest

from library.owners import own_number
from tests.field.machine import Machine, press_one_by_one

pytestmark = pytest.mark.torture

NOBODY = 65534
SYNC_COPIES = (
    "history (SFConflict sam@example.org 2026-11-28-00-30-00).json",
    "history (In Konflikt stehende Kopie von vm 2026-11-28).json",
    "history (Copie en conflit de vm 2026-11-28).json",
)


@pytest.mark.parametrize("call", ["fchmod", "chmod"])
def test_a_file_system_without_modes_is_saved_on(open_folder: Path, call: str) -> None:
    """F8: where modes cannot be set, all is saved, and the doctor says who may read it."""
    machine = Machine(open_folder / "one")
    refusing = machine.failing(call, "EPERM")
    told = machine.supple("log", "massage", "--note", "kept", environ=refusing)
    assert "Saved" in told.text
    machine.supple("log", "desk-break", environ=refusing)
    assert len(machine.sessions()) == 2
    machine.supple("export", "--json", machine.data / "whole.json", environ=refusing)
    assert "kept" in (machine.data / "whole.json").read_text()
    (machine.data / "history.json").chmod(0o644)
    machine.data.chmod(0o755)
    doctor = machine.supple("doctor", environ=refusing, code=None)
    assert "read" in doctor.text.lower()
    assert re.search(r"other people|others", doctor.text.lower())


@pytest.mark.parametrize("error", ["EINVAL", "ENOTSUP", "EIO"])
def test_what_was_saved_is_never_told_to_be_unsaved(machine: Machine, error: str) -> None:
    """F9: a folder that cannot be synced is no failed save, and nothing is there twice."""
    unsynced = machine.failing("fsync", error, "os.path.isdir(path)")
    told = machine.supple("log", "desk-break", environ=unsynced)
    assert "Saved" in told.text
    assert "Not saved" not in told.text
    assert ("power" in told.text) == (error == "EIO")
    assert len(machine.sessions()) == 1


def with_copy(machine: Machine, name: str) -> Path:
    """Put a copy of the log beside it, which has a session more."""
    machine.log("mine")
    elsewhere = machine.folder / "elsewhere"
    shutil.copytree(machine.data, elsewhere)
    machine.supple("log", "massage", "--note", "theirs", data=elsewhere)
    copy = machine.data / name
    shutil.copy(elsewhere / "history.json", copy)
    return copy


@pytest.mark.parametrize("name", SYNC_COPIES)
def test_a_copy_is_found_whatever_it_is_called(machine: Machine, name: str) -> None:
    """F10: any file beside the log with its id is a copy: named, merged, and moved away."""
    copy = with_copy(machine, name)
    assert copy.name in machine.supple("doctor", code=None).text
    program = machine.dashboard(columns=100, rows=30)
    program.wait_for("Merge")
    program.press("m")
    program.wait_until_gone("Not now")
    program.press("q")
    assert program.wait_for_end() == 0
    assert sorted(machine.notes()) == ["mine", "theirs"]
    assert not copy.exists()


def test_a_copy_of_ones_own_stays_where_it_is(machine: Machine) -> None:
    """F10: what bears no sync tool's mark is merged and left alone, and asked about once."""
    copy = with_copy(machine, "before the holidays.json")
    program = machine.dashboard(columns=100, rows=30)
    program.wait_for("Merge")
    program.press("m")
    program.wait_until_gone("Not now")
    program.press("q")
    assert program.wait_for_end() == 0
    assert sorted(machine.notes()) == ["mine", "theirs"]
    assert copy.exists()
    program = machine.dashboard(columns=100, rows=30)
    program.wait_for("This week")
    program.watch(1.0)
    assert "Not now" not in program.screen


def test_settings_that_cannot_be_written_are_no_matter(machine: Machine) -> None:
    """F11: what is remembered lies in the log; linked settings are neither written nor missed."""
    store = machine.folder / "store"
    store.mkdir()
    settings = store / "settings.toml"
    settings.write_text("# mine\nweekly_goal = 4\n", encoding="utf-8")
    machine.data.mkdir()
    (machine.data / "settings.toml").symlink_to(settings)
    frozen = machine.patched(READ_ONLY.format(inside=str(store)))
    for start in range(2):
        program = machine.terminal("start", "desk-break", environ=frozen, columns=100, rows=35)
        if not start:
            program.wait_for("I have read this")
            program.press("enter")
            program.wait_for("I do these already")
            program.press("enter")
        program.wait_until_gone("I have read this")
        program.wait(lambda screen: "to go" in screen or "Begin" in screen, "the session")
        assert "not saved" not in program.screen.lower()
        assert "I have read this" not in program.screen
        program.close()
    assert settings.read_text(encoding="utf-8") == "# mine\nweekly_goal = 4\n"
    assert (machine.data / "settings.toml").is_symlink()
    assert list(store.iterdir()) == [settings]


def test_a_settings_file_in_a_repository_stays_as_it_is(machine: Machine) -> None:
    """F11: whatever is decided about exercises and days, the file of the settings says the same."""
    machine.data.mkdir()
    settings = machine.data / "settings.toml"
    settings.write_text("# mine\nweekly_goal = 4\n", encoding="utf-8")
    changed = settings.stat().st_mtime_ns
    for verb in (
        ("adjust", "chair-leg-stretch", "favourite"),
        ("adjust", "chair-leg-stretch", "more"),
        ("ticks", "8"),
        ("check", "3"),
    ):
        machine.supple(*verb)
    program = machine.terminal(columns=100, rows=35)
    program.wait_for("I have read this")
    program.press("enter")
    program.wait_for("This week")
    press_one_by_one(program, "2", "f", "A", "i", "1", "p", "4")
    program.watch(0.5)
    program.press("q")
    assert program.wait_for_end() == 0
    assert settings.read_text(encoding="utf-8") == "# mine\nweekly_goal = 4\n"
    assert settings.stat().st_mtime_ns == changed


READ_ONLY = """
import errno, os, sys

def refuse(event, values):
    if event == "open":
        path, mode, flags = values
        writing = flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
        if isinstance(path, (str, bytes)) and os.fsdecode(path).startswith({inside!r}) and writing:
            raise OSError(errno.EROFS, "Read-only file system", path)
    if event in ("os.rename", "os.remove", "os.mkdir"):
        if any(str(value).startswith({inside!r}) for value in values):
            raise OSError(errno.EROFS, "Read-only file system", values[0])

sys.addaudithook(refuse)
"""


AS_NOBODY = f"""
import codecs, importlib, os, pkgutil
import filelock, secrets, wave
import library, tui

codecs.lookup("utf-8-sig")
for package in (library, tui):  # nobody may be unable to read where they lie
    for module in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
os.setegid({NOBODY})
os.seteuid({NOBODY})
"""


@pytest.mark.skipif(own_number() != 0, reason="only root can lock somebody else out")
def test_whoever_is_locked_out_is_told_owner_and_cure(open_folder: Path) -> None:
    """F12: after a run that left the log to root, message and doctor say whose it is."""
    machine = Machine(open_folder / "nobody")
    machine.log("before")
    for path in (machine.folder, *machine.folder.rglob("*")):
        if not path.is_relative_to(machine.data):
            os.chown(path, NOBODY, NOBODY)
    machine.data.chmod(0o700)
    as_nobody = machine.patched(AS_NOBODY)
    for verb in (("log", "massage"), ("history",), ("doctor",)):
        told = machine.supple(*verb, environ=as_nobody, code=None)
        assert told.code != 0
        assert str(machine.data) in told.text
        assert "root" in told.text
        assert "chown" in told.text


def test_all_folders_are_told_and_can_be_erased_for_good(machine: Machine) -> None:
    """F13: paths names every folder, and erase leaves no session anywhere."""
    machine.log("SECRET", "SECRET too")
    told = machine.supple("paths").text
    for path in machine.folder.rglob("*"):
        if path.is_file() and b"SECRET" in path.read_bytes():
            assert str(path.parent) in told
    assert machine.supple("erase", "--yes", "3", code=None).code != 0
    assert len(machine.sessions()) == 2
    machine.supple("erase", "--yes", "2")
    left = [path for path in machine.folder.rglob("*") if path.is_file()]
    assert [path for path in left if b"SECRET" in path.read_bytes()] == []
    assert machine.sessions() == []
