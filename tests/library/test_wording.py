"""Days as a person would say them, and when their year is told."""

from datetime import date

import pytest

from library.wording import day_words, whole_day_words

DAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (DAY, "Mon 2 Mar"),
        (date(2026, 12, 31), "Thu 31 Dec"),
        (date(2025, 12, 31), "Wed 31 Dec"),
        (date(2025, 11, 30), "Sun 30 Nov"),
        (date(2025, 11, 29), "Sat 29 Nov 2025"),
        (date(2027, 3, 2), "Tue 2 Mar 2027"),
        (date(1970, 1, 1), "Thu 1 Jan 1970"),
    ],
)
def test_the_year_is_told_where_it_does_not_go_without_saying(day: date, words: str) -> None:
    assert day_words(day, DAY) == words
    assert whole_day_words(day, DAY).endswith(words[-4:]) == words.endswith(f"{day.year}")
    assert day_words(day) == words.removesuffix(f" {day.year}")
