import pytest

from library.session.pain import read_pain, typed_rating


@pytest.mark.parametrize(
    ("text", "pain"), [("0", 0), (" 7 ", 7), ("10", 10), ("", None), ("  ", None)]
)
def test_whole_numbers_up_to_ten_and_nothing_are_understood(text: str, pain: int | None) -> None:
    assert read_pain(text) == pain


@pytest.mark.parametrize("text", ["11", "x", "-1", "3.5", "٣", "²", "0" * 5000, "1e1", "100"])
def test_anything_else_is_refused_with_what_is_expected(text: str) -> None:
    with pytest.raises(ValueError, match="whole number from 0 to 10"):
        read_pain(text)


@pytest.mark.parametrize(
    ("digits", "rating"),
    [([3], 3), ([3, 5], 5), ([1, 0], 10), ([0], 0), ([0, 0], None), ([1, 0, 0], None)]
    + [([digit, digit], None) for digit in range(10)]
    + [([1, 0, 1], 1), ([3, 3, 4], 4)],
)
def test_digits_typed_one_by_one_rate_and_the_same_again_takes_it_away(
    digits: list[int], rating: int | None
) -> None:
    typed: int | None = None
    for digit in digits:
        typed = typed_rating(typed, digit)
    assert typed == rating


def test_a_refusal_repeats_what_was_typed_but_safely_and_in_short() -> None:
    with pytest.raises(ValueError, match="not “11”"):
        read_pain("11")
    with pytest.raises(ValueError, match="whole number") as refusal:
        read_pain("\x1b[2J" * 1000)
    assert str(refusal.value).isprintable()
    assert len(str(refusal.value)) < 100
