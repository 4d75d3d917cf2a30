import pytest

from library.figure.figure import Mode
from library.figure.palette import DEFAULT
from library.figure.terminal import ansi, big_enough, choose_mode


@pytest.mark.parametrize(
    ("setting", "term", "encoding", "colour", "mode"),
    [
        ("auto", "xterm-256color", "utf-8", True, Mode.QUADRANT),
        ("auto", "linux", "UTF-8", True, Mode.HALF),
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


def test_below_24_by_10_there_are_words_only() -> None:
    assert big_enough(24, 10)
    assert not big_enough(23, 10)
    assert not big_enough(24, 9)


def test_colours_are_written_as_the_terminal_knows_them() -> None:
    row = (("▌", 0xFF5555, DEFAULT), ("▐", 0xFF5555, DEFAULT))
    assert ansi((row,), 16) == "\x1b[91;49m▌▐\x1b[0m"
    assert ansi((row,), 1 << 24) == "\x1b[38;2;255;85;85;49m▌▐\x1b[0m"
    assert ansi((row, row), 0) == "▌▐\n▌▐"
