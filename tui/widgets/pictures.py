"""Small pictures of exercises side by side, with their names below."""

from collections.abc import Iterator, Sequence
from typing import ClassVar, NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from textual.geometry import Size
from textual.strip import Strip

from library.exercises.model import Exercise, Side
from tui.text.planned import short_name
from tui.widgets.pose_picture import DrawnLater, thumbnail
from tui.widgets.text import shortened, wrapped

SMALL, LARGE = Size(10, 5), Size(18, 9)
"""As small as a pose is recognised at a glance, and where there is room."""
_ROWS_FOR_LARGE = 38
"""Rows of the terminal from which on pictures are large."""
_GAP = 1
"""Cells between two columns at least."""
_WIDEST = 26
"""Cells of a column; further apart they are no row any more (our judgement)."""
_ROOM_FOR_NAMES = 13
"""Cells of a column from which on names stand below the pictures."""
_MARK = "✓ "


class Pictured(NamedTuple):
    """An exercise as it is shown."""

    exercise: Exercise
    side: Side
    name: str = ""
    """What stands below it, in two lines at most; nothing where it is empty."""
    is_done: bool = True
    """Whether the name has the mark of what is done."""
    height_cm: int | None = None
    """Of what the foot is put on; None for nothing, or as it was drawn."""


class Pictures(DrawnLater):
    """A row of pictures; they come after the first paint, into places that are kept for them.

    As many as there is room for; the names of all are said elsewhere, or below them with the mark
    of what is done.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {"pictures--name"}
    DEFAULT_CSS = """
    Pictures {
        height: auto;
        .pictures--name { color: $text-primary; }
    }
    """

    def __init__(
        self, shown: Sequence[Pictured], *, mode: str = "auto", classes: str | None = None
    ) -> None:
        """Keep places for these exercises.

        Args:
            shown: What to show, from left to right.
            mode: The setting `figure`.
            classes: Its classes in the styles.
        """
        super().__init__(classes=classes)
        self._shown = tuple(shown)
        self._mode = mode
        self._drawn: list[tuple[Strip, ...]] = []
        self._drawn_for: Size | None = None
        """The size of the pictures that are drawn; None before."""
        self._has_figures = True

    def on_mount(self) -> None:
        """Let the pictures follow what stands around them."""
        self.draw_when_painted()

    def notify_style_update(self) -> None:
        """Take over other colours."""
        super().notify_style_update()
        self.draw_pictures()

    def on_resize(self) -> None:
        """Draw them larger or smaller."""
        if self._drawn_for != self._picture_size(self.size.width):
            self.draw_pictures()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the rows of the pictures and of the longest name."""
        return self._picture_rows(width) + max(map(len, self._names(width)), default=0)

    def render_line(self, y: int) -> Strip:
        """Draw a row of all of them."""
        width = self.size.width
        rows = self._picture_rows(width)
        parts = self._pictures(y) if y < rows else self._captions(y - rows)
        return Strip(parts).adjust_cell_length(width, self.rich_style).simplify()

    def draw_pictures(self) -> None:
        """Draw them in the size there is room for."""
        if not (self.is_painted and self.size.width):
            return
        size = self._picture_size(self.size.width)
        self._drawn_for = size
        self._drawn = [
            thumbnail(
                self, each.exercise, each.side, size, height_cm=each.height_cm, mode=self._mode
            )
            for each in self._shown
        ]
        has_figures = any(self._drawn)
        self.refresh(layout=has_figures != self._has_figures)
        self._has_figures = has_figures

    def _picture_size(self, width: int) -> Size:
        """Return the size of a picture."""
        is_tall = self.app.size.height >= _ROWS_FOR_LARGE
        return LARGE if is_tall and width // max(1, len(self._shown)) >= LARGE.width else SMALL

    def _picture_rows(self, width: int) -> int:
        """Return the rows of the pictures; none where there are no figures."""
        return self._picture_size(width).height if self._has_figures else 0

    def _column(self, width: int) -> int:
        """Return the cells of a column with its gap."""
        most = width // max(1, len(self._shown))
        return max(SMALL.width + 1, min(_WIDEST, most))

    def _pictures(self, row: int) -> Iterator[Segment]:
        column = self._column(self.size.width)
        for picture in self._drawn[: self.size.width // column]:
            strip = picture[row] if row < len(picture) else Strip([])
            yield from strip.adjust_cell_length(column, self.rich_style)

    def _captions(self, row: int) -> Iterator[Segment]:
        column = self._column(self.size.width)
        style = self.rich_style + self.get_component_rich_style("pictures--name")
        for lines in self._names(self.size.width):
            text = lines[row] if row < len(lines) else ""
            yield from Strip([Segment(text, style)]).adjust_cell_length(column, self.rich_style)

    def _names(self, width: int) -> list[list[str]]:
        """Return the lines below each picture."""
        column = self._column(width)
        if column < _ROOM_FOR_NAMES:
            return []
        room = column - _GAP - len(_MARK)
        named = [each for each in self._shown if each.name]
        all_fit = all(_fits(each.name, room) for each in named)
        return [
            _in_two_lines(each.name if all_fit else short_name(each.name), room, each.is_done)
            for each in named
        ]


def _fits(name: str, width: int) -> bool:
    """Whether two lines hold a name without breaking a word."""
    return max(map(cell_len, name.split())) <= width and len(wrapped(name, width)) <= 2


def _in_two_lines(name: str, width: int, is_done: bool) -> list[str]:
    """Return a name with the mark of what is done, cut where two lines do not hold it."""
    words = [shortened(word, width) for word in name.split()]
    first, *more = (line.plain for line in wrapped(" ".join(words), width))
    blank = " " * len(_MARK)
    lines = [f"{_MARK if is_done else blank}{first}"]
    if more:
        rest = shortened(" ".join(more), width)
        lines.append(f"{blank}{rest}")
    return lines
