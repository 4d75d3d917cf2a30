"""A number large enough to be read from the mat."""

from rich.segment import Segment
from textual.geometry import Size
from textual.strip import Strip
from textual.widget import Widget

GLYPHS = {
    "0": ("███", "█ █", "█ █", "█ █", "███"),
    "1": ("██ ", " █ ", " █ ", " █ ", "███"),
    "2": ("███", "  █", "███", "█  ", "███"),
    "3": ("███", "  █", "███", "  █", "███"),
    "4": ("█ █", "█ █", "███", "  █", "  █"),
    "5": ("███", "█  ", "███", "  █", "███"),
    "6": ("███", "█  ", "███", "█ █", "███"),
    "7": ("███", "  █", "  █", "  █", "  █"),
    "8": ("███", "█ █", "███", "█ █", "███"),
    "9": ("███", "█ █", "███", "  █", "███"),
    ":": (" ", "█", " ", "█", " "),
    "-": ("   ", "   ", "███", "   ", "   "),
    " ": ("   ", "   ", "   ", "   ", "   "),
    "A": ("███", "█ █", "███", "█ █", "█ █"),
    "B": ("██ ", "█ █", "██ ", "█ █", "██ "),
    "C": ("███", "█  ", "█  ", "█  ", "███"),
    "D": ("██ ", "█ █", "█ █", "█ █", "██ "),
    "E": ("███", "█  ", "██ ", "█  ", "███"),
    "F": ("███", "█  ", "██ ", "█  ", "█  "),
    "G": ("███", "█  ", "█ █", "█ █", "███"),
    "H": ("█ █", "█ █", "███", "█ █", "█ █"),
    "I": ("███", " █ ", " █ ", " █ ", "███"),
    "K": ("█ █", "█ █", "██ ", "█ █", "█ █"),
    "L": ("█  ", "█  ", "█  ", "█  ", "███"),
    "N": ("█  █", "██ █", "█ ██", "█  █", "█  █"),
    "O": ("███", "█ █", "█ █", "█ █", "███"),
    "P": ("███", "█ █", "███", "█  ", "█  "),
    "R": ("███", "█ █", "██ ", "█ █", "█ █"),
    "S": ("███", "█  ", "███", "  █", "███"),
    "T": ("███", " █ ", " █ ", " █ ", " █ "),
    "U": ("█ █", "█ █", "█ █", "█ █", "███"),
    "X": ("█ █", "█ █", " █ ", "█ █", "█ █"),
    "Y": ("█ █", "█ █", " █ ", " █ ", " █ "),
}
"""Digits, and the letters that words of cues need: most three dots wide, all five high; a dot is
two cells wide, so that it is about square."""
GLYPH_HEIGHT = 5


class BigNumber(Widget):
    """Digits five cells high, or ten where there is room; repainted only when they change."""

    DEFAULT_CSS = """
    BigNumber {
        height: 5;
        width: 1fr;
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._text = ""

    @property
    def text(self) -> str:
        """What is shown: digits, letters, colon, hyphen and space."""
        return self._text

    def show(self, text: str) -> None:
        """Show digits or letters; does nothing when they are shown already."""
        if text != self._text:
            self._text = text
            self.refresh()

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """Return the width of the digits, in cells."""
        return self._width(1)

    def _width(self, scale: int) -> int:
        columns = sum(len(GLYPHS[letter][0]) + 1 for letter in self._text)
        return max(0, columns - 1) * 2 * scale

    @property
    def text_width(self) -> int:
        """Cells from the first dot to the last, as it is drawn now."""
        return self._width(self._scale())

    def _scale(self) -> int:
        room = self.size
        return 2 if room.height >= 2 * GLYPH_HEIGHT and room.width >= self._width(2) else 1

    def render_line(self, y: int) -> Strip:
        """Draw one row of dots."""
        width, style, scale = self.size.width, self.rich_style, self._scale()
        row = (y - (self.size.height - GLYPH_HEIGHT * scale) // 2) // scale
        if not 0 <= row < GLYPH_HEIGHT:
            return Strip.blank(width, style)
        dots = " ".join(GLYPHS[letter][row] for letter in self._text)
        cells = "".join(dot * 2 * scale for dot in dots)
        return Strip([Segment(cells, style)]).adjust_cell_length(width, style)
