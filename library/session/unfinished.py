"""Sessions whose program ended too soon: what is left of them, and what can be done."""

from contextlib import suppress
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path

import msgspec

from library.clock import Clock
from library.exercises.catalogue import Catalogue
from library.history.errors import HistoryError
from library.history.protocol import History
from library.history.record import Outcome, SessionRecord
from library.routines.model import Plan, Step
from library.session.draft import (
    Draft,
    DraftContent,
    DraftError,
    StoredDraft,
    empty_trash,
    unfinished_drafts,
)
from library.session.engine import Session
from library.session.record import SessionStart
from library.session.results import DoneEarlier
from library.wording import counted, year_words

ELSEWHERE = "Another window took care of that session."
SAVED = "Saved."


class Unfinished(msgspec.Struct, frozen=True):
    """A session whose program ended too soon."""

    id: str
    record: SessionRecord
    """What was done, as the history would get it."""
    plan: Plan | None
    """What it was to be; None when one of its exercises is gone or has changed."""
    earlier: DoneEarlier
    saved_at: str
    """When it was last written down: UTC in ISO 8601."""

    @property
    def next_step(self) -> Step | None:
        """The hold it would go on with; None when nothing is left or it cannot go on."""
        if self.plan is None:
            return None
        left = self.plan.steps[self.earlier.next_index(self.plan) :]
        return next((step for step in left if step.kind.is_work), None)

    def start(self) -> SessionStart:
        """Return how it began."""
        record = self.record
        return SessionStart(self.id, record.local_start, record.practice_day, record.pain_before)


class Resume(StrEnum):
    """What to do with an unfinished session."""

    GO_ON = "go on"
    SAVE = "save"
    DISCARD = "discard"
    LATER = "later"


class UnfinishedSessions(msgspec.Struct, frozen=True):
    """The sessions that were not finished and are not in the history."""

    folder: Path
    """Where drafts lie."""
    catalogue: Catalogue
    """The exercises there are."""
    history: History
    clock: Clock

    def find(self) -> tuple[list[Unfinished], list[str]]:
        """Look for them; drafts that were discarded long ago go for good.

        Returns:
            The sessions, the oldest first, and a sentence for each draft that cannot be
            understood.
        """
        with suppress(OSError):
            empty_trash(self.folder, self.clock)
        if not any(self.folder.glob("*.json")):
            return [], []
        known = saved_ids(self.history)
        drafts, unreadable = unfinished_drafts(self.folder)
        found = []
        problems = [
            f"A session that was not finished cannot be read. Its draft is kept as it is: {path}"
            for path in unreadable
            if path.stem not in known
        ]
        for path in unreadable:
            if path.stem in known:
                self._remove(path.stem)
        for draft in drafts:
            if draft.id in known:  # it was only not removed in time
                self._remove(draft.id)
                continue
            try:
                found.append(self._understood(draft))
            except ValueError as error:
                told = f"A session that was not finished is left as it is: {error}"
                problems.append(f"{told}: {self.folder / draft.id}.json")
        return found, problems

    def take(self, id: str) -> tuple[Unfinished, Draft]:
        """Take one over as it stands now, so that no other window can.

        Returns:
            The session and its draft, held by this process.

        Raises:
            DraftError: Another window goes on with it just now or has settled it, or it cannot
                be understood any more; this process does not hold it then.
        """
        draft = Draft(self.folder, self.clock, id)
        draft.take()  # first: now nobody else changes it
        try:
            left = draft.read()
            if left is not None and id not in saved_ids(self.history):
                return self._understood(left), draft
        except ValueError as error:
            draft.keep()
            raise DraftError(f"That session is left as it is: {error}.") from error
        except DraftError:
            draft.keep()
            raise
        draft.finish()
        raise DraftError(ELSEWHERE)

    def go_on(self, unfinished: Unfinished, draft: Draft) -> tuple[Session, SessionStart, Draft]:
        """Go on with one that was taken over.

        Args:
            unfinished: The session.
            draft: Its draft; let go when this fails.

        Returns:
            The session, not started yet, how it began, and its draft.

        Raises:
            DraftError: One of its exercises is gone or has changed.
        """
        if unfinished.plan is None:
            draft.keep()
            raise DraftError("It cannot go on: one of its exercises is gone or has changed.")
        session = Session(unfinished.plan, unfinished.earlier)
        return session, unfinished.start(), draft

    def _understood(self, stored: StoredDraft) -> Unfinished:
        """Return the session of a draft.

        Raises:
            ValueError: It is of a newer version, or damaged.
        """
        content = DraftContent.read(stored)
        plan, earlier = content.plan(self.catalogue), content.done_earlier()
        return Unfinished(stored.id, content.record, plan, earlier, stored.saved_at)

    def _remove(self, id: str) -> None:
        """Put the draft of a session aside that is in the history."""
        draft = Draft(self.folder, self.clock, id)
        with suppress(DraftError):  # another window has it, or the next start tries again
            draft.take()
            draft.discard()


def saved_ids(history: History) -> frozenset[str]:
    """Return the ids of the sessions in a history, also of those that were deleted.

    There are none when it cannot be read.
    """
    try:
        snapshot = history.load()
        return snapshot.deleted.union(session.id for session in snapshot.sessions)
    except (HistoryError, OSError):
        return frozenset()  # whoever reads the history says what is wrong with it


def when_in_words(unfinished: Unfinished, today: date) -> str:
    """Return when it began and when it was last seen, in local time.

    Args:
        unfinished: The session.
        today: The day it is.
    """
    began = unfinished.record.started_at.astimezone()
    seen = datetime.fromisoformat(unfinished.saved_at).astimezone()
    day = f"{began.day} {began:%B}{year_words(began.date(), today)}"
    return f"Begun on {day} at {began:%H:%M}, last seen at {seen:%H:%M}."


def choices(unfinished: Unfinished) -> dict[Resume, str]:
    """Return what can be done with it now, in words; going on comes first where it can."""
    holds = unfinished.record.holds
    done = sum(hold.outcome is Outcome.DONE for hold in holds)
    seconds = sum(hold.held_seconds for hold in holds)
    what = counted(done, "hold") if done else f"{counted(round(seconds), 'second')} held"
    ways = {
        Resume.SAVE: f"Save what was done: {what}",
        Resume.DISCARD: "Discard it",
    }
    step = unfinished.next_step
    if step is None:
        return ways
    return {Resume.GO_ON: f"Go on: {step.exercise.name}, {step.side.words.lower()}", **ways}
