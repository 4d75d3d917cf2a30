"""The real program asks its terminal whether it is light, and never waits for an answer."""

from pathlib import Path

import pytest

from tests.marks import torture
from tests.terminal.conftest import Start
from tests.terminal.program import Program, write_settings
from tui.background import QUESTION

LIGHT = b"\x1b]11;rgb:fbfb/f7f7/f1f1\x1b\\"
FENCE = b"\x1b[?62;22c"
ON_LIGHT, ON_DARK = b"48;2;251;247;241", b"48;2;26;23;21"
"""The backgrounds of our themes as a terminal is told them."""


def asked(program: Program) -> None:
    """Wait until the question was written."""
    program.wait(lambda _: QUESTION in program.raw, "the question")


def leaves(program: Program) -> None:
    """Leave: had anything been taken for keys, another page or a card would be open."""
    program.wait_for("This week")
    program.press("q")
    assert program.wait_for_end() == 0


@pytest.mark.parametrize(
    ("answer", "ground"),
    [
        (LIGHT + FENCE, ON_LIGHT),
        torture(FENCE, ON_DARK),
        torture(b"", ON_DARK),
        torture(b"\x1b]11;" + b"1" * 65536 + b"\x07" + FENCE, ON_DARK),
    ],
)
def test_it_is_light_on_a_light_terminal_and_dark_on_one_that_says_nothing_of_use(
    start: Start, folder: Path, answer: bytes, ground: bytes
) -> None:
    write_settings(folder)
    program = start()
    asked(program)
    program.child.send(answer)
    program.wait_for("This week")
    assert ground in program.raw
    assert ({ON_LIGHT, ON_DARK} - {ground}).pop() not in program.raw
    leaves(program)


def test_an_answer_after_the_first_paint_turns_it_light_and_is_not_typed(
    start: Start, folder: Path
) -> None:
    write_settings(folder)
    program = start()
    program.wait_for("This week")
    assert ON_DARK in program.raw
    program.child.send(LIGHT + FENCE)
    program.wait(lambda _: ON_LIGHT in program.raw, "the light theme")
    leaves(program)


@pytest.mark.torture
def test_the_variable_counts_where_the_terminal_says_nothing(start: Start, folder: Path) -> None:
    write_settings(folder)
    program = start(environ={"COLORFGBG": "0;15"})
    program.wait_for("This week")
    assert ON_LIGHT in program.raw
    leaves(program)


@pytest.mark.torture
def test_whoever_chose_a_theme_keeps_it_and_the_terminal_is_not_asked(
    start: Start, folder: Path
) -> None:
    write_settings(folder, 'theme = "supple-dark"')
    program = start(environ={"COLORFGBG": "0;15"})
    program.wait_for("This week")
    assert QUESTION not in program.raw
    program.child.send(LIGHT)
    leaves(program)
    assert ON_LIGHT not in program.raw


def test_keys_typed_before_the_first_paint_are_followed(start: Start, folder: Path) -> None:
    write_settings(folder)
    program = start()
    asked(program)
    program.child.send(LIGHT + b"4" + FENCE)
    program.wait_for("Your first session")
    program.press("q")
    assert program.wait_for_end() == 0
    assert b"]11;rgb" not in program.raw  # nothing of the answer was shown
