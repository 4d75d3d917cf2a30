"""What files of somebody else may do on one's machine: nothing."""

import os
import shlex
import shutil
import subprocess

import pytest

from library.owners import own_number
from tests.field.machine import CARD_READ, Machine
from tests.terminal.conftest import read_cautions
from tests.terminal.program import SUPPLE, environment

pytestmark = pytest.mark.torture

NOBODY = 65534
AS_ROOT = pytest.mark.skipif(own_number() != 0, reason="only root can make files of somebody else")
NAMES = (
    "history (conflict)'; touch PWNED; '.json",
    "$(touch PWNED).json",
    '"; touch PWNED; ".json',
)


@pytest.mark.parametrize("name", NAMES)
def test_a_printed_command_can_be_pasted_whatever_a_file_is_called(
    machine: Machine, name: str
) -> None:
    """S1: the merge command that the doctor prints makes nothing but a merge."""
    machine.log("mine")
    elsewhere = machine.folder / "elsewhere"
    shutil.copytree(machine.data, elsewhere)
    machine.supple("log", "massage", "--note", "theirs", data=elsewhere)
    shutil.copy(elsewhere / "history.json", machine.data / name)
    told = machine.supple("doctor", code=None).out
    commands = [
        line[line.index("supple --data-dir") :] for line in told.splitlines() if " import " in line
    ]
    assert commands
    for command in commands:
        subprocess.run(
            ["bash", "-c", command],
            cwd=machine.data,
            env=environment({**machine.environ, "PATH": path_with_program()}),
            capture_output=True,
            check=False,
            timeout=30,
        )
    assert list(machine.folder.rglob("PWNED")) == []
    assert "theirs" in machine.notes()


def path_with_program() -> str:
    """PATH with the program that is tried first."""
    return f"{SUPPLE.parent}:{os.environ['PATH']}"


FORMULAS = ("=1+1", "ok;=1+1", "ok\t=1+1", "ok\n=1+1", "ok\r=1+1", "+1", "-1", "@SUM(1)", "\t=1+1")


@pytest.mark.parametrize("note", FORMULAS)
def test_no_cell_of_the_table_is_a_formula(machine: Machine, note: str) -> None:
    """S2: whatever separates cells where it is opened, none begins as a formula does."""
    machine.supple("log", "massage", "--note", note)
    table = machine.supple("export", "--csv", "-").out
    for separator in ",;\t\n\r":
        for cell in table.split(separator):
            text = cell.strip('" ')
            assert not text.startswith(("=", "@", "+")), cell
            assert text[:2] != "-1" or note not in cell
    before = machine.notes()
    machine.write("a.csv", table)
    fresh = machine.folder / "fresh"
    machine.supple("import", "a.csv", data=fresh)
    assert machine.notes(fresh) == before


@pytest.mark.parametrize("key", ["speech_command", "hook_finish", "hook_start"])
def test_commands_of_a_borrowed_folder_wait_for_a_yes(machine: Machine, key: str) -> None:
    """S3: neither doctor nor a session runs them before this machine was asked."""
    ran = machine.folder / "RAN"
    script = machine.folder / "script"
    script.write_text(f"#!/bin/sh\ntouch {shlex.quote(str(ran))}\n")
    script.chmod(0o700)
    machine.data.mkdir()
    (machine.data / "settings.toml").write_text(
        f'{key} = "{script}"\nspeech = true\n{CARD_READ}', encoding="utf-8"
    )
    assert str(script) in machine.supple("doctor", code=None).text
    assert not ran.exists()
    machine.supple("start", "desk-break", "--plain", "--speed", "100")
    assert not ran.exists()
    program = machine.terminal("start", "desk-break", columns=100, rows=30)
    read_cautions(program)
    program.wait_for("Not this time")
    program.press("escape")
    program.wait_for("to go")
    program.watch(1.0)
    assert not ran.exists()


@pytest.mark.parametrize("whose", ["own", pytest.param("another's", marks=AS_ROOT)])
def test_nothing_is_saved_onto_what_never_was_a_history(machine: Machine, whose: str) -> None:
    """S4: a link to another file of one's own stays what it is, and so does the file."""
    victim = machine.write("precious.txt", "precious")
    machine.data.mkdir()
    link = machine.data / "history.json"
    link.symlink_to(victim)
    if whose == "another's":
        machine.log("mine", data=machine.folder / "e")
        victim.write_bytes((machine.folder / "e" / "history.json").read_bytes())
        os.chown(link, NOBODY, NOBODY, follow_symlinks=False)
    before = victim.read_bytes()
    told = machine.supple("log", "massage", code=None)
    assert told.code != 0
    assert str(link) in told.text
    assert "Saved" not in told.text
    assert victim.read_bytes() == before
    assert link.is_symlink()


@AS_ROOT
def test_a_run_as_root_leaves_nothing_to_root(machine: Machine) -> None:
    """S5: what root writes into a person's folders stays the person's."""
    machine.log("before")
    for path in (machine.folder, *machine.folder.rglob("*")):
        os.chown(path, NOBODY, NOBODY)
    machine.supple("log", "massage", "--note", "as root")
    owners = {path.stat().st_uid for path in machine.folder.rglob("*")}
    assert owners == {NOBODY}
