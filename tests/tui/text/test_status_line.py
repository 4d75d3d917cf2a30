"""The line for prompts and bars, and the fields of a format."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from library.guidance.today_is import TodayIs
from library.history.record import MarkKind
from library.progress.summary import Progress
from tests.tui.text.test_week import progress
from tui.text.line_format import FIELDS, FormatError, bar_item, check_format, filled
from tui.text.status_line import field_values, why_words


def values(today: TodayIs = TodayIs.DUE, **numbers: int) -> dict[str, str]:
    return field_values(stands(**numbers), today, None)


def stands(days: int = 0, goal: int = 3, weeks: int = 0) -> Progress:
    return replace(progress(weeks_in_a_row=weeks), week_days=days, week_goal=goal)


@pytest.mark.parametrize(
    ("today", "numbers", "line"),
    [
        (TodayIs.DUE, {"days": 2, "weeks": 4}, "●●○ 2/3 · 4 wk · due"),
        (TodayIs.DUE, {}, "○○○ · due"),
        (TodayIs.DUE, {"weeks": 1}, "○○○ · 1 wk · due"),
        (TodayIs.DONE, {"days": 1}, "●○○ 1/3 · done"),
        (TodayIs.DONE, {"days": 4, "weeks": 5}, "●●● +1 · 5 wk · done"),
        (TodayIs.MET, {"days": 3, "weeks": 5}, "●●● 3/3 · 5 wk"),
        (TodayIs.MARKED, {"days": 1, "goal": 1}, "● 1/1 · marked"),
        (TodayIs.ALL_LEFT_OUT, {"goal": 2}, "○○ · rest"),
    ],
)
def test_the_line(today: TodayIs, numbers: dict[str, int], line: str) -> None:
    assert values(today, **numbers)["line"] == line


def test_every_field_has_a_value_and_no_other_has_one() -> None:
    assert values().keys() == FIELDS.keys()


def test_a_format_is_filled_in() -> None:
    known = values(days=2, weeks=4)
    assert filled("{week_days}/{week_goal} {due}", known) == "2/3 due"
    assert filled("%F{{green}}{dots}%f", known) == "%F{green}●●○%f"
    assert filled("nothing", known) == "nothing"
    assert filled("[{due}]", values(TodayIs.DONE)) == "[]"


@pytest.mark.parametrize(
    ("form", "told"),
    [
        ("{week_day}", "Did you mean week_days?"),
        ("{}", 'There is no field "".'),
        ("{weeks:>3}", 'There is no field "weeks:>3".'),
        ("{line!r}", 'There is no field "line!r".'),
        ("{line.x}", 'There is no field "line.x".'),
        ("{due", "A { that is to be printed is written twice."),
        ("due}", "A } that is to be printed is written twice."),
    ],
)
def test_a_format_that_cannot_be_filled_in_is_refused(form: str, told: str) -> None:
    with pytest.raises(FormatError, match=re.escape(told)):
        check_format(form)
    if "no field" in told:
        with pytest.raises(FormatError, match=", ".join(FIELDS)):
            check_format(form)


@given(st.text(alphabet="{}ab_ %s:") | st.sampled_from(sorted(FIELDS)).map("{{{}}}".format))
def test_any_format_is_either_refused_or_filled_in(form: str) -> None:
    try:
        check_format(form)
    except FormatError:
        return
    assert filled(form, dict.fromkeys(FIELDS, "")).count("{") <= form.count("{{")
    assert filled(form.replace("{", "{{").replace("}", "}}"), {}) == form


def test_why_is_a_sentence_that_names_the_mark() -> None:
    for each in TodayIs:
        assert why_words(each, MarkKind.ILL).endswith(".")
    assert why_words(TodayIs.MARKED, MarkKind.TRAVEL) == "Today is marked as travel."


def test_what_a_bar_shows_is_no_markup() -> None:
    assert bar_item("a & b", "<b>\nc", "due") == {
        "text": "a &amp; b",
        "tooltip": "&lt;b&gt;\nc",
        "class": "due",
    }
