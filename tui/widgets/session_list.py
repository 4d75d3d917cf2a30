"""The list of sessions, newest first; only the lines in sight are ever made."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from msgspec import Struct
from msgspec.structs import replace
from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from library.history.record import Outcome, SessionRecord
from library.progress.totals import seconds_per_leg
from library.text import clean
from tui.keys.live import bindings
from tui.text.duration import whole_minutes

HEADER_ROWS = 1
GAP = " "
_CURSOR = Style(reverse=True)
_CURSOR_ELSEWHERE = Style(underline=True, bold=True)


class Column(Struct, frozen=True):
    """One column of the list."""

    title: str
    width: int
    """In cells."""
    text: Callable[[SessionRecord], str]
    right: bool = False
    """Whether it stands at its right edge, as numbers do."""

    def cell(self, text: str) -> str:
        """Return the text cut or filled to the width of the column."""
        if cell_len(text) > self.width:
            return set_cell_size(text, self.width - 1) + "…"
        space = " " * (self.width - cell_len(text))
        return space + text if self.right else text + space


def pain_text(session: SessionRecord) -> str:
    """Return pain before and the worst, as in `3/5`; a question mark for what was not answered.

    Where pain after was noted, as in sessions of earlier versions, it is before and after: `5→3`.
    """
    sign, second = "→", session.pain_after
    if second is None:
        sign, second = "/", session.pain_worst
    pains = (session.pain_before, second)
    if pains == (None, None):
        return ""
    return sign.join("?" if pain is None else str(pain) for pain in pains)


def _short_date(session: SessionRecord) -> str:
    day = session.practice_day
    return f"{day.day:>2} {day:%b %Y}"


def _long_date(session: SessionRecord) -> str:
    day = session.practice_day
    return f"{day:%a} {day.day:>2} {day:%b %Y}"


def _count(outcome: Outcome) -> Callable[[SessionRecord], str]:
    """Make the text of a column: how many holds ended like this; blank for none."""

    def text(session: SessionRecord) -> str:
        return str(sum(hold.outcome is outcome for hold in session.holds) or "")

    return text


def _legs(session: SessionRecord) -> str:
    legs = seconds_per_leg([session])
    return f"{round(legs.left)}/{round(legs.right)}"


def _routine(session: SessionRecord) -> str:
    return clean(session.routine)


def _note(session: SessionRecord) -> str:
    return clean(session.note)


_DATE = Column("date", 11, _short_date)
_LONG_DATE = Column("date", 15, _long_date)
_TIME = Column("time", 5, lambda session: f"{session.local_start:%H:%M}")
_ROUTINE = Column("routine", 10, _routine)
_FIXED = (
    Column("min", 4, lambda session: whole_minutes(session.seconds), right=True),
    Column("done", 4, _count(Outcome.DONE), right=True),
    Column("eased", 5, _count(Outcome.EASED_OFF), right=True),
    Column("skip", 4, _count(Outcome.SKIPPED), right=True),
    Column("L/R sec", 9, _legs, right=True),
    Column("pain", 5, pain_text),
)
_LEGS = _FIXED[4]
_LONG_ROUTINE = 22
_SHORTEST_NOTE = 4
"""Enough to see that there is one."""


def columns_for(width: int) -> tuple[Column, ...]:
    """Return the columns that fit: legs, then pain and so on go first, the note stays if it can.

    Args:
        width: Cells for the whole row.
    """
    fixed, date, routine = list(_FIXED), _DATE, _ROUTINE
    while len(fixed) > 1 and _taken([date, _TIME, routine, *fixed]) > width:
        fixed.remove(_LEGS if _LEGS in fixed else fixed[-1])
    spare = width - _taken([date, _TIME, routine, *fixed])
    note = _SHORTEST_NOTE if spare >= _SHORTEST_NOTE + len(GAP) else 0
    spare -= note + len(GAP) if note else 0
    if spare >= _LONG_DATE.width - _DATE.width:
        spare -= _LONG_DATE.width - _DATE.width
        date = _LONG_DATE
    routine, spare = _widened(routine, _LONG_ROUTINE if note else width, spare)
    columns = (date, _TIME, routine, *fixed)
    return (*columns, Column("note", note + spare, _note)) if note else columns


def row_text(columns: Sequence[Column], session: SessionRecord) -> str:
    """Return a session as one line."""
    return GAP.join(column.cell(column.text(session)) for column in columns)


def header_text(columns: Sequence[Column]) -> str:
    """Return the titles of the columns as one line."""
    return GAP.join(column.cell(column.title) for column in columns)


def _taken(columns: Sequence[Column]) -> int:
    return sum(column.width for column in columns) + len(GAP) * (len(columns) - 1)


def _widened(column: Column, width: int, spare: int) -> tuple[Column, int]:
    """Return a column grown towards a width, and the space that is left."""
    more = max(0, min(width - column.width, spare))
    return replace(column, width=column.width + more), spare - more


class SessionList(ScrollView, can_focus=True, inherit_bindings=False):
    """Sessions as rows with a cursor; the titles of the columns stay at the top."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"session-list--header", "session-list--message"}
    DEFAULT_CSS = """
    SessionList {
        overflow-x: hidden;
        scrollbar-size-vertical: 1;
        .session-list--header { color: $text-primary; text-style: bold; }
        .session-list--message { color: $text-muted; }
    }
    """
    BINDINGS = bindings("list/sessions")

    @dataclass
    class Highlighted(Message):
        """The person moved the cursor to a session."""

        session: SessionRecord

    def __init__(self) -> None:
        super().__init__()
        self._sessions: Sequence[SessionRecord] = ()
        self._message = ""
        self._cursor = 0

    @property
    def highlighted(self) -> SessionRecord | None:
        """The session under the cursor; None in an empty list."""
        return self._sessions[self._cursor] if self._sessions else None

    def show(self, sessions: Sequence[SessionRecord], message: str = "") -> None:
        """Show sessions; the cursor stays on its session, or at its height if that is gone.

        Args:
            sessions: Newest first.
            message: What to say when there are none.
        """
        before = self.highlighted
        self._sessions, self._message = sessions, message
        ids = [session.id for session in sessions]
        row = ids.index(before.id) if before and before.id in ids else self._cursor
        # The width is never scrolled, so it only has to be one that always fits.
        self.virtual_size = Size(1, len(sessions) + HEADER_ROWS)
        self.move_to(row)
        self.refresh()

    def move_to(self, row: int) -> None:
        """Put the cursor on a row, or the nearest one there is, without a message."""
        old, self._cursor = self._cursor, max(0, min(row, len(self._sessions) - 1))
        self._keep_in_sight()
        self.refresh_lines(old + HEADER_ROWS)
        self.refresh_lines(self._cursor + HEADER_ROWS)

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
            row = place.y - HEADER_ROWS + self.scroll_offset.y
            if row < len(self._sessions):
                self._select(row)

    def on_resize(self) -> None:
        """Keep the cursor in sight."""
        self._keep_in_sight()

    def render_line(self, y: int) -> Strip:
        """Draw the titles, or the session in this line."""
        row = y - HEADER_ROWS + self.scroll_offset.y
        width = self.scrollable_content_region.width  # without the scrollbar
        if not self._sessions:
            style = self.get_component_rich_style("session-list--message")
            text = self._message if y == HEADER_ROWS else ""
        elif y < HEADER_ROWS:
            style = self.get_component_rich_style("session-list--header")
            text = header_text(columns_for(width))
        elif row < len(self._sessions):
            style = self._row_style(row)
            text = row_text(columns_for(width), self._sessions[row])
        else:
            style, text = self.rich_style, ""
        return Strip([Segment(text, style)]).adjust_cell_length(width, style)

    def _row_style(self, row: int) -> Style:
        if row != self._cursor:
            return self.rich_style
        return self.rich_style + (_CURSOR if self.has_focus else _CURSOR_ELSEWHERE)

    @property
    def _rows_in_sight(self) -> int:
        return max(1, self.size.height - HEADER_ROWS)

    def _select(self, row: int) -> None:
        self.move_to(row)
        if self.highlighted:
            self.post_message(self.Highlighted(self.highlighted))

    def _keep_in_sight(self) -> None:
        top = self.scroll_offset.y
        if self._cursor < top:
            self.scroll_to(y=self._cursor, animate=False)
        elif self._cursor >= top + self._rows_in_sight:
            self.scroll_to(y=self._cursor - self._rows_in_sight + 1, animate=False)
