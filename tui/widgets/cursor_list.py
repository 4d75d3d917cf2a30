"""Lists and texts that are walked through with arrows or vi's letters."""

from textual.containers import VerticalScroll
from textual.widgets import OptionList  # noqa: TID251 - only here

from tui.keys.live import bindings


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
    BINDINGS = bindings("list")

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
    BINDINGS = bindings("text")
