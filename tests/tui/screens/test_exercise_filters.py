"""What the Exercises page says of narrowing its list."""

from pathlib import Path

from library.figure.terminal import big_enough
from tests.tui.pages import screen_text
from tests.tui.screens.test_exercises import browse, exercises
from tests.tui.support import settled
from tui.widgets.figure import FigureView


async def test_the_keys_that_narrow_and_clear_are_named_when_they_do(tmp_path: Path) -> None:
    async with exercises(tmp_path).app.run_test(size=(80, 24)) as pilot:
        await browse(pilot)
        assert "p posture  w place  t occasion" in screen_text(pilot.app.screen)
        assert "Show all" not in screen_text(pilot.app.screen)
        await pilot.press("t")
        await settled(pilot)
        assert "esc Show all" in screen_text(pilot.app.screen)
        await pilot.press("escape")
        await settled(pilot)
        assert "Show all" not in screen_text(pilot.app.screen)


async def test_while_one_types_only_the_keys_that_are_no_letters_are_named(tmp_path: Path) -> None:
    async with exercises(tmp_path).app.run_test(size=(80, 24)) as pilot:
        page = await browse(pilot)
        await pilot.press("slash", "c")
        await settled(pilot)
        assert (
            screen_text(pilot.app.screen).splitlines()[-1].strip() == "enter To the list  esc Clear"
        )
        await pilot.press("escape")
        await settled(pilot)
        assert page.listing.has_focus
        assert "? Help" in screen_text(pilot.app.screen)


async def test_the_figure_stays_while_one_searches(tmp_path: Path) -> None:
    async with exercises(tmp_path).app.run_test(size=(80, 24)) as pilot:
        page = await browse(pilot)
        figure = page.query_one(FigureView)
        for keys in (["slash"], ["c"], ["escape"]):
            await pilot.press(*keys)
            await settled(pilot)
            assert big_enough(*figure.size)
        assert page.listing.size.height == 11
