"""The history as a table for spreadsheets, and back without loss.

One row per session, followed by one row per hold and per sore spot; one row per marked day.
"""

import csv
import io
import json
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec
from msgspec import inspect

from library.history.format import Contents, Document, Stamp, decode, document, encode
from library.history.record import MARKS, SESSIONS, DayMark, HoldRecord, SessionRecord, SoreSpot
from library.history.snapshot import InvalidEntry


def _columns(record: type[msgspec.Struct]) -> dict[str, tuple[inspect.Type, ...]]:
    """Return the fields of a record that are a cell each, with the types of value they may hold."""
    info = inspect.type_info(record)
    assert isinstance(info, inspect.StructType)
    columns = {}
    for field in info.fields:
        if field.name != "id" and not isinstance(field.type, inspect.VarTupleType):
            kind = field.type
            columns[field.name] = kind.types if isinstance(kind, inspect.UnionType) else (kind,)
    return columns


_SESSION, _HOLD, _SPOT = _columns(SessionRecord), _columns(HoldRecord), _columns(SoreSpot)
_MARK = {"mark" if name == "kind" else name: kinds for name, kinds in _columns(DayMark).items()}
"""The column `kind` says what a row is."""
_BOOKKEEPING = _columns(Stamp)
_KINDS = {**_SESSION, **_HOLD, **_SPOT, **_MARK, **_BOOKKEEPING}
COLUMNS = ("kind", "id", *_KINDS, "more")
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "'")
_EMPTY: Document = {
    name: "" if inspect.StrType() in kinds else None
    for name, kinds in _SESSION.items()
    if inspect.StrType() in kinds or inspect.NoneType() in kinds
}
"""What an empty cell stands for."""
Row = dict[str, str]


def to_csv(contents: Contents) -> str:
    """Return all sessions and marks, those marked as deleted too, as CSV with a header line.

    A text cell that a spreadsheet would take for a formula begins with an apostrophe.
    """
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, restval="", lineterminator="\r\n")
    writer.writeheader()
    for key, raw in contents.tables[SESSIONS].items():
        writer.writerows(_session_rows(key, document(raw)))
    for key, raw in contents.tables[MARKS].items():
        fields = document(raw)
        fields["mark"] = fields.pop("kind", None)
        writer.writerow(_row("mark", key, fields, (*_MARK, *_BOOKKEEPING)))
    return text.getvalue()


def _session_rows(key: str, fields: Document) -> Iterator[Row]:
    fields.pop("id", None)
    holds, spots = fields.pop("holds", []), fields.pop("sore_spots", [])
    yield _row("session", key, fields, (*_SESSION, *_BOOKKEEPING))
    for kind, entries, columns in (("hold", holds, _HOLD), ("sore_spot", spots, _SPOT)):
        for entry in entries if isinstance(entries, list) else ():
            if isinstance(entry, dict):
                yield _row(kind, key, entry, columns)


def _row(kind: str, key: str, fields: Document, columns: Iterable[str]) -> Row:
    columns = tuple(columns)
    row = {name: _cell(fields[name]) for name in columns if fields.get(name) is not None}
    more = {name: value for name, value in fields.items() if name not in columns}
    if more:
        row["more"] = _cell(encode(more).decode())
    return {"kind": kind, "id": _cell(key), **row}


def _cell(value: Any) -> str:
    if isinstance(value, str):
        return "'" + value if value.startswith(_FORMULA_STARTS) else value
    return json.dumps(value)


class _Rejected(ValueError):
    """A row that cannot be read."""


def from_csv(text: str) -> tuple[Contents, list[InvalidEntry]]:
    """Return the history in a table; comma, semicolon and tab may separate the cells.

    Returns:
        What could be read, and every row that could not, by its line.
    """
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    contents, rejected = Contents(), []
    documents: dict[str, Document] = {}
    marks: dict[str, Document] = {}
    try:
        for row in reader:
            try:
                _take(row, documents, marks, delimiter != ",")
            except _Rejected as error:
                rejected.append(InvalidEntry(f"line {reader.line_num}", str(error)))
    except csv.Error as error:
        rejected.append(InvalidEntry(f"line {reader.line_num}", str(error)))
    contents.tables[SESSIONS] = {key: encode(fields) for key, fields in documents.items()}
    contents.tables[MARKS] = {key: encode(fields) for key, fields in marks.items()}
    return contents, rejected


def _take(
    row: dict[str, Any], documents: dict[str, Document], marks: dict[str, Document], comma: bool
) -> None:
    kind, key = row.get("kind"), _text(row.get("id") or "")
    if not key:
        raise _Rejected("it has no id")
    match kind:
        case "session":
            fields = _fields(row, (*_SESSION, *_BOOKKEEPING), comma)
            documents[key] = {**_EMPTY, "id": key, "holds": [], "sore_spots": [], **fields}
        case "hold" | "sore_spot":
            if key not in documents:
                raise _Rejected("it belongs to no session above it")
            columns = _HOLD if kind == "hold" else _SPOT
            entries = documents[key]["holds" if kind == "hold" else "sore_spots"]
            if isinstance(entries, list):
                entries.append(_fields(row, columns, comma))
        case "mark":
            fields = _fields(row, (*_MARK, *_BOOKKEEPING), comma)
            marks[key] = {"kind": fields.pop("mark", None), **fields}
        case _:
            raise _Rejected(f"it is of an unknown kind: {kind!r}")


def _fields(row: dict[str, Any], columns: Iterable[str], comma: bool) -> Document:
    fields: Document = {}
    for name in columns:
        cell = row.get(name) or ""
        if cell:
            fields[name] = _value(name, cell, comma)
    more = _text(row.get("more") or "")
    if more:
        value = _json(more)
        if not isinstance(value, dict):
            raise _Rejected("its last cell is no JSON object")
        fields.update(value)
    return fields


def _value(name: str, cell: str, comma: bool) -> Any:
    kinds = _KINDS[name]
    if any(isinstance(kind, inspect.IntType | inspect.FloatType) for kind in kinds):
        value = _json(cell.replace(",", ".") if comma else cell)
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise _Rejected(f"{name} is no number")
        return value
    if inspect.BoolType() in kinds:
        if cell.lower() not in ("true", "false"):
            raise _Rejected(f"{name} is neither true nor false")
        return cell.lower() == "true"
    return _text(cell)


def _json(text: str) -> Any:
    try:
        return decode(text.encode())
    except (ValueError, RecursionError):
        raise _Rejected(f"{text[:20]!r} is not understood") from None


def _text(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and cell[1:2] in _FORMULA_STARTS else cell
