"""Keeps what is known of a running session on the disk, so that no finished hold is lost."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, timezone
from pathlib import Path
from uuid import uuid4

import msgspec

from library.clock import Clock
from library.exercises.catalogue import Catalogue
from library.history.protocol import HistoryError
from library.history.record import SessionRecord
from library.routines.model import Plan, Step
from library.session import events as ev
from library.session.draft import Draft, Orphan, orphans, unreadable
from library.session.draft_content import Content, content_of, fits, plan_of
from library.session.engine import Session
from library.session.pain import typed_rating
from library.session.record import to_record
from library.session.results import DoneEarlier

FORMAT = 1
"""Raised when a draft's content changes in a way that older versions would misread."""

_WORTH_KEEPING = (ev.WorkRecorded, ev.SoreSpotEnded, ev.Paused, ev.Finished)
"""What is written down even when it changes nothing of what is to come."""


class JournalError(Exception):
    """A draft can not be understood; the text says why."""


@dataclass(frozen=True, slots=True)
class Beginning:
    """What a session's record needs that the session does not know."""

    id: str
    """The UUID of its draft and of its record."""
    started: datetime
    """Wall time of the start, aware, in the zone the person was in."""
    day_start_hour: int
    """Hour, 0-23, at which the person's day begins."""
    pain_before: int | None = None
    """Rating 0-10 given at the start, if any."""

    @classmethod
    def of_new_session(cls, clock: Clock, day_start_hour: int) -> "Beginning":
        """A session that begins now."""
        return cls(str(uuid4()), clock.now(), day_start_hour)

    def record(self, session: Session) -> SessionRecord:
        """The record of a session as it stands."""
        hour = self.day_start_hour
        return to_record(session, self.started, hour, self.pain_before, id=self.id)


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A session whose program ended too soon."""

    id: str
    record: SessionRecord
    """What was done, as the log would get it."""
    plan: Plan | None
    """What it was to be; None when one of its exercises is gone or has changed."""
    earlier: DoneEarlier
    saved_at: str
    """When it was last written down: UTC in ISO 8601."""

    @property
    def next_step(self) -> Step | None:
        """The hold it would go on with; None when nothing is left or it can not go on."""
        if self.plan is None:
            return None
        left = self.plan.steps[self.earlier.next_index(self.plan) :]
        return next((step for step in left if step.kind.is_work), None)

    def beginning(self, day_start_hour: int) -> Beginning:
        """How it began."""
        zone = timezone(timedelta(minutes=self.record.utc_offset_minutes))
        started = self.record.started_at.astimezone(zone)
        return Beginning(self.id, started, day_start_hour, self.record.pain_before)


class Journal:
    """The draft of one session; nothing is written before there is something to lose.

    Args:
        folder: Where drafts lie.
        clock: Tells when it was written.
        beginning: How the session began.
        draft: The draft, if there is one already.
    """

    def __init__(
        self, folder: Path, clock: Clock, beginning: Beginning, draft: Draft | None = None
    ) -> None:
        self.beginning = beginning
        self._folder, self._clock, self._draft = folder, clock, draft
        self._to_come: object = None
        self._let_go = False

    def rate_pain(self, digit: int) -> int | None:
        """Note the pain before the first hold as a digit was typed; see `typed_rating`.

        Returns:
            The rating, 0-10; None when it was taken away again.
        """
        rating = typed_rating(self.beginning.pain_before, digit)
        self.beginning = replace(self.beginning, pain_before=rating)
        return rating

    def note(self, session: Session, events: Iterable[ev.Event]) -> None:
        """Write down what must not be lost, if these events brought anything.

        That is what was done, and every change of what is to come.

        Raises:
            HistoryError: It could not be written; what was written before is still there.
        """
        events = tuple(events)
        if not events or self._let_go:
            return
        before, self._to_come = self._to_come, (session.steps(), session.next_number)
        if self._to_come != before or any(isinstance(event, _WORTH_KEEPING) for event in events):
            self._write(session)

    def keep_for_next_start(self, session: Session) -> None:
        """Write down how it stands in the middle of a hold, and leave it to the next start.

        Nothing is noted from then on.

        Raises:
            HistoryError: It could not be written; what was written before is still there.
        """
        if self._let_go:
            return
        self._let_go = True
        try:
            self._write(session)
        finally:
            if self._draft is not None:
                self._draft.keep()
                self._draft = None

    def _write(self, session: Session) -> None:
        if not session.held():
            return
        if self._draft is None:
            self._draft = Draft(self._folder, self._clock, self.beginning.id)
        content = content_of(session, self.beginning.record(session))
        self._draft.save({"format": FORMAT, **msgspec.to_builtins(content)})

    def finish(self) -> None:
        """Remove the draft: the log has the session."""
        if self._draft is not None:
            self._draft.finish()
            self._draft = None

    def discard(self) -> None:
        """Put the draft aside: the person does not want the session."""
        if self._draft is not None:
            with suppress(HistoryError):  # it is then offered again by the next start
                self._draft.discard()
            self._draft = None


def find_unfinished(
    folder: Path, catalogue: Catalogue, known: Sequence[str]
) -> tuple[list[Unfinished], list[str]]:
    """The sessions whose program ended too soon, the oldest first.

    Args:
        folder: Where drafts lie.
        catalogue: The exercises there are.
        known: Ids in the log; a draft of one of them was only not removed in time.

    Returns:
        The sessions, and a sentence for each draft that can not be read or understood.
    """
    found = []
    problems = [
        f"A session that was not finished can not be read. Its draft is kept as it is: {path}"
        for path in unreadable(folder)
        if path.stem not in known
    ]
    for orphan in orphans(folder):
        if orphan.id in known:
            continue
        try:
            found.append(understand(orphan, catalogue))
        except JournalError as error:
            problems.append(f"A session that was not finished is left as it is: {error}.")
    return found, problems


def understand(orphan: Orphan, catalogue: Catalogue) -> Unfinished:
    """Read a draft.

    Raises:
        JournalError: It is of a newer version, or damaged.
    """
    version = orphan.content.get("format")
    if not isinstance(version, int) or version > FORMAT:
        raise JournalError("it was written by a newer version of supple")
    try:
        content = msgspec.convert(orphan.content, Content)
    except msgspec.ValidationError as error:
        raise JournalError(f"its draft is damaged ({error})") from error
    if not fits(content):
        raise JournalError("its draft is damaged (holds do not fit their numbers)")
    record = content.record
    holds = dict(zip(content.numbers, record.holds, strict=True))
    earlier = DoneEarlier(
        holds,
        record.sore_spots,
        record.seconds,
        content.next_number,
        content.shortened,
        content.planned,
    )
    return Unfinished(orphan.id, record, plan_of(content, catalogue), earlier, orphan.saved_at)
