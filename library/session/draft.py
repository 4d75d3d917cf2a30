"""The running session on the disk, so that no finished hold is lost.

A draft is written whole each time and belongs to the process that holds its lock. When a
process dies the kernel frees the lock, and the draft is found by the next start.
"""

from collections.abc import Iterable
from contextlib import ExitStack, suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
from msgspec.structs import replace

from library import files
from library.clock import Clock
from library.exercises.catalogue import Catalogue
from library.exercises.model import HoldEnd, Side
from library.history.errors import HistoryError
from library.history.format import encode
from library.history.merge import timestamp
from library.history.record import SessionRecord
from library.routines.model import Pace, Plan, Routine, Step, StepKind
from library.session import events as ev
from library.session.engine import Session
from library.session.pain import typed_rating
from library.session.record import SessionStart
from library.session.results import DoneEarlier

FORMAT = 1
"""Raised when a draft's content changes in a way that older versions would misread."""
TRASH_DAYS = 30
"""How long a discarded draft can still be fetched by hand."""
_LOCK_WAIT_SECONDS = 0.3
"""Longer than another window holds a draft's lock that only looks whether it is free."""
_WORTH_KEEPING = (ev.WorkRecorded, ev.SoreSpotEnded, ev.Paused, ev.Finished)
"""What is written down even when it changes nothing of what is to come."""


class DraftError(HistoryError):
    """A draft cannot be had, read, written or put aside; the text says why."""


class StoredDraft(msgspec.Struct, frozen=True):
    """A draft's file."""

    id: str
    saved_at: str
    """When it was last written: UTC in ISO 8601."""
    content: dict[str, Any]
    """JSON values; `DraftContent` is what they mean."""


class _Step(msgspec.Struct, frozen=True, array_like=True):
    """A step with the name of its exercise; the fields are those of `Step`."""

    kind: StepKind
    seconds: float
    exercise: str
    side: Side
    rep: int
    reps: int
    end: HoldEnd
    stop_seconds: float | None
    number: int


class DraftContent(msgspec.Struct, frozen=True):
    """A session as it stands, in JSON values."""

    routine: Routine
    pace: Pace
    steps: list[_Step]
    numbers: list[int]
    """The number of each hold of the record."""
    record: SessionRecord
    """What the history would get if nothing more were done."""
    next_number: int | None = None
    """The number of the hold to go on with; None for the one after the last of `numbers`."""
    shortened: dict[str, float] = {}
    """See `Session.shortened`."""
    planned: dict[str, float] = {}
    """See `Session.planned_seconds`."""

    @classmethod
    def of(cls, session: Session, record: SessionRecord) -> "DraftContent":
        """Return what to write down of a session, a hold that runs counted as skipped.

        Args:
            session: The session.
            record: What the history would get of it.
        """
        held = session.held()
        numbers = sorted(held)
        return cls(
            routine=session.plan.routine,
            pace=session.plan.pace,
            steps=[_stored_step(step) for step in session.steps()],
            numbers=numbers,
            record=replace(record, holds=tuple(held[number] for number in numbers)),
            next_number=session.next_number,
            shortened=dict(session.shortened()),
            planned=dict(session.planned_seconds()),
        )

    @classmethod
    def read(cls, stored: StoredDraft) -> "DraftContent":
        """Return what a draft's file holds.

        Raises:
            ValueError: It is of a newer version, or damaged; the text says so in a clause.
        """
        version = stored.content.get("format")
        if not isinstance(version, int) or version > FORMAT:
            raise ValueError("it was written by a newer version of supple")
        try:
            content = msgspec.convert(stored.content, cls)
        except msgspec.ValidationError as error:
            raise ValueError(f"its draft is damaged ({error})") from error
        if not content._fits():
            raise ValueError("its draft is damaged (holds do not fit their numbers)")
        return content

    def _fits(self) -> bool:
        """Whether every recorded hold has a number of its own."""
        numbers = self.numbers
        in_order = bool(numbers) and numbers == sorted(set(numbers)) and numbers[0] >= 0
        return in_order and len(numbers) == len(self.record.holds)

    def done_earlier(self) -> DoneEarlier:
        """Return what was done, for the session that goes on."""
        return DoneEarlier(
            dict(zip(self.numbers, self.record.holds, strict=True)),
            self.record.sore_spots,
            self.record.seconds,
            self.next_number,
            self.shortened,
            self.planned,
        )

    def plan(self, catalogue: Catalogue) -> Plan | None:
        """Return the plan as the session had changed it; None when an exercise is gone."""
        try:
            steps = tuple(_step(step, catalogue) for step in self.steps)
        except KeyError:
            return None
        if any(step.kind is StepKind.MASSAGE and not _is_described(step) for step in steps):
            return None
        return Plan(self.routine, self.pace, steps)


def _stored_step(step: Step) -> _Step:
    fields = {name: getattr(step, name) for name in _Step.__struct_fields__}
    return _Step(**{**fields, "exercise": step.exercise.id})


def _step(stored: _Step, catalogue: Catalogue) -> Step:
    fields = msgspec.structs.asdict(stored)
    return Step(**{**fields, "exercise": catalogue.get(stored.exercise)})


def _is_described(step: Step) -> bool:
    """Whether the exercise still says how this step of a massage is done."""
    return 1 <= step.rep <= len(step.exercise.massage)


class Draft:
    """The draft of one session, held by this process until `finish`, `discard` or `keep`.

    Args:
        folder: Where drafts lie, on this machine only.
        clock: Tells when it was written.
        id: UUID the session will have in the history.

    Raises:
        DraftError: Another process holds it.
    """

    def __init__(self, folder: Path, clock: Clock, id: str) -> None:
        self.id = id
        self._path = folder / f"{self.id}.json"
        self._clock = clock
        self._lock = ExitStack()
        try:
            self._lock.enter_context(files.locked(_lock_of(self._path), _LOCK_WAIT_SECONDS))
        except TimeoutError:
            raise DraftError("This session is running in another window.") from None
        except OSError as error:
            raise DraftError(f"No draft can be kept: {files.reason(error)}.") from error

    def save(self, content: dict[str, Any]) -> None:
        """Write the draft; when this returns it survives a crash.

        Args:
            content: JSON values only; what they mean is the caller's.

        Raises:
            DraftError: It could not be written; the last one that was is still there.
        """
        stored = StoredDraft(self.id, timestamp(self._clock.now()), content)
        try:
            files.replace(self._path, encode(msgspec.structs.asdict(stored)))
        except OSError as error:
            raise DraftError(f"The draft was not saved: {files.reason(error)}.") from error

    def read(self) -> StoredDraft | None:
        """Return what was written last, by this process or by the owner before it.

        Returns:
            It; None when nothing was written, or when another window has settled it.

        Raises:
            DraftError: It cannot be read; it stays as it is.
        """
        try:
            return _read(self._path)
        except (OSError, ValueError) as error:
            raise DraftError("The draft cannot be read; it is kept as it is.") from error

    def finish(self) -> None:
        """Remove the draft: its session is in the history."""
        files.discard(self._path)
        self._lock.close()
        files.discard(_lock_of(self._path))  # safe: no second session ever has this name
        files.discard(_lock_of(self._path).with_suffix(".pid"))

    def discard(self) -> None:
        """Put the draft aside; it stays in `trash` for `TRASH_DAYS`.

        Raises:
            DraftError: It could not be put aside; it is let go, and the next start finds it.
        """
        try:
            raw = files.read(self._path)
            if raw is not None:
                files.replace(self._path.parent / "trash" / self._path.name, raw)
        except OSError as error:
            self.keep()
            raise DraftError(f"Not discarded: {files.reason(error)}.") from error
        self.finish()

    def keep(self) -> None:
        """Let go of the draft without removing it; the next start finds it."""
        self._lock.close()


class DraftWriter:
    """Writes the draft of one session; nothing before there is something to lose.

    Args:
        folder: Where drafts lie.
        clock: Tells when it was written.
        start: How the session began.
        draft: The draft, if there is one already.
    """

    def __init__(
        self, folder: Path, clock: Clock, start: SessionStart, draft: Draft | None = None
    ) -> None:
        self.start = start
        self._folder, self._clock, self._draft = folder, clock, draft
        self._to_come: object = None
        self._kept = False

    def rate_pain(self, digit: int) -> int | None:
        """Note the pain before the first hold as a digit was typed; see `typed_rating`.

        Returns:
            The rating, 0-10; None when it was taken away again.
        """
        rating = typed_rating(self.start.pain_before, digit)
        self.start = replace(self.start, pain_before=rating)
        return rating

    def note(self, session: Session, events: Iterable[ev.Event]) -> None:
        """Write down what must not be lost, if these events brought anything.

        That is what was done, and every change of what is to come.

        Raises:
            DraftError: It could not be written; what was written before is still there.
        """
        events = tuple(events)
        if not events or self._kept:
            return
        before, self._to_come = self._to_come, (session.steps(), session.next_number)
        if self._to_come != before or any(isinstance(event, _WORTH_KEEPING) for event in events):
            self._write(session)

    def keep_for_next_start(self, session: Session) -> None:
        """Write down how it stands in the middle of a hold, and leave it to the next start.

        Nothing is noted from then on.

        Raises:
            DraftError: It could not be written; what was written before is still there.
        """
        if self._kept:
            return
        self._kept = True
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
            self._draft = Draft(self._folder, self._clock, self.start.id)
        content = DraftContent.of(session, self.start.record(session))
        self._draft.save({"format": FORMAT, **msgspec.to_builtins(content)})

    def finish(self) -> None:
        """Remove the draft: the history has the session."""
        if self._draft is not None:
            self._draft.finish()
            self._draft = None

    def discard(self) -> None:
        """Put the draft aside: the person does not want the session."""
        if self._draft is not None:
            with suppress(DraftError):  # it is then offered again by the next start
                self._draft.discard()
            self._draft = None


def _lock_of(path: Path) -> Path:
    return path.with_suffix(".lock")


def unfinished_drafts(folder: Path) -> tuple[list[StoredDraft], list[Path]]:
    """Return the drafts that no running session holds.

    Returns:
        Those that can be read, the oldest first, and the files of the others, by their name;
        these stay where they are.
    """
    readable, unreadable = [], []
    for name in sorted(files.names(folder)):
        path = folder / name
        if path.suffix != ".json" or not files.is_free(_lock_of(path)):
            continue
        try:
            stored = _read(path)
        except (OSError, ValueError):
            unreadable.append(path)
        else:
            if stored is not None:  # else another window has settled it just now
                readable.append(stored)
    return sorted(readable, key=lambda stored: stored.saved_at), unreadable


def _read(path: Path) -> StoredDraft | None:
    if (raw := files.read(path)) is None:
        return None
    stored = msgspec.json.decode(raw, type=StoredDraft)
    datetime.fromisoformat(stored.saved_at)
    return replace(stored, id=path.stem)


def empty_trash(folder: Path, clock: Clock) -> None:
    """Remove drafts that were discarded more than `TRASH_DAYS` ago."""
    limit = (clock.now() - timedelta(days=TRASH_DAYS)).timestamp()
    for name in files.names(folder / "trash"):
        mark = files.fingerprint(folder / "trash" / name)
        if mark is not None and mark[2] / 1e9 < limit:
            files.discard(folder / "trash" / name)
