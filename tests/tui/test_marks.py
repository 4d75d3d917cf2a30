"""The legend in the help: each mark is one that pages show, and is told in a few words."""

from pathlib import Path

from wcwidth import wcswidth

import tui
from tui.text import marks
from tui.text.marks import MARKS

SHOWN_ELSEWHERE = "".join(
    file.read_text(encoding="utf-8")
    for file in Path(tui.__file__).parent.rglob("*.py")
    if file != Path(marks.__file__)
)


def test_each_mark_is_shown_somewhere() -> None:
    signs = {sign for mark, _ in MARKS for sign in mark.plain if not sign.isascii()}
    assert len(signs) > 15
    assert not {sign for sign in signs if sign not in SHOWN_ELSEWHERE}


def test_each_mark_is_one_cell_wide_and_its_words_fit_a_narrow_screen() -> None:
    for mark, words in MARKS:
        assert wcswidth(mark.plain) == len(mark.plain)
        assert 0 < len(words) <= 55
        assert words[0].islower()
    assert len({words for _, words in MARKS}) == len(MARKS)
