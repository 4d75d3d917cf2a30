"""A terminal that takes nothing any more holds nobody up: the program ends when it is asked to."""

import os
import select
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from tests.benchmarks import lines
from tests.benchmarks.table import Samples
from tests.marks import torture
from tests.terminal.conftest import Start
from tests.terminal.program import (
    DEADLINE_SECONDS,
    QUIET_SECONDS,
    SUPPLE,
    Program,
    environment,
    unfinished,
    write_routine,
    write_settings,
)

ENDS_WITHIN_SECONDS = 6.0
FILLS_SECONDS = 2.5
"""The moving figure writes more in this time than the kernel holds."""
QUIET = ('bell = "off"', 'tones = "off"')
HUNG_UP = 128 + signal.SIGHUP


def start_session(start: Start, folder: Path, seconds: int = 60) -> Program:
    """A session with a figure that moves all the time, in its first hold."""
    write_settings(folder, *QUIET)
    write_routine(folder, [f"hamstring-massage {seconds}"])
    program = start("start", "short", columns=100, rows=30, environ={"TEXTUAL_ANIMATIONS": "full"})
    program.wait_for("Before the massage")
    program.press("enter")
    program.wait_for("to go")
    return program


@pytest.mark.parametrize(
    "number", [signal.SIGTERM, torture(signal.SIGHUP), torture(signal.SIGINT)], ids=str
)
def test_it_ends_when_asked_to_while_its_terminal_takes_nothing(
    start: Start, folder: Path, home_of_its_own: Path, number: signal.Signals
) -> None:
    program = start_session(start, folder)
    program.stall(FILLS_SECONDS)
    program.send_signal(number)
    assert program.wait_unread("is still there", ENDS_WITHIN_SECONDS) == 128 + number
    (session,) = unfinished(folder)
    assert session["holds"][0]["held_seconds"] >= 1
    assert list(home_of_its_own.rglob("supple.log")) == []


@pytest.mark.torture
def test_a_terminal_that_hangs_and_is_then_closed_is_outlived_by_nothing(
    start: Start, folder: Path, home_of_its_own: Path
) -> None:
    program = start_session(start, folder)
    program.stall(FILLS_SECONDS)
    assert program.hang_up() == HUNG_UP
    assert len(unfinished(folder)) == 1
    assert list(home_of_its_own.rglob("supple.log")) == []


@pytest.mark.torture
@pytest.mark.parametrize("key", ["q", "x", "?"])
def test_an_open_dialog_changes_nothing_about_that(
    start: Start, folder: Path, home_of_its_own: Path, key: str
) -> None:
    program = start_session(start, folder)
    program.stall(FILLS_SECONDS)
    program.press(key)
    program.stall(0.5)
    program.send_signal(signal.SIGTERM)
    assert program.wait_unread("is still there", ENDS_WITHIN_SECONDS) == 128 + signal.SIGTERM
    assert len(unfinished(folder)) == 1


@pytest.mark.torture
def test_continued_while_its_terminal_takes_nothing_it_still_ends(
    start: Start, folder: Path, home_of_its_own: Path
) -> None:
    program = start_session(start, folder)
    program.stall(FILLS_SECONDS)
    program.send_signal(signal.SIGSTOP)
    program.send_signal(signal.SIGCONT)
    program.stall(0.2)
    program.send_signal(signal.SIGTERM)
    assert program.wait_unread("is still there", ENDS_WITHIN_SECONDS) == 128 + signal.SIGTERM
    assert len(unfinished(folder)) == 1


@pytest.mark.torture
def test_a_dashboard_with_nothing_running_ends_as_well(start: Start) -> None:
    program = start(columns=200, rows=60)
    program.wait_for("This week")
    for _ in range(20):  # pages that nobody reads
        program.press("2", "3", "4", "1")
        program.stall(0.1)
    program.send_signal(signal.SIGTERM)
    assert program.wait_unread("is still there", ENDS_WITHIN_SECONDS) == 128 + signal.SIGTERM


@pytest.mark.torture
def test_left_by_its_key_while_the_terminal_takes_nothing_it_ends(start: Start) -> None:
    program = start(columns=200, rows=60)
    program.wait_for("This week")
    for _ in range(4):  # a page of this size is more than the kernel holds
        program.press("2", "1")
        program.stall(0.1)
    program.press("q")
    assert program.wait_unread("is still there", ENDS_WITHIN_SECONDS) == 0


# Plain mode waits for its output, as a reader may have stopped it on purpose, until it is to end.


def full(descriptor: int) -> int:
    """An output that takes nothing any more."""
    os.set_blocking(descriptor, False)
    for size in (1 << 16, 1):
        with suppress(BlockingIOError):
            while True:
                os.write(descriptor, b"." * size)
    os.set_blocking(descriptor, True)
    return descriptor


def plain_session(folder: Path, output: int) -> "subprocess.Popen[bytes]":
    write_settings(folder, *QUIET)
    write_routine(folder, ["floor-leg-stretch 30"])
    return subprocess.Popen(
        [SUPPLE, "--data-dir", folder, "start", "short", "--plain"],
        env=environment({}),
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=output,
    )


def wait_until_it_listens(process: "subprocess.Popen[bytes]") -> None:
    """Wait until the program obeys signals itself, which it does before it writes anything."""
    end = time.perf_counter() + DEADLINE_SECONDS
    caught = 0
    while not caught & 1 << signal.SIGTERM - 1:
        assert time.perf_counter() < end, "never listened"
        select.select([], [], [], QUIET_SECONDS)
        status = Path(f"/proc/{process.pid}/status").read_text(encoding="ascii")
        caught = int(status.partition("SigCgt:")[2].split()[0], 16)


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
@pytest.mark.parametrize("kind", ["pipe", torture("terminal")])
@pytest.mark.parametrize("number", [signal.SIGTERM, torture(signal.SIGINT), torture(signal.SIGHUP)])
def test_plain_mode_ends_when_nobody_reads_it(
    folder: Path, kind: str, number: signal.Signals
) -> None:
    reading, writing = os.pipe() if kind == "pipe" else os.openpty()
    process = plain_session(folder, full(writing))
    try:
        wait_until_it_listens(process)
        select.select([], [], [], 0.5)  # it writes, and waits
        process.send_signal(number)
        assert process.wait(ENDS_WITHIN_SECONDS) == (130 if number == signal.SIGINT else 0)
    finally:
        process.kill()
        process.wait()
        os.close(reading)
        os.close(writing)


@pytest.mark.torture
@pytest.mark.parametrize("rate", lines.RATES)
def test_a_slow_line_shows_and_rings_in_time(rate: int) -> None:
    samples = Samples()
    lines.measure_rate(samples, rate)
    for aim in lines.AIMS:
        if aim.name.startswith(f"{rate} "):
            assert samples.median("supple", aim.name) <= aim.must, aim.name
