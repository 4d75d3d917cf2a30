"""Keys, letters, lines and sound devices as other people have them."""

import json
import os
import re
import signal
import stat
import time
from pathlib import Path

import pytest

from tests.field.machine import Machine
from tests.terminal.conftest import read_cautions
from tests.terminal.program import Program, seconds_left, write_routine, write_settings
from tui.dialogs.session_form import FIRST_MOMENT_SECONDS

pytestmark = pytest.mark.torture

NEW_LETTER = "\U0001fa77"
"""A pink heart, of Unicode 15: Python 3.11 does not know it."""
QUIET = ('bell = "off"', 'tones = "off"')
ENDS_WITHIN_SECONDS = 6.0
BLOCKS = "█▌▐▀▄▏▎▍▋▊▉▔▁"
BROKEN_ON_LINUX = "▀▄▓✓○◐‖▪▖▗▘▝▚▞▙▛▜▟"


def begin(
    machine: Machine, item: str, *options: str, settings: tuple[str, ...] = QUIET, **how: object
) -> Program:
    """Begin a session of one exercise."""
    write_settings_for(machine, *settings)
    write_routine(machine.data, [item])
    program = machine.terminal("start", "short", *options, columns=100, rows=30, **how)  # type: ignore[arg-type]
    read_cautions(program, plain="--plain" in options)
    return program


def write_settings_for(machine: Machine, *lines: str) -> None:
    """Settings without pauses, on this machine."""
    machine.data.mkdir(exist_ok=True)
    write_settings(machine.data, *lines)


def kept_drafts(machine: Machine) -> list[Path]:
    """The unfinished sessions of the machine."""
    return [path for path in machine.state.rglob("drafts/*") if path.suffix == ".json"]


def test_letters_newer_than_python_are_kept(machine: Machine) -> None:
    """F16: an unassigned character passes; what a terminal obeys does not."""
    machine.supple("log", "massage", "--note", f"heart {NEW_LETTER}\x1b[2J")
    (note,) = machine.notes()
    assert note.startswith(f"heart {NEW_LETTER}")
    assert "\x1b" not in note
    assert NEW_LETTER in machine.supple("export", "--csv", "-").out


@pytest.mark.parametrize("plain", [False, True], ids=["screen", "plain"])
def test_ease_off_works_with_caps_lock(machine: Machine, plain: bool) -> None:
    """F17: a capital X eases off in a hold."""
    program = begin(machine, "chair-leg-stretch 30", *(["--plain"] if plain else []))
    program.wait_for("Left leg" if plain else "LEFT leg")
    program.watch(1.0)
    program.press("X")
    program.wait_for("Good")
    program.watch(0.5)
    program.send_signal(signal.SIGTERM)
    program.wait_for_end()
    done = [json.loads(path.read_text()) for path in kept_drafts(machine)]
    assert "eased_off" in json.dumps([done, machine.sessions()])


def test_an_unknown_key_in_a_session_is_told(machine: Machine) -> None:
    """F17: a key that does nothing in a session says so."""
    program = begin(machine, "chair-leg-stretch 30")
    program.wait_for("LEFT leg")
    program.press("Z")
    program.wait(lambda screen: "does nothing" in screen.lower(), "that the key does nothing")


def test_without_utf8_nothing_unreadable_is_drawn(machine: Machine) -> None:
    """F18: a terminal of Latin-1 is refused with LANG and --plain, or drawn without the rest."""
    program = machine.dashboard(environ={"LC_ALL": "en_US.ISO-8859-1", "PYTHONUTF8": "0"})
    end = time.perf_counter() + 15
    while not program.screen.strip() and time.perf_counter() < end:
        program.read()
    program.watch(1.0)
    assert b"\\u25" not in program.raw
    if not program.child.isalive():
        told = program.screen.replace("\n", "")
        assert "--plain" in told
        assert "LANG" in told


def test_a_paste_that_is_too_long_is_told(machine: Machine) -> None:
    """F19: 105,000 characters in a note are cut with a word, and how many may stay."""
    program = begin(machine, "crossed-leg-stretch 30")
    for leg in ("LEFT", "RIGHT"):
        program.wait_for(f"{leg} leg, rep")
        program.press("enter")
    program.wait_for("All optional")
    program.watch(FIRST_MOMENT_SECONDS + 0.3)
    program.press(*["tab"] * 3, "\x1b[200~" + "abcdefg " * 13_125 + "\x1b[201~")
    program.wait(lambda screen: "2,000" in screen or "2000" in screen, "how many are the most")
    program.press("enter")
    program.wait_until_gone("All optional")
    program.press("q")
    assert program.wait_for_end() == 0
    (note,) = machine.notes()
    assert 0 < len(note) <= 2000


@pytest.mark.parametrize("end", ["closed", "SIGTERM", "SIGHUP", "continued"])
def test_a_line_that_hangs_never_keeps_the_program(machine: Machine, end: str) -> None:
    """F20: with nobody reading, it is gone within seconds of the end, and the draft is kept."""
    moving = {"TEXTUAL_ANIMATIONS": "full"}
    program = begin(machine, "hamstring-massage 60", environ=moving)
    program.wait_for("Before the massage")
    program.press("enter")
    program.wait_for("to go")
    program.watch(2.5)
    program.stall(4.0)
    began = time.perf_counter()
    if end == "closed":
        program.hang_up()
    else:
        if end == "continued":
            program.send_signal(signal.SIGSTOP)
            program.send_signal(signal.SIGCONT)
        program.send_signal(signal.SIGHUP if end == "SIGHUP" else signal.SIGTERM)
        program.wait_unread("is still there")
    assert time.perf_counter() - began < ENDS_WITHIN_SECONDS
    assert len(kept_drafts(machine)) == 1


@pytest.mark.parametrize("rate", [30_000, 9_600])
def test_a_slow_line_neither_lags_nor_pauses_the_session(machine: Machine, rate: int) -> None:
    """F21: read slowly, the screen is not behind, and nothing is taken for a sleep."""
    moving = {"TEXTUAL_ANIMATIONS": "full"}
    program = begin(machine, "hamstring-massage 60", environ=moving)
    program.wait_for("Before the massage")
    program.press("enter")
    program.wait(lambda screen: "to go" in screen and ":" in screen, "the time left")
    first, began = seconds_left(program.screen), time.perf_counter()
    while (passed := time.perf_counter() - began) < 8:
        read_at(program, rate)
    behind = seconds_left(program.screen) - (first - passed)
    assert "Paused" not in program.screen
    assert behind < 2.5  # whole seconds are shown, and a busy machine is late


def read_at(program: Program, rate: int, slice_seconds: float = 0.05) -> None:
    """Read what a line of so many bytes a second brings in a moment."""
    program.stall(slice_seconds)
    part = os.read(program.child.child_fd, int(rate * slice_seconds))
    program.raw += part
    program._stream.feed(part)
    program._text = None


@pytest.mark.parametrize("way", ["STY", "setting", "usual"])
def test_no_mouse_where_it_takes_keys_away(machine: Machine, way: str) -> None:
    """F22: inside GNU screen, and where a person says so, the mouse is left alone."""
    write_settings_for(machine, *(["mouse = false"] if way == "setting" else []))
    program = machine.dashboard(environ={"STY": "1234.pts-0.vm"} if way == "STY" else {})
    program.wait_for("This week")
    assert (b"\x1b[?1000h" in program.raw) == (way == "usual")


@pytest.mark.parametrize("term", ["linux", "xterm-256color"])
def test_only_what_a_font_can_draw_is_drawn(machine: Machine, term: str) -> None:
    """F23: no half blocks or rare marks on the console, no full blocks anywhere."""
    machine.supple("log", "desk-break")
    machine.supple("log", "massage")
    environ = {"TERM": term, "TEXTUAL_ANIMATIONS": "full"}
    if term == "linux":
        environ["COLORTERM"] = ""
    program = begin(machine, "chair-leg-stretch 30", environ=environ)
    program.wait_for("LEFT leg")
    program.watch(2.0)
    program.close()
    pages = machine.dashboard(environ=environ, columns=100, rows=30)
    pages.wait_for("This week")
    for key in "2345":
        pages.press(key)
        pages.watch(1.0)
    written = (program.raw + pages.raw).decode(errors="replace")
    wrong = BROKEN_ON_LINUX + BLOCKS if term == "linux" else "█"
    assert sorted(set(wrong) & set(written)) == []


def without_device(machine: Machine) -> dict[str, str]:
    """Players and a voice on a machine without a sound device."""
    tools = machine.folder / "tools"
    tools.mkdir()
    silent = "#!/bin/sh\necho \"ALSA lib confmisc.c:855:(parse_card) cannot find card '0'\" >&2\n"
    for name, code in {"aplay": 1, "paplay": 1, "pw-play": 1, "espeak-ng": 0}.items():
        tool = tools / name
        tool.write_text(f"{silent}exit {code}\n")
        tool.chmod(stat.S_IRWXU)
    return {"PATH": f"{tools}:{os.environ['PATH']}"}


def test_without_a_sound_device_the_bell_rings_at_once(machine: Machine) -> None:
    """F24: the doctor says in a sentence that there is no device; the session rings the bell."""
    environ = without_device(machine)
    sound = ('tones = "on"', "speech = true")
    write_settings_for(machine, *sound)
    told = machine.supple("doctor", environ=environ, code=None)
    assert "No sound device was found" in told.text
    assert not re.search(r"^ok +(Tones|Speech)", told.out, re.MULTILINE)
    program = begin(machine, "chair-leg-stretch 5", settings=sound, environ=environ)
    program.wait_for("RIGHT leg")
    program.watch(0.5)
    assert bells(program) > 0


def bells(program: Program) -> int:
    """How often the bell rang; a title ends with the same character."""
    return sum(b"\x1b]" not in part[-80:] for part in program.raw.split(b"\a")[:-1])
