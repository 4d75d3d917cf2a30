"""How settings look on their lines."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from rich.cells import cell_len
from textual.content import Content

from library.settings import SHOWN, Settings
from tui.widgets.setting_row import opening_row, setting_row


def row(key: str, *, long: bool = True, **changed: object) -> str:
    return setting_row(key, replace(Settings(), **changed), long=long).plain


def is_bold(line: Content) -> bool:
    return any("bold" in str(span.style) for span in line.spans)


def test_values_look_like_what_they_are() -> None:
    assert [row(key) for key in ("weekly_goal", "first_weekday", "tab_title", "speech_voice")] == [
        " Weekly goal           ◂       3 days       ▸  ▄▄▄▄▄▄▄▄▄▄",
        " First day of the week ◂       Monday       ▸",
        " Time in the title     ━━●  on",
        " Voice                 the usual one  …",
    ]
    assert row("breath_bar") == " Breath bar            ○──  off"
    assert row("day_start_hour") == " Day starts at         ◂        0:00        ▸"


def test_where_there_is_little_room_units_are_short_and_bars_are_left_out() -> None:
    assert row("speech_rate", long=False) == " Speed of speech       ◂ 170 a minute ▸"
    assert row("tones_volume", long=False) == " Volume of tones       ◂     50 %     ▸"
    assert row("day_start_hour", long=False, day_start_hour=4).split()[3:] == ["◂", "4:00", "▸"]


def test_only_what_was_changed_is_bold() -> None:
    for key, value in (("weekly_goal", 4), ("bell", "off"), ("mouse", False), ("theme", "nord")):
        assert not is_bold(setting_row(key, Settings(), long=True))
        assert is_bold(setting_row(key, replace(Settings(), **{key: value}), long=True))


def test_the_name_of_a_theme_of_ours_is_whole_beside_its_colours_on_a_short_line() -> None:
    line = setting_row("theme", replace(Settings(), theme="supple-light"), long=False)
    assert "supple-light" in line.plain


@pytest.mark.parametrize(("days", "filled"), [(1, 0), (4, 5), (7, 10)])
def test_the_bar_says_where_a_number_lies_between_its_bounds(days: int, filled: int) -> None:
    line = setting_row("weekly_goal", replace(Settings(), weekly_goal=days), long=True, plain=True)
    assert line.plain.count("▄") == filled


@pytest.mark.parametrize("long", [True, False])
@given(st.text(min_size=1, max_size=200))
def test_a_value_of_any_length_keeps_to_its_cells(long: bool, text: str) -> None:
    longest = 61 if long else 44
    for key in ("place", "theme", "speech_voice", "hook_start"):
        line = setting_row(key, replace(Settings(), **{key: text}), long=long)
        assert cell_len(line.plain) <= longest
    assert cell_len(opening_row("Settings file", text, long=long).plain) <= longest


@pytest.mark.parametrize("long", [True, False])
def test_every_line_fits_into_its_list(long: bool) -> None:
    widths = [cell_len(row(key, long=long)) for key in SHOWN]
    assert max(widths) <= (61 if long else 44)
