"""However the program ends, the terminal is given back."""

import signal
import termios
from contextlib import closing
from pathlib import Path

import pytest

from library.session.typed import WRITE_SECONDS
from tests.marks import torture
from tests.terminal.conftest import Start
from tests.terminal.program import (
    SUPPLE,
    UNTIL_EASED,
    Program,
    history,
    write_routine,
    write_settings,
)
from tui.dialogs.session_form import FIRST_MOMENT_SECONDS

OWN_SCREEN = b"\x1b[?1049h"
ORDINARY_SCREEN, CURSOR = b"\x1b[?1049l", b"\x1b[?25h"
MOUSE_OFF = (b"\x1b[?1000l", b"\x1b[?1003l")


def assert_given_back(program: Program) -> None:
    for sequence in (ORDINARY_SCREEN, CURSOR, *MOUSE_OFF):
        switched_on = program.raw.rfind(sequence[:-1] + (b"h" if sequence != CURSOR else b"l"))
        assert program.raw.rfind(sequence) > switched_on >= 0, sequence


def test_quitting_gives_the_terminal_back(start: Start) -> None:
    program = start()
    program.wait_for("So far")
    program.press("q")
    assert program.wait_for_end() == 0
    assert_given_back(program)


def test_keys_that_come_after_the_last_one_do_nothing(start: Start, home_of_its_own: Path) -> None:
    program = start()
    program.wait_for("So far")
    program.press("q" + "qj2" * 20)
    assert program.wait_for_end() == 0
    assert_given_back(program)
    assert list(home_of_its_own.rglob("supple.log")) == []


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_to_end_gives_the_terminal_back(start: Start, number: signal.Signals) -> None:
    program = start()
    program.wait_for("So far")
    program.send_signal(number)
    assert program.wait_for_end() == 128 + number
    assert_given_back(program)


def test_a_signal_while_it_starts_gives_the_terminal_back_as_well(
    start: Start, home_of_its_own: Path
) -> None:
    program = start()
    program.wait(lambda _: OWN_SCREEN in program.raw, "its own screen")
    program.send_signal(signal.SIGTERM)
    assert program.wait_for_end() == 128 + signal.SIGTERM
    assert_given_back(program)
    assert list(home_of_its_own.rglob("supple.log")) == []


@pytest.mark.parametrize("keys", [torture(()), ("?",)], ids=["page", "help"])
def test_it_ends_without_a_complaint_when_its_terminal_is_closed(
    start: Start, home_of_its_own: Path, keys: tuple[str, ...]
) -> None:
    program = start()
    program.wait_for("So far")
    program.press(*keys)
    program.wait_for(*["esc closes" for _ in keys])
    program.hang_up()
    assert list(home_of_its_own.rglob("supple.log")) == []


def test_a_signal_in_the_first_hold_loses_none_of_its_seconds(
    start: Start, folder: Path, tmp_path: Path
) -> None:
    told = tmp_path / "told"
    hook = f"hook_finish = 'echo $SUPPLE_COMPLETED >> {told}'"
    write_settings(folder, 'bell = "off"', 'tones = "off"', hook)
    write_routine(folder, ["floor-leg-stretch 60"])
    program = start("start", "short")
    program.wait_for("Hold")
    program.watch(1.0)
    program.send_signal(signal.SIGTERM)
    assert program.wait_for_end() == 128 + signal.SIGTERM
    assert_given_back(program)
    assert told.read_text() == "no\n"
    program = start()
    program.wait_for("A session was not finished", "Go on: Floor leg stretch")
    program.press("s")
    program.wait_for("Saved as far as it went")
    program.press("q")
    assert program.wait_for_end() == 0
    (session,) = history(folder)
    (hold,) = session["holds"]
    assert 1 <= hold["held_seconds"] < 10
    assert hold["outcome"] == "skipped"


@pytest.mark.parametrize("end", ["kill", torture("hang up"), torture("TERM")])
def test_what_is_typed_at_the_end_is_offered_however_it_ended(
    start: Start, folder: Path, end: str
) -> None:
    write_settings(folder, 'bell = "off"', 'tones = "off"')
    write_routine(folder, [UNTIL_EASED])
    program = start("start", "short")
    for leg in ("LEFT", "RIGHT"):
        program.wait_for(f"{leg} leg   rep")
        program.press("enter")
    program.wait_for("Pain after")
    program.watch(FIRST_MOMENT_SECONDS + 0.3)
    program.press("3", "tab", *"tight")
    program.wait_for("tight")
    program.watch(2 * WRITE_SECONDS)
    if end == "hang up":
        program.hang_up()
    else:
        program.send_signal(signal.SIGKILL if end == "kill" else signal.SIGTERM)
        program.wait_for_end()
    program = start()
    program.wait_for("Typed before the program ended", "tight")
    program.press("enter")
    program.wait_for("Saved.")
    program.press("q")
    assert program.wait_for_end() == 0
    (session,) = history(folder)
    assert (session["pain_after"], session["note"]) == (3, "tight")


def stop_and_continue(program: Program) -> None:
    """As `kill -STOP` does; unlike ctrl+z nothing tells the program of it."""
    entered = program.raw.count(OWN_SCREEN)
    program.send_signal(signal.SIGSTOP)
    program.send_signal(signal.SIGCONT)
    program.wait(lambda _: program.raw.count(OWN_SCREEN) > entered, "its screen again")


def test_after_ctrl_z_all_of_the_page_is_drawn_again(folder: Path) -> None:
    write_settings(folder)
    shell = Program("--norc", "--noprofile", "-i", command=Path("/bin/bash"))
    with closing(shell) as program:
        program.press(f"{SUPPLE} --data-dir {folder}\r")
        page = ("1 Today", "So far", "Your sessions will be listed", "Quit")
        program.wait_for(*page)
        program.press("ctrl+z")
        program.wait_for("Stopped")
        program.press("fg\r")
        program.wait_for(*page)
        program.press("q")
        program.wait_for("bash-")


def test_stopped_and_continued_from_outside_it_can_still_be_left(start: Start) -> None:
    program = start()
    program.wait_for("So far")
    before = termios.tcgetattr(program.child.child_fd)
    for _ in range(3):  # two threads that wait for one key may well share it out without a quarrel
        stop_and_continue(program)
        program.wait_for("So far", "Quit")
        program.press("?")
        program.wait_for("esc closes")
        assert termios.tcgetattr(program.child.child_fd) == before
        program.press("escape")
        program.wait_until_gone("esc closes")
    program.press("q")
    assert program.wait_for_end() == 0
    assert_given_back(program)
