"""The columns of a history's table, and what stands in a cell of each of them."""

import json
import re
from collections.abc import Callable, Container
from datetime import UTC, date, tzinfo
from typing import Any

import msgspec
from msgspec import inspect

from library import cells
from library.cells import UnreadableCell
from library.clock import timestamp
from library.history.csv_rows import name_of
from library.history.format import Document, Stamp
from library.history.record import (
    Centimetres,
    Check,
    DayMark,
    HoldRecord,
    Reach,
    SessionRecord,
    SoreSpot,
)
from library.history.wanted import Kinds, kinds_of, main_kind, quoted, wanted, words_of


def _columns(record: type[msgspec.Struct]) -> dict[str, Kinds]:
    """Return the fields of a record that are a cell each, with the types of value they may hold."""
    return {
        name: kinds
        for name, kinds in kinds_of(record).items()
        if name != "id" and not isinstance(kinds[0], inspect.VarTupleType)
    }


OF_SESSION, OF_HOLD, OF_SPOT = _columns(SessionRecord), _columns(HoldRecord), _columns(SoreSpot)
OF_MARK = {"mark" if name == "kind" else name: kinds for name, kinds in _columns(DayMark).items()}
"""The column `kind` says what a row is."""
OF_CHECK = _columns(Check)
OF_REACH = {**_columns(Reach), "cm": (inspect.type_info(Centimetres),)}
"""A row is one try."""
OF_VERSION = _columns(Stamp)
"""Columns that say which version of an entry a row is."""
_KINDS = {**OF_SESSION, **OF_HOLD, **OF_SPOT, **OF_MARK, **OF_CHECK, **OF_REACH, **OF_VERSION}
KNOWN = ("kind", "id", *_KINDS, "more")
COLUMNS = tuple(name for name in KNOWN if name != "deleted_at")
"""In the order they are written. What is deleted is not, but older tables have it."""
OPTIONAL: Document = {
    name: "" if inspect.StrType() in kinds else None
    for name, kinds in {**OF_SESSION, **OF_HOLD, **OF_SPOT}.items()
    if inspect.StrType() in kinds or inspect.NoneType() in kinds
}
"""Columns whose cells may be empty, and what that stands for."""
UNSAID = frozenset(HoldRecord.__struct_fields__[-len(HoldRecord.__struct_defaults__) :])
"""Columns that a hold has no field for where their cells are empty."""
_MOMENTS = ("updated_at", "deleted_at")
"""Columns that hold a moment as a text."""
_EXACT_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
_WORD = re.compile(r"[A-Za-z0-9][\w.:+-]*", re.ASCII)
"""What stands in a cell without quotation marks: a date, or a word such as `left`."""

# A spreadsheet takes what begins with one of these for a formula, also where it takes a
# semicolon, a tab or the end of a line for the end of a cell. The last four are the full-width
# forms that some of them take for the same.
_FORMULA = "[=+\\-@\t\r'\uff1d\uff0b\uff0d\uff20]"
_CELL_START = "(?<![^;\t\r\n])"
_TO_GUARD = re.compile(f"{_CELL_START}(?={_FORMULA})")
_GUARD = re.compile(f"{_CELL_START}'(?={_FORMULA})")


_TEXTS = frozenset(("id", "more", *(n for n, k in _KINDS.items() if inspect.StrType() in k)))
DATES = frozenset(
    name
    for name, kinds in _KINDS.items()
    if isinstance(main_kind(kinds), inspect.DateType | inspect.DateTimeType)
)
"""Columns that hold a date or a moment."""


class RejectedCell(ValueError):
    """A cell that cannot be read; the words tell its column, what it is and what is wanted."""


def is_text(name: str) -> bool:
    """Tell whether a column holds texts, so that its cells are in quotation marks."""
    return name in _TEXTS


def stands_alone(name: str) -> bool:
    """Tell whether what a cell says depends on nothing but the cell, and is no text."""
    return name not in _TEXTS and name not in DATES


def fits_a_cell(name: str, value: Any) -> bool:
    """Tell whether a value can be written into its column and be read again as it is."""
    if not isinstance(value, str):
        return isinstance(value, int | float)
    if not is_text(name):
        return _WORD.fullmatch(value) is not None
    try:
        value.encode()
    except UnicodeEncodeError:  # a lone surrogate, which only JSON can write
        return False
    return True


def cell_of(name: str, value: Any) -> str:
    """Return the cell of a value that fits; of a text one that no spreadsheet calculates with."""
    if value is None:
        return ""
    if not isinstance(value, str):
        return json.dumps(value)
    if not is_text(name):
        return value
    quoted = _TO_GUARD.sub("'", value).replace('"', '""')
    return f'"{quoted}"'


def text_of(cell: str) -> str:
    """Return the text in a cell, without what protects it from being calculated."""
    return _GUARD.sub("", cell)


class Custom(msgspec.Struct, frozen=True):
    """How cells are written that could mean several things."""

    comma: bool = False
    """Whether numbers have a comma where others have a point."""
    is_meant: Callable[[date], bool] = lambda _: False
    """Tells the date that is meant, by what else is known of its row."""
    orders: Container[str] = ()
    """In which the parts of a date stand in this table."""
    zone: tzinfo | None = None
    """The time zone of moments that name none; None when it is not known."""


def value_of(name: str, cell: str, custom: Custom) -> Any:
    """Return what a cell says.

    Args:
        name: Its column.
        cell: What stands there.
        custom: How it is written.

    Raises:
        RejectedCell: It says nothing that the column can hold.
    """
    if is_text(name):
        return _moment_text(cell, custom) if name in _MOMENTS else text_of(cell)
    kind = main_kind(_KINDS[name])
    try:
        return _plain_value(kind, cell.strip().removeprefix("'"), custom)
    except UnreadableCell as error:
        raise misfit(name, cell, why=str(error)) from None


def _plain_value(kind: inspect.Type, cell: str, custom: Custom) -> Any:
    if isinstance(kind, inspect.IntType | inspect.FloatType):
        read = cells.whole_number if isinstance(kind, inspect.IntType) else cells.number
        number = read(cell, decimal_comma=custom.comma)
        if (kind.ge is not None and number < kind.ge) or (kind.le is not None and number > kind.le):
            raise UnreadableCell
        return number
    if isinstance(kind, inspect.BoolType):
        return cells.truth(cell)
    if isinstance(kind, inspect.DateType):
        return cells.day(cell, custom.is_meant, custom.orders).isoformat()
    if isinstance(kind, inspect.DateTimeType):
        moment = cells.moment(cell, custom.zone, custom.is_meant, custom.orders)
        exact = _EXACT_MOMENT.fullmatch(cell)
        return cell if exact else moment.isoformat().replace("+00:00", "Z")
    if name_of(cell) not in words_of(kind):
        raise UnreadableCell
    return name_of(cell)


def _moment_text(cell: str, custom: Custom) -> str:
    text = text_of(cell).strip()
    if _EXACT_MOMENT.fullmatch(text):
        return text
    try:
        return timestamp(cells.moment(text, UTC, orders=custom.orders))  # no person writes it
    except UnreadableCell:
        return text


def misfit(name: str, cell: str, due: str = "", why: str = "") -> RejectedCell:
    """Return the error that names a column, what stands there and what is wanted.

    Args:
        name: The column.
        cell: What stands there.
        due: What is wanted; what the column's type says when left out.
        why: Why it cannot be read, where that can be told.
    """
    reason = f" ({why})" if why else ""
    due = due or wanted(_KINDS[name])
    return RejectedCell(f"column {name}: {quoted(cell)} stands there{reason}; wanted is {due}")
