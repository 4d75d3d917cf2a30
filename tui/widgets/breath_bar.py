"""A bar that grows while you breathe in and shrinks while you breathe out."""

from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from library.session.breath import Breath

_LABEL_CELLS = 22


class BreathBar(Widget):
    """One line; repainted only when it looks different, empty when there is no breath."""

    DEFAULT_CSS = """
    BreathBar {
        height: 1;
        padding: 0 1;
        color: $text-accent;
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._text = ""

    def show(self, breath: Breath | None) -> None:
        """Show where a breath stands; None shows nothing."""
        text = "" if breath is None else self._drawn(breath)
        if text != self._text:
            self._text = text
            self.refresh()

    def _drawn(self, breath: Breath) -> str:
        words = f"breath {breath.number}: {'in' if breath.inward else 'out'}"
        room = max(0, self.size.width - _LABEL_CELLS)
        return f"{words:<{_LABEL_CELLS}}{'━' * round(breath.fullness * room)}"

    def render_line(self, y: int) -> Strip:
        """Draw the bar."""
        width, style = self.size.width, self.rich_style
        return Strip([Segment(self._text, style)]).adjust_cell_length(width, style)
