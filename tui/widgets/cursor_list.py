"""Lists and texts that are walked through with arrows or vi's letters."""

from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.containers import VerticalScroll
from textual.strip import Strip
from textual.widgets import OptionList  # noqa: TID251 - only here

from tui.keys.live import bindings

CURSOR_MARK = "▌"
"""Stands in the first cell of the row under the cursor, which every list keeps free."""
_REVERSED = Style(reverse=True)


def marked(strip: Strip, style: Style) -> Strip:
    """Return a row with the mark of the cursor in its first cell."""
    rest = strip.crop(1, strip.cell_length)
    return Strip([Segment(CURSOR_MARK, style), *rest], strip.cell_length)


class CursorList(OptionList, inherit_bindings=False):
    """A list with a cursor.

    Only movement is bound: what Enter and the other keys do is up to the screen, so that its
    footer and help tell it, and a click moves the cursor and does nothing else. What is shown
    is never markup.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {"cursor-list--mark"}
    DEFAULT_CSS = """
    CursorList {
        background: transparent;
        scrollbar-size-vertical: 1;
        text-wrap: nowrap;
        text-overflow: ellipsis;
        border: none;
        padding: 0;
        & > .option-list--option { padding: 0 1; }
        & > .option-list--option-highlighted { background: $panel; }
        & > .option-list--option-disabled { color: $text-muted; }
        & > .cursor-list--mark { color: $primary; background: $block-cursor-background; }
        &:focus {
            border: none;
            background-tint: transparent;
            & > .option-list--option-highlighted {
                color: $block-cursor-foreground;
                background: $block-cursor-background;
                text-style: $block-cursor-text-style;
            }
        }
    }
    """
    BINDINGS = bindings("list")

    def __init__(self, id: str) -> None:
        super().__init__(id=id, markup=False)

    def render_line(self, y: int) -> Strip:
        """Draw a line of an option; with the focus the one under the cursor has a mark."""
        strip = super().render_line(y)
        line = self.scroll_offset.y + y
        if not self.has_focus or line >= len(self._lines):
            return strip
        if self._lines[line][0] != self.highlighted:
            return strip
        if self.get_component_styles("option-list--option-highlighted").text_style.reverse:
            strip = strip.apply_style(_REVERSED)  # which Textual leaves out of lists
        return marked(strip, self.get_component_rich_style("cursor-list--mark"))

    def on_resize(self) -> None:
        """Keep the cursor in sight when there is less room."""
        self.call_after_refresh(self.scroll_to_highlight)

    @property
    def current(self) -> str | None:
        """Id of the option under the cursor."""
        return None if self.highlighted is None else self.get_option_at_index(self.highlighted).id


class Reading(VerticalScroll, inherit_bindings=False):
    """A text that may be longer than the screen."""

    DEFAULT_CSS = """
    Reading {
        scrollbar-size-vertical: 1;
        & > * { padding-right: 1; }
    }
    """
    BINDINGS = bindings("text")
