"""A row of small pictures with the names of what they show below them."""

from pathlib import Path

import pytest
from textual.app import ComposeResult
from textual.widget import Widget

from library.exercises.catalogue import ExercisesFolder
from library.exercises.model import Side
from tests.tui.pages import screen_text
from tui.looks import ThemedApp
from tui.widgets import pose_picture
from tui.widgets.pictures import LARGE, SMALL, Pictured, Pictures

EXERCISES = ExercisesFolder(Path("/nowhere")).read()[0].exercises
LONG = "A name that is far too long to stand below a picture in only two lines"


@pytest.fixture(autouse=True)
def without_timer(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pictures come when the screen is painted, not some time after."""
    monkeypatch.setattr(pose_picture, "when_painted", Widget.call_after_refresh)


class Row(ThemedApp):
    """Pictures over the whole width."""

    def __init__(self, *names: str, mode: str = "auto") -> None:
        super().__init__()
        shown = zip(EXERCISES, names, strict=False)
        self.row = Pictures([Pictured(each, Side.LEFT, name) for each, name in shown], mode=mode)

    def compose(self) -> ComposeResult:
        yield self.row


async def test_names_stand_below_with_a_mark_and_in_two_lines_at_most() -> None:
    app = Row("Leg lift", LONG)
    async with app.run_test(size=(60, 24)) as pilot:
        await pilot.pause()
        lines = screen_text(app.screen).splitlines()
        assert app.row.size.height == SMALL.height + 2
        below = lines[SMALL.height]
        assert below.startswith("✓ Leg lift ")
        assert "✓ A name that is" in below
        assert lines[SMALL.height + 1].rstrip().endswith("…")


async def test_what_was_begun_only_has_no_mark() -> None:
    app = Row("Leg lift")
    app.row._shown = (app.row._shown[0]._replace(is_done=False),)
    async with app.run_test(size=(60, 24)) as pilot:
        await pilot.pause()
        assert screen_text(app.screen).splitlines()[SMALL.height].startswith("  Leg lift ")


async def test_in_narrow_columns_names_are_short_and_no_word_is_broken() -> None:
    app = Row(*(each.name for each in EXERCISES[:6]))
    async with app.run_test(size=(78, 24)) as pilot:
        await pilot.pause()
        below = "".join(screen_text(app.screen).splitlines()[SMALL.height :])
    assert "✓ Leg lift" in below
    assert {word for word in below.split() if not word.isalpha()} <= {
        "✓",
        "Crossed-…",
        "Crossed-l…",
    }


async def test_pictures_grow_where_there_is_room() -> None:
    app = Row("Leg lift")
    async with app.run_test(size=(60, 24)) as pilot:
        await pilot.pause()
        assert app.row.size.height == SMALL.height + 1
        await pilot.resize_terminal(60, 40)
        await pilot.pause()
        assert app.row.size.height == LARGE.height + 1


async def test_without_figures_only_the_names_are_left() -> None:
    app = Row("Leg lift", "Floor leg stretch", mode="off")
    async with app.run_test(size=(60, 24)) as pilot:
        await pilot.pause()
        await pilot.pause()
        assert app.row.size.height == 1


@pytest.mark.parametrize("columns", [5, 20, 76])
async def test_as_many_as_fit_and_no_name_in_a_column_too_narrow(columns: int) -> None:
    app = Row(*(each.name for each in EXERCISES))
    async with app.run_test(size=(columns, 24)) as pilot:
        await pilot.pause()
        assert app.row.size.height == SMALL.height
