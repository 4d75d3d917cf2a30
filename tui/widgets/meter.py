"""A bar half a cell high, on a track: a full cell would be a wall."""

from textual.content import Content

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
