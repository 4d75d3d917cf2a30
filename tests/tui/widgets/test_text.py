"""Texts in the room there is."""

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.app import App, ComposeResult
from textual.content import Content

from tui.widgets.text import Text, shortened, wrapped

WORDS = st.lists(st.text("ab漢👍", min_size=1, max_size=9), min_size=1, max_size=12).map(" ".join)


@given(WORDS, st.integers(2, 40), st.integers(1, 6))
def test_lines_keep_their_width_and_what_is_missing_has_a_sign(
    text: str, width: int, rows: int
) -> None:
    whole, shown = wrapped(text, width), wrapped(text, width, rows)
    assert len(shown) <= rows
    assert all(line.cell_length <= width for line in shown)
    assert shown == whole if len(whole) <= rows else shown[-1].plain.endswith("…")


@given(WORDS, st.integers(0, 40))
def test_a_line_is_cut_with_a_sign(text: str, width: int) -> None:
    line = shortened(text, width)
    assert cell_len(line) <= width
    assert line == text or line.endswith("…") or not width


def test_without_words_there_is_no_line() -> None:
    assert wrapped("", 10) == wrapped("some", 0) == []


async def test_lines_put_right_after_they_were_placed_take_no_more_rows_than_there_are() -> None:
    class Shown(App[None]):
        def compose(self) -> ComposeResult:
            yield Text("one line")

    async with Shown().run_test() as pilot:
        text = pilot.app.query_one(Text)
        text.styles.height = "auto"
        text.put(Content("three\nlines\nnow"))
        pilot.app.screen._clear_arrangement_cache()
        pilot.app.screen._refresh_layout()
        assert pilot.app.screen.find_widget(text).region.height == 3
        text.put(Content("two\nlines"))
        await pilot.pause()
        assert pilot.app.screen.find_widget(text).region.height == 2
