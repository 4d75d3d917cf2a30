"""Lists hang from their marks, and lines are not too long."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.app import ComposeResult
from textual.content import Content

from tui.looks import ThemedApp
from tui.widgets.hanging import LONGEST_LINE, Hanging
from tui.widgets.text import Text


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("1. Sit tall and still", 14, ["1. Sit tall", "   and still"]),
        ("12. Sit tall", 9, ["12. Sit", "    tall"]),
        ("• a mat on the floor", 12, ["• a mat on", "  the floor"]),
        ("  2 holds of 10 s", 12, ["  2 holds of", "  10 s"]),
        ("no mark here", 8, ["no mark", "here"]),
        ("a\n\n• b", 8, ["a", "", "• b"]),
        ("1. x", 2, ["1.", "x"]),
        ("", 5, [""]),
    ],
)
def test_a_line_goes_on_below_its_first_word(text: str, width: int, lines: list[str]) -> None:
    assert [line.rstrip() for line in Hanging(Content(text)).at(width).plain.split("\n")] == lines


@given(st.text("ab 1.•\n漢", max_size=80), st.integers(2, 120))
def test_nothing_is_lost_and_nothing_is_too_long(text: str, width: int) -> None:
    told = Hanging(Content(text)).at(width)
    assert "".join(told.plain.split()) == "".join(text.split())
    assert all(line.rstrip().cell_length <= min(width, LONGEST_LINE) for line in told.split())


async def test_a_widget_has_the_height_of_what_it_shows_and_lines_of_a_good_length() -> None:
    class Told(ThemedApp):
        def compose(self) -> ComposeResult:
            text = Text(Hanging(Content(f"1. {'word ' * 40}")))
            text.styles.height = "auto"
            yield text

    app = Told()
    async with app.run_test(size=(100, 24)) as pilot:
        widget = app.query_one(Text)
        assert widget.size.height == 3
        rows = [widget.render_line(y).text for y in range(3)]
        assert rows[0].startswith("1. word")
        assert all(row.startswith("   word") for row in rows[1:])
        assert max(len(row.rstrip()) for row in rows) <= LONGEST_LINE
        await pilot.resize_terminal(30, 24)
        await pilot.pause()
        assert widget.size.height > 3
