"""The running session on the disk, so that no finished hold is lost.

A draft is written whole each time and belongs to the process that holds its lock. When a
process dies the kernel frees the lock, and the draft is found by the next start.
"""

from collections.abc import Iterable
from contextlib import ExitStack
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
from msgspec.structs import replace

from library import failures, files, locks
from library.clock import Clock, timestamp
from library.exercises.catalogue import Catalogue
from library.exercises.model import HeightLevel, HoldEnd, Side
from library.history.errors import HistoryError
from library.history.format import decode_as, encode
from library.history.record import SessionRecord
from library.kept import sweep
from library.routines.model import Pace, Plan, Routine, Step, StepKind
from library.session import events as ev
from library.session.engine import Session
from library.session.results import DoneEarlier

FORMAT = 1
"""Raised when a draft's content changes in a way that older versions would misread."""
TRASH_DAYS = 30
"""How long a discarded draft can still be fetched by hand."""
_LOCK_WAIT_SECONDS = 0.3
"""Longer than another window holds a draft's lock that only looks whether it is free."""
_WORTH_KEEPING = (ev.WorkRecorded, ev.SoreSpotEnded, ev.Paused, ev.Finished)
"""What is written down even when it changes nothing of what is to come."""
_DAMAGED = "its draft is damaged"


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
    level: int = 0
    support: HeightLevel | None = None


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
            raise ValueError(_DAMAGED) from error
        if not content._fits():
            raise ValueError(_DAMAGED)
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
    """The draft of one session, written once there is something to lose.

    It belongs to this process from `take` or the first writing until `finish`, `discard` or `keep`.

    Args:
        folder: Where drafts lie, on this machine only.
        clock: Tells when it was written.
        id: UUID the session will have in the history.
    """

    def __init__(self, folder: Path, clock: Clock, id: str) -> None:
        self.id = id
        self._path = folder / f"{self.id}.json"
        self._clock = clock
        self._lock: ExitStack | None = None
        self._to_come: object = None
        self._left = False
        """Whether it is left to the next start."""

    def take(self) -> None:
        """Make it this process's own, if it is not yet.

        Raises:
            DraftError: Another process holds it.
        """
        if self._lock is not None:
            return
        lock = ExitStack()
        try:
            lock.enter_context(locks.locked(_lock_of(self._path), _LOCK_WAIT_SECONDS))
        except TimeoutError:
            raise DraftError("This session is running in another window.") from None
        except OSError as error:
            raise DraftError(f"No draft can be kept: {failures.why(error)}") from error
        self._lock = lock

    def prepare(self) -> None:
        """Get ready to write, so that the first hold to be written down ends in time."""
        locks.prepare()

    def note(self, session: Session, record: SessionRecord, events: Iterable[ev.Event]) -> None:
        """Write down what must not be lost, if these events brought anything.

        That is what was done, and every change of what is to come.

        Args:
            session: The session.
            record: What the history would get of it.
            events: What has just happened, at least one event.

        Raises:
            DraftError: It could not be written; what was written before is still there.
        """
        if self._left:
            return
        before, self._to_come = self._to_come, (session.steps(), session.next_number)
        if self._to_come != before or any(isinstance(event, _WORTH_KEEPING) for event in events):
            self._write(session, record)

    def keep_for_next_start(self, session: Session, record: SessionRecord) -> None:
        """Write down how it stands in the middle of a hold, and leave it to the next start.

        Nothing is noted from then on.

        Args:
            session: The session.
            record: What the history would get of it.

        Raises:
            DraftError: It could not be written; what was written before is still there.
        """
        if self._left:
            return
        self._left = True
        try:
            self._write(session, record)
        finally:
            self.keep()

    def _write(self, session: Session, record: SessionRecord) -> None:
        if session.held():
            content = DraftContent.of(session, record)
            self.save({"format": FORMAT, **msgspec.to_builtins(content)})

    def save(self, content: dict[str, Any]) -> None:
        """Write the draft; when this returns it survives a crash.

        Args:
            content: JSON values only; what they mean is the caller's.

        Raises:
            DraftError: Another process holds it, or it could not be written; the last one
                that was is still there. Or it was, but may not last.
        """
        self.take()
        stored = StoredDraft(self.id, timestamp(self._clock.now()), content)
        try:
            problem = files.replace(self._path, encode(msgspec.structs.asdict(stored)))
        except OSError as error:
            raise DraftError(f"The draft was not saved: {failures.why(error)}") from error
        if problem:
            raise DraftError(f"The draft is saved, but {failures.doubt(problem)}.")

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

    @property
    def is_kept(self) -> bool:
        """Whether there is something of it for the next start."""
        return self._path.exists()

    def finish(self) -> None:
        """Remove the draft, if this process holds it: its session is in the history."""
        if self._lock is None:
            return
        files.discard(self._path)
        self.keep()
        files.discard(_lock_of(self._path))  # safe: no second session ever has this name
        files.discard(_lock_of(self._path).with_suffix(".pid"))

    def discard(self) -> None:
        """Put the draft aside, if this process holds it; it stays in `trash` for `TRASH_DAYS`.

        Raises:
            DraftError: It could not be put aside; it is let go, and the next start finds it.
        """
        if self._lock is None:
            return
        try:
            raw = files.read(self._path)
            if raw is not None:
                files.replace(trash_in(self._path.parent) / self._path.name, raw)
        except OSError as error:
            self.keep()
            raise DraftError(f"Not discarded: {failures.why(error)}") from error
        self.finish()

    def keep(self) -> None:
        """Let go of the draft without removing it; the next start finds it."""
        if self._lock is not None:
            self._lock.close()
            self._lock = None


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
        if path.suffix != ".json" or not locks.is_free(_lock_of(path)):
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
    stored = decode_as(raw, StoredDraft)
    datetime.fromisoformat(stored.saved_at)
    return replace(stored, id=path.stem)


def trash_in(folder: Path) -> Path:
    """Return where the drafts of a folder lie that were discarded."""
    return folder / "trash"


def empty_trash(folder: Path, clock: Clock) -> None:
    """Remove drafts that were discarded more than `TRASH_DAYS` ago, and halves of drafts."""
    sweep(folder)
    limit = (clock.now() - timedelta(days=TRASH_DAYS)).timestamp()
    for path in map(trash_in(folder).joinpath, files.names(trash_in(folder))):
        mark = files.fingerprint(path)
        if mark is not None and mark[2] / 1e9 < limit:
            files.discard(path)
