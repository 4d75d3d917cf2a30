"""The columns of the list of sessions: which there are, which fit, and what stands in them."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace
from rich.cells import cell_len

from library.history.record import Outcome, SessionRecord
from library.progress.totals import seconds_per_leg
from library.text import clean
from tui.text.duration import clock_words, whole_minutes
from tui.widgets.text import shortened

GAP = " "
TEXT, MUTED, LEFT, RIGHT, PAIN = "text", "muted", "left", "right", "pain"
"""How a column looks: as text, as what can be left unread, as a leg, as pain."""
_LONGEST_ROUTINE = 30
"""Cells; a longer name is cut, so that the numbers stay beside it (our judgement)."""
_SHORT_ROUTINE = 18
"""Cells of the name without which there is no note (our judgement)."""
_UNKNOWN = "-"
"""Stands for pain that was not told."""
_SHORTEST_NOTE = 6
"""Enough to see that there is one."""


class Column(Struct, frozen=True):
    """One column of the list."""

    title: str
    width: int
    """In cells."""
    text: Callable[[SessionRecord], str]
    look: str = TEXT
    right: bool = False
    """Whether it stands at its right edge, as numbers do."""

    def cell(self, text: str) -> str:
        """Return the text cut or filled to the width of the column."""
        if cell_len(text) > self.width:
            return shortened(text, self.width)
        space = " " * (self.width - cell_len(text))
        return space + text if self.right else text + space


def pain_text(session: SessionRecord) -> str:
    """Return pain before and the worst, as in `3/5`; a dash for what was not answered.

    Where pain after was noted, as in sessions of earlier versions, it is before and after: `5→3`.
    """
    sign, second = "→", session.pain_after
    if second is None:
        sign, second = "/", session.pain_worst
    pains = (session.pain_before, second)
    if pains == (None, None):
        return ""
    return sign.join(_UNKNOWN if pain is None else str(pain) for pain in pains)


def pain_title(sessions: Sequence[SessionRecord]) -> str:
    """Return what the numbers of pain stand for; empty where there are none."""
    among = {
        "before/worst": any(
            each.pain_after is None and (each.pain_before, each.pain_worst) != (None, None)
            for each in sessions
        ),
        "before→after": any(each.pain_after is not None for each in sessions),
    }
    told = " or ".join(words for words, there in among.items() if there)
    return f", pain {told}" if told else ""


def day_text(day: date, year: int, *, weekday: bool) -> str:
    """Return a day as it stands in a column, as in `Fri  6 Nov`; with its year if it is another.

    Args:
        day: The day.
        year: The one that goes without saying.
        weekday: Whether there is room for the weekday, too.
    """
    text = f"{day:%a} " if weekday else ""
    text += f"{day.day:>2} {day:%b}"
    return text if day.year == year else f"{text} {day.year}"


def filled(sessions: Sequence[SessionRecord], year: int) -> frozenset[str]:
    """Return the titles of those columns that are not empty; `date` if a day is of another year.

    Args:
        sessions: All that are listed, in any order.
        year: The one that goes without saying.
    """
    found = {
        "note": any(session.note for session in sessions),
        "pain": any(map(pain_text, sessions)),
        "date": any(session.practice_day.year != year for session in sessions),
        "eased": _has(sessions, Outcome.EASED_OFF),
        "skip": _has(sessions, Outcome.SKIPPED),
    }
    return frozenset(title for title, there in found.items() if there)


def _has(sessions: Sequence[SessionRecord], outcome: Outcome) -> bool:
    for session in sessions:
        for hold in session.holds:  # a third of the time of any(), for ten thousand sessions
            if hold.outcome is outcome:
                return True
    return False


def _count(outcome: Outcome) -> Callable[[SessionRecord], str]:
    """Make the text of a column: how many holds ended like this; blank for none."""

    def text(session: SessionRecord) -> str:
        return str(sum(hold.outcome is outcome for hold in session.holds) or "")

    return text


def _date(year: int, others: bool, *, weekday: bool) -> Column:
    width = (len("Wed ") if weekday else 0) + len("25 Nov") + (len(" 2026") if others else 0)
    return Column("date", width, lambda s: day_text(s.practice_day, year, weekday=weekday))


_TIME = Column("time", 5, lambda session: f"{session.local_start:%H:%M}", MUTED)
_ROUTINE = Column("routine", 10, lambda session: clean(session.routine))
_NUMBERS = (
    Column("min", 4, lambda session: whole_minutes(session.seconds), right=True),
    Column("done", 4, _count(Outcome.DONE), MUTED, right=True),
    Column("eased", 5, _count(Outcome.EASED_OFF), PAIN, right=True),
    Column("skip", 4, _count(Outcome.SKIPPED), MUTED, right=True),
    Column("left", 5, lambda s: clock_words(round(seconds_per_leg([s]).left)), LEFT, right=True),
    Column("right", 5, lambda s: clock_words(round(seconds_per_leg([s]).right)), RIGHT, right=True),
    Column("pain", 5, pain_text, PAIN),
)
_SOMETIMES = ("eased", "skip", "pain")
_FIRST_TO_GO = (
    (("skip",), 18),
    (("eased",), 18),
    (("done",), 14),
    (("left", "right"), 10),
    (("pain",), 10),
)
"""What gives way, and to how many cells of the routine's name (our judgement)."""


@lru_cache(maxsize=8)
def columns_for(width: int, found: frozenset[str], year: int) -> tuple[Column, ...]:
    """Return the columns that fit and hold something.

    What was skipped goes first, then what was eased off, and only then what was done, so that no
    row tells of nothing else; then the legs and pain. The note takes what is left.

    Args:
        width: Cells for the whole row.
        found: What `filled` has found.
        year: The one that goes without saying.
    """
    numbers = [each for each in _NUMBERS if each.title in found or each.title not in _SOMETIMES]
    day = _date(year, "date" in found, weekday=True)
    for titles, name in _FIRST_TO_GO:
        if _taken([day, _TIME, *numbers]) + len(GAP) + name > width:
            numbers = [each for each in numbers if each.title not in titles]
    if _taken([day, _TIME, _ROUTINE, *numbers]) > width:
        day = _date(year, "date" in found, weekday=False)
    if _taken([day, _TIME, _ROUTINE, *numbers]) > width:
        numbers = []
    spare = width - _taken([day, _TIME, _ROUTINE, *numbers])
    for_note = _SHORTEST_NOTE + len(GAP) + _SHORT_ROUTINE - _ROUTINE.width
    note = _SHORTEST_NOTE if "note" in found and spare >= for_note else 0
    spare -= note + len(GAP) if note else 0
    more = min(_LONGEST_ROUTINE - _ROUTINE.width, spare)
    routine = replace(_ROUTINE, width=max(1, _ROUTINE.width + more))
    columns = (day, _TIME, routine, *numbers)
    if not note:
        return columns
    return (*columns, Column("note", note + spare - more, lambda s: clean(s.note), MUTED))


def cells(columns: Sequence[Column], session: SessionRecord) -> Iterator[tuple[str, str]]:
    """Yield the text of each cell of a row with the gap before it, and how it looks."""
    for number, column in enumerate(columns):
        yield (GAP if number else "") + column.cell(column.text(session)), column.look


def header(columns: Sequence[Column]) -> Iterator[tuple[str, str]]:
    """Yield the title of each column as `cells` yields what stands below it."""
    for number, column in enumerate(columns):
        look = column.look if column.look in (LEFT, RIGHT) else MUTED
        yield (GAP if number else "") + column.cell(column.title), look


def _taken(columns: Sequence[Column]) -> int:
    return sum(column.width for column in columns) + len(GAP) * (len(columns) - 1)
