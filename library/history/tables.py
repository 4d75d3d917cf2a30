"""The tables of the history, and the type of the records in each of them."""

from collections.abc import Callable, Mapping
from operator import attrgetter
from typing import Any, get_args

import msgspec

from library.history.record import (
    Check,
    DayMark,
    Decision,
    Reach,
    Record,
    Remembered,
    SessionRecord,
)

SESSIONS = "sessions"
MARKS = "marks"
REMEMBERED = "remembered"
CHECKS = "checks"
DECISIONS = "decisions"
REACH = "reach"


class Table(msgspec.Struct, frozen=True):
    """A table of the history."""

    record: Any
    """The type of its records, or the union of their types."""
    thing: str
    """What a person calls one of its records, whatever it says."""
    order: Callable[[Any], Any] | None = None
    """What its records are sorted by; None when their order says nothing."""


TABLES: Mapping[str, Table] = {
    SESSIONS: Table(SessionRecord, "session", attrgetter("started_at")),
    MARKS: Table(DayMark, "mark", attrgetter("day")),
    REMEMBERED: Table(Remembered, "choice"),
    CHECKS: Table(Check, "check", attrgetter("day")),
    DECISIONS: Table(Decision, "decision", attrgetter("at", "id")),
    REACH: Table(Reach, "reach measurement", attrgetter("day")),
}
"""The tables whose documents are records, by name: each document carries the version it is. The
field of `Snapshot` with the same name holds the records."""
RECORDS: Mapping[type[Any], str] = {
    record: name
    for name, table in TABLES.items()
    for record in get_args(table.record) or (table.record,)
}
"""The name of the table that records of a type lie in."""


def table_of(*records: Record) -> str:
    """Return the name of the table that records lie in.

    Args:
        records: At least one.

    Raises:
        ValueError: They lie in more than one.
    """
    (name,) = {RECORDS[type(each)] for each in records}
    return name
