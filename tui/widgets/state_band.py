"""The band across the top of a session: what it is at, in large letters and in a colour."""

from typing import ClassVar, NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip

from library.exercises.model import Side
from library.session.phase import Phase
from tui.widgets.big_word import (
    DOT_ROWS,
    SMALL,
    Letters,
    dots,
    has_half_blocks,
    letters_for,
    word_rows,
)
from tui.widgets.drawn import Drawn
from tui.widgets.text import shortened

_LARGEST_SHARE = 0.45
"""Of the width the letters take this much at the most."""


_ROOMY_COLUMNS = 110
"""From this width on the time keeps two cells from the edge, as all text does."""
_LEAST_COLUMNS = 24
"""What stands beside small letters has this much room at least: `RIGHT leg, rep 1 of 2`."""


class Band(NamedTuple):
    """What stands in the band; two that are equal look the same."""

    phase: Phase = Phase.READY
    side: Side = Side.BOTH
    sign: str = ""
    """In one word of capitals."""
    state: str = ""
    """In words, where there is no room for letters."""
    title: str = ""
    hold: str = ""
    """Which one of how many."""
    left: str = ""
    """The time that is left."""


class StateBand(Drawn):
    """What a session is at, which exercise, which hold and how long still."""

    PART = "state-band"
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        *(f"state-band--{phase}" for phase in Phase),
        "state-band--left",
        "state-band--right",
        "state-band--title",
        "state-band--count",
        "state-band--time",
    }
    DEFAULT_CSS = """
    StateBand {
        height: 1;
        width: 1fr;
        background: $panel;
        .state-band--ready { color: $on-state; background: $state-ready; text-style: bold; }
        .state-band--hold { color: $on-state; background: $state-hold; text-style: bold; }
        .state-band--switch { color: $on-state; background: $leg-both; text-style: bold; }
        .state-band--rest { color: $on-state; background: $state-rest; text-style: bold; }
        .state-band--paused { color: $on-state; background: $state-paused; text-style: bold; }
        .state-band--eased { color: $on-state; background: $muscle-text; text-style: bold; }
        .state-band--left { color: $on-leg; background: $leg-left; text-style: bold; }
        .state-band--right { color: $on-leg; background: $leg-right; text-style: bold; }
        .state-band--title { color: $text-accent; text-style: bold; }
        .state-band--count { color: $text-muted; }
        .state-band--time { text-style: bold; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self.band = Band()

    def show(self, band: Band) -> None:
        """Tell what is so now; only what differs is painted anew."""
        before, self.band = self.band, band
        if before == band:
            return
        same = before._replace(left=band.left) == band and len(before.left) == len(band.left)
        if same and self.size.height:
            width = len(band.left) + 2
            row = self._time_row(*self.size)
            self.refresh(Region(max(0, self.size.width - width), row, width, 1))
        else:
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw a row: the sign at the left, the words beside it."""
        columns, rows = self.size
        if (letters := self._letters(columns, rows)) is None:
            row = self._in_one_row(columns) if y == 0 else Strip.blank(columns, self.of())
            return row.crop(0, columns)
        sign = self._sign(y, letters, rows)
        width = max(0, columns - sign.cell_length)
        return Strip.join([sign, self._words(y, width, rows)])

    def _letters(self, columns: int, rows: int) -> Letters | None:
        """Return how large the sign is; None where all stands in one row of text."""
        sign = self.band.sign
        letters = letters_for(sign, round(columns * _LARGEST_SHARE), rows) if sign else None
        has_room = columns - dots(sign) - 2 >= _LEAST_COLUMNS and rows >= SMALL.rows
        if letters is None and has_room and has_half_blocks(self.app):
            letters = SMALL
        return letters

    def _sign(self, y: int, letters: Letters, rows: int) -> Strip:
        """The word in large letters in the state's colour."""
        ground = self.of()
        width = (dots(self.band.sign) + 2) * letters.width
        row = y - (rows - letters.rows) // 2
        if not 0 <= row < letters.rows:
            return Strip.blank(width, ground)
        fill = ground + Style(color=self._state_style().bgcolor)
        return word_rows(self.band.sign, letters, width, (fill,), ground)[row]

    def _state_style(self) -> Style:
        band = self.band
        if self.app.no_color:
            in_row = self._letters(*self.size) is None
            return Style(bold=True, reverse=in_row)
        switches = band.phase is Phase.SWITCH and band.side is not Side.BOTH
        return self.of(band.side if switches else band.phase)

    # Beside it.

    def _time_row(self, columns: int, rows: int) -> int:
        if self._letters(columns, rows) is None:
            return 0
        return 1 if rows < DOT_ROWS else rows // 2 + 1

    def _words(self, y: int, width: int, rows: int) -> Strip:
        band, ground = self.band, self._state_style()
        if y > 1 and rows < DOT_ROWS:  # as high as the letters, which do not touch what is below
            edge = "" if ground.bgcolor is None else "▀" * width
            strip = Strip([Segment(edge, self.of() + Style(color=ground.bgcolor))])
            return strip.adjust_cell_length(width, self.of())
        time_row = self._time_row(self.size.width, rows)
        if y == time_row:
            margin = 1 if self.size.width < _ROOMY_COLUMNS else 2
            room = width - len(band.left) - margin - 4
            hold = f"{band.side.words}, {band.hold}"
            if cell_len(hold) > room:  # how long it is to be held goes first
                hold = shortened(hold.rpartition(", ")[0], room)
            return self._spread([("  ", ground), (hold, ground)], band.left, width, ground, margin)
        title = shortened(band.title, width - 3) if y == time_row - min(2, time_row) else ""
        strip = Strip([Segment("  ", ground), Segment(title, ground)])
        return strip.adjust_cell_length(width, ground)

    def _in_one_row(self, columns: int) -> Strip:
        """State and time; title and count as far as there is room."""
        band = self.band
        state = band.state
        if cell_len(state) + cell_len(band.left) + 4 > columns:
            state = band.sign.capitalize()
        sign = Strip([Segment(f" {state} ", self._state_style())])
        width = max(0, columns - sign.cell_length)
        if len(band.left) + 2 > width:
            band = band._replace(left=_clock(band.left))
        room = width - len(band.left) - 2
        counts = (f"  {band.side.words}, {band.hold}", f"  {band.hold}")
        least = min(cell_len(band.title), _LEAST_COLUMNS)
        count = next((each for each in counts if room - len(each) > least), "")
        title = shortened(band.title, room - cell_len(count) - 2)
        if len(title) < min(len(band.title), 6):
            title = ""
        parts = [(" ", self.of()), (title, self.of("title")), (count, self.of("count"))]
        words = self._spread(parts, band.left, width, self.of() + self.of("time"), 1)
        return Strip.join([sign, words])

    def _spread(
        self,
        parts: list[tuple[str, Style]],
        time: str,
        width: int,
        ground: Style,
        edge: int,
    ) -> Strip:
        """Parts from the left, and the time so many cells from the right edge."""
        time = f"{time}{' ' * edge}"
        left = Strip([Segment(*part) for part in parts])
        room = max(0, width - len(time))
        row = [left.adjust_cell_length(room, ground), Strip([Segment(time, ground)])]
        return Strip.join(row).crop(0, width)


def _clock(left: str) -> str:
    """Return the minutes and seconds alone, where there is no room for words."""
    return next((word for word in left.split() if ":" in word), left)
