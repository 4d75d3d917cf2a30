import pytest
from msgspec.structs import replace
from textual.app import ComposeResult

from library.progress.summary import Progress
from tui.looks import ThemedApp
from tui.widgets.key_numbers import KeyNumbers

PROGRESS = Progress(
    week_days=2,
    week_goal=3,
    weeks_in_a_row=4,
    best_weeks_in_a_row=9,
    days_in_a_row=1,
    best_days_in_a_row=12,
    strength=62.14,
    sessions=45,
    minutes=1234.4,
)


class NumbersApp(ThemedApp):
    def compose(self) -> ComposeResult:
        yield KeyNumbers()


async def shown(progress: Progress | None, width: int) -> list[str]:
    app = NumbersApp()
    async with app.run_test(size=(width, 5)):
        numbers = app.query_one(KeyNumbers)
        if progress is not None:
            numbers.show(progress)
        return [numbers.render_line(y).text.rstrip() for y in range(2)]


async def test_each_number_stands_above_its_name() -> None:
    assert await shown(PROGRESS, 80) == [
        "2 of 3 days     4 weeks      1 day, best 12     62 of 100      1,234 min",
        "this week       in a row     day after day      steadiness     in all",
    ]


async def test_a_row_that_has_not_begun_is_no_zero() -> None:
    values, names = await shown(replace(PROGRESS, weeks_in_a_row=0, days_in_a_row=0), 80)
    assert values.split("  ")[0] == "2 of 3 days"
    assert " ".join(values.split()) == "2 of 3 days best 9 weeks best 12 days 62 of 100 1,234 min"
    assert " ".join(names.split()) == "this week in a row day after day steadiness in all"


async def test_more_days_than_the_goal_are_told_as_more() -> None:
    values, _ = await shown(replace(PROGRESS, week_days=4), 80)
    assert values.split("  ")[0] == "goal met, +1"


async def test_what_is_yet_to_begin_is_left_out() -> None:
    nothing = Progress(
        week_days=0,
        week_goal=3,
        weeks_in_a_row=0,
        best_weeks_in_a_row=0,
        days_in_a_row=0,
        best_days_in_a_row=0,
        strength=0.0,
        sessions=0,
        minutes=0.0,
    )
    assert await shown(nothing, 80) == ["goal 3 days", "this week"]


async def test_steadiness_is_told_once_it_means_something() -> None:
    values, names = await shown(replace(PROGRESS, tells_strength=False), 80)
    assert "100" not in values
    assert "steadiness" not in names


async def test_all_of_them_fit_into_60_columns() -> None:
    values, names = await shown(replace(PROGRESS, days_in_a_row=99, best_days_in_a_row=99), 60)
    assert values.endswith("1,234 min")
    assert names.endswith("in all")


async def test_in_less_room_the_last_ones_go() -> None:
    assert await shown(PROGRESS, 24) == ["2 of 3 days   4 weeks", "this week     in a row"]


@pytest.mark.parametrize("width", [1, 5, 300])
async def test_any_width_will_do(width: int) -> None:
    assert all(len(line) <= width for line in await shown(PROGRESS, width))


async def test_before_there_are_numbers_nothing_is_shown() -> None:
    assert await shown(None, 80) == ["", ""]
