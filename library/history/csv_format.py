"""The history as a table for spreadsheets; `csv_reader` reads it back without loss.

One row per session, followed by one row per hold and per sore spot; one row per marked day, per
check and per try of reach. Decisions and what is remembered are no table: JSON has them.
"""

from collections.abc import Callable, Iterable, Iterator

from library.history.codec import InvalidDocument, read_record
from library.history.csv_columns import (
    COLUMNS,
    OF_CHECK,
    OF_HOLD,
    OF_MARK,
    OF_REACH,
    OF_SESSION,
    OF_SPOT,
    OF_VERSION,
    cell_of,
    fits_a_cell,
)
from library.history.format import Contents, Document, document, encode
from library.history.tables import CHECKS, MARKS, REACH, SESSIONS

_BYTE_ORDER_MARK = "\ufeff"


def to_csv(contents: Contents) -> str:
    """Return sessions, marks, checks and reach as CSV with a header line.

    It begins with a byte-order mark, without which spreadsheets take UTF-8 for something else.
    Every text is in quotation marks, and where a spreadsheet would find a formula in it there is
    an apostrophe before that.
    """
    lines = [",".join(COLUMNS)]
    for table, rows in _ROWS:
        for key, raw in contents.tables[table].items():
            if _is_shown(table, key, raw):
                lines += map(_line, rows(key, document(raw)))
    return _BYTE_ORDER_MARK + "".join(f"{line}\r\n" for line in lines)


def _is_shown(table: str, key: str, raw: bytes) -> bool:
    try:
        found = read_record(table, key, raw)
    except InvalidDocument:
        return False
    return found is not None and fits_a_cell("id", key)


def _session_rows(key: str, fields: Document) -> Iterator[Document]:
    fields.pop("id", None)
    holds, spots = fields.pop("holds", []), fields.pop("sore_spots", [])
    yield _row("session", key, fields, (*OF_SESSION, *OF_VERSION))
    for kind, entries, columns in (("hold", holds, OF_HOLD), ("sore_spot", spots, OF_SPOT)):
        for entry in entries if isinstance(entries, list) else ():
            if isinstance(entry, dict):
                yield _row(kind, key, entry, columns)


def _mark_rows(key: str, fields: Document) -> Iterator[Document]:
    fields["mark"] = fields.pop("kind", None)
    yield _row("mark", key, fields, (*OF_MARK, *OF_VERSION))


def _check_rows(key: str, fields: Document) -> Iterator[Document]:
    yield _row("check", key, fields, (*OF_CHECK, *OF_VERSION))


def _reach_rows(key: str, fields: Document) -> Iterator[Document]:
    tries = fields.pop("cm")
    for cm in tries if isinstance(tries, list) else ():
        yield _row("reach", key, {**fields, "cm": cm}, (*OF_REACH, *OF_VERSION))


_ROWS: tuple[tuple[str, Callable[[str, Document], Iterator[Document]]], ...] = (
    (SESSIONS, _session_rows),
    (MARKS, _mark_rows),
    (CHECKS, _check_rows),
    (REACH, _reach_rows),
)


def _row(kind: str, key: str, fields: Document, columns: Iterable[str]) -> Document:
    named = tuple(columns)
    row = {name: fields[name] for name in named if fits_a_cell(name, fields.get(name))}
    more = {
        name: value
        for name, value in fields.items()
        if name not in row and not (name in named and value is None)
    }
    if more:
        row["more"] = encode(more).decode()
    return {"kind": kind, "id": key, **row}


def _line(row: Document) -> str:
    return ",".join(cell_of(name, row.get(name)) for name in COLUMNS)
