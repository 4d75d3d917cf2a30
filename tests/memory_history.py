"""A log that is kept in memory only, for tests and demonstrations."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from library.clock import days_between
from library.history.comparison import Comparison, ConflictCopy
from library.history.errors import HistoryError
from library.history.record import DayMark, MarkKind, Record, SessionRecord, mark_key
from library.history.snapshot import Change, ConflictError, Snapshot
from library.history.tables import MARKS, SESSIONS, TABLES, table_of

Tables = dict[str, dict[str, Any]]
"""Records by table and key."""


class MemoryHistory:
    """A log that forgets everything with the process.

    Args:
        snapshot: What it holds at first.
    """

    def __init__(self, snapshot: Snapshot | None = None) -> None:
        self._snapshot = snapshot or Snapshot()
        self._sessions = {session.id: session for session in self._snapshot.sessions}
        self._tables: Tables = {
            name: {each.key: each for each in getattr(self._snapshot, name)}
            for name in TABLES.keys() - {SESSIONS}
        }
        self._deleted: set[str] = set()
        self._steps: list[_Step] = []

    def load(self) -> Snapshot:
        """Everything that is not deleted."""
        alive = [one for key, one in self._sessions.items() if key not in self._deleted]
        alive.sort(key=lambda session: session.started_at)
        tables: dict[str, Any] = {
            name: tuple(sorted(records.values(), key=TABLES[name].order or (lambda _: 0)))
            for name, records in self._tables.items()
        }
        deleted = frozenset(self._deleted)
        return replace(self._snapshot, sessions=tuple(alive), deleted=deleted, **tables)

    def changed(self) -> bool:
        """False: nobody else can reach it."""
        return False

    def is_behind(self) -> bool:
        """False: there is no file."""
        return False

    def hand_on(self) -> None:
        """Do nothing: there is no file."""

    def merge_other(self, id: str) -> Comparison:
        """Refuse: there is no file, so no other one ever lay in its place."""
        raise HistoryError(id)

    def keep_apart(self, id: str) -> None:
        """Do nothing: there is no file, so no other one ever lay in its place."""

    def sync_conflicts(self) -> list[ConflictCopy]:
        """Return no copies: there is no file."""
        return []

    def merge_copies(self, *paths: Path) -> Comparison:
        """Merge nothing: there are no copies."""
        assert not paths
        return Comparison()

    def leave_copies(self, *copies: ConflictCopy) -> None:
        """Do nothing: there are no copies."""

    def add(self, session: SessionRecord) -> None:
        """Keep a new session; adding the same id again changes nothing."""
        self._sessions.setdefault(session.id, session)

    def replace(
        self,
        session: SessionRecord,
        shown: SessionRecord | None = None,
        *,
        undoable: bool = True,
    ) -> None:
        """Keep a changed version of a session.

        Raises:
            ConflictError: It is not the version `shown`.
            HistoryError: There is no such session.
        """
        if session.id not in self._sessions:
            raise HistoryError("Not saved: there is no such session in the log.")
        theirs = None if session.id in self._deleted else self._sessions[session.id]
        if shown is not None and shown != theirs:
            raise ConflictError(session, theirs)
        if undoable:
            self._step("edited", (session.id,))
        self._sessions[session.id] = session

    def delete(self, ids: Sequence[str]) -> None:
        """Hide sessions."""
        self._step("deleted", ids)
        self._deleted.update(ids)

    def restore(self, ids: Sequence[str]) -> None:
        """Show them again."""
        self._step("restored", ids)
        self._deleted.difference_update(ids)

    def _step(self, what: str, ids: Sequence[str], table: str = SESSIONS) -> None:
        change = Change(what, tuple(ids), table)
        tables = {name: dict(records) for name, records in self._tables.items()}
        self._steps.append(_Step(change, dict(self._sessions), set(self._deleted), tables))

    def undo(self) -> Change | None:
        """Take back the last edit, delete, restore or mark; None when there is none."""
        if not self._steps:
            return None
        step = self._steps.pop()
        known = step.sessions
        self._sessions |= {key: known[key] for key in step.change.ids if key in known}
        for key in step.change.ids:
            if key not in known:
                self._sessions.pop(key, None)
        self._deleted, self._tables = step.deleted, step.tables
        return step.change

    def mark(self, day: date, kind: MarkKind | None, until: date | None = None) -> None:
        """Mark a day, or with None take its mark away; with `until` all days up to that one."""
        days = days_between(day, until or day)
        self._step("marked", [mark_key(day) for day in days], MARKS)
        for day in days:
            if kind is None:
                self._tables[MARKS].pop(mark_key(day), None)
            else:
                self._tables[MARKS][mark_key(day)] = DayMark(day, kind)

    def put(self, records: Sequence[Record], *, undoable: bool = True) -> None:
        """Keep records of one table, each in the place of the one with its key."""
        table = table_of(*records)
        if undoable:
            self._step("edited", [each.key for each in records], table)
        for each in records:
            if isinstance(each, SessionRecord):
                self._sessions[each.id] = each
            else:
                self._tables[table][each.key] = each

    def remove(self, records: Sequence[Record]) -> None:
        """Hide records of one table."""
        table = table_of(*records)
        self._step("edited", [each.key for each in records], table)
        for each in records:
            self._tables[table].pop(each.key, None)

    def put_new(self, records: Sequence[Record]) -> None:
        """Keep those records of which nothing has the key."""
        known = self._tables[table_of(*records)]
        if new := [each for each in records if each.key not in known]:
            self.put(new, undoable=False)


@dataclass(frozen=True, slots=True)
class _Step:
    """A change, and how everything was before it."""

    change: Change
    sessions: dict[str, SessionRecord]
    deleted: set[str]
    tables: Tables
