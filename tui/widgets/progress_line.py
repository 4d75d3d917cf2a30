"""A bar one cell high that fills in eighths of a cell."""

from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

EIGHTHS = " ▏▎▍▌▋▊▉█"


def bar(fraction: float, width: int) -> str:
    """Return a bar of `width` cells filled to `fraction`, 0-1."""
    eighths = round(min(1.0, max(0.0, fraction)) * width * 8)
    full, part = divmod(eighths, 8)
    return ("█" * full + (EIGHTHS[part] if part else "")).ljust(width)


class ProgressLine(Widget):
    """A bar for how much of something is over; repainted only when its picture changes."""

    DEFAULT_CSS = """
    ProgressLine {
        height: 1;
        width: 1fr;
        color: $primary;
        background: $surface;
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._fraction = 0.0

    def show(self, fraction: float) -> None:
        """Fill the bar to a fraction, 0-1."""
        width = self.size.width
        changed = bar(fraction, width) != bar(self._fraction, width)
        self._fraction = fraction
        if changed:
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw the bar."""
        width = self.size.width
        return Strip([Segment(bar(self._fraction, width), self.rich_style)])
