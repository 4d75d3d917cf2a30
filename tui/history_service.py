"""The history for the dashboard: read and changed without blocking the screen."""

import asyncio
import gc
from collections.abc import Callable, Coroutine, Iterable, Sequence
from contextlib import suppress
from datetime import date
from functools import cached_property
from pathlib import Path
from threading import Thread
from typing import Any, Generic, Protocol, TypeVar

import msgspec
from msgspec.structs import replace
from textual.notifications import SeverityLevel
from textual.signal import Signal

from library.clock import Clock
from library.history.errors import HistoryError
from library.history.protocol import History
from library.history.record import SessionRecord
from library.history.snapshot import Snapshot
from library.paths import Paths
from library.profile import Profile
from library.progress.days import split
from library.remembered import Unsaved

POLL_SECONDS = 1.0
"""How often to look whether another window has changed the history."""
MANY_SESSIONS = 1_000
"""From here on the records are worth hiding from the garbage collector (our judgement)."""
READ_AHEAD_BYTES = 1_000_000
"""Some 1,200 sessions. Up to here reading takes less than painting the first page twice;
a larger file is read after the first paint, which waits for no file."""

T = TypeVar("T")
Tell = Callable[[str, SeverityLevel], None]
"""Tells a sentence, and says how bad it is."""


class Draft(Protocol):
    """What keeps a session until the history has it."""

    def finish(self) -> None:
        """Remove the draft; may be called twice."""


class UnsavedSession(msgspec.Struct, frozen=True):
    """A session that the history does not have yet, or not as it is to be."""

    recorded: SessionRecord
    """As it was when it ended; the history may have it already."""
    session: SessionRecord
    """As it is to be: with pain and note."""
    draft: Draft
    reason: str = ""
    """Why it is not saved, as a sentence."""

    def save(self, history: History) -> None:
        """Save it.

        Raises:
            HistoryError: It could not be saved.
        """
        history.add(self.recorded)
        if self.session != self.recorded:
            history.replace(self.session, self.recorded, undoable=False)


class _Outcome(msgspec.Struct, Generic[T], frozen=True):
    news: str
    """What others did since the history was last read, as a sentence; empty when nothing."""
    snapshot: Snapshot | HistoryError
    """The history after the change, or why it could not be read again."""
    saved: tuple[UnsavedSession | Unsaved, ...]
    """What had to wait and is saved now."""
    result: T | HistoryError
    """What the change gave back, or why it was not made: then the history is as others left it."""


class HistoryService:
    """What was last read of the history, and every change of it, one at a time in a thread.

    Args:
        open_store: Opens the history; called when it is first needed.
        logs_elsewhere: Says where else there are logs; called in a thread when there is none here.
    """

    changed: Signal[None]
    """Published when there is something new to show."""

    def __init__(
        self,
        open_store: Callable[[], History],
        logs_elsewhere: Callable[[], Iterable[str]] = tuple,
    ) -> None:
        self.snapshot = Snapshot()
        """The history as last read; empty until `is_read`."""
        self.is_read = False
        self.notices: tuple[str, ...] = ()
        """What the history had to tell since the start, the notices of every reading."""
        self.read_notices: frozenset[str] = frozenset()
        """Those that the person has read; they are news no longer."""
        self.unsaved: dict[str, UnsavedSession] = {}
        """Sessions that could not be saved, by id; every later edit tries them again."""
        self._open_store = open_store
        self._logs_elsewhere = logs_elsewhere
        self._ahead: tuple[History, Snapshot] | None = None
        self._turn = asyncio.Lock()
        self._in_thread = False
        self._untold: list[tuple[str, SeverityLevel]] = []
        self._known: tuple[Snapshot, date] | None = None
        """What `_parts` are the parts of."""
        self._parts: tuple[Sequence[SessionRecord], Sequence[SessionRecord]] = ((), ())
        self._outdated = False
        """Whether what is shown is older than what was saved here."""
        self._has_failed = False
        """Whether it could not be read."""

    @cached_property
    def store(self) -> History:
        """The history itself; what takes long with it belongs into a thread."""
        return self._open_store()

    @property
    def counted(self) -> Sequence[SessionRecord]:
        """The sessions as last read, oldest first, without those whose day is still to come."""
        return self._parted[0]

    @property
    def to_come(self) -> Sequence[SessionRecord]:
        """The sessions whose day is still to come: they count for nothing."""
        return self._parted[1]

    @property
    def _parted(self) -> tuple[Sequence[SessionRecord], Sequence[SessionRecord]]:
        known = (self.snapshot, self._profile.today())
        if self._known is None or self._known[0] is not known[0] or self._known[1] != known[1]:
            self._known, self._parts = known, split(self.snapshot.sessions, known[1])
        return self._parts

    @property
    def is_awaited(self) -> bool:
        """Whether the first reading is still to come, so that nothing is known."""
        return not (self.is_read or self._has_failed)

    @property
    def is_saving(self) -> bool:
        """Whether a change is under way; may be asked from any thread."""
        return self._in_thread or self._turn.locked()

    @property
    def is_stale(self) -> bool:
        """Whether another window, a sync tool or a failed reading makes reading worth while."""
        return self._outdated or (self.is_read and self.store.changed())

    @property
    def is_behind(self) -> bool:
        """Whether the file lacks something that was saved here, and nothing else is under way."""
        return self.is_read and not self.is_saving and self.store.is_behind()

    @property
    def unread_notices(self) -> tuple[str, ...]:
        """The notices that the person has not read yet."""
        return tuple(notice for notice in self.notices if notice not in self.read_notices)

    def mark_notices_read(self) -> None:
        """Tell none of the present notices again."""
        self.read_notices = frozenset(self.notices)

    def read_ahead(self, path: Path) -> None:
        """Begin to read a file of ordinary size at once, in a thread.

        Args:
            path: Where the history lies.
        """
        with suppress(OSError):
            if path.stat().st_size <= READ_AHEAD_BYTES:
                Thread(target=self._read_ahead, daemon=True).start()

    def _read_ahead(self) -> None:
        store = self._open_store()
        with suppress(HistoryError):  # whoever reads it next says why
            self._ahead = store, store.load()

    def connect(self, changed: Signal[None], tell: Tell, profile: Profile) -> None:
        """Show what happens from now on; what was read ahead is taken if it is there already.

        Args:
            changed: What to publish when there is something new to show.
            tell: Tells what happened by itself.
            profile: Gets what the history remembers; has what it is to remember.
        """
        self.changed, self._tell, self._profile = changed, tell, profile
        if self._ahead is not None:
            self.store, self.snapshot = self._ahead
            self.is_read = True
            self._note(self.snapshot.notices)
            if self.snapshot.passing:
                self._untold.append((self.snapshot.passing, "information"))
            profile.use_history(self.snapshot.remembered)

    async def edit(self, change: Callable[[History], T]) -> T:
        """Change the history and read it again.

        It is finished also when nobody waits for it any more.

        Args:
            change: Runs in a thread; may raise `HistoryError`.

        Returns:
            What the change gave back.

        Raises:
            HistoryError: The change was not made.
        """
        return await self._finished(self._run(change))

    async def read(self) -> None:
        """Read the history again, if it may have changed.

        Raises:
            HistoryError: It could not be read, and that was not said already.
        """
        try:
            await self._finished(self._read())
        except HistoryError:
            if self.is_awaited:
                self._has_failed = True
                self.changed.publish(None)
            if not self._outdated:
                raise
        is_new = self.is_read and not self.snapshot.history
        told = await asyncio.to_thread(lambda: tuple(self._logs_elsewhere())) if is_new else ()
        if told:
            self._note(told)
            self.changed.publish(None)

    async def _read(self) -> None:
        if self.unsaved or self.is_stale or not self.is_read:
            await self._run(_nothing, only_reads=True)

    def _note(self, notices: Iterable[str]) -> None:
        self.notices = tuple(dict.fromkeys((*self.notices, *notices)))

    async def first_read(self) -> None:
        """Wait until it was read for the first time, or cannot be: then nothing is known of it."""
        if self.is_awaited:
            with suppress(HistoryError):  # whoever began to read it says why
                await self.read()

    async def save(self, unsaved: UnsavedSession) -> None:
        """Save a session; one that cannot be saved is kept with the reason.

        Raises:
            HistoryError: It is not saved; every later edit tries it again.
        """
        await self._finished(self._save(unsaved))

    async def remember(self) -> None:
        """Save what is to be remembered; every later edit tries again what cannot be saved.

        Raises:
            HistoryError: It is not saved.
        """
        if unsaved := self._profile.unsaved:
            await self._finished(self._run(unsaved.save))

    async def _finished(self, work: Coroutine[Any, Any, T]) -> T:
        """Wait for work that goes on even when nobody waits any more.

        What came with it is told here, where an answer of the one who waits cannot take its place.
        """
        try:
            return await asyncio.shield(asyncio.create_task(work))
        finally:
            untold, self._untold = self._untold, []
            for told in untold:
                self._tell(*told)

    async def _save(self, unsaved: UnsavedSession) -> None:
        key = unsaved.session.id
        self.unsaved.pop(key, None)  # else the edit would try it a second time
        try:
            await self._run(unsaved.save)
        except HistoryError as error:
            self.unsaved[key] = replace(unsaved, reason=str(error))
            self.changed.publish(None)
            raise
        unsaved.draft.finish()

    async def _run(self, change: Callable[[History], T], *, only_reads: bool = False) -> T:
        async with self._turn:
            waiting: list[UnsavedSession | Unsaved] = list(self.unsaved.values())
            if not only_reads and self._profile.unsaved:
                waiting.append(self._profile.unsaved)
            # What is saved here but not shown yet would pass for another window's.
            shown = self.snapshot if self.is_read and not self._outdated else None
            outcome = await asyncio.to_thread(self._edit, self.store, change, waiting, shown)
            result, problem = outcome.result, outcome.snapshot
            if isinstance(problem, HistoryError):
                if isinstance(result, HistoryError):
                    raise result
                if only_reads and not outcome.saved:
                    raise problem
            self._show(outcome)
        if isinstance(result, HistoryError):
            raise result
        return result

    def _edit(
        self,
        history: History,
        change: Callable[[History], T],
        waiting: Sequence[UnsavedSession | Unsaved],
        shown: Snapshot | None,
    ) -> _Outcome[T]:
        """Runs in a thread, and says so to whoever wants to end the program."""
        self._in_thread = True
        try:
            return _edited(history, change, waiting, shown)
        finally:
            self._in_thread = False

    def _show(self, outcome: _Outcome[T]) -> None:
        after = outcome.snapshot
        passing = [outcome.news]
        if isinstance(after, Snapshot) and after is not self.snapshot:
            passing.append(after.passing)
        if any(passing):  # in one, as a second word of this kind takes the place of the first
            self._untold.append((" ".join(filter(None, passing)), "information"))
        for saved in outcome.saved:
            if not isinstance(saved, UnsavedSession):
                self._profile.saved(saved)
            elif (unsaved := self.unsaved.pop(saved.session.id, None)) is not None:
                unsaved.draft.finish()
                self._untold.append(("What had to wait is saved now.", "information"))
        if isinstance(outcome.snapshot, Snapshot):
            self._show_snapshot(outcome.snapshot, bool(outcome.saved))
            return
        if not self._outdated:  # else it has been said
            told = f"What you changed is saved, but cannot be shown yet. {outcome.snapshot}"
            self._untold.append((told, "warning"))
        self._outdated = True

    def _show_snapshot(self, snapshot: Snapshot, something_saved: bool) -> None:
        self._outdated = False
        # The line on every page says what is new.
        self._note(snapshot.notices)
        if not self.is_read and len(snapshot.sessions) > MANY_SESSIONS:
            gc.freeze()  # a full collection would walk through all of them: 80 ms for 10,000
        is_news = something_saved or not self.is_read or snapshot is not self.snapshot
        self.snapshot, self.is_read = snapshot, True
        self._profile.use_history(snapshot.remembered)
        if is_news:
            self.changed.publish(None)


def history_of(paths: Paths, clock: Clock) -> HistoryService:
    """The history in a person's files."""

    def open_store() -> History:
        from library.history.store import HistoryStore  # 10 ms that the first paint can do without

        return HistoryStore(paths.history_file, paths.state_dir, clock, lasting=True)

    def logs_elsewhere() -> Iterable[str]:
        from library.history.whereabouts import kept_elsewhere  # once in the life of a log

        return kept_elsewhere(paths)

    return HistoryService(open_store, logs_elsewhere)


def _nothing(_: History) -> None:
    """Change nothing."""


def _edited(
    history: History,
    change: Callable[[History], T],
    waiting: Sequence[UnsavedSession | Unsaved],
    shown: Snapshot | None,
) -> _Outcome[T]:
    """Change the history; what waits is tried after the change: there may be room again."""
    told = ""
    if shown is not None and history.changed():
        from tui.text.history import describe_changes  # hardly ever needed

        told = describe_changes(shown, history.load())
    result: T | HistoryError
    try:
        result = change(history)
    except HistoryError as error:
        result = error
    saved = []
    for unsaved in () if isinstance(result, HistoryError) else waiting:
        with suppress(HistoryError):
            unsaved.save(history)
            saved.append(unsaved)
    snapshot: Snapshot | HistoryError
    try:
        snapshot = history.load()
    except HistoryError as error:
        snapshot = error  # what was saved stays saved: trying again would clash with itself
    return _Outcome(told, snapshot, tuple(saved), result)
