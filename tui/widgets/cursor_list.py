"""Lists and texts that are walked through with arrows or vi's letters."""

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widgets import OptionList


class CursorList(OptionList, inherit_bindings=False):
    """A list with a cursor.

    Only movement is bound: what Enter and the other keys do is up to the screen, so that its
    footer and help tell it, and a click moves the cursor and does nothing else. What is shown
    is never markup.
    """

    DEFAULT_CSS = """
    CursorList {
        background: transparent;
        scrollbar-size-vertical: 1;
        text-wrap: nowrap;
        text-overflow: ellipsis;
        &:focus { background-tint: transparent; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "cursor_up", "Up", show=False, id="list.up", tooltip="Go up one line"),
        Binding(
            "down,j", "cursor_down", "Down", show=False, id="list.down", tooltip="Go down a line"
        ),
        Binding(
            "pageup", "page_up", "Page up", show=False, id="list.page_up", tooltip="Go up a page"
        ),
        Binding(
            "pagedown",
            "page_down",
            "Page down",
            show=False,
            id="list.page_down",
            tooltip="Down a page",
        ),
        Binding("home,g", "first", "First", show=False, id="list.first", tooltip="Go to the first"),
        Binding("end,G", "last", "Last", show=False, id="list.last", tooltip="Go to the last"),
    ]

    def __init__(self, id: str) -> None:
        super().__init__(id=id, markup=False, compact=True)

    def on_resize(self) -> None:
        """Keep the cursor in sight when there is less room."""
        self.call_after_refresh(self.scroll_to_highlight)

    @property
    def current(self) -> str | None:
        """Id of the option under the cursor."""
        return None if self.highlighted is None else self.get_option_at_index(self.highlighted).id


class Reading(VerticalScroll, inherit_bindings=False):
    """A text that may be longer than the screen."""

    DEFAULT_CSS = "Reading { scrollbar-size-vertical: 1; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "scroll_up", "Up", show=False, id="text.up", tooltip="Scroll up"),
        Binding("down,j", "scroll_down", "Down", show=False, id="text.down", tooltip="Scroll down"),
        Binding("pageup", "page_up", "Page up", show=False, id="text.page_up", tooltip="Up a page"),
        Binding(
            "pagedown,space",
            "page_down",
            "Page down",
            show=False,
            id="text.page_down",
            tooltip="Down a page",
        ),
        Binding("home,g", "scroll_home", "Top", show=False, id="text.top", tooltip="To the top"),
        Binding("end,G", "scroll_end", "End", show=False, id="text.end", tooltip="To the end"),
    ]
