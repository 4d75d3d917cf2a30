"""What a terminal cannot show well is drawn with what it can."""

from pathlib import Path
from unicodedata import category

import pytest

import tui
from tui.driver import drawable
from tui.text.exercise_marks import KNOWN, LATER, NEW, OUT, RESTS

BLOCKS = "".join(map(chr, range(0x2580, 0x25A0)))
SHOWN_ON_CONSOLE = " ░▒■_│¯"
"""What the tables of Lat15-Terminus16, Lat15-Fixed16 and the Uni2 fonts of Debian hold of it."""
SIGNS_ON_CONSOLE = SHOWN_ON_CONSOLE + "ø–—‘’“”…•°·×←↑→↓−─━│┃┤╭╮╯╰║■▲▼▸◂●♦"
"""What they hold of other signs."""


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("plain", "plain"),
        ("▌ half", "▌ half"),
        ("███", "\x1b[7m   \x1b[27m"),
        ("\x1b[31m█ █▏\x1b[0m", "\x1b[31m\x1b[7m \x1b[27m \x1b[7m \x1b[27m▏\x1b[0m"),
        ("\x1b[7m█a\x1b[0m", "\x1b[7m\x1b[27m \x1b[7ma\x1b[0m"),
        ("\x1b[1;7;31m██\x1b[m█", "\x1b[1;7;31m\x1b[27m  \x1b[7m\x1b[m\x1b[7m \x1b[27m"),
        ("\x1b[7m\x1b[1;27m█", "\x1b[7m\x1b[1;27m\x1b[7m \x1b[27m"),
        ("\x1b[38;5;7m█", "\x1b[38;5;7m\x1b[7m \x1b[27m"),
        ("\x1b[7;38;2;7;0;27;48;5;0m█", "\x1b[7;38;2;7;0;27;48;5;0m\x1b[27m \x1b[7m"),
    ],
)
def test_full_blocks_become_spaces_without_seams(text: str, written: str) -> None:
    assert drawable(text, console=False) == written


@pytest.mark.parametrize("sign", [*BLOCKS, *"✓○★◆⠀⠒⣿"])
def test_the_console_gets_only_what_its_fonts_have(sign: str) -> None:
    written = drawable(f"a{sign}b", console=True)
    shown = written.replace("\x1b[7m", "").replace("\x1b[27m", "")
    assert len(shown) == 3
    assert shown[1].isascii() or shown[1] in SHOWN_ON_CONSOLE + "♦·"


def test_every_sign_of_ours_has_a_stand_in_where_the_console_lacks_it() -> None:
    texts = (path.read_text(encoding="utf-8") for path in Path(tui.__file__).parent.rglob("*.py"))
    signs = {sign for sign in "".join(texts) if sign > "\x7f" and category(sign)[0] in "PSN"}
    signs.discard("⏎")  # Textual's, in whose place our footer has a word
    written = "".join(drawable(sign, console=True) for sign in signs)
    lacking = {sign for sign in written if not sign.isascii() and sign not in SIGNS_ON_CONSOLE}
    assert lacking == set()


def test_what_an_exercise_is_stays_apart_on_the_console() -> None:
    assert len({drawable(mark, console=True) for mark in (KNOWN, NEW, LATER, RESTS, OUT)}) == 5


def test_the_steps_of_the_map_stay_apart_on_the_console() -> None:
    assert len({drawable(step, console=True) for step in "·░▒▓█"}) == 5


def test_the_marks_of_a_session_stay_apart_on_the_console() -> None:
    assert len({drawable(mark, console=True) for mark in "✓~-●○·"}) == 6
