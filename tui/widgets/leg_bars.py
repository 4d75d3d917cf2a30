"""What was held on each leg, as two bars on one scale."""

from textual.content import Content

from library.progress.totals import LegSeconds
from tui.text.duration import clock_words

_WORD_WIDTH = len("RIGHT ")
_SHORTEST = 4
"""Cells of a bar; below that there are only words and numbers."""


def leg_bars(legs: LegSeconds, width: int, *, plain: bool = False) -> Content:
    """Return two lines with word, bar and time of each leg; a shorter bar is a shorter hold.

    Args:
        legs: Seconds held on each.
        width: Cells of a line.
        plain: Whether there is no colour to draw the bars with.
    """
    held = {"left": legs.left, "right": legs.right}
    times = {leg: clock_words(round(each)) if each else "-" for leg, each in held.items()}
    number = max(map(len, times.values()))
    room = width - _WORD_WIDTH - number - 2
    longest = max(legs.left, legs.right)
    lines = []
    for leg, time in times.items():
        seconds = held[leg]
        cells = round(room * seconds / longest) if longest and room >= _SHORTEST else 0
        if seconds and room >= _SHORTEST:
            cells = max(1, cells)
        colour = f"$leg-{leg}"
        bar = ("█" * cells, colour) if plain else (" " * cells, f"on {colour}")
        lines.append(
            Content.assemble(
                (f"{leg.upper():<{_WORD_WIDTH}}", f"bold {colour}"),
                bar,
                f"{time:>{max(0, room - cells) + number + 2}}",
            )
        )
    return Content("\n").join(lines)
