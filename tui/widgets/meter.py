"""A bar half a cell high, on a track: a full cell would be a wall."""

from typing import ClassVar

from rich.segment import Segment
from textual.content import Content
from textual.strip import Strip
from textual.widget import Widget

BAR = "▄"
TRACK_WITHOUT_COLOUR = "▁"
"""What is left of the track where no colour tells it from the bar."""


def cells_of(fraction: float, width: int) -> int:
    """Return how many of `width` cells a fraction, 0-1, fills."""
    return round(min(1.0, max(0.0, fraction)) * width)


def meter(fraction: float, width: int, *, colour: str = "$primary", plain: bool = False) -> Content:
    """Return a bar as text, for a line that has one in its middle.

    Args:
        fraction: How much of it is filled, 0-1.
        width: Its cells, the track's among them.
        colour: Of the bar, as in CSS.
        plain: Whether there is no colour to tell the track by.
    """
    filled = cells_of(fraction, width)
    track = TRACK_WITHOUT_COLOUR if plain else BAR
    return Content.assemble((BAR * filled, colour), (track * (width - filled), "$track"))


class Meter(Widget):
    """A bar for how much of something is over; repainted only when it grows by a cell.

    Its colour is that of its text, so that a screen can give it the colour of a leg or a state.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {"meter--track"}
    DEFAULT_CSS = """
    Meter {
        height: 1;
        width: 1fr;
        color: $primary;
        .meter--track { color: $track; }
    }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._fraction = 0.0

    def show(self, fraction: float) -> None:
        """Fill the bar to a fraction, 0-1."""
        width = self.size.width
        changed = cells_of(fraction, width) != cells_of(self._fraction, width)
        self._fraction = fraction
        if changed:
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw the bar."""
        width = self.size.width
        filled = cells_of(self._fraction, width)
        track = TRACK_WITHOUT_COLOUR if self.app.no_color else BAR
        empty = Segment(track * (width - filled), self.get_component_rich_style("meter--track"))
        return Strip([Segment(BAR * filled, self.rich_style), empty], width)
