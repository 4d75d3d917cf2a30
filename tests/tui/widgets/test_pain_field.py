"""The row on which pain is rated."""

import pytest
from textual.app import ComposeResult

from tests.tui.pages import screen_text
from tui.looks import ThemedApp
from tui.widgets.pain_field import PainField


class OneRow(ThemedApp):
    """A row over the whole width."""

    def __init__(self, rating: int | None = None) -> None:
        super().__init__()
        self.field = PainField("pain_worst", "Worst pain", rating)

    def compose(self) -> ComposeResult:
        yield self.field


@pytest.mark.parametrize(
    ("columns", "shown"),
    [
        (72, "▌Worst pain    0  1  2  3  4  5  6  7  8  9  10  3 again clears it"),
        (50, "▌Worst pain    0  1  2  3  4  5  6  7  8  9  10"),
        (36, "▌Worst pain   0 1 2 3 4 5 6 7 8 9 10"),
        (20, "▌Worst pain 3 of 10"),
    ],
)
async def test_it_keeps_its_numbers_at_any_width(columns: int, shown: str) -> None:
    app = OneRow(3)
    async with app.run_test(size=(columns, 5)) as pilot:
        await pilot.pause()
        assert screen_text(app.screen).splitlines()[0].rstrip() == shown


async def test_a_click_takes_a_number_and_the_same_again_takes_it_back() -> None:
    app = OneRow()
    async with app.run_test(size=(72, 5)) as pilot:
        for x, rating in ((14, 0), (46, 10), (46, None), (3, None), (70, None), (24, 3)):
            await pilot.click(app.field, offset=(x, 0))
            assert app.field.rating == rating, x


async def test_without_colours_the_rating_has_brackets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = OneRow(3)
    async with app.run_test(size=(72, 5)) as pilot:
        await pilot.pause()
        assert " 2 [3] 4 " in screen_text(app.screen)
