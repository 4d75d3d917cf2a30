"""How the last weeks went, beside the list of sessions; before the first what will be told."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import starmap

from msgspec import Struct
from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content

from library.exercises.model import Exercise, Side
from library.guidance.reach import ReachResult, results
from library.history.record import ReachForm, SessionRecord, SideName
from library.history.snapshot import Snapshot
from library.progress.totals import LegSeconds, seconds_per_leg
from library.progress.trends import TREND_WEEKS, PainTrend, Recent, Weekly, pain_trend, reach_trend
from tui.keys.live import with_keys
from tui.text.reach import result_words
from tui.widgets.hanging import Hanging
from tui.widgets.leg_bars import leg_bars
from tui.widgets.pose_picture import PosePicture
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
WITHOUT_DOTS = ("half", "ascii", "cells")
"""Ways to draw the figure that are chosen where braille dots are not to be had."""
_HERE = "Your first session will stand here."
_BEGINS = " on Today starts it."
_THEN = "Then you will see"
_SAMPLE_WIDTH = 15
_SAMPLES = (
    (
        Content.assemble(("L▄▄▄▄", "$leg-left"), "  ", ("R▄▄▄▄", "$leg-right")),
        "each leg's time",
    ),
    (
        Content.assemble(
            ("· ", "$faint"),
            ("░░", "$heat-3 on $heat-1"),
            " ",
            ("▒▒", "$heat-3 on $heat-2"),
            " ",
            ("▓▓", "$heat-3 on $heat-4"),
            " ",
            ("██", "$heat-4 on $heat-4"),
        ),
        "your days",
    ),
    (Content.styled("▂ ▃ ▃ ▅ ▄ ▆ ▇", "$heat-3"), "your weeks"),
)
"""How it will look, and what it says."""
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

    @classmethod
    def of(
        cls, history: Snapshot, counted: Sequence[SessionRecord], today: date, first_weekday: int
    ) -> "RecentHistory":
        """Work them out.

        Args:
            history: All there is.
            counted: Its sessions, oldest first, without those that are to come.
            today: The practice day it is now.
            first_weekday: Weekday a week begins on, 0 (Monday) to 6 (Sunday).
        """
        recent = Recent.up_to(today, first_weekday)
        sessions = recent.sessions(counted)
        reach = sorted(history.reach, key=lambda each: each.day)
        form = reach[-1].form if reach else ReachForm.FLOOR
        return cls(
            recent,
            seconds_per_leg(sessions),
            pain_trend(sessions, history.checks, recent),
            reach_trend(reach, form, recent),
            [each for each in results(reach, first_weekday) if each.form is form],
        )


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
        if self._figure in WITHOUT_DOTS:
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
        if self._figure in WITHOUT_DOTS:
            yield from map(numbers, lines)
            return
        scale = Scale(min(-2, *known), max(2, *known))
        yield from trend(lines, scale, (width, rows), zero=True)


class Beginning(Horizontal):
    """What will be told here, beside the figure of a first stretch, for who has not begun."""

    DEFAULT_CSS = """
    Beginning {
        height: 1fr;
        padding: 0 1 1 1;
        align: center middle;

        PosePicture {
            width: 44%;
            min-width: 26;
            max-width: 64;
            max-height: 30;
            margin: 0 2 0 0;
        }
        Text {
            width: 1fr;
            max-width: 36;
            height: 100%;
            content-align: left middle;
        }
    }
    """

    def __init__(self, *, mode: str, reduced_motion: bool) -> None:
        """Make it empty; `show` fills it.

        Args:
            mode: The setting `figure`.
            reduced_motion: Whether the figure is never to move.
        """
        super().__init__()
        self._looks = (mode, reduced_motion)

    def compose(self) -> ComposeResult:
        """Build the figure, and the words beside it."""
        mode, reduced_motion = self._looks
        yield PosePicture(mode=mode, reduced_motion=reduced_motion)
        yield Text()

    def show(self, exercise: Exercise, mode: str, reduced_motion: bool) -> None:
        """Show how it begins.

        Args:
            exercise: One of the first.
            mode: The setting `figure`.
            reduced_motion: Whether the figure is never to move.
        """
        picture = self.query_one(PosePicture)
        picture.prefer(mode, reduced_motion)
        picture.show(exercise, Side.LEFT)
        key = with_keys(self.app, "{Today.start}")
        lines = [
            Content.styled(_HERE, "bold $text-accent"),
            Content.assemble((key, "bold"), _BEGINS, "\n"),
            Content.styled(_THEN, _TITLE),
            Content("\n\n").join(starmap(_sample, _SAMPLES)),
        ]
        self.query_one(Text).update(Hanging(Content("\n").join(lines)))


def _sample(drawn: Content, words: str) -> Content:
    space = " " * (_SAMPLE_WIDTH - drawn.cell_length)
    return Content.assemble(drawn, space, (words, "$text-muted"))
