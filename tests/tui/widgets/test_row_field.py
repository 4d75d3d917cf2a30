"""Words in a row, of which one is chosen by arrows or with the mouse."""

import pytest

from tui.widgets.row_field import choice_at, choice_beside, choices

WORDS = {1: "one", 2: "two", 3: "three"}


def test_the_chosen_word_stands_out_without_colour_too() -> None:
    assert choices(WORDS, 2).plain == " one [two] three "
    assert choices(WORDS, None).plain == " one  two  three "


@pytest.mark.parametrize("chosen", [1, None])
def test_a_click_takes_the_word_below_it(chosen: int | None) -> None:
    row = choices(WORDS, chosen).plain
    for choice, word in WORDS.items():
        begin = row.index(word)
        assert {choice_at(WORDS, cell) for cell in range(begin - 1, begin + len(word) + 1)} == {
            choice
        }
    assert (choice_at(WORDS, -1), choice_at(WORDS, len(row))) == (None, None)


def test_arrows_go_to_the_word_beside_and_no_further() -> None:
    assert [choice_beside(WORDS, chosen, 1) for chosen in (None, 1, 2, 3)] == [1, 2, 3, 3]
    assert [choice_beside(WORDS, chosen, -1) for chosen in (None, 1, 2, 3)] == [1, 1, 1, 2]
