"""The list of sessions, newest first; only the lines in sight are ever made."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from library.history.record import SessionRecord
from library.progress.totals import MonthTotal, per_month
from library.wording import counted
from tui.keys.live import bindings
from tui.text.duration import whole_minutes
from tui.widgets.cursor_list import CURSOR_MARK
from tui.widgets.heat_map import GLYPHS, level_of
from tui.widgets.session_columns import (
    LEFT,
    MUTED,
    PAIN,
    RIGHT,
    TEXT,
    Column,
    cells,
    columns_for,
    filled,
    header,
)

HEADER_ROWS = 1
_MARK_WIDTH = 3
"""Before the columns: the cursor, the swatch of the day, and a space."""


class SessionList(ScrollView, can_focus=True, inherit_bindings=False):
    """Sessions as rows with a cursor; the titles of the columns stay at the top."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        *(f"session-list--{look}" for look in (TEXT, MUTED, LEFT, RIGHT, PAIN)),
        *(f"session-list--level-{level}" for level in range(len(GLYPHS))),
        "session-list--month",
        "session-list--mark",
        "session-list--cursor",
        "session-list--cursor-elsewhere",
    }
    DEFAULT_CSS = """
    SessionList {
        overflow-x: hidden;
        scrollbar-size-vertical: 1;
        .session-list--text { color: $foreground; }
        .session-list--muted { color: $text-muted; }
        .session-list--left { color: $leg-left; }
        .session-list--right { color: $leg-right; }
        .session-list--pain { color: $muscle-text; }
        .session-list--month { color: $text-secondary; text-style: bold; }
        .session-list--mark { color: $primary; }
        .session-list--cursor {
            color: $block-cursor-foreground;
            background: $block-cursor-background;
            text-style: $block-cursor-text-style;
        }
        .session-list--cursor-elsewhere {
            color: $block-cursor-blurred-foreground;
            background: $block-cursor-blurred-background;
            text-style: $block-cursor-blurred-text-style;
        }
        .session-list--level-0 { color: $faint; }
        .session-list--level-1 { color: $heat-3; background: $heat-1; }
        .session-list--level-2 { color: $heat-3; background: $heat-2; }
        .session-list--level-3 { color: $heat-3; background: $heat-4; }
        .session-list--level-4 { color: $heat-4; background: $heat-4; }
    }
    """
    BINDINGS = bindings("list/sessions")

    class Highlighted(Message):
        """The person moved the cursor to a session."""

        def __init__(self, session: SessionRecord) -> None:
            super().__init__()
            self.session = session

    def __init__(self) -> None:
        super().__init__()
        self._sessions: Sequence[SessionRecord] = ()
        self._held: Mapping[date, float] = {}
        self._today = date.min
        self._filled: frozenset[str] = frozenset()
        self.message = ""
        """What is said while there are none."""
        self._cursor = 0
        self._has_months = False
        self._lines: Sequence[int | MonthTotal] = ()
        """What stands in each line: the place of a session, or a month."""
        self._line_of: Sequence[int] = ()
        """The line of each session."""

    @property
    def highlighted(self) -> SessionRecord | None:
        """The session under the cursor; None in an empty list."""
        return self._sessions[self._cursor] if self._sessions else None

    def show(
        self,
        sessions: Sequence[SessionRecord],
        held: Mapping[date, float],
        today: date,
        message: str = "",
    ) -> None:
        """Show sessions; the cursor stays on its session, or at its height if that is gone.

        Args:
            sessions: Newest first.
            held: Seconds held on each day.
            today: The day whose year goes without saying.
            message: What to say when there are none.
        """
        before = self.highlighted
        self._sessions, self._held, self._today = sessions, held, today
        self.message, self._filled = message, filled(sessions, today.year)
        ids = [session.id for session in sessions]
        row = ids.index(before.id) if before and before.id in ids else self._cursor
        self._lay_out()
        self.move_to(row)

    def show_months(self, shown: bool) -> None:
        """Have a line above the sessions of each month, or none."""
        if shown != self._has_months:
            self._has_months = shown
            self._lay_out()
            self._keep_in_sight()

    def _lay_out(self) -> None:
        """Say which line holds what."""
        if self._has_months:
            self._lines, self._line_of = _with_months(self._sessions)
        else:
            self._lines = self._line_of = range(len(self._sessions))
        # The width is never scrolled, so it only has to be one that always fits.
        self.virtual_size = Size(1, len(self._lines) + HEADER_ROWS)
        self.refresh()

    def move_to(self, row: int) -> None:
        """Put the cursor on a session, or the nearest one there is, without a message."""
        old, self._cursor = self._cursor, max(0, min(row, len(self._sessions) - 1))
        self._keep_in_sight()
        for each in (old, self._cursor):
            if each < len(self._sessions):
                self.refresh_lines(self._line_of[each] + HEADER_ROWS)

    def action_move(self, rows: int) -> None:
        """Move the cursor by so many rows."""
        self._select(self._cursor + rows)

    def action_page(self, pages: int) -> None:
        """Move the cursor by so many screens of rows."""
        self._select(self._cursor + pages * max(1, self._rows_in_sight - 1))

    def action_newest(self) -> None:
        """Go to the top."""
        self._select(0)

    def action_oldest(self) -> None:
        """Go to the bottom."""
        self._select(len(self._sessions) - 1)

    def on_click(self, event: events.Click) -> None:
        """Move the cursor to the row under the mouse; nothing more, a click may be a stray one."""
        place = event.get_content_offset(self)
        if place is not None and place.y >= HEADER_ROWS:
            line = place.y - HEADER_ROWS + self.scroll_offset.y
            row = self._lines[line] if line < len(self._lines) else None
            if isinstance(row, int):
                self._select(row)

    def on_resize(self) -> None:
        """Keep the cursor in sight."""
        self._keep_in_sight()

    def render_line(self, y: int) -> Strip:
        """Draw the titles, or the session or month in this line."""
        line = y - HEADER_ROWS + self.scroll_offset.y
        width = self.scrollable_content_region.width  # without the scrollbar
        row = self._lines[line] if 0 <= line < len(self._lines) else None
        fill = self.rich_style
        if not self._sessions:
            told = f" {self.message}" if y == HEADER_ROWS else ""
            segments = [Segment(told, self._look(MUTED))]
        elif y < HEADER_ROWS:
            titles = self._styled(header(self._columns(width)))
            segments = [Segment(" " * _MARK_WIDTH, fill), *titles]
        elif isinstance(row, MonthTotal):
            segments = list(self._month(row))
        elif row is not None:
            if row == self._cursor:
                fill = self._look("cursor" if self.has_focus else "cursor-elsewhere")
            segments = list(self._row(row, width, fill))
        else:
            segments = []
        return Strip(segments).adjust_cell_length(width, fill).simplify()

    def _columns(self, width: int) -> Sequence[Column]:
        room = width - _MARK_WIDTH - 1  # a cell is left free beside the scrollbar
        return columns_for(room, self._filled, self._today.year)

    def _look(self, look: str) -> Style:
        return self.get_component_rich_style(f"session-list--{look}")

    def _styled(self, texts: Iterable[tuple[str, str]]) -> Iterator[Segment]:
        for text, look in texts:
            yield Segment(text, self._look(look))

    def _month(self, month: MonthTotal) -> Iterator[Segment]:
        year = "" if month.first.year == self._today.year else f" {month.first.year}"
        yield Segment(f" {month.first:%B}{year}", self._look("month"))
        told = f"{counted(month.sessions, 'session')}, {whole_minutes(month.seconds)} min"
        yield Segment(f"  {told}", self._look(MUTED))

    def _row(self, row: int, width: int, ground: Style) -> Iterator[Segment]:
        session, is_chosen = self._sessions[row], row == self._cursor
        level = level_of(self._held.get(min(session.practice_day, self._today), 0.0))
        yield Segment(CURSOR_MARK if is_chosen else " ", ground + self._colour("mark"))
        yield Segment(GLYPHS[level], self._look(f"level-{level}"))
        yield Segment(" ", ground)
        for text, look in cells(self._columns(width), session):
            # Reversed, as where there are few colours, a colour would become a ground.
            is_plain = is_chosen and (look == TEXT or ground.reverse)
            yield Segment(text, ground if is_plain else ground + self._colour(look))

    def _colour(self, look: str) -> Style:
        """Return the colour of a text, for any ground."""
        return Style.from_color(self._look(look).color)

    @property
    def _rows_in_sight(self) -> int:
        return max(1, self.size.height - HEADER_ROWS)

    def _select(self, row: int) -> None:
        self.move_to(row)
        if self.highlighted:
            self.post_message(self.Highlighted(self.highlighted))

    def _keep_in_sight(self) -> None:
        if not self._sessions:
            return
        top, line = self.scroll_offset.y, self._line_of[self._cursor]
        if line < top:
            # At the first session of a month its line is in sight, too.
            first = max(0, line - 1) if self._has_months else line
            self.scroll_to(y=first, animate=False)
        elif line >= top + self._rows_in_sight:
            self.scroll_to(y=line - self._rows_in_sight + 1, animate=False)


def _with_months(sessions: Sequence[SessionRecord]) -> tuple[list[int | MonthTotal], list[int]]:
    """Return what stands in each line, and the line of each session."""
    lines: list[int | MonthTotal] = []
    line_of: list[int] = []
    for month in per_month(sessions):
        lines.append(month)
        first = len(line_of)
        line_of += range(len(lines), len(lines) + month.sessions)
        lines += range(first, first + month.sessions)
    return lines, line_of
