"""However the program ends, the terminal is given back."""

import signal
import termios
from pathlib import Path

import pytest

from tests.terminal.conftest import Start
from tests.terminal.program import (
    DRAWS_BARS,
    Program,
    history,
    seconds_left,
    unfinished,
    write_routine,
    write_settings,
)

OWN_SCREEN = b"\x1b[?1049h"
ORDINARY_SCREEN, CURSOR = b"\x1b[?1049l", b"\x1b[?25h"
MOUSE_OFF = (b"\x1b[?1000l", b"\x1b[?1003l")


def assert_given_back(program: Program) -> None:
    for sequence in (ORDINARY_SCREEN, CURSOR, *MOUSE_OFF):
        switched_on = program.raw.rfind(sequence[:-1] + (b"h" if sequence != CURSOR else b"l"))
        assert program.raw.rfind(sequence) > switched_on >= 0, sequence


@pytest.mark.torture
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT])
def test_a_signal_to_end_gives_the_terminal_back(start: Start, number: signal.Signals) -> None:
    program = start()
    program.wait_for("This week")
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


@pytest.mark.torture
@pytest.mark.parametrize("keys", [(), ("?",)], ids=["page", "help"])
def test_it_ends_without_a_complaint_when_its_terminal_is_closed(
    start: Start, home_of_its_own: Path, keys: tuple[str, ...]
) -> None:
    program = start()
    program.wait_for("This week")
    program.press(*keys)
    program.wait_for(*["esc Close" for _ in keys])
    program.hang_up()
    assert list(home_of_its_own.rglob("supple.log")) == []


GAP_SECONDS = 2.2
"""A little more than the gap that counts as the machine having slept."""
PAUSE_SECONDS = 0.6


def seconds_left_when_paused(program: Program) -> int:
    """Seconds left once the whole picture stands: the word may come before the number."""
    screen = program.wait_for("Paused")
    while program.read():
        screen = program.screen
    return seconds_left(screen)


def test_a_signal_to_end_keeps_what_was_held_and_neither_a_stop_nor_a_pause_is(
    start: Start, folder: Path, tmp_path: Path
) -> None:
    told = tmp_path / "told"
    hook = f"hook_finish = 'echo $SUPPLE_COMPLETED >> {told}'"
    write_settings(folder, 'bell = "off"', 'tones = "off"', hook)
    write_routine(folder, ["floor-leg-stretch 60"])
    program = start("start", "short", environ=DRAWS_BARS)
    program.wait_for("0:59 to go")
    assert program.has_bar
    program.send_signal(signal.SIGTSTP)
    program.watch(GAP_SECONDS)
    program.send_signal(signal.SIGCONT)
    left = seconds_left_when_paused(program)
    program.watch(PAUSE_SECONDS)
    program.press(" ")
    program.wait_for("Get ready, it goes on")
    program.send_signal(signal.SIGTERM)
    assert program.wait_for_end() == 128 + signal.SIGTERM
    assert_given_back(program)
    assert not program.has_bar
    assert told.read_text() == "no\n"
    (session,) = unfinished(folder)
    (hold,) = session["holds"]
    assert hold["outcome"] == "skipped"
    # A part of a second was shown as a whole one.
    assert 60 - left <= hold["held_seconds"] <= 61 - left
    assert history(folder) == []


def stop_and_continue(program: Program) -> None:
    """As `kill -STOP` does; unlike ctrl+z nothing tells the program of it."""
    entered = program.raw.count(OWN_SCREEN)
    program.send_signal(signal.SIGSTOP)
    program.send_signal(signal.SIGCONT)
    program.wait(lambda _: program.raw.count(OWN_SCREEN) > entered, "its screen again")


def test_stopped_and_continued_from_outside_it_can_still_be_left(
    start: Start, home_of_its_own: Path
) -> None:
    program = start()
    program.wait_for("This week")
    before = termios.tcgetattr(program.child.child_fd)
    for _ in range(3):  # two threads that wait for one key may well share it out without a quarrel
        stop_and_continue(program)
        program.wait_for("This week", "Quit")
        program.press("5")
        program.wait_for("Weekly goal", "Reset value")  # the last row: nothing of Today is left
        assert termios.tcgetattr(program.child.child_fd) == before
        program.press("1")
        program.wait_for("This week")
    program.press("q" + "qj2" * 20)  # keys that come after the last one do nothing
    assert program.wait_for_end() == 0
    assert_given_back(program)
    assert list(home_of_its_own.rglob("supple.log")) == []
