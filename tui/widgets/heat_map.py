"""A map of practice days, a column for each week."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import ClassVar

import msgspec
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from library.history.record import MarkKind
from library.progress.weeks import ONE_WEEK, week_start
from library.wording import day_words
from tui.keys.live import bindings
from tui.text.duration import held_words

GLYPHS = "·░▒▓█"
"""From a day without a completed hold to a long one; told apart by shape, so that no colour is
needed."""
BOUNDS = (120.0, 300.0, 600.0)
"""Seconds held from which a day gets the next glyph (our judgement: a desk break lies below
the first, all six stretches around the second, all six and the massage above the third)."""
LEGEND = ("none", "<2", "<5", "<10", "10+ min held")
"""What the glyphs stand for."""
YEAR_WEEKS = 53
"""Columns that hold a whole year, whatever weekday it begins on."""
LABEL_WIDTH = 2
CELL_WIDTH, WIDE_CELL_WIDTH = 2, 3
HALF_A_YEAR = 26
"""Weeks for which there is room at least: a young log is no empty year."""
_SOLID = "░▒▓█"
"""The shades that fill their cell; the others stand in its first column."""
STATUS_ROW = 8
POINTER = ">"
"""Stands before the day under the cursor, so that it is seen without colour too."""
_PARTS = ("empty", "level-1", "level-2", "level-3", "level-4")


def level_of(seconds: float) -> int:
    """Return the index into `GLYPHS` for the seconds held on a day."""
    return 0 if seconds <= 0 else 1 + sum(seconds >= bound for bound in BOUNDS)


class PracticeCalendar(msgspec.Struct, frozen=True):
    """The days of a history, laid out in weeks."""

    seconds: Mapping[date, float]
    """Seconds held on each day."""
    marks: Mapping[date, MarkKind]
    today: date
    first_weekday: int
    """Weekday a week begins on, 0 (Monday) to 6 (Sunday)."""

    @property
    def first_day(self) -> date:
        """The first day in the history, or a year ago if that is earlier."""
        year_ago = self.week_of(self.today) - (YEAR_WEEKS - 1) * ONE_WEEK
        return min((year_ago, *self.seconds, *self.marks))

    @property
    def weeks(self) -> int:
        """The weeks since the first day of the history, the running one among them."""
        first = min((self.today, *self.seconds, *self.marks))
        return (self.week_of(self.today) - self.week_of(first)) // ONE_WEEK + 1

    def week_of(self, day: date) -> date:
        """Return the first day of the week that a day lies in."""
        return week_start(day, self.first_weekday)

    def level(self, day: date) -> int:
        """Return the index into `GLYPHS` for a day."""
        return level_of(self.seconds.get(day, 0.0))

    def glyph(self, day: date) -> str:
        """Return a shade, or the letter of a mark; a capital if there was practice too."""
        if day > self.today:
            return " "
        if day not in self.marks:
            return GLYPHS[self.level(day)]
        letter = self.marks[day].letter
        return letter.upper() if self.level(day) else letter

    def words(self, day: date) -> str:
        """Return a day in a few words, as in `Mon 7 Sep: 6 min 30 s held, travel`."""
        told = [f"{held_words(self.seconds[day])} held"] if self.level(day) else []
        told += [self.marks[day].value] if day in self.marks else []
        if not told:
            told = ["today" if day == self.today else "no practice"]
        return f"{day_words(day, self.today)}: {', '.join(told)}"

    def weekday_labels(self) -> list[str]:
        """Return two letters for each row."""
        start = self.week_of(self.today)
        return [f"{start + timedelta(days=row):%a}"[:2] for row in range(7)]

    def month_line(self, weeks: list[date], width: int = CELL_WIDTH) -> str:
        """Return month names, each above the week its first day lies in.

        Args:
            weeks: First days of the weeks.
            width: Cells of a week.
        """
        last_days = [start + timedelta(days=6) for start in weeks]
        begins = [column for column, last in enumerate(last_days) if last.day <= 7]
        if not {0, 1, 2} & set(begins):
            begins.insert(0, 0)
        line = ""
        for column in begins:
            if column <= len(weeks) - 2:  # a name that would be cut off is left out
                line = f"{line:<{width * column + 1}}{last_days[column]:%b}"
        return line.ljust(width * len(weeks))


class HeatMap(Widget, can_focus=True):
    """Days shaded by seconds held; marked days show the letter of their mark.

    Shows as many weeks as fit into its width, in wide cells where those of a young log fit. With
    `can_focus` it has a cursor that walks through all of the log, and a line that says what the
    day under the cursor holds.
    """

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        *(f"heat-map--{part}" for part in _PARTS),
        "heat-map--mark",
        "heat-map--cursor",
        "heat-map--label",
    }
    DEFAULT_CSS = """
    HeatMap {
        width: 1fr;
        height: auto;
        .heat-map--label { color: $text-muted; }
        .heat-map--empty { color: $faint; }
        .heat-map--level-1 { color: $heat-3; background: $heat-1; }
        .heat-map--level-2 { color: $heat-3; background: $heat-2; }
        .heat-map--level-3 { color: $heat-3; background: $heat-4; }
        .heat-map--level-4 { color: $heat-4; background: $heat-4; }
        .heat-map--mark { color: $text-accent; text-style: bold; }
        .heat-map--cursor {
            color: $block-cursor-foreground;
            background: $block-cursor-background;
            text-style: $block-cursor-text-style;
        }
    }
    """
    BINDINGS = bindings("list/days")

    class DaySelected(Message):
        """The person moved the cursor to a day."""

        def __init__(self, day: date) -> None:
            super().__init__()
            self.day = day

    def __init__(self, *, weeks: int = YEAR_WEEKS, can_focus: bool = True) -> None:
        """Make an empty map.

        Args:
            weeks: Most weeks to show, 1 or more.
            can_focus: Whether there is a cursor.
        """
        super().__init__()
        self.can_focus = can_focus
        self._most_weeks = weeks
        self._calendar = PracticeCalendar({}, {}, date.min + ONE_WEEK * YEAR_WEEKS, 0)
        self._day = self._calendar.today
        self._first_day = self._calendar.first_day
        self._weeks_known = self._calendar.weeks
        self._last_week = self._calendar.week_of(self._day)

    @property
    def day(self) -> date:
        """The day under the cursor."""
        return self._day

    @property
    def words(self) -> str:
        """The day under the cursor, and what it holds."""
        return self._calendar.words(self._day)

    def show(
        self,
        seconds_by_day: Mapping[date, float],
        marks: Mapping[date, MarkKind],
        today: date,
        first_weekday: int,
    ) -> None:
        """Show the days of a history; a cursor on today moves along with it.

        Args:
            seconds_by_day: Seconds held on each day.
            marks: Days the person marked.
            today: The last day of the map.
            first_weekday: Weekday a week begins on, 0 (Monday) to 6 (Sunday).
        """
        followed_today = self._day == self._calendar.today
        self._calendar = PracticeCalendar(seconds_by_day, marks, today, first_weekday)
        self._first_day = self._calendar.first_day
        self._weeks_known = self._calendar.weeks
        self._last_week = self._calendar.week_of(today)
        self.move_to(today if followed_today else self._day)
        self.refresh()

    def move_to(self, day: date) -> None:
        """Put the cursor on a day, or the nearest one there is, without a message."""
        left, last_week = self._day, self._last_week
        self._day = min(max(day, self._first_day), self._calendar.today)
        self._turn_to(self._calendar.week_of(self._day))
        if self._last_week != last_week:
            self.refresh()
        elif self._day != left:
            rows = {self._row_of(left), self._row_of(self._day), STATUS_ROW}
            self.refresh(*(Region(0, row, self.size.width, 1) for row in rows))

    def action_walk(self, days: int) -> None:
        """Move the cursor by so many days."""
        self._select(self._day + timedelta(days=days))

    def action_first(self) -> None:
        """Go to the first day there is."""
        self._select(self._calendar.first_day)

    def action_today(self) -> None:
        """Go to today."""
        self._select(self._calendar.today)

    def on_click(self, event: events.Click) -> None:
        """Select the day under the mouse."""
        place = event.get_content_offset(self)
        if not self.can_focus or place is None:
            return
        column, row = (place.x - LABEL_WIDTH) // self._cell_width, place.y - 1
        weeks = self._weeks()
        if 0 <= row < 7 and 0 <= column < len(weeks):
            day = weeks[column] + timedelta(days=row)
            if day <= self._calendar.today:
                self._select(day)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Go a week back."""
        self._scroll(event, -1)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Go a week on."""
        self._scroll(event, 1)

    def _scroll(self, event: events.MouseEvent, weeks: int) -> None:
        if self.can_focus:  # without a cursor it is a picture, and what is around it scrolls
            event.stop()
            self.action_walk(7 * weeks)

    def on_resize(self) -> None:
        """Keep the cursor in sight when there is room for fewer weeks."""
        self._last_week = self._calendar.week_of(self._calendar.today)
        self._turn_to(self._calendar.week_of(self._day))

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """Return the cells for all the weeks asked for."""
        return LABEL_WIDTH + CELL_WIDTH * self._most_weeks

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the rows for months, seven days, and the words for the day under the cursor."""
        return STATUS_ROW + int(self.can_focus)

    def render_line(self, y: int) -> Strip:
        """Draw a line of the map."""
        label = self.get_component_rich_style("heat-map--label")
        if y == 0:
            text = " " * LABEL_WIDTH + self._calendar.month_line(self._weeks(), self._cell_width)
            segments = [Segment(text, label)]
        elif y < STATUS_ROW:
            segments = [Segment(self._calendar.weekday_labels()[y - 1], label), *self._row(y - 1)]
        elif y == STATUS_ROW and self.can_focus:
            segments = self._status(label)
        else:
            segments = []
        return Strip(segments).adjust_cell_length(self.size.width, self.rich_style)

    def _row(self, weekday: int) -> list[Segment]:
        """Draw the days of one weekday, each behind a space."""
        width, segments = self._cell_width, []
        label = self.get_component_rich_style("heat-map--label")
        cursor = self.get_component_rich_style("heat-map--cursor")
        for start in self._weeks():
            day = start + timedelta(days=weekday)
            glyph, style = self._calendar.glyph(day), self._style(day)
            cell = glyph * (width - 1) if glyph in _SOLID else glyph.ljust(width - 1)
            gap = Segment(" ", label)
            if self.can_focus and day == self._day:
                style = style + cursor if self.has_focus else style
                gap = Segment(POINTER, cursor if self.has_focus else self.rich_style)
            segments += [gap, Segment(cell, style)]
        return segments

    def _style(self, day: date) -> Style:
        if day in self._calendar.marks:
            return self.get_component_rich_style("heat-map--mark")
        return self.get_component_rich_style(f"heat-map--{_PARTS[self._calendar.level(day)]}")

    def _status(self, label: Style) -> list[Segment]:
        """Return what the day holds, and what the shades mean where there is space for it."""
        words = self.words
        legend = [
            (GLYPHS[level] if level == 0 else 2 * GLYPHS[level], f" {means}", part)
            for level, (means, part) in enumerate(zip(LEGEND, _PARTS, strict=True))
        ]
        marks = [(kind.letter, f" {kind}", "mark") for kind in self._marks_in_sight()]
        if len(words) + _legend_width(legend + marks) <= self.size.width:
            legend = legend + marks
        elif marks and len(words) + _legend_width(legend) > self.size.width:
            legend = marks
        taken = _legend_width(legend)
        segments = [Segment(words, self.rich_style)]
        if (room := self.size.width - len(words) - taken) >= 0:
            segments.append(Segment(" " * room, label))
            for cells, means, part in legend:
                style = self.get_component_rich_style(f"heat-map--{part}")
                segments += [Segment("  ", label), Segment(cells, style), Segment(means, label)]
        return segments

    def _marks_in_sight(self) -> list[MarkKind]:
        """Return the kinds of marks that stand on the days in sight."""
        first = self._weeks()[0]
        until = self._last_week + ONE_WEEK
        there = {kind for day, kind in self._calendar.marks.items() if first <= day < until}
        return [kind for kind in MarkKind if kind in there]

    def _select(self, day: date) -> None:
        self.move_to(day)
        self.post_message(self.DaySelected(self._day))

    def _weeks(self) -> list[date]:
        """Return the first days of the weeks in sight, oldest first."""
        count = self._week_count()
        return [self._last_week - ONE_WEEK * back for back in reversed(range(count))]

    def _row_of(self, day: date) -> int:
        return 1 + (day - self._calendar.week_of(day)).days

    def _week_count(self) -> int:
        room = (self.size.width - LABEL_WIDTH) // self._cell_width
        return max(1, min(self._most_weeks, room))

    @property
    def _cell_width(self) -> int:
        """Cells of a week: more where all weeks of the history have room so."""
        weeks = min(self._most_weeks, max(HALF_A_YEAR, self._weeks_known))
        wide = self.size.width >= LABEL_WIDTH + WIDE_CELL_WIDTH * weeks
        return WIDE_CELL_WIDTH if wide else CELL_WIDTH

    def _turn_to(self, week: date) -> None:
        """Turn the pages so that a week is in sight."""
        oldest = self._last_week - ONE_WEEK * (self._week_count() - 1)
        if week < oldest:
            self._last_week -= oldest - week
        elif week > self._last_week:
            self._last_week = week


def _legend_width(legend: Sequence[tuple[str, str, str]]) -> int:
    return sum(len(cells) + len(means) + 2 for cells, means, _ in legend)
