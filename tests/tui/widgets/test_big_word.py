"""Letters are as large as they fit, and drawn as they were meant."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.style import Style

from tui.widgets.big_word import DOT_ROWS, GLYPHS, SMALL, dots, letters_for, small_rows, word_rows

WORDS = st.text(sorted(GLYPHS), min_size=1, max_size=8)
RED, BLUE, GROUND = Style(color="red"), Style(color="blue"), Style()


@given(word=WORDS, columns=st.integers(0, 320), rows=st.integers(0, 100))
def test_letters_fit_and_are_as_large_as_they_can_be(word: str, columns: int, rows: int) -> None:
    letters = letters_for(word, columns, rows)
    if letters is None:
        assert rows < DOT_ROWS or columns < dots(word)
        return
    assert dots(word) * letters.width <= columns
    assert DOT_ROWS <= letters.rows <= rows
    assert max(letters.heights) - min(letters.heights) <= 1
    assert letters.heights == letters.heights[::-1]
    wider = letters.width + 1
    assert dots(word) * wider > columns or rows < max(DOT_ROWS, 2 * wider)


@pytest.mark.parametrize(
    ("columns", "rows", "width", "high"), [(34, 5, 2, 5), (51, 8, 3, 8), (85, 14, 5, 13)]
)
def test_right_is_as_large_as_designed(columns: int, rows: int, width: int, high: int) -> None:
    letters = letters_for("RIGHT", columns, rows)
    assert letters is not None
    assert (letters.width, letters.rows) == (width, high)


def test_no_digit_looks_like_a_letter_beside_it() -> None:
    """A 5 over LEFT was read as an S."""
    five, letter = ("".join(GLYPHS[each]) for each in "5S")
    assert sum(a != b for a, b in zip(five, letter, strict=True)) > 1


@given(word=WORDS, columns=st.integers(1, 200), rows=st.integers(5, 40))
def test_each_row_has_all_its_cells_and_stands_in_the_middle(
    word: str, columns: int, rows: int
) -> None:
    letters = letters_for(word, columns, rows)
    if letters is None:
        return
    drawn = word_rows(word, letters, columns, (RED,), GROUND)
    assert len(drawn) == letters.rows
    assert {strip.cell_length for strip in drawn} == {columns}
    first = [strip.text for strip in drawn]
    plain = " ".join(GLYPHS[letter][0] for letter in word)
    left = (columns - dots(word) * letters.width) // 2
    dot = [first[0][left + at * letters.width] for at in range(dots(word))]
    assert "".join(dot) == plain


def test_both_legs_share_a_word() -> None:
    letters = letters_for("BOTH", 30, 5)
    assert letters is not None
    drawn = word_rows("BOTH", letters, 30, (RED, BLUE), GROUND)
    at = 0
    for segment in drawn[0]:
        if segment.text.strip():
            assert segment.style == (RED if at < 15 else BLUE)
        at += segment.cell_length


def test_small_letters_have_two_dots_in_a_cell() -> None:
    assert small_rows("HI") == ["█ █ █", "█▀█ █", "▀ ▀ ▀"]
    drawn = word_rows("HI", SMALL, 7, (RED,), GROUND)
    assert [strip.text for strip in drawn] == [" █ █ █ ", " █▀█ █ ", " ▀ ▀ ▀ "]
