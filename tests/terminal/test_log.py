"""The log of the real program: a full disk, two programs at once, a kill, a crash."""

import resource
import signal
import sys
from contextlib import closing
from pathlib import Path

import pytest

from library.session.typed import WRITE_SECONDS
from tests.marks import torture
from tests.terminal.conftest import Start, read_cautions
from tests.terminal.program import (
    UNTIL_EASED,
    Program,
    call,
    history,
    unfinished,
    write_routine,
    write_settings,
)
from tui.dialogs.session_form import FIRST_MOMENT_SECONDS

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
    program.wait_for("LEFT leg, rep 1 of 1, ")
    program.press("enter")
    program.wait_for("RIGHT leg, rep 1 of 1, ")
    return program


def limit_files(program: Program, size: int) -> None:
    """From now on the program can write no file larger than this; not even root is exempt."""
    _, hard = resource.prlimit(program.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(program.pid, resource.RLIMIT_FSIZE, (size, hard))


def log(folder: Path, routine: str, note: str) -> None:
    """Log a session from the command line, as another window does."""
    assert call("--data-dir", folder, "log", routine, "--note", note).returncode == 0


@pytest.mark.torture
def test_what_cannot_be_saved_waits_and_what_others_save_is_kept(
    start: Start, folder: Path
) -> None:
    program = short_session(start, folder)
    log(folder, "short", "while it ran")
    limit_files(program, FEW_BYTES)
    program.press("enter")
    program.wait_for("Not saved", "larger than this system allows", "Try again")
    program.press("r")
    program.wait_for("Tried again at", "larger than this system allows")
    assert [one["note"] for one in history(folder)] == ["while it ran"]
    program.press("escape")
    program.wait_for("All optional", "Not saved yet")
    program.close_summary()
    program.wait_for("Not saved yet: 1 session")
    program.press("q")
    program.wait_for("Leave all the same")
    program.press("escape")
    program.wait_until_gone("Leave all the same")
    limit_files(program, resource.RLIM_INFINITY)
    log(folder, "leg-lift", "while it waited")
    program.wait_for("What had to wait is saved now.")
    program.wait_until_gone("Not saved yet")
    program.press("4")
    program.wait_for("3 sessions")
    log(folder, "leg-lift", "while it was looked at")
    program.wait_for("4 sessions", "added elsewhere")
    program.press("q")
    assert program.wait_for_end() == 0
    assert sorted(one["note"] for one in history(folder)) == [
        "",
        "while it ran",
        "while it waited",
        "while it was looked at",
    ]


@pytest.mark.torture
@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGKILL, -9)]
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


def test_a_crash_gives_the_terminal_back_names_its_details_and_keeps_the_session(
    folder: Path, tmp_path: Path, home_of_its_own: Path
) -> None:
    write_settings(folder)
    write_routine(folder, [UNTIL_EASED])
    driver = tmp_path / "crashing.py"
    driver.write_text(CRASHING, encoding="utf-8")
    arguments = (driver, "--data-dir", folder, "start", "short")
    with closing(Program(*arguments, command=Path(sys.executable))) as program:
        read_cautions(program)
        program.wait_for("LEFT leg, rep 1 of 1, ")
        program.press("enter")
        program.wait_for("RIGHT leg, rep 1 of 1, ")
        program.press("?")
        assert program.wait_for_end() == 1
    (details,) = home_of_its_own.rglob("supple.log")
    written = details.read_text(encoding="utf-8")
    assert "RuntimeError" in written
    assert "boom" in written
    assert "\x1b" not in written
    shown = program.raw.rpartition(b"\x1b[?1049l")[2]
    assert b"something unexpected went wrong" in shown
    assert details.name.encode() in shown
    assert b"Traceback" not in program.raw
    assert b"boom" not in program.raw
    assert history(folder) == []
    (session,) = unfinished(folder)
    assert session["holds"][0]["outcome"] == "done"


@pytest.mark.parametrize("end", ["kill", torture("hang up"), torture("TERM")])
def test_what_was_done_and_what_was_typed_is_offered_however_it_ended(
    start: Start, folder: Path, end: str
) -> None:
    def ends(program: Program) -> None:
        if end == "hang up":
            program.hang_up()
        else:
            program.send_signal(signal.SIGKILL if end == "kill" else signal.SIGTERM)
            program.wait_for_end()

    ends(short_session(start, folder))
    program = start()
    program.wait_for("A session was not finished", "what was done: 1 hold", "right leg")
    program.press("enter")
    program.wait_for("RIGHT leg, rep 1 of 1, ")
    program.press("enter")
    program.wait_for("Worst pain")
    program.watch(FIRST_MOMENT_SECONDS + 0.3)
    program.press("3", *["tab"] * 3, *"tight")
    program.wait_for("tight")
    program.watch(2 * WRITE_SECONDS)
    ends(program)
    (saved,) = history(folder)
    assert (saved["completed"], saved["note"]) == (True, "")
    program = start()
    program.wait_for("Typed before the program ended", "tight")
    program.press("enter")
    program.wait_for("Saved.")
    program.press("q")
    assert program.wait_for_end() == 0
    (session,) = history(folder)
    assert (session["pain_worst"], session["note"]) == (3, "tight")
    assert [hold["side"] for hold in session["holds"]] == ["left", "right"]
