from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from textual.app import ComposeResult

from library.guidance.reach import ReachChange, ReachResult
from library.history.record import ReachForm
from library.progress.totals import LegSeconds
from library.progress.trends import PainTrend, Recent
from tui.looks import ThemedApp
from tui.widgets.leg_bars import leg_bars
from tui.widgets.recent_weeks import RecentHistory, RecentWeeks

FALLING = tuple(float(11 - week) / 2 for week in range(12))
TOLD = RecentHistory(
    Recent.up_to(date(2026, 11, 25), 0),
    LegSeconds(120, 60),
    PainTrend(FALLING, FALLING, 24, 6),
    {"both": FALLING},
    [ReachResult(ReachForm.FLOOR, "both", 2, 4, ReachChange.FURTHER)],
)


class WeeksApp(ThemedApp):
    def compose(self) -> ComposeResult:
        yield RecentWeeks()


async def shown(told: RecentHistory, size: tuple[int, int], figure: str = "auto") -> list[str]:
    app = WeeksApp()
    async with app.run_test(size=size) as pilot:
        weeks = app.query_one(RecentWeeks)
        weeks.styles.height = "100%"
        weeks.show(told, figure)
        await pilot.pause()
        return str(weeks.visual).splitlines()


def test_the_bars_of_both_legs_have_one_scale() -> None:
    assert leg_bars(LegSeconds(120, 60), 24, plain=True).plain.splitlines() == [
        "LEFT  ████████████  2:00",
        "RIGHT ██████        1:00",
    ]


def test_nothing_held_is_no_bar_and_a_little_is_one() -> None:
    assert "█" not in leg_bars(LegSeconds(), 30, plain=True).plain
    assert leg_bars(LegSeconds(3600, 1), 30, plain=True).plain.splitlines()[1].count("█") == 1


@given(st.floats(0, 1e6), st.floats(0, 1e6), st.integers(16, 200))
def test_leg_bars_are_as_wide_as_they_may_be(left: float, right: float, width: int) -> None:
    lines = leg_bars(LegSeconds(left, right), width, plain=True).plain.splitlines()
    assert max(map(len, lines)) <= width


async def test_bars_pain_and_reach_stand_below_each_other() -> None:
    lines = await shown(TOLD, (40, 13))
    assert lines[0] == "Left and right  12 weeks"
    assert lines[4] == "Pain  mornings  stretching"
    assert lines[5].startswith("  6 ")
    assert "Reach  2 cm beyond the toes: 4 cm further, a real change." in lines
    assert len(lines) <= 12


async def test_where_there_is_room_reach_has_a_line_too() -> None:
    lines = await shown(TOLD, (40, 24))
    reach = next(number for number, line in enumerate(lines) if line.startswith("Reach"))
    assert any("⠐" in line or "⠑" in line for line in lines[reach + 1 :])
    assert len(lines) <= 24


async def test_few_ratings_are_told_in_words() -> None:
    few = replace(TOLD, pain=PainTrend(FALLING, FALLING, 2, 6), results=[], reach={})
    lines = await shown(few, (40, 13))
    assert lines[5] == "Three answers to how your back is make a line here."
    assert lines[-1].startswith("w compares mornings")


@pytest.mark.parametrize("figure", ["half", "ascii"])
async def test_without_braille_there_are_numbers(figure: str) -> None:
    lines = await shown(TOLD, (40, 24), figure)
    assert "mornings   6 5 4 4 4 3 2 2 2 1 0 0" in lines
    assert not any(0x2800 <= ord(sign) < 0x2900 for line in lines for sign in line)
