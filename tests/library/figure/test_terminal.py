import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.figure.encode import ansi
from library.figure.palette import DEFAULT
from library.figure.terminal import (
    Mode,
    big_enough,
    choose_mode,
    colours_of,
    is_console,
    is_gnu_screen,
)


@pytest.mark.parametrize(
    ("setting", "term", "encoding", "colour", "mode"),
    [
        ("auto", "xterm-256color", "utf-8", True, Mode.QUADRANT),
        ("auto", "linux", "UTF-8", True, Mode.CELLS),
        ("auto", "linux-16color", "UTF-8", True, Mode.CELLS),
        ("auto", "linux", "UTF-8", False, Mode.ASCII),
        ("half", "linux", "UTF-8", True, Mode.HALF),
        ("auto", "dumb", "utf-8", False, Mode.BRAILLE),
        ("auto", "xterm", "latin-1", True, Mode.CELLS),
        ("auto", "xterm", "ascii", False, Mode.ASCII),
        ("ascii", "xterm", "utf-8", True, Mode.ASCII),
        ("off", "xterm", "utf-8", True, None),
    ],
)
def test_the_best_way_of_drawing_is_chosen(
    setting: str, term: str, encoding: str, colour: bool, mode: Mode | None
) -> None:
    assert choose_mode(setting, term, encoding, colour) is mode


@pytest.mark.parametrize(
    ("term", "colorterm", "colours"),
    [
        ("xterm-256color", "truecolor", 1 << 24),
        ("xterm", "24bit", 1 << 24),
        ("tmux-256color", "", 256),
        ("xterm-kitty", "yes", 256),
        ("xterm", "", 16),
        ("linux", "", 16),
        ("", "", 16),
    ],
)
def test_a_terminal_is_believed_how_many_colours_it_has(
    term: str, colorterm: str, colours: int
) -> None:
    assert colours_of(term, colorterm) == colours


@given(st.integers(0, 0xFFFFFF))
def test_of_256_colours_the_nearest_is_taken(colour: int) -> None:
    def distance(one: int, other: int) -> int:
        return sum((a - b) ** 2 for a, b in zip(*map(parts, (one, other)), strict=True))

    def parts(rgb: int) -> tuple[int, int, int]:
        return rgb >> 16, rgb >> 8 & 255, rgb & 255

    levels = (0, 95, 135, 175, 215, 255)
    cube = [red << 16 | green << 8 | blue for red in levels for green in levels for blue in levels]
    colours = cube + [(8 + 10 * n) * 0x010101 for n in range(24)]
    code = ansi(((("▌", colour, DEFAULT),),), 256)
    number = int(code.removeprefix("\x1b[38;5;").partition(";")[0])
    assert distance(colours[number - 16], colour) == min(distance(c, colour) for c in colours)


def test_below_24_by_10_there_are_words_only() -> None:
    assert big_enough(24, 10)
    assert not big_enough(23, 10)
    assert not big_enough(24, 9)


def test_colours_are_written_as_the_terminal_knows_them() -> None:
    row = (("▌", 0xFF5555, DEFAULT), ("▐", 0xFF5555, DEFAULT))
    assert ansi((row,), 16) == "\x1b[91;49m▌▐\x1b[0m"
    assert ansi((row,), 1 << 24) == "\x1b[38;2;255;85;85;49m▌▐\x1b[0m"
    assert ansi((row, row), 0) == "▌▐\n▌▐"


@pytest.mark.parametrize("term", ["linux", "linux-16color", "screen.linux", "screen.linux-m1"])
def test_the_console_is_known_below_gnu_screen_too(term: str) -> None:
    assert is_console(term)
    assert choose_mode("auto", term, "utf-8", colour=True) is Mode.CELLS


@pytest.mark.parametrize(
    ("environ", "known"),
    [
        ({"STY": "1.pts-0.vm", "TERM": "xterm"}, True),
        ({"TERM": "screen.xterm-256color"}, True),  # as it arrives through ssh
        ({"TERM": "screen-256color-bce"}, True),
        ({"TERM": "screen"}, True),
        ({"TERM": "screen-256color", "TMUX": "/tmp/tmux-0/default,1,0"}, False),
        ({"TERM": "tmux-256color"}, False),
        ({"TERM": "screenly"}, False),
        ({}, False),
    ],
)
def test_gnu_screen_is_known_at_the_other_end_of_ssh_too(
    environ: dict[str, str], known: bool
) -> None:
    assert is_gnu_screen(environ) is known
