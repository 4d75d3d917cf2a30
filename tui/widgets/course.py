"""Days on one axis of time: answers, pain, reach, marks and minutes, with a cursor."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from operator import itemgetter

from msgspec import Struct
from textual import events
from textual.content import Content
from textual.message import Message

from library.history.record import ReachForm
from library.review.days import DayReview, mean_lines, minutes_by_week
from library.wording import date_words
from tui.keys.live import bindings
from tui.widgets.dots import ACROSS, DOWN, Picture, steps_between
from tui.widgets.minutes_chart import EIGHTHS, axis_top
from tui.widgets.text import Text
from tui.widgets.trend import AXIS_WIDTH, Scale

MORNING, BEFORE, WORST, REACHED = "●", "○", "×", "◆"
"""An answer, pain before and at worst in a session, and reach."""
POINTER = "▲"
"""Stands below the day under the cursor, so that it is seen without colour too."""
_MEAN, _MEAN_DOTS = "─", "⠒"
"""The mean of seven days, without dots and with them."""
MOST_ROWS, LEAST_ROWS = 11, 5
"""Of the picture of pain: at the most a row for each number."""
_REACH_ROWS = 3
_NOW, _DATE = "today", 7
"""The last day, and the cells of a date with a space."""
_CURSOR = "on $block-cursor-background"


def legend(days: Sequence[DayReview], width: int, *, dots: bool = True) -> Content:
    """Return what the signs stand for; a sign and its words stay on one line.

    Args:
        days: Those that are shown.
        width: Cells of a line.
        dots: Whether there are braille dots.
    """
    parts = [
        (MORNING, "$foreground", "answer"),
        (2 * (_MEAN_DOTS if dots else _MEAN), "$primary", "mean of seven days"),
        (BEFORE, "$text-secondary", "pain before"),
        (WORST, "$muscle-text", "at worst"),
    ]
    if any(day.reach for day in days):
        parts.append((REACHED, "$text-accent", "reach in cm"))
    lines = [Content()]
    for sign, colour, words in parts:
        part = Content.assemble((sign, colour), (f" {words}", "$text-muted"))
        told = lines[-1] + Content("   ") + part if lines[-1] else part
        if told.cell_length <= width:
            lines[-1] = told
        else:
            lines.append(part)
    return Content("\n").join(lines)


class Axis(Struct, frozen=True):
    """Where days stand on the axis of time."""

    days: int
    columns: int
    """Cells there are; several days share one where there are fewer."""

    def column(self, number: int) -> int:
        """Return the cell in which the mark of a day stands, from 0."""
        return (2 * number + 1) * self.columns // (2 * self.days)

    def edge(self, number: int) -> int:
        """Return the cell in which a day begins, from 0."""
        return number * self.columns // self.days

    def dot(self, number: int) -> int:
        """Return the column of dots of a day, from 0."""
        return (2 * number + 1) * self.columns * ACROSS // (2 * self.days)


def course(
    days: Sequence[DayReview], size: tuple[int, int], cursor: int, *, dots: bool = True
) -> Iterator[Content]:
    """Yield the lines of the picture, from pain at the top to the dates at the bottom.

    Args:
        days: Oldest first.
        size: Columns, and rows of pain; 20 and 3 at least.
        cursor: The number of the day under the cursor.
        dots: Whether there are braille dots for the line of means.
    """
    axis = Axis(len(days), size[0] - AXIS_WIDTH)
    yield from _pain(days, axis, size[1], cursor, dots)
    if any(day.reach for day in days):
        yield from _reach(days, axis, cursor)
    yield _line("", _marks(days, axis), axis, cursor)
    yield from _minutes(days, axis, cursor)
    yield _dates(days, axis, cursor)


def _pain(
    days: Sequence[DayReview], axis: Axis, rows: int, cursor: int, dots: bool
) -> Iterator[Content]:
    worst = max((n for day in days for n in (day.answer, day.before, day.worst) if n), default=0)
    scale = Scale(0, max(4, worst + worst % 2))
    picture = Picture(axis.columns, rows)
    if dots:
        for x, y in _mean_path(days, axis, scale, rows * DOWN):
            picture.dot(x, y, "$primary")
    else:
        for number, day in enumerate(days):
            if day.mean is not None:
                picture.put(axis.column(number), scale.row(day.mean, rows), _MEAN, "$primary")
    for sign, colour, ratings in (
        (BEFORE, "$text-secondary", [day.before for day in days]),
        (MORNING, "$foreground", [day.answer for day in days]),
        (WORST, "$muscle-text", [day.worst for day in days]),
    ):
        for column, numbers in _by_column(ratings, axis):
            value = max(numbers) if sign == WORST else sum(numbers) / len(numbers)
            picture.put(column, scale.row(value, rows), sign, colour)
    ticks = {0: f"{scale.high:.0f}", rows - 1: "0"}
    if rows % 2:
        ticks[rows // 2] = f"{scale.high / 2:.0f}"
    yield from _with_axis(picture, ticks, axis.column(cursor))


def _by_column(ratings: Iterable[int | None], axis: Axis) -> Iterator[tuple[int, list[int]]]:
    """Yield the column of each cell that has ratings, and those of its days."""
    rated = [(axis.column(n), rating) for n, rating in enumerate(ratings) if rating is not None]
    for column, each in groupby(rated, key=itemgetter(0)):
        yield column, [rating for _, rating in each]


def _mean_path(
    days: Sequence[DayReview], axis: Axis, scale: Scale, down: int
) -> Iterator[tuple[int, int]]:
    for number, day in enumerate(days):
        if day.mean is not None:
            yield axis.dot(number), scale.row(day.mean, down)
    for (first, mean), (last, next_) in mean_lines(days):
        x, to_x = axis.dot(first), axis.dot(last)
        yield from steps_between(x, scale.row(mean, down), to_x, scale.row(next_, down))


def _reach(days: Sequence[DayReview], axis: Axis, cursor: int) -> Iterator[Content]:
    best = {
        (n, measured.leg, measured.form): max(measured.cm)
        for n, day in enumerate(days)
        for measured in day.reach
    }
    low, high = min(-2.0, *best.values()), max(2.0, *best.values())
    scale = Scale(low, high)
    picture = Picture(axis.columns, _REACH_ROWS)
    for (n, leg, form), value in best.items():
        sign = REACHED if form is ReachForm.FLOOR else leg[0].upper()
        colour = "$text-accent" if form is ReachForm.FLOOR else f"$leg-{leg}"
        picture.put(axis.column(n), scale.row(value, _REACH_ROWS), sign, colour)
    ticks = {0: f"{high:+.0f}", _REACH_ROWS - 1: f"{low:+.0f}".replace("+0", "0")}
    yield from _with_axis(picture, ticks, axis.column(cursor))


def _marks(days: Sequence[DayReview], axis: Axis) -> list[tuple[int, str, str]]:
    return [
        (axis.column(n), day.mark.letter, "bold $text-accent")
        for n, day in enumerate(days)
        if day.mark is not None
    ]


def _minutes(days: Sequence[DayReview], axis: Axis, cursor: int) -> Iterator[Content]:
    """Yield the bars of the weeks, each of which ends with the day of the week that today is."""
    told = minutes_by_week(days)
    edges = pairwise(axis.edge(min(7 * number, len(days))) for number in range(len(told) + 1))
    weeks = [(*each, minutes) for each, minutes in zip(edges, told, strict=True)]
    top = axis_top(told)
    signs = []
    for first, last, minutes in weeks:
        eighths = max(1, round(min(1.0, minutes / top) * 8)) if minutes else 0
        signs += [
            (at, EIGHTHS[eighths], "$heat-3") for at in range(first, max(first + 1, last - 1))
        ]
    yield _line(f"{top}" if top < 1000 else "", signs, axis, cursor)
    names = [(first, f"{minutes:.0f} min" if minutes else "") for first, _, minutes in weeks]
    words = _spaced(names, axis.columns)
    yield Content.styled(f"{'':{AXIS_WIDTH}}{words}", "$text-muted")


def _line(tick: str, signs: Iterable[tuple[int, str, str]], axis: Axis, cursor: int) -> Content:
    picture = Picture(axis.columns, 1)
    for column, sign, colour in signs:
        picture.put(column, 0, sign, colour)
    (line,) = _with_axis(picture, {0: tick}, axis.column(cursor))
    return line


def _with_axis(picture: Picture, ticks: dict[int, str], cursor: int) -> Iterator[Content]:
    for number, row in enumerate(picture.rows(cursor, _CURSOR)):
        tick = f"{ticks.get(number, ''):>{AXIS_WIDTH - 1}} "
        yield Content.styled(tick, "$text-muted") + row


def _dates(days: Sequence[DayReview], axis: Axis, cursor: int) -> Content:
    at, now = axis.column(cursor), axis.columns - len(_NOW)
    names = [(axis.edge(number), date_words(days[number].day)) for number in range(0, len(days), 7)]
    words = _spaced(
        [each for each in names if each[0] + _DATE < now] + [(now, _NOW)], axis.columns, at
    )
    return Content.assemble(
        (f"{'':{AXIS_WIDTH}}{words[:at]}", "$text-muted"),
        (POINTER, "bold $primary"),
        (words[at + 1 :], "$text-muted"),
    )


def _spaced(words: Iterable[tuple[int, str]], width: int, hole: int = -1) -> str:
    """Return words that begin at these columns; one that has no room is left out.

    Args:
        words: Column and word, from the left.
        width: Cells there are.
        hole: A column that is kept free of words.
    """
    line = ""
    for column, word in words:
        end = column + len(word)
        if word and (not line or column > len(line) + 1) and end <= width:
            line = line if column <= hole < end else f"{line:<{column}}{word}"
    return f"{line:<{width}}"


class Course(Text, can_focus=True):
    """The picture, with a cursor that walks from day to day."""

    BINDINGS = bindings("course")

    class DayChosen(Message):
        """The cursor stands on another day."""

        def __init__(self, day: DayReview) -> None:
            super().__init__()
            self.day = day

    def __init__(self, *, dots: bool = True) -> None:
        """Make it empty; `show` fills it.

        Args:
            dots: Whether there are braille dots.
        """
        super().__init__()
        self._with_dots = dots
        self._days: Sequence[DayReview] = ()
        self._cursor = 0
        self._rows = MOST_ROWS

    def show(self, days: Sequence[DayReview], rows: int) -> None:
        """Show these days; the cursor goes to the last one, or stays on its day.

        Args:
            days: Oldest first, at least one.
            rows: Rows of the picture of pain.
        """
        under = self._days[self._cursor].day if self._days else None
        self._days, self._rows = days, rows
        found = [n for n, each in enumerate(days) if each.day == under]
        self._cursor = found[0] if found else len(days) - 1
        self._draw()

    def on_resize(self, event: events.Resize) -> None:
        """Use the room there is."""
        self._draw()

    def action_walk(self, days: int) -> None:
        """Move the cursor."""
        self._go_to(self._cursor + days)

    def action_told(self, towards: int) -> None:
        """Move the cursor to the next day on which anything was told or done."""
        number = self._cursor + towards
        while 0 <= number < len(self._days) and self._days[number].is_empty:
            number += towards
        if 0 <= number < len(self._days):
            self._go_to(number)

    def _go_to(self, number: int) -> None:
        number = max(0, min(number, len(self._days) - 1))
        if number != self._cursor:
            self._cursor = number
            self._draw()

    def _draw(self) -> None:
        if not self._days or self.size.width < 20:
            return
        size = (self.size.width, self._rows)
        lines = list(course(self._days, size, self._cursor, dots=self._with_dots))
        self.update(Content("\n").join(lines), layout=False)
        self.styles.height = len(lines)
        self.post_message(self.DayChosen(self._days[self._cursor]))
