"""Two machines that share a folder, as a sync tool leaves it."""

import os
import re
import shutil
from pathlib import Path

import pytest

from tests.field.machine import CARD_READ, Machine, history_form, press_one_by_one
from tests.terminal.program import Program

pytestmark = pytest.mark.torture

QUIET_SECONDS = 12.0
"""By then the dashboard has looked at the folder again and handed on what the other side lacks."""


def carry(one: Machine, two: Machine, name: str = "history.json") -> Path:
    """Let the sync tool put the file of the one into the folder of the other."""
    two.data.mkdir(exist_ok=True)
    return Path(shutil.copy(one.data / "history.json", two.data / name))


def joined(machine: Machine, other: Machine) -> None:
    """Two machines with one log, which both have begun with the same session."""
    machine.log("first")
    carry(machine, other)
    assert other.notes() == ["first"]


def until(program: Program, seen: str, seconds: float = QUIET_SECONDS) -> None:
    """Watch until the screen shows this text."""
    while seen not in program.screen and seconds > 0:
        program.watch(0.5)
        seconds -= 0.5
    assert seen in program.screen, program.screen


def left(program: Program) -> None:
    """Leave the dashboard."""
    program.press("q")
    assert program.wait_for_end() == 0


def test_two_logs_begun_apart_are_told_until_joined(machine: Machine, other: Machine) -> None:
    """Y1: the log that lost its place is named, by doctor and dashboard, and can be merged."""
    machine.log("mine")
    other.log("other")
    carry(other, machine)
    for _ in range(2):
        machine.supple("log", "desk-break")
        told = machine.supple("doctor", code=None).text
        assert "next save puts this right" not in told
        assert "Another log" in told
    program = machine.dashboard(columns=110, rows=35)
    program.wait_for("This week")
    assert "another window" not in program.screen
    program.press("!")
    program.wait_for("Add the other log")
    program.press("m")
    program.wait_until_gone("Add the other log")
    program.watch(1.0)
    left(program)
    assert {"mine", "other"} <= set(machine.notes())
    assert machine.supple("doctor").code == 0


OWN_FILES = {
    "settings.toml": "weekly_goal = {number}\n" + CARD_READ,
    "routines.toml": '[[routine]]\nid = "mine{number}"\nname = "Mine {number}"\n'
    'items = [{{ exercise = "leg-crossover", reps = 1, hold_seconds = 30 }}]\n',
}


@pytest.mark.parametrize("name", OWN_FILES)
def test_copies_of_ones_own_files_are_found_and_both_kept(machine: Machine, name: str) -> None:
    """Y2: the doctor names the copy, and what it holds is not lost by taking it in."""
    machine.data.mkdir()
    (machine.data / name).write_text(OWN_FILES[name].format(number=4), encoding="utf-8")
    stem, suffix = name.split(".")
    copy = machine.data / f"{stem}.sync-conflict-20261128-101500-ABCDEFG.{suffix}"
    copy.write_text(OWN_FILES[name].format(number=5), encoding="utf-8")
    told = machine.supple("doctor", code=None)
    assert told.code == 1
    assert copy.name in told.text
    machine.supple("import", copy, code=None)
    kept = versions(machine)
    for number in (4, 5):
        assert re.search(rf"weekly_goal = {number}|Mine {number}", kept)


def test_an_open_dashboard_asks_about_a_copy(machine: Machine, other: Machine) -> None:
    """Y3: a copy that appears while it is open is asked about, and merged."""
    joined(machine, other)
    other.supple("log", "massage", "--note", "theirs")
    program = machine.dashboard(columns=100, rows=30)
    program.wait_for("This week")
    program.watch(1.0)
    carry(other, machine, "history.sync-conflict-20261128-101500-ABCDEFG.json")
    until(program, "Not now")
    program.press("m")
    program.wait_until_gone("Not now")
    left(program)
    assert machine.notes() == ["first", "theirs"]


def test_what_the_other_side_lacks_is_handed_on(machine: Machine, other: Machine) -> None:
    """Y4: sessions that come back from a backup are saved by themselves after a while."""
    joined(machine, other)
    machine.supple("log", "massage", "--note", "mine")
    other.supple("log", "massage", "--note", "theirs")
    carry(other, machine)
    program = machine.dashboard(columns=100, rows=30)
    program.wait_for("This week")
    file = machine.data / "history.json"
    for _ in range(60):
        program.watch(0.5)
        if "mine" in file.read_text():
            break
    left(program)
    shutil.copy(file, other.data)
    assert sorted(other.notes()) == ["first", "mine", "theirs"]


def test_two_open_dashboards_hand_on_and_come_to_rest(machine: Machine, other: Machine) -> None:
    """Y4: a sync tool that keeps the newer file ends with all on both sides, and goes quiet."""
    joined(machine, other)
    programs = [each.dashboard(columns=100, rows=30) for each in (machine, other)]
    for program in programs:
        program.wait_for("This week")
    machine.supple("log", "massage", "--note", "mine")
    other.supple("log", "massage", "--note", "theirs")
    carried = []
    for at in range(24):
        for program in programs:
            program.watch(0.5)
        mine, theirs = (each.data / "history.json" for each in (machine, other))
        if mine.read_bytes() != theirs.read_bytes():
            newer, older = sorted((mine, theirs), key=lambda path: -path.stat().st_mtime_ns)
            shutil.copy2(newer, older)
            carried.append(at)
    for program in programs:
        left(program)
    for each in (machine, other):
        assert sorted(each.notes()) == ["first", "mine", "theirs"]
        assert each.supple("doctor").code == 0
    assert len(carried) <= 3
    assert carried[-1] < 20


@pytest.mark.parametrize("news", [True, False], ids=["news", "nothing new"])
def test_the_doctors_advice_ends_what_it_found(
    machine: Machine, other: Machine, news: bool
) -> None:
    """Y5: after its command, doctor has nothing more to say of the copy."""
    joined(machine, other)
    if news:
        other.supple("log", "massage", "--note", "theirs")
    copy = carry(other, machine, "history.sync-conflict-20261128-101500-ABCDEFG.json")
    machine.supple("log", "massage", "--note", "mine")
    if copy.exists():
        told = machine.supple("doctor", code=None).text
        if copy.name in told:
            machine.supple("import", copy, code=None)
    assert machine.supple("doctor").code == 0
    assert ("theirs" in machine.notes()) == news


def test_going_back_leaves_the_other_machines_sessions(machine: Machine, other: Machine) -> None:
    """Y6: only what this machine did since is gone back on."""
    joined(machine, other)
    other.supple("log", "massage", "--note", "theirs")
    carry(other, machine)
    machine.supple("log", "massage", "--note", "mine")
    oldest = re.findall(r"(?m)^([0-9a-f]{8}) ", machine.supple("backups").out)[-1]
    foretold = machine.supple("restore", oldest, "--dry-run", code=None).text
    assert "two" in foretold
    machine.supple("restore", oldest)
    assert machine.notes() == ["first", "theirs"]
    carry(machine, other)
    assert other.notes() == ["first", "theirs"]
    machine.supple("restore", "--undo")
    assert sorted(machine.notes()) == ["first", "mine", "theirs"]


def versions(machine: Machine) -> str:
    """All that is kept on the machine, as text."""
    files = [path for path in machine.folder.rglob("*") if path.is_file()]
    return "\n".join(path.read_text(errors="replace") for path in files)


def edit_note(machine: Machine, addition: str) -> None:
    """Type something into the note of the newest session, in History."""
    program = history_form(machine)
    press_one_by_one(program, *["tab"] * 3, *addition, "enter")
    program.wait_for("Saved")
    left(program)


def test_the_version_that_lost_is_kept(machine: Machine, other: Machine) -> None:
    """Y7: an edit that lost against a later one is still there after six more saves."""
    joined(machine, other)
    edit_note(machine, "LOSER ")
    edit_note(other, "WINNER ")
    carry(other, machine, "history.sync-conflict-20261128-101500-ABCDEFG.json")
    copy = next(machine.data.glob("*conflict*"))
    machine.supple("import", copy)
    assert machine.notes() == ["WINNER first"]
    for _ in range(6):
        machine.supple("log", "desk-break")
    assert "LOSER" in versions(machine)


def test_what_is_normal_between_machines_leaves_no_notice(machine: Machine, other: Machine) -> None:
    """Y8: files that replace each other are told in passing, if at all; nothing stays."""
    joined(machine, other)
    for number in range(3):
        machine.supple("log", "massage", "--note", f"mine {number}")
        other.supple("log", "massage", "--note", f"theirs {number}")
        carry(other, machine)
        machine.supple("history")
        machine.supple("log", "desk-break")
        carry(machine, other)
        other.supple("log", "desk-break")
    told = machine.supple("history")
    assert "lacked" not in told.text
    notes = " ".join(machine.notes())
    assert all(f"{whose} {number}" in notes for whose in ("mine", "theirs") for number in range(3))
    assert machine.supple("doctor").code == 0


REPLACED_MEANWHILE = """
import os, shutil

replace = os.replace
fsync = os.fsync
theirs = {theirs!r}

def first(descriptor):
    path = os.readlink(f"/proc/self/fd/{{descriptor}}")
    if path.startswith({inside!r}) and theirs:
        shutil.copy(theirs.pop(0), {inside!r} + "/arrived")
        replace({inside!r} + "/arrived", {inside!r} + "/history.json")
    return fsync(descriptor)

os.fsync = first
"""


@pytest.mark.parametrize("times", [1, 3])
def test_a_save_looks_a_second_time(machine: Machine, other: Machine, times: int) -> None:
    """Y9: a file that was replaced while it was being saved ends in a save of all."""
    joined(machine, other)
    theirs = [f"theirs {number}" for number in range(times)]
    versions = []
    for note in theirs:
        other.supple("log", "massage", "--note", note)
        versions.append(shutil.copy(other.data / "history.json", other.folder / note))
    inside = str(machine.data)
    meddling = machine.patched(
        REPLACED_MEANWHILE.format(inside=inside, theirs=list(map(str, versions)))
    )
    told = machine.supple("log", "massage", "--note", "mine", environ=meddling)
    assert "Saved" in told.text
    assert sorted(machine.notes()) == ["first", "mine", *theirs]


def test_the_first_card_swallows_no_question(machine: Machine, other: Machine) -> None:
    """Y10: where the card about safety comes first, the copy is asked about when it closes."""
    joined(machine, other)
    other.supple("log", "massage", "--note", "theirs")
    carry(other, machine, "history.sync-conflict-20261128-101500-ABCDEFG.json")
    program = machine.terminal(columns=100, rows=35)
    program.wait_for("I have read this")
    program.press("enter")
    program.wait_for("What to leave out")
    program.press("enter")
    until(program, "Not now")
    program.press("m")
    program.wait_until_gone("Not now")
    assert "theirs" in machine.notes()


def test_a_closed_folder_is_private(machine: Machine) -> None:
    """Y11: a file that all may read is private in a folder that nobody else may open."""
    machine.log("a")
    machine.data.chmod(0o700)
    (machine.data / "history.json").chmod(0o644)
    told = machine.supple("doctor")
    assert "people can read" not in told.text


def test_what_a_killed_save_left_is_removed(machine: Machine) -> None:
    """Y11: a temporary file of the settings does not stay for ever."""
    machine.log("a")
    leftover = machine.data / ".settings.toml.abcd1234.tmp"
    leftover.write_text("x", encoding="utf-8")
    old = machine.data.stat().st_mtime - 7 * 24 * 3600
    os.utime(leftover, (old, old))
    program = machine.dashboard(columns=100, rows=30)
    program.wait_for("This week")
    program.press("5")
    program.watch(0.5)
    program.press("\x1b[C")
    program.watch(1.0)
    left(program)
    assert not leftover.exists()


def test_a_session_in_two_copies_is_counted_once(machine: Machine, other: Machine) -> None:
    """Y11: what two copies both hold is told to be one session more."""
    joined(machine, other)
    other.supple("log", "massage", "--note", "theirs")
    for day in ("27", "28"):
        carry(other, machine, f"history.sync-conflict-202611{day}-101500-ABCDEFG.json")
    program = machine.dashboard(columns=100, rows=30)
    until(program, "Not now")
    program.press("m")
    program.wait_for("Merged")
    told = program.screen.partition("Merged")[2][:60]
    assert "2" not in told, told
    assert len(machine.sessions()) == 2
