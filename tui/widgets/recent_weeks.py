"""What stands beside the list of sessions: how the last weeks went; before the first, pictures."""

from collections.abc import Iterator, Mapping, Sequence
from textwrap import wrap
from typing import ClassVar

from msgspec import Struct
from rich.segment import Segment
from textual import events
from textual.content import Content
from textual.geometry import Size
from textual.strip import Strip

from library.exercises.model import Exercise, Side
from library.guidance.reach import ReachResult
from library.history.record import SideName
from library.progress.totals import LegSeconds
from library.progress.trends import TREND_WEEKS, PainTrend, Recent, Weekly
from library.text import clean
from tui.keys.live import with_keys
from tui.text.reach import result_words
from tui.widgets.leg_bars import leg_bars
from tui.widgets.pose_picture import DrawnLater, thumbnail
from tui.widgets.text import Text
from tui.widgets.trend import Scale, TrendLine, dates, numbers, trend

FEWEST_RATINGS = 3
"""Fewer make no line (our judgement)."""
_TOO_FEW = "Three answers to how your back is make a line here."
_MORE = (
    "{history.mornings} compares mornings with and without each exercise, {history.reach} measures "
    "how far you reach."
)
_TITLE, _MORNINGS, _STRETCHING = "bold $text-secondary", "$foreground", "$muscle-text"
_LEG_COLOURS: Mapping[SideName, str] = {
    "left": "$leg-left",
    "right": "$leg-right",
    "both": "$text-primary",
}
_WITHOUT_DOTS = ("half", "ascii", "cells")
"""Ways to draw the figure that are chosen where braille dots are not to be had."""
_FIRST = "Your first two stretches"
_PICTURE = Size(10, 5)
_LEAST_ROWS, _ROWS_FOR_BOTH, _MOST_ROWS = 2, 4, 12
"""Of a trend; below the second number there is only that of pain."""
_ROWS_OF_LEGS, _AROUND_TREND = 4, 2
"""Title, bars and an empty row; title and dates."""


class RecentHistory(Struct, frozen=True):
    """What there is to say of the last weeks."""

    recent: Recent
    legs: LegSeconds
    pain: PainTrend
    reach: Mapping[SideName, Weekly]
    """Best of each week, in the form measured last."""
    results: Sequence[ReachResult]
    """What the latest week says of reach in this form."""


class RecentWeeks(Text):
    """Two bars and up to two lines, in as many rows as there are."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._shown: RecentHistory | None = None
        self._figure = "auto"

    def show(self, told: RecentHistory, figure: str) -> None:
        """Show these weeks.

        Args:
            told: What is known of them.
            figure: The setting of the same name, which tells whether there are braille dots.
        """
        if (told, figure) != (self._shown, self._figure):
            self._shown, self._figure = told, figure
            self._lay_out()

    def on_resize(self, event: events.Resize) -> None:
        """Use the room there is."""
        self._lay_out()

    def _lay_out(self) -> None:
        if self._shown is not None and self.size.width >= 20:
            told, more = Content("\n").join(self._lines(self._shown)), with_keys(self.app, _MORE)
            width, height = self.content_size
            rows = len(told.wrap(width)) + 1 + len(Content(more).wrap(width))
            if rows <= height:
                told = Content("\n").join([told, Content(), Content.styled(more, "$text-muted")])
            self.update(told)

    def _lines(self, told: RecentHistory) -> Iterator[Content]:
        width, height = self.content_size
        yield Content.assemble(("Left and right", _TITLE), f"  {TREND_WEEKS} weeks")
        yield leg_bars(told.legs, width, plain=self.app.no_color)
        yield Content()
        words = Content("\n").join(self._results(told, width))
        told_rows = len(words.wrap(width)) + 1 if told.results else 0
        rest = height - _ROWS_OF_LEGS - _AROUND_TREND - told_rows
        trends = 2 if told.reach and rest >= 2 * _ROWS_FOR_BOTH else 1
        rows = max(_LEAST_ROWS, min(_MOST_ROWS, rest // trends))
        yield from self._pain(told, width, rows)
        if told.results:
            yield Content()
            yield words
            if trends > 1:
                yield from self._reach(told, width, rows)

    def _results(self, told: RecentHistory, width: int) -> Iterator[Content]:
        for number, each in enumerate(told.results):
            title = Content.styled("Reach  ", _TITLE) if not number else Content("       ")
            yield title + Content(result_words(each))

    def _pain(self, told: RecentHistory, width: int, rows: int) -> Iterator[Content]:
        pain = told.pain
        if pain.ratings < FEWEST_RATINGS:
            yield Content.styled("Pain", _TITLE)
            yield Content.styled(_TOO_FEW, "$text-muted")
            return
        lines = [TrendLine(pain.mornings, _MORNINGS), TrendLine(pain.stretching, _STRETCHING)]
        names = (("mornings", _MORNINGS), ("stretching", _STRETCHING))
        if self._figure in _WITHOUT_DOTS:
            yield Content.assemble(("Pain", _TITLE), "  week by week")
            for (name, colour), line in zip(names, lines, strict=True):
                yield Content.assemble((f"{name:<11}", colour), numbers(line))
            return
        yield Content.assemble(("Pain", _TITLE), "  ", names[0], "  ", names[1])
        scale = Scale(0, max(4, pain.worst + pain.worst % 2))
        yield from trend(lines, scale, (width, rows))
        yield dates(told.recent, width)

    def _reach(self, told: RecentHistory, width: int, rows: int) -> Iterator[Content]:
        lines = [TrendLine(values, _LEG_COLOURS[leg]) for leg, values in told.reach.items()]
        known = [v for line in lines for v in line.values if v is not None]
        if self._figure in _WITHOUT_DOTS:
            yield from map(numbers, lines)
            return
        scale = Scale(min(-2, *known), max(2, *known))
        yield from trend(lines, scale, (width, rows), zero=True)


class FirstStretches(DrawnLater):
    """The stretches that everybody begins with, for who has not begun; drawn after the page."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"first-stretches--title", "first-stretches--name"}
    DEFAULT_CSS = """
    FirstStretches {
        height: 1fr;
        .first-stretches--title { color: $text-secondary; text-style: bold; }
        .first-stretches--name { color: $foreground; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._exercises: Sequence[Exercise] = ()
        self._figure = "auto"
        self._pictures: Sequence[Sequence[Strip]] = ()

    def show(self, exercises: Sequence[Exercise], figure: str) -> None:
        """Show these, one below the other.

        Args:
            exercises: As many as there is room for, each with five rows.
            figure: The setting of the same name.
        """
        self._exercises, self._figure = exercises, figure
        self.refresh()
        self.draw_when_painted()

    def draw_pictures(self) -> None:
        """Draw them as they are now."""
        self._pictures = [
            thumbnail(self, each, Side.LEFT, _PICTURE, mode=self._figure)
            for each in self._exercises
        ]
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw the title, or a row of a picture with the name beside its middle."""
        number, row = divmod(y - 2, _PICTURE.height + 1)
        segments: list[Segment] = []
        if y == 0:
            title = self.get_component_rich_style("first-stretches--title")
            segments = [Segment(_FIRST, title)]
        elif y >= 2 and row < _PICTURE.height and number < len(self._exercises):
            blank = [Segment(" " * _PICTURE.width, self.rich_style)]
            pictures = self._pictures[number] if number < len(self._pictures) else ()
            segments = [*(pictures[row] if pictures else blank)]
            name = wrap(clean(self._exercises[number].name), self.size.width - _PICTURE.width - 3)
            if 0 <= row - 1 < len(name):
                style = self.get_component_rich_style("first-stretches--name")
                segments.append(Segment(f"   {name[row - 1]}", style))
        return Strip(segments).adjust_cell_length(self.size.width, self.rich_style)
