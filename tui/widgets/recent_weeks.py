"""How the last weeks went: both legs, pain, and reach when there is any."""

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct
from textual import events
from textual.content import Content

from library.guidance.reach import ReachResult
from library.history.record import SideName
from library.progress.totals import LegSeconds
from library.progress.trends import TREND_WEEKS, PainTrend, Recent, Weekly
from tui.text.reach import result_words
from tui.widgets.leg_bars import leg_bars
from tui.widgets.text import Text
from tui.widgets.trend import Line, Scale, dates, numbers, trend

FEWEST_RATINGS = 3
"""Fewer make no line (our judgement)."""
_TOO_FEW = "Three answers to how your back is make a line here."
_TITLE, _MORNINGS, _STRETCHING = "bold $text-secondary", "$foreground", "$muscle-text"
_LEG_COLOURS: Mapping[SideName, str] = {
    "left": "$leg-left",
    "right": "$leg-right",
    "both": "$text-primary",
}
_WITHOUT_DOTS = ("half", "ascii", "cells")
"""Ways to draw the figure that are chosen where braille dots are not to be had."""
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
            self.update(Content("\n").join(self._lines(self._shown)))

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
        lines = [Line(pain.mornings, _MORNINGS), Line(pain.stretching, _STRETCHING)]
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
        lines = [Line(values, _LEG_COLOURS[leg]) for leg, values in told.reach.items()]
        known = [v for line in lines for v in line.values if v is not None]
        if self._figure in _WITHOUT_DOTS:
            yield from map(numbers, lines)
            return
        scale = Scale(min(-2, *known), max(2, *known))
        yield from trend(lines, scale, (width, rows), zero=True)
