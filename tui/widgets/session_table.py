"""The columns of the list of sessions, and what stands in them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from rich.cells import cell_len, set_cell_size

from library.history.record import Outcome, SessionRecord
from library.progress.totals import seconds_per_leg
from library.text import clean
from tui.text.duration import whole_minutes

GAP = " "


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the list."""

    title: str
    width: int
    """In cells."""
    text: Callable[[SessionRecord], str]
    right: bool = False
    """Whether it stands at its right edge, as numbers do."""

    def cell(self, text: str) -> str:
        """The text cut or filled to the width of the column."""
        if cell_len(text) > self.width:
            return set_cell_size(text, self.width - 1) + "…"
        space = " " * (self.width - cell_len(text))
        return space + text if self.right else text + space


def pain_text(before: int | None, after: int | None) -> str:
    """Pain before and after, as in `5→3`; a question mark for what was not answered."""
    if before is None and after is None:
        return ""
    return "→".join("?" if pain is None else str(pain) for pain in (before, after))


def _short_date(session: SessionRecord) -> str:
    day = session.practice_day
    return f"{day.day:>2} {day:%b %Y}"


def _long_date(session: SessionRecord) -> str:
    day = session.practice_day
    return f"{day:%a} {day.day:>2} {day:%b %Y}"


def _count(outcome: Outcome) -> Callable[[SessionRecord], str]:
    """How many holds ended like this; none is left blank, so that exceptions stand out."""

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
    Column("pain", 5, lambda session: pain_text(session.pain_before, session.pain_after)),
)
_LEGS = _FIXED[4]
_LONG_ROUTINE = 22
_SHORTEST_NOTE = 4
"""Enough to see that there is one."""


def columns_for(width: int) -> tuple[Column, ...]:
    """The columns that fit: legs, then pain and so on go first, the note only if there is room.

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
    """A session as one line."""
    return GAP.join(column.cell(column.text(session)) for column in columns)


def header_text(columns: Sequence[Column]) -> str:
    """The titles of the columns."""
    return GAP.join(column.cell(column.title) for column in columns)


def _taken(columns: Sequence[Column]) -> int:
    return sum(column.width for column in columns) + len(GAP) * (len(columns) - 1)


def _widened(column: Column, width: int, spare: int) -> tuple[Column, int]:
    """A column grown towards a width, and the room that is left."""
    more = max(0, min(width - column.width, spare))
    return replace(column, width=column.width + more), spare - more
