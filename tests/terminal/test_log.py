"""The log of the real program: a full disk, two programs at once, a kill, a crash."""

import resource
import signal
import sys
from pathlib import Path

import pytest

from tests.marks import torture
from tests.terminal.conftest import Start
from tests.terminal.program import (
    UNTIL_EASED,
    Program,
    call,
    history,
    write_routine,
    write_settings,
)

FEW_BYTES = 64
CRASHING = """
from tui.app import SuppleApp

def broken(self):
    raise RuntimeError("[red]boom[/] \\x1b[2J")

SuppleApp.action_help = broken

from tui.__main__ import main

main()
"""


def short_session(start: Start, folder: Path) -> Program:
    """A session in its last hold, which enter ends."""
    write_settings(folder)
    write_routine(folder, [UNTIL_EASED])
    # A file that may only have few bytes is not to become the bytecode of a module.
    program = start("start", "short", environ={"PYTHONDONTWRITEBYTECODE": "1"})
    program.wait_for("LEFT leg   rep 1 of 1")
    program.press("enter")
    program.wait_for("RIGHT leg   rep 1 of 1")
    return program


def limit_files(program: Program, size: int) -> None:
    """From now on the program can write no file larger than this; not even root is exempt."""
    _, hard = resource.prlimit(program.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(program.pid, resource.RLIMIT_FSIZE, (size, hard))


def test_a_session_that_cannot_be_saved_waits_until_it_can(start: Start, folder: Path) -> None:
    program = short_session(start, folder)
    limit_files(program, FEW_BYTES)
    program.press("enter")
    program.wait_for("Not saved", "larger than this system allows", "Try again")
    assert history(folder) == []
    program.press("r")
    program.wait_for("Tried again at", "larger than this system allows")
    limit_files(program, resource.RLIM_INFINITY)
    program.press("r")
    program.wait_for("All optional")
    assert len(history(folder)) == 1
    program.close_summary()
    program.wait_for("Last:")
    program.press("q")
    assert program.wait_for_end() == 0


def test_what_is_kept_for_later_is_saved_when_another_change_is(start: Start, folder: Path) -> None:
    program = short_session(start, folder)
    limit_files(program, FEW_BYTES)
    program.press("enter")
    program.wait_for("Not saved")
    program.press("escape")
    program.wait_for("All optional", "Not saved yet")
    program.close_summary()
    program.wait_for("Not saved yet: 1 session")
    program.press("q")
    program.wait_for("Leave all the same")
    program.press("escape")
    program.wait_until_gone("Leave all the same")
    limit_files(program, resource.RLIM_INFINITY)
    assert call("--data-dir", folder, "log", "leg-lift").returncode == 0
    program.wait_for("What had to wait is saved now.")
    program.wait_until_gone("Not saved yet")
    assert {one["routine"] for one in history(folder)} == {"Short", "Leg lift"}
    program.press("q")
    assert program.wait_for_end() == 0


def test_a_dashboard_and_the_command_line_never_lose_each_others_sessions(
    start: Start, folder: Path
) -> None:
    program = short_session(start, folder)
    for number in range(2):
        assert call("--data-dir", folder, "log", "short", "--note", str(number)).returncode == 0
    program.press("enter")
    program.wait_for("All optional")
    for number in range(2, 4):
        assert call("--data-dir", folder, "log", "short", "--note", str(number)).returncode == 0
    program.close_summary()
    program.wait_for("Last:")
    program.press("4")
    program.wait_for("5 sessions", "added elsewhere")
    program.press("q")
    assert program.wait_for_end() == 0
    assert sorted(one["note"] for one in history(folder)) == ["", "0", "1", "2", "3"]


@pytest.mark.parametrize(
    ("number", "code"),
    [torture(signal.SIGINT, 130), torture(signal.SIGTERM, 143), (signal.SIGKILL, -9)],
)
def test_no_way_to_end_the_program_loses_a_saved_session(
    start: Start, folder: Path, number: signal.Signals, code: int
) -> None:
    program = short_session(start, folder)
    program.press("enter")
    program.wait_for("All optional")
    program.send_signal(number)
    assert program.wait_for_end() == code
    assert [one["routine"] for one in history(folder)] == ["Short"]
    assert call("--data-dir", folder, "log", "short").returncode == 0, "no lock is left behind"


def crashing(tmp_path: Path, folder: Path, *arguments: str) -> Program:
    """The program with a fault in its help."""
    driver = tmp_path / "crashing.py"
    driver.write_text(CRASHING, encoding="utf-8")
    return Program(driver, "--data-dir", folder, *arguments, command=Path(sys.executable))


def test_after_a_crash_the_running_session_is_offered_again(
    start: Start, folder: Path, tmp_path: Path
) -> None:
    write_settings(folder)
    write_routine(folder, [UNTIL_EASED])
    program = crashing(tmp_path, folder, "start", "short")
    program.wait_for("LEFT leg   rep")
    program.press("enter")
    program.wait_for("RIGHT leg   rep")
    program.press("?")
    assert program.wait_for_end() == 1
    assert history(folder) == []
    again = start()
    again.wait_for("A session was not finished", "what was done: 1 hold")


def test_a_crash_gives_the_terminal_back_and_names_a_file_with_the_details(
    folder: Path, tmp_path: Path, home_of_its_own: Path
) -> None:
    write_settings(folder)
    program = crashing(tmp_path, folder)
    program.wait_for("So far")
    program.press("?")
    assert program.wait_for_end() == 1
    (details,) = home_of_its_own.rglob("supple.log")
    written = details.read_text(encoding="utf-8")
    assert "RuntimeError" in written
    assert "boom" in written
    assert "\x1b" not in written
    shown = program.raw.rpartition(b"\x1b[?1049l")[2]
    assert b"something unforeseen went wrong" in shown
    assert details.name.encode() in shown
    assert b"Traceback" not in program.raw
    assert b"boom" not in program.raw
