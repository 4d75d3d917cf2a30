"""The row under the cursor is seen in colour, in few colours and in none."""

import pytest
from textual.app import ComposeResult
from textual.geometry import Region
from textual.pilot import Pilot
from textual.strip import Strip
from textual.widgets.option_list import Option

from tui.background import Terminal
from tui.looks import ThemedApp
from tui.widgets.cursor_list import CURSOR_MARK, CursorList

SIZE = (30, 6)


class OneList(ThemedApp):
    """A list of two, one of which takes two lines."""

    def compose(self) -> ComposeResult:
        listing = CursorList("list")
        listing.add_options([Option("one"), Option("two\nlines"), Option("three")])
        yield listing

    async def choose(self, pilot: Pilot[None], option: int) -> None:
        listing = self.query_one(CursorList)
        listing.focus()
        listing.highlighted = option
        await pilot.pause()

    def row(self, y: int) -> Strip:
        return self.query_one(CursorList).render_line(y)


async def test_every_line_under_the_cursor_has_the_mark_while_the_list_has_the_focus() -> None:
    app = OneList()
    async with app.run_test(size=SIZE) as pilot:
        await app.choose(pilot, 1)
        rows = [app.row(y) for y in range(4)]
        assert [row.text[:4] for row in rows] == [" one", "▌two", "▌lin", " thr"]
        assert rows[1].cell_length == rows[0].cell_length
        grounds = [[each.style.bgcolor for each in row if each.style][-1] for row in rows]
        assert grounds[1] == grounds[2] != grounds[0] == grounds[3]
        app.set_focus(None)
        await pilot.pause()
        assert CURSOR_MARK not in "".join(app.row(y).text for y in range(4))
        row = app.row(1)
        assert [each.style.bgcolor for each in row if each.style][-1] != grounds[0]


@pytest.mark.parametrize("environ", [{"NO_COLOR": "1"}, {"TERM": "xterm"}])
async def test_without_colours_and_with_few_the_row_is_reversed(
    monkeypatch: pytest.MonkeyPatch, environ: dict[str, str]
) -> None:
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    app = OneList(terminal=Terminal(no_color="NO_COLOR" in environ))
    async with app.run_test(size=SIZE) as pilot:
        await app.choose(pilot, 0)
        mark, *row = app.row(0)
        assert mark.text == CURSOR_MARK
        assert all(each.style and each.style.reverse for each in row)
        assert not any(each.style and each.style.reverse for each in app.row(1))


@pytest.mark.parametrize("key", ["pagedown", "pageup"])
async def test_a_page_key_does_nothing_in_a_list_without_room(key: str) -> None:
    app = OneList()
    async with app.run_test(size=SIZE) as pilot:
        listing = app.query_one(CursorList)
        listing.styles.height = 0
        listing.clear_options().add_options([Option("one"), Option("two")])
        await app.choose(pilot, 1)
        await pilot.press(key)
        assert listing.highlighted == 1


async def test_only_the_rows_that_the_cursor_leaves_and_comes_to_are_drawn_anew(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    app = OneList()
    async with app.run_test(size=SIZE) as pilot:
        await app.choose(pilot, 0)
        drawn: list[tuple[Region, ...]] = []
        monkeypatch.setattr(
            app.query_one(CursorList), "refresh", lambda *regions, **_: drawn.append(regions)
        )
        await pilot.press("down")
        assert drawn == [(Region(0, 0, 30, 1),), (Region(0, 1, 30, 2),)]
