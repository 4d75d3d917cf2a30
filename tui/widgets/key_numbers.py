"""The numbers people check, in two lines."""

from typing import ClassVar

from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from library.progress.goals import this_week_words
from library.progress.strength import of_hundred
from library.progress.summary import Progress
from library.wording import counted
from tui.text.duration import whole_minutes

_WIDEST_GAP = 5

Tile = tuple[str, str]
"""A value and what it is."""


def tiles(progress: Progress) -> list[Tile]:
    """Return each number with its name, the most important first, without what is yet to begin."""
    shown = [(this_week_words(progress.week_days, progress.week_goal), "this week")]
    for unit, name, run, best in (
        ("week", "in a row", progress.weeks_in_a_row, progress.best_weeks_in_a_row),
        ("day", "day after day", progress.days_in_a_row, progress.best_days_in_a_row),
    ):
        if run:
            also = f", best {best:,}" if unit == "day" else ""
            shown.append((f"{counted(run, unit)}{also}", name))
        elif best:
            shown.append((f"best {counted(best, unit)}", name))
    if progress.strength and progress.tells_strength:
        shown.append((of_hundred(progress.strength), "steadiness"))
    if progress.minutes:
        shown.append((f"{whole_minutes(60 * progress.minutes)} min", "in all"))
    return shown


def columns(shown: list[Tile], width: int) -> list[tuple[str, str]]:
    """Return values and names padded to columns that fill up to `width` cells; the last may go."""
    widths = [max(map(len, tile)) for tile in shown]
    while len(shown) > 1 and sum(widths) + len(shown) - 1 > width:
        shown, widths = shown[:-1], widths[:-1]
    gap = min(_WIDEST_GAP, (width - sum(widths)) // max(1, len(shown) - 1))
    return [
        (value.ljust(size + gap), name.ljust(size + gap))
        for (value, name), size in zip(shown, widths, strict=True)
    ]


class KeyNumbers(Widget):
    """Values in bold over their names; empty until there is something to show."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"key-numbers--value", "key-numbers--name"}
    DEFAULT_CSS = """
    KeyNumbers {
        height: 2;
        padding: 0 1;
        .key-numbers--value { color: $foreground; text-style: bold; }
        .key-numbers--name { color: $text-muted; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._tiles: list[Tile] = []

    def show(self, progress: Progress) -> None:
        """Show these numbers."""
        self._tiles = tiles(progress)
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw the values, or their names."""
        part = "value" if y == 0 else "name"
        style = self.get_component_rich_style(f"key-numbers--{part}")
        texts = [column[min(y, 1)] for column in columns(self._tiles, self.size.width)]
        return Strip([Segment("".join(texts), style)]).adjust_cell_length(
            self.size.width, self.rich_style
        )
