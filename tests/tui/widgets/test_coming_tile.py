"""What was last and what comes next, in two columns."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from library.guidance.coming import Coming
from library.guidance.plan import Here
from library.guidance.weekly import Trend, WeekLine
from tests.library.guidance.person import Person, checks
from tui.text.day_line import todays_line
from tui.text.day_plan import coming_words
from tui.widgets.coming_tile import (
    AFTER_THAT,
    ComingTile,
    how_it_goes,
    in_columns,
    week_words,
    what_comes,
)

TODAY = date(2026, 11, 23)
TOLD = [("Last", "Sun 22 Nov. 5 minutes, both legs, 6 holds done."), ("Soon", "Leg lift, new")]


def keys(text: str) -> str:
    return text.replace("{session.ease_off}", "x")


def test_what_comes_is_told_with_its_day() -> None:
    day = TODAY + timedelta(days=3)
    assert coming_words(Coming("x", True), "Leg lift", TODAY) == "Leg lift, new"
    assert (
        coming_words(Coming("x", True, day), "Leg lift", TODAY)
        == "Leg lift, new, not before Thursday"
    )
    assert coming_words(Coming("x", False, day), "Leg lift", TODAY) == "Leg lift, back Thursday"
    early = coming_words(Coming("x", True), "Floor leg stretch", TODAY, is_early=True)
    assert early == "Floor leg stretch, new, from 9 o'clock on"


def test_mornings_are_compared_in_a_line() -> None:
    line = WeekLine(3.1, 3.4, Trend.SAME)
    assert week_words(line) == "in the morning 3.1 of 10, before 3.4: about the same"


def test_mornings_that_the_line_of_the_day_tells_are_not_told_again() -> None:
    person = Person(checks=checks(*[4] * 7, *[3] * 7))
    here = Here(person.hour, person.possible)
    for on, is_first_of_the_week in ((15, True), (16, False)):
        standing, plan = person.standing(on), person.plan(on)
        line = todays_line(standing, plan, here, str)
        titles = [title for title, _ in what_comes(standing, plan, here, str, line)]
        assert ("Mornings: 3.0" in line) is is_first_of_the_week
        assert ("Pain" in titles) is not is_first_of_the_week


def test_the_title_promises_what_is_next_only_where_that_is_told() -> None:
    tile = ComingTile()
    for told, title in ((TOLD[:1], "Lately"), ([("Next", "Leg lift, new")], "Last and next")):
        tile.show(told)
        assert tile.border_title == title


def test_what_is_told_hangs_beside_its_word() -> None:
    assert str(in_columns(TOLD, 30, 9)) == (
        "Last  Sun 22 Nov. 5 minutes,\n      both legs, 6 holds done.\n\nSoon  Leg lift, new"
    )
    assert "\n\n" not in str(in_columns(TOLD, 30, 3))


@given(st.integers(1, 80), st.integers(1, 20))
def test_lines_that_are_left_out_are_told_by_a_sign(width: int, rows: int) -> None:
    lines = str(in_columns(TOLD, width, rows)).split("\n")
    text = "".join(line[6:] for line in lines)
    assert "…" in text or all(word in text for word in TOLD[0][1].replace(" ", ""))


def test_how_it_goes_names_the_key_that_stops() -> None:
    told = str(how_it_goes(keys, 70, 9, AFTER_THAT))
    assert "LEFT, then RIGHT" in told
    assert "x stops at once when it hurts." in told
    assert "then one new at a time" in told
    assert AFTER_THAT not in str(how_it_goes(keys, 60, 3, AFTER_THAT))
