"""The history in a table for spreadsheets, as `csv_format` writes it and people change it."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from typing import Any, get_args

import msgspec

from library import cells
from library.history.csv_columns import (
    COLUMNS,
    DATES,
    KNOWN,
    OF_CHECK,
    OF_HOLD,
    OF_MARK,
    OF_REACH,
    OF_SESSION,
    OF_SPOT,
    OF_VERSION,
    OPTIONAL,
    UNSAID,
    Custom,
    RejectedCell,
    is_text,
    misfit,
    stands_alone,
    text_of,
    value_of,
)
from library.history.csv_rows import NEEDED, ROW_KINDS, Row, Table, first_rows, name_of
from library.history.format import Contents, Document, decode, encode
from library.history.record import Reach, ReachForm, SideName, key_about, mark_key
from library.history.snapshot import InvalidEntry
from library.history.tables import CHECKS, MARKS, REACH, SESSIONS
from library.history.wanted import one_of
from library.text import clean
from library.wording import did_you_mean, listed

_SPARED = frozenset((*OPTIONAL, *OF_VERSION))
"""Columns of a session that may be empty, so that it is true without them."""
_NO_OFFSET = ("0", "0.0", "0,0")
_SOME_COLUMNS = 6
"""So many are named where the header is missing."""
_MOST_REJECTED = 10_000
"""With more rows that cannot be read it is no table of this program (our judgement)."""


class CsvOffer(msgspec.Struct, frozen=True):
    """What a table has to offer."""

    contents: Contents
    rejected: list[InvalidEntry]
    """What cannot be read, by the line it stands in."""
    absent: frozenset[str]
    """Fields of a session, and of its holds, of which the table says nothing, for want of a column;
    `more` stands for those that have no column of their own."""


def from_csv(table: Table) -> CsvOffer:
    """Return the history in a table.

    What cannot be read is left out, and the holds of a session that is left out with it.

    Raises:
        ValueError: More rows cannot be read than anybody would put right; the words go on after
            the file's name.
    """
    reader = _Reader(table)
    left = _MOST_REJECTED
    for row in table.rows():
        try:
            reader.take(row)
        except RejectedCell as error:
            reader.reject(row.line, error)
            left -= 1
            if not left:
                first = reader.rejected[0]
                raise ValueError(
                    f"has {_MOST_REJECTED:,} rows that cannot be read; {first.key}: {first.reason}"
                ) from None
    return reader.offer()


def why_no_table(text: str) -> str:
    """Say what a table lacks that seems to be one of this program, as goes on after its name.

    Returns:
        Nothing for any other text.
    """
    for names in first_rows(text):
        if any(name in ROW_KINDS for name in names) and NEEDED.isdisjoint(names):
            return (
                "has no header: its first line has to name the columns, as in "
                f"{','.join(COLUMNS[:_SOME_COLUMNS])}"
            )
        if len(set(names) & set(KNOWN)) > 1:
            lacking = [f"no column {name}" for name in KNOWN if name in NEEDED - set(names)]
            return f"has {listed(lacking)}, which every row needs"
    return ""


class _Reader:
    """Collects what the rows of a table say."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._orders = _Orders(table)
        self.rejected: list[InvalidEntry] = []
        """What cannot be read, so far."""
        self._documents: dict[str, dict[str, Document]] = {
            name: {} for name in (SESSIONS, MARKS, CHECKS, REACH)
        }
        self._rows: dict[tuple[str, str], Row] = {}
        """The first row of each entry, by table and key."""
        self._closed: set[str] = set()
        """Sessions and measurements whose rows are left out with one that was refused."""
        self._values: dict[tuple[str, str], Any] = {}
        """What cells say that were read before: most of them are alike."""
        self._parts: dict[str, list[tuple[int, str, Document]]] = {}
        """Line, field and document of the holds and sore spots of each session."""

    def reject(self, line: int, reason: object) -> None:
        """Remember why a row is left out."""
        self.rejected.append(InvalidEntry(f"line {line}", clean(str(reason))))

    def take(self, row: Row) -> None:
        """Take what a row says.

        Raises:
            RejectedCell: Something in it cannot be read.
        """
        if row.fault:
            raise RejectedCell(row.fault)
        kind, key = name_of(row.cells.get("kind", "")), text_of(row.cells.get("id", "")).strip()
        if kind not in ROW_KINDS:
            raise misfit("kind", row.cells.get("kind", ""), one_of(ROW_KINDS))
        if not key:
            raise misfit("id", "", "the id of an entry")
        if kind == "session":
            self._take_session(key, row)
        elif kind == "mark":
            self._refuse_second(MARKS, key, row)
            fields = self._fields(row, (*OF_MARK, *OF_VERSION), _day_of_key(key))
            self._documents[MARKS][key] = {"kind": fields.pop("mark", None), **fields}
        elif kind == "check":
            self._refuse_second(CHECKS, key, row)
            fields = self._fields(row, (*OF_CHECK, *OF_VERSION), _day_of_check(key))
            self._documents[CHECKS][key] = fields
        elif key in self._closed:
            return
        elif kind == "reach":
            self._take_try(key, row)
        else:
            columns, field = (OF_HOLD, "holds") if kind == "hold" else (OF_SPOT, "sore_spots")
            part = self._fields(row, columns)
            self._parts.setdefault(key, []).append((row.line, field, part))

    def _take_session(self, key: str, row: Row) -> None:
        unread: list[RejectedCell] = []
        try:
            self._refuse_second(SESSIONS, key, row)
            fields = self._fields(row, (*OF_SESSION, *OF_VERSION), spared=unread)
        except RejectedCell:
            self._closed.add(key)
            raise
        for error in unread:
            self.reject(row.line, f"{error}; the rest of the session is taken")
        self._documents[SESSIONS][key] = {**fields, "id": key}

    def _take_try(self, key: str, row: Row) -> None:
        known = self._documents[REACH].pop(key, {}).get("cm")
        try:
            fields = self._fields(row, (*OF_REACH, *OF_VERSION), _day_of_reach(key))
        except RejectedCell:
            self._closed.add(key)
            raise
        cm = [*(known if isinstance(known, list) else ()), fields.pop("cm", None)]
        self._documents[REACH][key] = {**fields, "cm": cm}

    def _refuse_second(self, table: str, key: str, row: Row) -> None:
        before = self._rows.setdefault((table, key), row)
        if before is not row:
            holds = "; it is left out with the holds below it" if table == SESSIONS else ""
            raise RejectedCell(f"its id stands in line {before.line} already{holds}")

    def _fields(
        self,
        row: Row,
        columns: Iterable[str],
        is_meant: Callable[[date], bool] | None = None,
        spared: list[RejectedCell] | None = None,
    ) -> Document:
        """Return what the cells of a row say.

        Args:
            row: The row.
            columns: Those that it has.
            is_meant: Tells which day a date means; the start of a session and the day it counts
                for tell it of each other when left out.
            spared: Gets the cells that cannot be read and without which the row is still true;
                when left out there are none.

        Raises:
            RejectedCell: A cell cannot be read, or one that is needed is empty.
        """
        fields: Document = {}
        named = tuple(columns)
        custom = self._custom(row, is_meant or _day_of_session(row, fields))
        for name in named:
            cell = row.cells.get(name, "")
            if cell if is_text(name) else cell.strip():
                with _sparing(spared if name in _SPARED else None):
                    fields[name] = self._value(name, cell, custom)
            elif name in OPTIONAL and name in self._table.columns and name not in UNSAID:
                fields[name] = OPTIONAL[name]
        with _sparing(spared):
            fields.update(_more(row.cells.get("more", "")))
        for name in named:
            if name in self._table.columns and name not in (*fields, *OPTIONAL, *OF_VERSION):
                raise misfit(name, "")
        return fields

    def _custom(self, row: Row, is_meant: Callable[[date], bool]) -> Custom:
        """Return how the cells of a row are to be read.

        A row with a version was written by this program, and an offset of nothing is one, too:
        then a moment whose zone a spreadsheet dropped is in UTC.
        """
        offset = row.cells.get("utc_offset_minutes", "").strip()
        is_utc = bool(row.cells.get("updated_at")) or offset in _NO_OFFSET
        zone = UTC if is_utc else None
        return Custom(self._table.has_decimal_commas, is_meant, self._orders, zone)

    def _value(self, name: str, cell: str, custom: Custom) -> Any:
        if (name, cell) in self._values:
            return self._values[name, cell]
        value = value_of(name, cell, custom)
        if stands_alone(name):
            self._values[name, cell] = value
        return value

    def offer(self) -> CsvOffer:
        """Return all that was taken."""
        columns = self._table.columns
        absent = {name for name in (*OF_SESSION, *UNSAID, "more") if name not in columns}
        if "exercise" not in columns:
            absent |= {"holds", "sore_spots"}
        sessions = self._documents[SESSIONS]
        for fields in sessions.values():
            fields.update({name: [] for name in ("holds", "sore_spots") if name not in absent})
        for key, parts in self._parts.items():
            if "exercise" not in columns:
                self.reject(parts[0][0], "a hold needs a column exercise, and there is none")
            elif key in sessions:
                sessions[key].update(_joined(parts))
            elif key not in self._closed:
                self.reject(parts[0][0], "no row of the table is the session it belongs to")
        for name in filter(None, columns):
            if name not in KNOWN:
                reason = f"a history has none of this name.{did_you_mean(name, KNOWN)}"
                self.rejected.append(InvalidEntry(f"column {clean(name)}", reason.rstrip(".?")))
        contents = Contents()
        for table, documents in self._documents.items():
            contents.tables[table] = {key: encode(fields) for key, fields in documents.items()}
        return CsvOffer(contents, self.rejected, frozenset(absent))


def _joined(parts: list[tuple[int, str, Document]]) -> Document:
    """Return the holds and sore spots of a session, each in a list of its own."""
    joined: Document = {"holds": [], "sore_spots": []}
    for _, field, part in parts:
        entries = joined[field]
        assert isinstance(entries, list)
        entries.append(part)
    return joined


def _day_of_key(key: str) -> Callable[[date], bool]:
    """Return what tells the day that a mark is about, by its key."""
    return lambda day: mark_key(day) == key


def _day_of_check(key: str) -> Callable[[date], bool]:
    return lambda day: key_about(f"check {day}") == key


def _day_of_reach(key: str) -> Callable[[date], bool]:
    every = [(form, leg) for form in ReachForm for leg in get_args(SideName)]
    return lambda day: any(
        Reach(day=day, form=form, leg=leg, cm=()).key == key for form, leg in every
    )


def _day_of_session(row: Row, fields: Document) -> Callable[[date], bool]:
    """Return what tells the day that is meant in the row of a session.

    The day it counts for lies by its start, and its start by that day.

    Args:
        row: The row.
        fields: What has been read of it so far.
    """

    def is_meant(day: date) -> bool:
        if "started_at" not in fields:
            others = cells.days(row.cells.get("practice_day", ""))
            return any(abs((day - other).days) <= 1 for other in others)
        started, offset = fields["started_at"], fields.get("utc_offset_minutes", 0)
        if not isinstance(started, str) or not isinstance(offset, int):
            return False
        try:
            local = datetime.fromisoformat(started).astimezone(UTC) + timedelta(minutes=offset)
        except (ValueError, OverflowError):  # at the ends of the years there are
            return False
        return abs((day - local.date()).days) <= 1

    return is_meant


class _Orders:
    """The orders in which the parts of a date can stand, as every date of a table shows it."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def __contains__(self, order: object) -> bool:
        return order in self._known

    @cached_property
    def _known(self) -> set[str]:
        known: set[str] | None = None
        for row in self._table.rows():
            for name in DATES & row.cells.keys():
                if found := cells.orders(row.cells[name]):
                    known = found if known is None else known & found
        return known or set()


@contextmanager
def _sparing(spared: list[RejectedCell] | None) -> Iterator[None]:
    """Remember a cell that cannot be read instead of refusing its row, where there is a list."""
    try:
        yield
    except RejectedCell as error:
        if spared is None:
            raise
        spared.append(error)


def _more(cell: str) -> Document:
    if not cell.strip():
        return {}
    try:
        found = decode(text_of(cell).encode())
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise misfit("more", cell, "a JSON object, or nothing")
    return found
