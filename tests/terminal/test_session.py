"""Sessions of the real program in real time, found again in the log."""

import signal
from contextlib import closing
from pathlib import Path
from typing import Any

from tests.terminal.conftest import Start
from tests.terminal.program import (
    SUPPLE,
    UNTIL_EASED,
    Program,
    call,
    history,
    write_routine,
    write_settings,
)
from tui.dialogs.session_form import FIRST_MOMENT_SECONDS

GAP_SECONDS = 2.2
"""A little more than the gap that counts as the machine having slept."""
PAUSE_SECONDS = 0.6


def begin(start: Start, folder: Path, *items: str) -> Program:
    """A session of these holds, in its first one."""
    write_settings(folder)
    write_routine(folder, items)
    program = start("start", "short")
    program.wait_for("Hold", "rep 1 of 1")
    return program


def leave(program: Program) -> None:
    """Close the summary, and the program once it is back on its first page."""
    program.close_summary()
    program.wait_for("Last:")
    program.press("q")
    assert program.wait_for_end() == 0


def keep_and_leave(program: Program) -> None:
    """End a session early, keep what was done, and leave."""
    program.press("q")
    program.wait_for("End the session here?")
    program.press("s")
    leave(program)


def seconds_left(screen: str) -> int:
    """Seconds left of the session as they stand on the screen."""
    minutes, seconds = screen.partition(" left")[0].split()[-1].split(":")
    return 60 * int(minutes) + int(seconds)


def left_when_paused(program: Program) -> int:
    """Seconds left once the whole picture stands: the word may come before the number."""
    program.wait_for("Paused")
    while program.read():
        pass
    return seconds_left(program.screen)


def assert_held(session: dict[str, Any], left: int) -> None:
    """One hold of a minute has these seconds left; a part of a second was shown as a whole one."""
    (hold,) = session["holds"]
    assert 60 - left <= hold["held_seconds"] <= 61 - left


def test_pages_are_a_key_away(start: Start) -> None:
    program = start()
    program.wait_for("Now", "So far", "Quit")
    program.press("2")
    program.wait_for("Leg crossover", "Chair leg stretch")
    program.press("3")
    program.wait_for("Desk break", "Morning")
    program.press("4")
    program.wait_until_gone("Desk break")
    program.press("5")
    program.wait_for("Weekly goal")
    program.press("1")
    program.wait_for("So far")
    program.press("q")
    assert program.wait_for_end() == 0


def test_the_first_session_begins_with_a_card_to_read(start: Start, folder: Path) -> None:
    program = start("start", "desk-break")
    program.wait_for("not medical advice")
    program.press("enter")
    program.wait_for("Get ready", "LEFT leg")
    program.press("escape")
    program.wait_for("End the session here?")
    program.press("d")
    program.wait_for("So far")
    program.press("q")
    assert program.wait_for_end() == 0
    assert '"kind":"card"' in (folder / "history.json").read_text(encoding="utf-8")
    assert not (folder / "settings.toml").exists()
    assert history(folder) == []


def test_a_session_left_alone_runs_to_its_end(start: Start, folder: Path) -> None:
    program = begin(start, folder, "floor-leg-stretch 5")
    leave(program)
    (session,) = history(folder)
    assert session["completed"]
    assert session["routine"] == "Short"
    (hold,) = session["holds"]
    assert (hold["side"], hold["outcome"]) == ("both", "done")
    assert hold["held_seconds"] == 5
    assert call("--data-dir", folder, "status").stdout.startswith("This week      1 of 3")


def test_holds_are_ended_eased_off_and_done_again_by_keys(start: Start, folder: Path) -> None:
    program = begin(start, folder, UNTIL_EASED, "chair-leg-stretch 60")
    program.press("enter")  # the tension eased
    program.wait_for("RIGHT leg")
    program.press("x")
    program.wait_for("Good that you stopped")
    program.press("1")
    program.wait_for("Chair leg stretch", "LEFT leg")
    program.press("n")
    program.wait_for("RIGHT leg")
    program.press("b")
    program.wait_for("LEFT leg")
    program.press("n")
    program.wait_for("RIGHT leg")
    keep_and_leave(program)
    (session,) = history(folder)
    assert not session["completed"]
    assert [(hold["side"], hold["outcome"]) for hold in session["holds"]] == [
        ("left", "done"),
        ("right", "eased_off"),
        ("left", "skipped"),
        ("right", "skipped"),
    ]
    assert session["holds"][1]["held_seconds"] < 5
    assert session["holds"][2]["planned_seconds"] == 60


def test_neither_a_stopped_process_nor_a_pause_is_held(start: Start, folder: Path) -> None:
    program = begin(start, folder, "floor-leg-stretch 60")
    program.wait_for("0:59 left")
    program.send_signal(signal.SIGTSTP)
    program.watch(GAP_SECONDS)
    program.send_signal(signal.SIGCONT)
    left = left_when_paused(program)
    program.watch(PAUSE_SECONDS)
    program.press(" ")
    program.wait_for("Get ready, it goes on")
    keep_and_leave(program)
    (session,) = history(folder)
    assert_held(session, left)


def test_ctrl_z_leaves_to_the_shell_and_fg_comes_back_to_a_paused_session(folder: Path) -> None:
    write_settings(folder)
    write_routine(folder, ["floor-leg-stretch 60"])
    shell = Program("--norc", "--noprofile", "-i", command=Path("/bin/bash"))
    with closing(shell) as program:
        program.press(f"{SUPPLE} --data-dir {folder} start short\r")
        program.wait_for("rep 1 of 1", "0:59 left")
        program.press("ctrl+z")
        program.wait_for("Stopped")
        program.press("fg; echo code $?\r")
        program.wait_for("Paused")
        program.press("q")
        program.wait_for("End the session here?")
        program.press("d")
        program.wait_for("So far")
        program.press("q")
        program.wait_for("code 0")
        assert b"Traceback" not in program.raw


def test_sessions_and_pages_work_in_a_terminal_of_twenty_by_five(
    start: Start, folder: Path
) -> None:
    write_settings(folder)
    write_routine(folder, [UNTIL_EASED])
    program = start("start", "short", columns=20, rows=5)
    program.wait_for("LEFT", "Hold")
    program.press("enter")
    program.wait_for("RIGHT", "Hold")
    program.press("enter")
    program.wait_for("Done")
    program.watch(FIRST_MOMENT_SECONDS)
    program.press("enter")
    program.wait_for("1 Today")
    for page, sign in {"2": "Chair", "3": "First", "4": "4", "5": "Weekly", "1": "Today"}.items():
        program.press(page)
        program.wait_for(sign)
    program.press("q")
    assert program.wait_for_end() == 0
    assert history(folder)[0]["holds"][0]["outcome"] == "done"
