from collections.abc import Mapping
from datetime import date, timedelta

import pytest
from textual.app import ComposeResult

from library.history.record import MarkKind
from tui.looks import ThemedApp
from tui.widgets.heat_map import HeatMap

TODAY = date(2026, 11, 25)  # a Wednesday
SECONDS = {
    TODAY: 60.0,
    date(2026, 11, 24): 200.0,
    date(2026, 11, 16): 400.0,
    date(2026, 11, 22): 999.0,
}
MARKS = {date(2026, 11, 20): MarkKind.REST, date(2026, 11, 24): MarkKind.TRAVEL}


class MapApp(ThemedApp):
    def __init__(self, heat_map: HeatMap) -> None:
        super().__init__()
        self.heat_map = heat_map
        self.selected: list[date] = []

    def compose(self) -> ComposeResult:
        yield self.heat_map

    def on_heat_map_day_selected(self, event: HeatMap.DaySelected) -> None:
        self.selected.append(event.day)


def show(
    heat_map: HeatMap,
    seconds: Mapping[date, float] = SECONDS,
    marks: Mapping[date, MarkKind] = MARKS,
) -> list[str]:
    heat_map.show(seconds, marks, TODAY, 0)
    return lines(heat_map)


def lines(heat_map: HeatMap) -> list[str]:
    return [heat_map.render_line(y).text for y in range(heat_map.size.height)]


async def test_days_stand_in_weeks_with_months_and_weekdays() -> None:
    app = MapApp(HeatMap())
    async with app.run_test(size=(12, 10)):
        assert show(app.heat_map) == [
            "   Nov      ",
            "Mo · · · ▓ ·",
            "Tu · · · · T",
            "We · · · ·>░",
            "Th · · · ·  ",
            "Fr · · · z  ",
            "Sa · · · ·  ",
            "Su · · · █  ",
            "Wed 25 Nov: ",
        ]


@pytest.mark.parametrize(("width", "weeks"), [(4, 1), (80, 39), (108, 53), (200, 53)])
async def test_as_many_weeks_are_shown_as_fit_up_to_a_year(width: int, weeks: int) -> None:
    app = MapApp(HeatMap())
    async with app.run_test(size=(width, 10)):
        a_year_ago = {TODAY - timedelta(weeks=52, days=1): 60.0}
        monday = show(app.heat_map, a_year_ago, {})[1]
        assert monday.count("·") == weeks
        assert len(monday) == width


async def test_a_young_log_has_wide_days_where_they_have_room() -> None:
    app = MapApp(HeatMap())
    async with app.run_test(size=(80, 10)) as pilot:
        assert show(app.heat_map)[2].endswith("  T ")
        assert app.heat_map.render_line(1).text.count("·") == 25, "and one was done"
        await pilot.resize_terminal(79, 10)
        assert app.heat_map.render_line(1).text.count("·") == 37


async def test_the_legend_names_the_marks_in_sight_before_the_shades() -> None:
    for width, tells_marks, tells_shades in ((110, True, True), (40, True, False)):
        app = MapApp(HeatMap())
        async with app.run_test(size=(width, 12)):
            legend = show(app.heat_map)[8]
            assert ("z rest  t travel" in legend) is tells_marks
            assert ("10+ min held" in legend) is tells_shades
            assert "i ill" not in legend


async def test_a_small_map_has_no_cursor_and_no_words() -> None:
    app = MapApp(HeatMap(weeks=3, can_focus=False))
    async with app.run_test(size=(40, 12)) as pilot:
        shown = show(app.heat_map)
        assert app.focused is None
        assert [line.rstrip() for line in shown] == [
            "   Nov",
            "Mo ·  ▓▓ ·",
            "Tu ·  ·  T",
            "We ·  ·  ░░",
            "Th ·  ·",
            "Fr ·  z",
            "Sa ·  ·",
            "Su ·  ██",
        ]
        await pilot.click(HeatMap, offset=(4, 1))
        assert app.selected == []


@pytest.mark.parametrize(
    ("keys", "day"),
    [
        ("left", date(2026, 11, 18)),
        ("h h l", date(2026, 11, 18)),
        ("k k k", date(2026, 11, 22)),
        ("up down j", TODAY),
        ("right", TODAY),
        ("home", date(2025, 11, 24)),
        ("g G", TODAY),
        ("g end", TODAY),
    ],
)
async def test_the_cursor_walks_by_day_and_by_week(keys: str, day: date) -> None:
    app = MapApp(HeatMap())
    async with app.run_test(size=(80, 12)) as pilot:
        show(app.heat_map)
        await pilot.press(*keys.split())
        assert app.heat_map.day == day
        assert app.selected[-1] == day
        assert f"{day.day} " in lines(app.heat_map)[-1]


async def test_the_cursor_takes_the_map_along_into_years_long_gone() -> None:
    app = MapApp(HeatMap())
    old = date(1999, 12, 31)
    async with app.run_test(size=(30, 12)) as pilot:
        show(app.heat_map, {old: 60.0}, {})
        await pilot.press("g")
        assert app.heat_map.day == old
        assert ">░" in lines(app.heat_map)[5]
        await pilot.press("G")
        assert ">·" in lines(app.heat_map)[3]


async def test_fewer_weeks_still_show_the_day_under_the_cursor() -> None:
    app = MapApp(HeatMap())
    async with app.run_test(size=(108, 12)) as pilot:
        show(app.heat_map)
        await pilot.press("g", "down")
        await pilot.resize_terminal(30, 12)
        assert ">" in "".join(lines(app.heat_map)[1:8])


async def test_a_click_selects_a_day_and_the_labels_and_days_to_come_are_none() -> None:
    app = MapApp(HeatMap())
    async with app.run_test(size=(12, 12)) as pilot:
        show(app.heat_map)
        for place in ((0, 3), (11, 7), (5, 0), (5, 8)):
            await pilot.click(HeatMap, offset=place)
        assert app.selected == []
        await pilot.click(HeatMap, offset=(9, 1))
        assert app.selected == [date(2026, 11, 16)]


async def test_at_midnight_a_cursor_on_today_moves_to_the_new_day_and_another_stays() -> None:
    app = MapApp(HeatMap())
    tomorrow = TODAY + timedelta(days=1)
    async with app.run_test(size=(80, 12)) as pilot:
        show(app.heat_map)
        app.heat_map.show({}, {}, tomorrow, 0)
        assert app.heat_map.day == tomorrow
        await pilot.press("up", "up")
        app.heat_map.show({}, {}, tomorrow + timedelta(days=1), 0)
        assert app.heat_map.day == TODAY - timedelta(days=1)


@pytest.mark.parametrize(
    "theme", ["supple-dark", "supple-light", "textual-light", "ansi-dark", "ansi-light"]
)
async def test_shades_differ_from_their_background_in_every_kind_of_theme(theme: str) -> None:
    app = MapApp(HeatMap())
    async with app.run_test(size=(80, 12)) as pilot:
        app.theme = theme
        await pilot.pause()
        show(app.heat_map)
        for y in range(app.heat_map.size.height):
            for segment in app.heat_map.render_line(y):
                assert segment.style is not None
                colour, ground = segment.style.color, segment.style.bgcolor
                assert colour is not None
                assert colour.is_default or colour != ground or "█" in segment.text


async def test_the_shades_differ_in_colour_too() -> None:
    app = MapApp(HeatMap())
    async with app.run_test(size=(80, 12)):
        seconds = {
            TODAY - timedelta(days=1 + n): held for n, held in enumerate((60, 200, 400, 900))
        }
        show(app.heat_map, seconds, {})
        colours = {
            (segment.style.color, segment.style.bgcolor)
            for y in range(1, 8)
            for segment in app.heat_map.render_line(y)
            if segment.style and set(segment.text.strip(" >")) in map(set, "░▒▓█")
        }
        assert len(colours) == 4
