"""What is read from the history, and what can come of a change of it."""

from datetime import date, datetime
from pathlib import Path

import msgspec

from library.history.errors import HistoryError
from library.history.record import (
    Check,
    DayMark,
    Decision,
    DecisionKind,
    MarkKind,
    Reach,
    Remembered,
    SessionRecord,
)
from library.history.tables import SESSIONS
from library.wording import counted


class ConflictError(HistoryError):
    """A session was changed since it was shown; both versions are here."""

    def __init__(self, mine: SessionRecord, theirs: SessionRecord | None) -> None:
        super().__init__(
            f"Not saved: this session was {'changed' if theirs else 'deleted'} since it was shown "
            "here."
        )
        self.mine = mine
        """The version that was to be saved."""
        self.theirs = theirs
        """The version in the history; None when it was deleted."""


IMPORTED, WENT_BACK = "imported", "went back"
"""What is undone like any other change, and besides by itself, whatever was saved since."""


class Change(msgspec.Struct, frozen=True):
    """A change of records that can be taken back."""

    what: str
    """`deleted`, `edited`, `restored`, `marked`, `imported` or `went back`."""
    ids: tuple[str, ...]
    table: str = SESSIONS
    """Where they lie; an import may have changed other tables, too."""
    left: int = 0
    """How many more it changed that are left as they are, because they were changed since."""


class InvalidEntry(msgspec.Struct, frozen=True):
    """An entry that is kept but left out of every number, because it is no valid record."""

    key: str
    reason: str


class OtherHistory(msgspec.Struct, frozen=True):
    """A history that lay in the file's place before, and holds something that this one lacks.

    As text: what a person is told of it.
    """

    id: str
    """In short, as in the names of its backups."""
    backup: Path
    """Its last save."""
    saved_at: datetime
    sessions: int
    """How many of its sessions are not in this history."""
    marks: int
    answers: int = 0
    """How many of its checks, decisions and measurements."""

    def __str__(self) -> str:
        lacks = (
            (self.sessions, "session"),
            (self.marks, "marked day"),
            (self.answers, "answer"),
        )
        count, thing = next((each for each in lacks if each[0]), lacks[0])
        when = self.saved_at.astimezone().strftime("%d %b %Y at %H:%M")
        return (
            f"Another log was kept here before, last saved on {when}. "
            f"{counted(count, thing)} of it {'is' if count == 1 else 'are'} not in this one."
        )


class Snapshot(msgspec.Struct, frozen=True):
    """Everything in the history at one moment, without what was deleted."""

    sessions: tuple[SessionRecord, ...] = ()
    """Oldest first."""
    marks: tuple[DayMark, ...] = ()
    """By their days."""
    remembered: tuple[Remembered, ...] = ()
    """In no order."""
    notices: tuple[str, ...] = ()
    """Calm sentences about anything that was not as it should be."""
    passing: str = ""
    """A sentence about what is as usual when several machines carry the file; told in passing."""
    history: str = ""
    """Which history it is, in short; empty as long as nothing was saved."""
    others: tuple[OtherHistory, ...] = ()
    """Those that lay in its place before and were neither merged nor kept apart."""
    invalid: tuple[InvalidEntry, ...] = ()
    """Entries that need attention."""
    checks: tuple[Check, ...] = ()
    """By the days they are about."""
    decisions: tuple[Decision, ...] = ()
    """Oldest first."""
    reach: tuple[Reach, ...] = ()
    """By their days."""
    deleted: frozenset[str] = frozenset()
    """The ids of the sessions that were deleted."""

    @property
    def has_ticks(self) -> bool:
        """Whether anything was ever ticked: else there was something to do on every day."""
        return any(each.kind is DecisionKind.TICKS and each.words for each in self.decisions)

    @property
    def marks_by_day(self) -> dict[date, MarkKind]:
        """What each marked day is marked as."""
        return {mark.day: mark.kind for mark in self.marks}
