"""Plain mode of the real program: in a terminal, in a pipe, and ended in every way."""

import os
import signal
import subprocess
from contextlib import closing
from pathlib import Path

import pytest

from library.session.typed import WRITE_SECONDS
from tests.marks import torture
from tests.terminal.conftest import Start, read_cautions
from tests.terminal.program import (
    DEADLINE_SECONDS,
    DRAWS_BARS,
    SUPPLE,
    UNTIL_EASED,
    Program,
    call,
    environment,
    history,
    unfinished,
    write_routine,
    write_settings,
)


@pytest.fixture
def short(folder: Path) -> Path:
    """A folder with a routine of one hold of 5 s on each leg."""
    write_settings(folder, 'bell = "off"', 'tones = "off"')
    write_routine(folder, ["chair-leg-stretch 5"])
    return folder


@pytest.fixture
def in_second_hold(start: Start, short: Path) -> Program:
    """A session that has one hold behind it, and one before it."""
    write_routine(short, [UNTIL_EASED])
    program = start("start", "short", "--plain", environ=DRAWS_BARS)
    program.wait_for("Left leg.")
    program.press("enter")
    program.wait_for("Right leg.")
    return program


def test_without_a_terminal_it_runs_by_itself_and_is_saved(short: Path) -> None:
    write_routine(short, ["floor-leg-stretch 5"])
    answer = call("--data-dir", short, "start", "short", "--plain")
    assert (answer.returncode, answer.stderr) == (0, "")
    lines = answer.stdout.splitlines()
    assert lines[0] == "Floor leg stretch:"
    assert lines[1].startswith("- Just out of bed?")
    assert any(line.startswith("  0:00  Both legs. Floor leg stretch.") for line in lines)
    assert "  0:02  Three. Two. One." in lines
    assert lines[-1].startswith("Saved")
    (session,) = history(short)
    assert session["completed"]
    assert [hold["held_seconds"] for hold in session["holds"]] == [5]


def test_a_rehearsal_is_quick_and_not_recorded(short: Path) -> None:
    answer = call("--data-dir", short, "start", "desk-break", "--plain", "--speed", "100")
    assert answer.returncode == 0
    assert "A rehearsal, 100 times as fast: nothing is recorded." in answer.stdout
    assert "Finished." in answer.stdout
    assert history(short) == []
    assert not (short / "history.json").exists()


def test_keys_work_without_enter_and_the_terminal_is_given_back(short: Path) -> None:
    write_routine(short, [UNTIL_EASED, "chair-leg-stretch 60"])
    shell = Program("--norc", "--noprofile", "-i", command=Path("/bin/bash"))
    with closing(shell) as program:
        program.press(f"{SUPPLE} --data-dir {short} start short --plain; echo code $?; stty -a\r")
        read_cautions(program, plain=True)
        program.wait_for("Left leg.")
        program.press(" ")
        program.wait_for("Paused.")
        program.press(" ")
        program.wait_for("It goes on.")
        program.press("n")
        program.wait_for("Right leg.")
        program.press("enter")
        program.wait_for("Hold, 60")
        program.press("q")
        program.wait_for("s saves what was done")
        program.press("s")
        program.wait_for("Worst pain")
        program.press("1", "0", "enter")
        program.wait_for("Where was it?")
        program.press("2")
        program.wait_for("A note?")
        program.press("stiff\x7f\x7fll here", "up", "enter")
        program.wait_for("code 0", " icanon", " echo ")
    (session,) = history(short)
    assert [hold["outcome"] for hold in session["holds"]] == ["skipped", "done", "skipped"]
    assert (session["pain_worst"], session["note"]) == (10, "still here")


def test_ctrl_z_gives_the_terminal_back_and_fg_comes_back_paused(short: Path) -> None:
    write_routine(short, ["chair-leg-stretch 60"])
    shell = Program("--norc", "--noprofile", "-i", command=Path("/bin/bash"), rows=40)
    with closing(shell) as program:
        program.press(f"{SUPPLE} --data-dir {short} start short --plain\r")
        read_cautions(program, plain=True)
        program.wait_for("Left leg.")
        program.press("ctrl+z")
        program.wait_for("Stopped")
        program.watch(2.5)
        program.press("fg\r")
        program.wait_for("Paused.")
        program.press("q")
        program.wait_for("d discards it")
        program.press("d")
        program.wait_for("Nothing was recorded.")


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (signal.SIGTERM, 0),
        *(torture(each, 0) for each in (signal.SIGHUP, signal.SIGQUIT)),
        torture(signal.SIGINT, 130),
    ],
)
def test_a_signal_saves_what_was_done(
    in_second_hold: Program, short: Path, number: signal.Signals, code: int
) -> None:
    assert in_second_hold.has_bar
    in_second_hold.send_signal(number)
    assert in_second_hold.wait_for_end() == code
    assert not in_second_hold.has_bar
    assert "Worst pain" not in in_second_hold.screen
    (session,) = history(short)
    assert not session["completed"]
    assert session["holds"][0]["outcome"] == "done"


def test_a_terminal_that_is_closed_saves_what_was_done(
    in_second_hold: Program, short: Path
) -> None:
    in_second_hold.hang_up()
    (session,) = history(short)
    assert session["holds"][0]["outcome"] == "done"


def test_a_closed_pipe_saves_what_was_done_and_is_no_failure(short: Path) -> None:
    reader, writer = os.pipe()
    process = subprocess.Popen(
        [SUPPLE, "--data-dir", short, "start", "short", "--plain"],
        env=environment({}),
        stdin=subprocess.DEVNULL,
        stdout=writer,
        stderr=subprocess.PIPE,
    )
    os.close(writer)
    with os.fdopen(reader) as pipe:
        while "Three." not in pipe.readline():
            pass
    _, told = process.communicate(timeout=DEADLINE_SECONDS)
    assert (process.returncode, told) == (0, b"")
    (session,) = history(short)
    assert 2 <= session["holds"][0]["held_seconds"] <= 5  # it is noticed at the next line
    assert not session["completed"]


@pytest.mark.parametrize(
    ("options", "first"), [((), "Get ready."), torture(("--quiet",), "\nLeft leg\n")]
)
def test_the_card_is_read_before_the_first_session(
    start: Start, folder: Path, options: tuple[str, ...], first: str
) -> None:
    folder.mkdir()
    program = start("start", "desk-break", "--plain", *options, rows=40)
    program.wait_for("Not medical advice", "Enter: I have read this.")
    program.press("enter")
    if not options:
        program.wait_for("only Enter when there are none")
        program.press("enter")
    program.wait_for("New to you: holds of 10 s first.")
    program.press("enter")
    program.wait_for(first)
    assert options or "0 to 9, before the first hold" in program.screen
    assert '"kind":"card"' in (folder / "history.json").read_text()
    assert not (folder / "settings.toml").exists()
    program.press("q")
    program.wait_for("discards it")
    program.press("d")
    assert program.wait_for_end() == 0
    assert history(folder) == []


def kill(program: Program) -> None:
    program.send_signal(signal.SIGKILL)
    assert program.wait_for_end() == -signal.SIGKILL


@pytest.mark.parametrize("options", [(), torture(("--quiet",))])
def test_a_killed_session_is_kept_until_somebody_can_be_asked_and_goes_on(
    start: Start, short: Path, in_second_hold: Program, options: tuple[str, ...]
) -> None:
    kill(in_second_hold)
    fast = ("--plain", "--speed", "100")
    answer = call("--data-dir", short, "start", "short", *fast, *options)
    assert answer.returncode == 0
    assert "A session was not finished and kept" in answer.stderr
    assert "A session was not finished" in call("--data-dir", short, "doctor").stdout
    program = start("start", "desk-break", "--plain")
    program.wait_for(
        "A session was not finished: Short.", "Enter  Go on: Crossed-leg hamstring stretch, right"
    )
    program.press("enter")
    program.wait_for("Right leg.")
    program.press("enter")
    program.wait_for("Worst pain")
    program.press("enter")
    program.wait_for("A note?")
    program.press("enter")
    assert program.wait_for_end() == 0
    assert "Left leg" not in program.screen
    (session,) = history(short)
    assert session["completed"]
    assert [hold["outcome"] for hold in session["holds"]] == ["done", "done"]
    assert unfinished(short) == []


def test_a_session_killed_in_its_first_hold_leaves_nothing_behind(
    start: Start, short: Path
) -> None:
    program = start("start", "short", "--plain")
    program.wait_for("Left leg.")
    kill(program)
    assert call("--data-dir", short, "doctor").returncode == 0
    assert unfinished(short) == []
    assert history(short) == []


@pytest.mark.torture  # it takes the ten seconds of a hold; other tests ask the question sooner
def test_a_length_that_was_changed_is_kept_if_wished(start: Start, short: Path) -> None:
    write_routine(short, ["chair-leg-stretch 15"])
    program = start("start", "short", "--plain")
    program.wait_for("Left leg.")
    program.press("-")
    program.wait_for("10 seconds.", "Right leg.")
    program.press("n")
    program.wait_for("Worst pain")
    program.press("enter")
    program.wait_for("A note?")
    program.press("enter")
    program.wait_for("Keep 10 s for Chair leg stretch from now on?")
    program.press("y")
    assert program.wait_for_end() == 0
    assert '"hold_seconds":10' in (short / "history.json").read_text()


@pytest.mark.parametrize("options", [torture(("--quiet",)), ("--speed", "5")])
def test_quiet_and_a_rehearsal_ask_nothing(
    start: Start, short: Path, options: tuple[str, ...]
) -> None:
    program = start("start", "short", "--plain", *options)
    program.wait_for("Left leg")
    program.press("n", "n")
    assert program.wait_for_end() == 0
    assert "?" not in program.screen.replace("? lists", "")


@pytest.mark.parametrize("how", [torture("closed"), "ctrl+c", torture("SIGTERM")])
def test_who_goes_at_the_questions_has_saved_already(
    in_second_hold: Program, short: Path, how: str
) -> None:
    program = in_second_hold
    program.press("enter")
    program.wait_for("Worst pain")
    if how == "closed":
        program.hang_up()
    elif how == "ctrl+c":
        program.press("ctrl+c")
        assert program.wait_for_end() == 130
    else:
        program.send_signal(signal.SIGTERM)
        assert program.wait_for_end() == 0
    (session,) = history(short)
    assert session["pain_worst"] is None


@pytest.mark.parametrize("how", ["ctrl+c", torture("SIGKILL")])
def test_a_note_that_is_half_typed_is_offered_by_the_next_start(
    in_second_hold: Program, start: Start, short: Path, how: str
) -> None:
    program = in_second_hold
    program.press("enter")
    program.wait_for("Worst pain")
    program.press("2", "enter")
    program.wait_for("Where was it?")
    program.press("enter")
    program.wait_for("A note?")
    program.press(*"left leg ti")
    program.wait_for("left leg ti")
    if how == "ctrl+c":
        program.press("ctrl+c")
        program.wait_for("What you typed is kept; the next start offers it.")
        assert program.wait_for_end() == 130
    else:
        program.watch(2 * WRITE_SECONDS)
        kill(program)
    program = start("start", "short", "--plain", reads=False)
    program.wait_for("Typed before the program ended, not saved yet: Short", "left leg ti")
    program.press(*"ght", "enter")
    program.wait_for("The note is saved.")
    read_cautions(program, plain=True)
    program.wait_for("Left leg.")
    kill(program)
    (session,) = history(short)
    assert (session["pain_worst"], session["note"]) == (2, "left leg tight")


def test_output_that_goes_to_a_file_gets_no_questions(short: Path, tmp_path: Path) -> None:
    shell = Program("--norc", "--noprofile", "-i", command=Path("/bin/bash"))
    log = tmp_path / "out.txt"
    write_routine(short, [UNTIL_EASED])
    with closing(shell) as program:
        program.press(f"{SUPPLE} --data-dir {short} start short --plain > {log}; echo code $?\r")
        read_cautions(program, plain=True)
        program.wait(lambda _: log.exists() and "Hold" in log.read_text(), "the first hold")
        program.press("enter", "n")
        program.wait_for("code 0")
    assert log.read_text().splitlines()[-1].startswith("Saved")
