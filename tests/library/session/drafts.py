"""A session and its draft, and what the next start makes of its draft."""

from datetime import date, datetime, timedelta, timezone
from pathlib import Path

from library.exercises.catalogue import Catalogue
from library.history.record import SessionRecord
from library.history.snapshot import Snapshot
from library.routines.model import Plan
from library.session import events as ev
from library.session.draft import Draft
from library.session.engine import Session
from library.session.record import SessionStart
from library.session.unfinished import Unfinished, UnfinishedSessions
from tests.clock import FakeClock
from tests.memory_history import MemoryHistory

HERE = timezone(timedelta(hours=9))
STARTED = datetime(2026, 11, 23, 1, 30, tzinfo=HERE)


class Run:
    """A session and its draft, until its process dies."""

    def __init__(self, folder: Path, plan: Plan) -> None:
        self.session = Session(plan)
        self.start = SessionStart("11111111-aaaa", STARTED, date(2026, 11, 22))
        self.draft = Draft(folder, FakeClock(), self.start.id)
        self.note(self.session.start())

    def note(self, events: tuple[ev.Event, ...]) -> None:
        if events:
            self.draft.note(self.session, self.start.record(self.session), events)

    def advance(self, now: float) -> None:
        self.note(self.session.advance(now))

    def die(self) -> None:
        """End as a killed process does: the lock is free and nothing else happens."""
        self.draft.keep()

    def keep_for_next_start(self) -> None:
        """End as a process does that is told to."""
        self.draft.keep_for_next_start(self.session, self.start.record(self.session))


def found(
    folder: Path, catalogue: Catalogue, *known: SessionRecord
) -> tuple[list[Unfinished], list[str]]:
    """What the next start finds beside a history of these sessions."""
    history = MemoryHistory(Snapshot(sessions=known))
    return UnfinishedSessions(folder, catalogue, history, FakeClock()).find()


def only(folder: Path, catalogue: Catalogue) -> Unfinished:
    (unfinished,), problems = found(folder, catalogue)
    assert problems == []
    return unfinished


def go_on(unfinished: Unfinished) -> Session:
    """What the next start runs, from its beginning."""
    assert unfinished.plan is not None
    session = Session(unfinished.plan, unfinished.earlier)
    session.start()
    return session
