"""What is to be read of a session from the mat: the leg, the seconds, and what to do."""

import re
from collections.abc import Iterator, Mapping
from typing import ClassVar, NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip

from library.exercises.model import Side
from library.session.phase import Phase
from library.session.view import SessionView
from tui.widgets.big_word import (
    DOT_ROWS,
    FULL,
    dots,
    has_half_blocks,
    word_rows,
)
from tui.widgets.drawn import Drawn
from tui.widgets.meter import cells_of
from tui.widgets.session_layout import DIGITS, Layout, Wanted, layout_for
from tui.widgets.text import marked, shortened, wrapped

WORDS: Mapping[Side, str] = {Side.LEFT: "LEFT", Side.RIGHT: "RIGHT", Side.BOTH: "BOTH LEGS"}
_ROWS_A_LINE = 6
"""So high the column is for each line below the bar, but the first."""
_ROOMY_ROWS = 20
"""From this height on what comes next has a line beside words, too."""
_STACKED_ROWS = 2 * DOT_ROWS + 3
"""Of word and digits below each other, with the empty rows between them and the bar."""
_MOST = 10
"""The hardest pressure there is."""
_PRESSURE = re.compile(r"(\d+)(?: to (\d+))? of 10")


class Now(NamedTuple):
    """All there is to tell; two that are equal look the same."""

    view: SessionView = SessionView()
    caption: str = ""
    """What to do, with the keys that a person has."""
    digits: str = ""
    fraction: float = 0.0
    """How much of the step is over, 0-1."""
    asked_at: float | None = None
    """Where on the bar it is asked whether it eased, 0-1."""
    steps: tuple[str, ...] = ()
    """What to do in words."""
    known: bool = False
    """Whether the steps are known, so that the digits may have their room."""
    pressure: str = ""
    """How hard to press, in a massage."""


class Untold(NamedTuple):
    """What has no room in the column."""

    text: str = ""
    """A step, or how hard to press; empty where all is told."""
    mark: str = ""
    """What stands before a step there."""


class SessionColumn(Drawn):
    """The leg, the seconds, the bar of the step, and what to do; repaints rows that changed."""

    PART = "session-column"
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        *(f"session-column--{phase}" for phase in Phase),
        "session-column--left",
        "session-column--right",
        "session-column--track",
        "session-column--caption",
        "session-column--coming",
        "session-column--step",
        "session-column--wanted",
        "session-column--unwanted",
    }
    DEFAULT_CSS = """
    SessionColumn {
        width: 1fr;
        height: 1fr;
        .session-column--ready, .session-column--switch { color: $state-ready; }
        .session-column--hold { color: $state-hold; }
        .session-column--rest { color: $state-rest; }
        .session-column--paused { color: $state-paused; }
        .session-column--eased { color: $muscle-text; }
        .session-column--left { color: $leg-left; text-style: bold; }
        .session-column--right { color: $leg-right; text-style: bold; }
        .session-column--track { color: $track; }
        .session-column--caption { color: $text-accent; text-style: bold; }
        .session-column--coming { color: $text-muted; }
        .session-column--step { text-style: bold; }
        .session-column--wanted { color: $on-leg; background: $muscle-text; text-style: bold; }
        .session-column--unwanted { color: $text-muted; background: $track; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self.now = Now()
        """What is told."""
        self.untold = Untold()
        """What there was no room for here and counts now."""
        self._cells = -1
        """Of the bar, that are filled."""
        self._rows: list[Strip] = []
        self._drawn_for: object = None

    def show(self, now: Now) -> None:
        """Tell what there is to tell now; does nothing when that is told already."""
        cells = cells_of(now.fraction, self.size.width)
        same = now._replace(fraction=self.now.fraction) == self.now
        if same and cells == self._cells:
            return
        self.now, self._cells = now, cells
        before, rows = self._rows, self._draw()
        if len(before) != len(rows):
            self.refresh()
            return
        changed = [
            Region(left, y, right - left, 1)
            for y, (old, new) in enumerate(zip(before, rows, strict=True))
            if old != new
            for left, right in (_span(old, new),)
        ]
        if changed:
            self.refresh(*changed)

    def notify_style_update(self) -> None:
        """Draw anew in other colours."""
        super().notify_style_update()
        self._drawn_for = None

    def render_line(self, y: int) -> Strip:
        """Draw a row."""
        rows = self._draw()
        return rows[y] if y < len(rows) else Strip.blank(self.size.width, self.of())

    def _draw(self) -> list[Strip]:
        """Return all rows as they are now; what is drawn already is kept."""
        wanted = (self.now, self.size)
        if wanted != self._drawn_for:
            self._rows = list(self._lines())
            self._drawn_for = wanted
        return self._rows

    # What stands in the rows.

    def _lines(self) -> Iterator[Strip]:
        columns, rows = self.size
        if columns < 1 or rows < 1:
            return
        self.untold = Untold()
        told = self._told(columns, rows)
        digits = self.now.digits
        widest = digits if dots(digits) > dots(DIGITS) else DIGITS
        plan = layout_for(
            columns,
            max(0, rows - 1 - len(told)),
            self._wanted(columns),
            widest=widest,
            blocks=has_half_blocks(self.app),
        )
        lines = [*self._large(columns, plan), self._bar(columns), *told]
        left = min(rows - len(lines), plan.steps)
        steps, pressure = self.now.steps, self.now.pressure
        if steps and left > 0 and left >= self._needed(columns) and not self.now.known:
            lines += self._step_lines(columns, left)
        else:
            step = f"{steps[self._current]} {pressure}".rstrip() if steps else ""
            self.untold = Untold(step, self._mark(self._current))
        blank = Strip.blank(columns, self.of())
        yield from [*lines, *[blank] * (rows - len(lines))][:rows]

    def _large(self, columns: int, plan: Layout) -> list[Strip]:
        ground = self.of()
        blank = Strip.blank(columns, ground)
        word = WORDS[self.now.view.side]
        above, between, below = plan.gaps
        if plan.beside:
            return [*self._on_one_line(columns, plan), *[blank] * below]
        assert plan.word is not None
        assert plan.digits is not None
        if dots(word) * plan.word.width > columns:
            word = word.partition(" ")[0]
        return [
            *[blank] * above,
            *word_rows(word, plan.word, columns, self._legs(), ground),
            *[blank] * between,
            *word_rows(self.now.digits, plan.digits, columns, self._digit_styles(), ground),
            *[blank] * below,
        ]

    def _on_one_line(self, columns: int, plan: Layout) -> list[Strip]:
        """Word and digits in letters of one size, or in those of any text."""
        ground, letters = self.of(), plan.word
        word, digits = WORDS[self.now.view.side], self.now.digits
        if letters and dots(f"{word} {digits}") * letters.width > columns:
            word = word.partition(" ")[0]
        if letters is None or dots(f"{word} {digits}") * letters.width > columns:
            return [self._line(shortened(f"{word} {digits}", columns), self._leg_style())]
        left = (columns - dots(f"{word} {digits}") * letters.width) // 2
        before = left + dots(word) * letters.width
        after = dots(digits) * letters.width
        space = Strip.blank(left, ground)
        words = word_rows(word, letters, before - left, self._legs(), ground)
        numbers = word_rows(digits, letters, after, self._digit_styles(), ground)
        between = Strip.blank(5 * letters.width, ground)
        return [
            Strip.join([space, *each]).adjust_cell_length(columns, ground)
            for each in zip(words, [between] * letters.rows, numbers, strict=True)
        ]

    def _bar(self, columns: int) -> Strip:
        """The time of the step; a tick where it is asked whether it eased."""
        now = self.now
        over = cells_of(now.fraction, columns)
        tick = None if now.asked_at is None else min(columns - 1, round(now.asked_at * columns))
        track = self.of("track")
        rest = "─" if self.app.no_color else FULL
        styles = self._digit_styles()
        segments = [
            Segment(FULL, styles[0 if 2 * at < columns else -1])
            if at < over
            else Segment(rest, track)
            for at in range(columns)
        ]
        if tick is not None:
            ground = segments[tick].style or track
            segments[tick] = Segment("┃", Style(color=self.of().color, bgcolor=ground.color))
        return Strip(segments, columns).simplify()

    def _told(self, columns: int, rows: int) -> list[Strip]:
        """What to do and what comes, close below the bar."""
        most = rows // _ROWS_A_LINE + 1
        if not self._waits:  # words make way for digits below the word, which are larger
            most = min(most, max(1, rows - _STACKED_ROWS))
        caption = wrapped(self.now.caption, columns, most)
        # What comes next can be read off the bar of the session.
        cramped = rows < _ROOMY_ROWS and not self.now.known and (caption or self.now.pressure)
        coming = "" if cramped else self.now.view.coming
        lines = [(line.plain, "caption") for line in caption]
        if coming and len(caption) < most:
            room = most - len(caption)
            lines += [(line.plain, "coming") for line in wrapped(coming, columns, room)]
        return [self._line(line, self.of(name), centred=True) for line, name in lines]

    @property
    def _waits(self) -> bool:
        return self.now.view.phase is not Phase.HOLD or bool(self.now.pressure)

    def _wanted(self, columns: int) -> Wanted:
        """Rows that the words want: any step as a whole, in a hold the next one, too."""
        steps = self._steps(columns)
        if not steps:
            return Wanted(waits=self._waits)
        least = self._needed(columns)
        if self._waits:
            least += max(map(len, steps)) - len(steps[self._current])
        most = sum(map(len, steps)) + len(self._pressure(columns)) + 1
        return Wanted(least, most, self._waits)

    def _needed(self, columns: int) -> int:
        """Rows without which the current step says too little."""
        steps = self._steps(columns)
        if not steps:
            return 0
        needed = len(steps[self._current]) + (1 if self._scale(columns) else 0)
        if not self._waits:
            needed += len(steps[min(self._current + 1, len(steps) - 1)])
        return needed

    @property
    def _current(self) -> int:
        return min(self.now.view.step_index or 0, len(self.now.steps) - 1)

    def _steps(self, columns: int) -> list[list[str]]:
        """Each step in lines, with its number if there are others; a mark before the current."""
        steps = []
        told = () if self.now.known else self.now.steps
        for number, step in enumerate(told):
            steps.append([line.plain for line in marked(self._mark(number), step, columns)])
        return steps

    def _mark(self, number: int) -> str:
        """Return what stands before a step."""
        mark = "▸" if number == self._current else " "
        return f"{mark}{number + 1} " if len(self.now.steps) > 1 else f"{mark} "

    def _step_lines(self, columns: int, rows: int) -> list[Strip]:
        """As many whole steps as have room, from the current one on where not all have."""
        steps, pressure = self._steps(columns), self._pressure(columns)
        strong = self.of("step")
        above = 1 if rows > self._needed(columns) else 0
        rows -= above
        fit = sum(map(len, steps)) <= rows
        first = 0 if fit else self._current
        lines: list[Strip] = []
        for number in range(first, len(steps)):
            if len(lines) + len(steps[number]) > rows:
                break
            style = strong if number == self._current else self.of()
            lines += [self._line(line, style) for line in steps[number]]
        if len(lines) + len(pressure) > rows:
            self.untold, pressure = Untold(self.now.pressure), self._scale(columns)
        lines += pressure
        return [*[Strip.blank(columns, self.of())] * above, *lines[:rows]]

    def _pressure(self, columns: int) -> list[Strip]:
        """How hard to press: in words, and as a scale where a number is told."""
        text = self.now.pressure
        if not text:
            return []
        muted = self.of("coming")
        lines = [
            self._line(f"  {line.plain}", muted) for line in wrapped(text, max(1, columns - 2))
        ]
        return lines + self._scale(columns)

    def _scale(self, columns: int) -> list[Strip]:
        """The pressure from 1 to 10, the wanted one marked; nothing where none is told."""
        found = _PRESSURE.search(self.now.pressure)
        if found is None or columns < 3 * _MOST + 2:
            return []
        low = int(found[1])
        high = int(found[2] or low)
        segments = [Segment("  ", self.of())]
        for each in range(1, _MOST + 1):
            is_wanted = low <= each <= high
            cell = self.of("wanted" if is_wanted else "unwanted")
            if is_wanted and self.app.no_color:
                cell += Style(reverse=True)
            segments += [Segment(f"{each:>2}", cell), Segment(" ", self.of())]
        scale = Strip(segments).adjust_cell_length(columns, self.of())
        return [scale.simplify()]

    def _line(self, text: str, style: Style, *, centred: bool = False) -> Strip:
        columns = self.size.width
        left = max(0, (columns - cell_len(text)) // 2) if centred else 0
        strip = Strip([Segment(" " * left, self.of()), Segment(text, style)])
        return strip.adjust_cell_length(columns, self.of()).simplify()

    # Colours.

    def _legs(self) -> tuple[Style, ...]:
        """How the letters of the leg are filled; those of both legs in halves."""
        side = self.now.view.side
        sides = (Side.LEFT, Side.RIGHT) if side is Side.BOTH else (side,)
        return tuple(map(self.of, sides))

    def _digit_styles(self) -> tuple[Style, ...]:
        """The leg's colours in a hold, else that of what the session is at."""
        phase = self.now.view.phase
        return self._legs() if phase is Phase.HOLD else (self.of(phase),)

    def _leg_style(self) -> Style:
        side = self.now.view.side
        return self.of() + Style(bold=True) if side is Side.BOTH else self.of(side)


def _span(old: Strip, new: Strip) -> tuple[int, int]:
    """Return the first cell in which two rows differ, and the one after the last."""
    right = new.cell_length
    if old.cell_length != right:
        return 0, right
    left = _alike(list(old), list(new))
    return left, max(left, right - _alike(list(old)[::-1], list(new)[::-1]))


def _alike(old: list[Segment], new: list[Segment]) -> int:
    """Return the width of the segments that are the same before two rows differ."""
    width = 0
    for one, other in zip(old, new, strict=False):
        if one != other:
            break
        width += one.cell_length
    return width
