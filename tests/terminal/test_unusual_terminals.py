"""Terminals that can do less than most, or do something else."""

from pathlib import Path

import pytest

from tests.marks import torture
from tests.terminal.conftest import Start
from tests.terminal.program import UNTIL_EASED, Program, write_routine, write_settings

MOUSE = b"\x1b[?1000h"


@pytest.mark.parametrize(
    ("setting", "environ", "used"),
    [
        torture("true", {"STY": "1234.pts-0.host"}, False),
        torture("true", {"TERM": "screen.xterm-256color"}, False),
        torture("false", {}, False),
        torture("true", {}, True),
    ],
)
def test_the_mouse_is_left_alone_where_it_does_harm_or_is_not_wanted(
    start: Start, folder: Path, setting: str, environ: dict[str, str], used: bool
) -> None:
    write_settings(folder, f"mouse = {setting}")
    program = start(environ=environ)
    program.wait_for("This week")
    program.press("q")
    assert program.wait_for_end() == 0
    assert (MOUSE in program.raw) is used


def test_a_terminal_in_another_encoding_is_told_how_to_be_set() -> None:
    program = Program(environ={"LC_ALL": "en_US.ISO-8859-1"}, columns=240)
    program.wait_for("LC_ALL is en_US.ISO-8859-1. Set LANG", "--plain works without")
    assert program.wait_for_end() == 1
    assert b"\x1b" not in program.raw


NOT_ON_CONSOLE = "▀▁▂▃▄▅▆▇▉▊▋▌▍▎▏▐▓▔▕▖▗▘▙▚▛▜▝▞▟█✓○★◆◐‖⏎⠒⠤⠉⣀"
"""Signs of the dashboard that the console fonts Lat15 and Uni2 of Debian do not have, and the
full block, which is drawn as a coloured space."""
REVERSE = b"\x1b[7m "


def test_on_the_linux_console_below_gnu_screen_nothing_is_done_that_these_lack(
    start: Start, folder: Path
) -> None:
    write_settings(folder, 'bell = "off"', 'tones = "off"')
    write_routine(folder, [UNTIL_EASED])
    console = {"TERM": "screen.linux", "COLORTERM": "", "STY": "1234.tty1.host"}
    program = start("start", "short", columns=100, rows=30, environ=console)
    program.wait_for("LEFT leg", "Enter when it eases")
    program.wait(lambda _: REVERSE in program.raw, "the digits")
    program.press("enter")
    program.wait_for("RIGHT leg, rep 1 of 1, ")
    program.press("q")
    program.wait_for("End the session here?")
    program.press("d")
    for key, page in (("1", "This week"), ("4", "Then you will see")):
        program.press(key)
        program.wait_for(page)
    program.press("q")
    assert program.wait_for_end() == 0
    assert MOUSE not in program.raw
    assert [sign for sign in NOT_ON_CONSOLE if sign in program.raw.decode()] == []
