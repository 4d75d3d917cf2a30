"""The answer of the day, digit by digit."""

from datetime import date

import pytest

from tui.screens.answering import Answering

WAITING = Answering(date(2026, 11, 25), None)
AFTER_ONE = Answering(WAITING.about, None, makes_ten=True)


@pytest.mark.parametrize(
    ("waiting", "key", "rating", "then"),
    [
        (WAITING, "0", 0, None),
        (WAITING, "9", 9, None),
        (WAITING, "1", 1, AFTER_ONE),
        (AFTER_ONE, "0", 10, None),
        (AFTER_ONE, "1", None, None),
        (WAITING, "enter", None, None),
        (AFTER_ONE, "x", None, None),
    ],
)
def test_a_digit_is_a_rating_and_a_zero_after_a_one_makes_ten(
    waiting: Answering, key: str, rating: int | None, then: Answering | None
) -> None:
    assert waiting.typed(key) == (rating, then)
