"""Lists and texts that are walked through with arrows or vi's letters."""

from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.containers import VerticalScroll
from textual.reactive import reactive
from textual.strip import Strip
from textual.widgets import OptionList  # noqa: TID251 - only here

from tui.keys.live import bindings

CURSOR_MARK = "▌"
"""Stands in the first cell of the row under the cursor, which every list keeps free."""
_REVERSED = Style(reverse=True)
_BY_PAGE = ("page_up", "page_down")
_HIGHLIGHTED = "option-list--option-highlighted"


def marked(strip: Strip, style: Style) -> Strip:
    """Return a row with the mark of the cursor in its first cell."""
    rest = strip.crop(1, strip.cell_length)
    return Strip([Segment(CURSOR_MARK, style), *rest], strip.cell_length)


def _reversed(strip: Strip, style: Style) -> Strip:
    """Return a row in reverse, which Textual leaves out of lists; its words lose their colours."""
    style += _REVERSED
    parts = (
        (text, style + Style.from_meta(own.meta) if own and own.meta else style)
        for text, own, _ in strip
    )
    return Strip([Segment(*part) for part in parts], strip.cell_length)


def under_cursor(options: OptionList, strip: Strip, y: int, mark: str) -> Strip:
    """Return a row of a list with the mark of the cursor, if the cursor is on it.

    Args:
        options: The list.
        strip: The row as the list draws it.
        y: Which row it is of those in sight.
        mark: The component class of the mark.
    """
    line, lines = options.scroll_offset.y + y, options._lines
    if line >= len(lines) or lines[line][0] != options.highlighted:
        return strip
    if options.get_component_styles(_HIGHLIGHTED).text_style.reverse:
        strip = _reversed(strip, options.get_component_rich_style(_HIGHLIGHTED))
    return marked(strip, options.get_component_rich_style(mark))


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

    highlighted: reactive[int | None] = reactive(None, repaint=False)
    """The row of the cursor; the rows that it leaves and comes to are drawn, not all of them."""

    def __init__(self, id: str) -> None:
        super().__init__(id=id, markup=False)

    def _watch_highlighted(self, before: int | None, now: int | None) -> None:
        for option in (before, now):
            if option in self._index_to_line:
                self.refresh_lines(self._index_to_line[option], self._heights[option])

    def render_line(self, y: int) -> Strip:
        """Draw a line of an option; with the focus the one under the cursor has a mark."""
        strip = super().render_line(y)
        return under_cursor(self, strip, y, "cursor-list--mark") if self.has_focus else strip

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave a page key alone where there is no room: Textual knows of no page then."""
        return action not in _BY_PAGE or bool(self.scrollable_content_region)

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
