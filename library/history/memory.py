"""A log that is kept in memory only, for tests and demonstrations."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from library.history.log import HistoryError, Snapshot
from library.history.record import DayMark, MarkKind, SessionRecord


class MemoryHistory:
    """A log that forgets everything with the process.

    Args:
        snapshot: What it holds at first.
    """

    def __init__(self, snapshot: Snapshot | None = None) -> None:
        self._snapshot = snapshot or Snapshot()
        self._sessions = {session.id: session for session in self._snapshot.sessions}
        self._marks = {mark.day: mark for mark in self._snapshot.marks}
        self._deleted: set[str] = set()

    def load(self) -> Snapshot:
        """Everything that is not deleted."""
        alive = [one for key, one in self._sessions.items() if key not in self._deleted]
        alive.sort(key=lambda session: session.started_at)
        marks = sorted(self._marks.values(), key=lambda mark: mark.day)
        return replace(self._snapshot, sessions=tuple(alive), marks=tuple(marks))

    def changed(self) -> bool:
        """False: nobody else can reach it."""
        return False

    def add(self, session: SessionRecord) -> None:
        """Keep a new session; adding the same id again changes nothing."""
        self._sessions.setdefault(session.id, session)

    def replace(self, session: SessionRecord) -> None:
        """Keep a changed version of a session.

        Raises:
            HistoryError: There is no such session.
        """
        if session.id not in self._sessions:
            raise HistoryError("Not saved: there is no such session in the log.")
        self._sessions[session.id] = session

    def delete(self, ids: Sequence[str]) -> None:
        """Hide sessions."""
        self._deleted.update(ids)

    def restore(self, ids: Sequence[str]) -> None:
        """Show them again."""
        self._deleted.difference_update(ids)

    def mark(self, day: date, kind: MarkKind | None) -> None:
        """Mark a day, or with None take its mark away."""
        if kind is None:
            self._marks.pop(day, None)
        else:
            self._marks[day] = DayMark(day, kind)
