"""The history file: read whole, replaced whole, locked, so that nothing once in it is lost."""

import time
import uuid
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from threading import RLock, get_ident

import msgspec
from msgspec.structs import replace

from library import files, locks
from library.beside import Answered
from library.clock import Clock
from library.history import backups, lost_versions
from library.history.comparison import Comparison
from library.history.errors import HistoryError
from library.history.format import (
    HEADER_BYTES,
    Contents,
    Header,
    Tables,
    dump,
    reading,
    refuse_too_large,
)
from library.history.merge import believed, merge
from library.history.recovery import LoadedHistory, load, settled
from library.history.repair import FileState
from library.history.snapshot import OtherHistory
from library.kept import keep_aside
from library.paths import StateFolder
from library.wording import counted

SECOND_LOOK_SECONDS = 2.0
"""How long a reader waits for a save that is under way; one of 10,000 sessions takes 0.3 s."""
WORTH_LETTING_GO = 1_000_000
"""Bytes of a file, some 1,200 sessions: less takes no room worth speaking of (our judgement)."""
_LOOKS, _LOOK_PAUSE_SECONDS = 10, 0.1
"""How often, and how far apart, a file is looked at that another program is just writing."""
_RECENT = 2.0
"""Seconds for which a file counts as just changed (our judgement)."""
_SAVE_TRIES = 5
"""How often a file may be changed by another program between reading and saving."""


class HistoryFile:
    """One history file with its backups and its lock.

    Args:
        path: The file, perhaps in a folder that a sync tool carries.
        state_dir: Folder of this machine for backups, lock and files put aside.
        clock: Tells when a backup was made.
        device: Name of this machine, written into what it changes.
    """

    def __init__(self, path: Path, state_dir: Path, clock: Clock, device: str) -> None:
        self.path = path
        self.clock = clock
        self.device = device
        self.state = StateFolder(state_dir)
        self._threads = RLock()
        self._held: _Held | None = None
        self._collected: Contents | None = None
        """What `saving` is going to save."""
        self.answered_histories = Answered(self.state.answered_histories)
        self._last_read: _LastRead | None = None
        self._fingerprint: files.Fingerprint | None = None
        self._may_retry = False
        self.doubt = ""
        """What has to be said about the last save, as a sentence; empty when it is on the disk."""

    def read(self) -> LoadedHistory:
        """Return the history as it stands now; inside `changing`, as it was found under the lock.

        Raises:
            HistoryError: It cannot be read; nothing was changed.
        """
        held = self._held
        if held is not None and held.thread == get_ident():
            return held.loaded
        known = self._last_read
        found = self._read()
        if known is self._last_read or not _is_odd(found.loaded):
            return found.loaded
        return self._second_look(found).loaded

    def _second_look(self, first: "_Held") -> "_Held":
        """Read a file again that lacks something or is damaged: somebody may just be saving.

        A save of ours writes the backup first; it is over when the lock is free. Other programs
        know no lock, and some write a file bit by bit: it must stay as it is for a moment.
        """
        found = first
        if found.raw is None or found.loaded.is_behind:
            try:
                with locks.locked(self.state.history_lock, SECOND_LOOK_SECONDS):
                    found = self._read()
            except TimeoutError:  # it is still being saved: what is to be said is known later
                self._last_read = None
                calm = replace(first.loaded, notices=(), passing="")
                return _Held(calm, first.raw, first.fingerprint)
            except OSError:  # where nothing can be written nobody saves
                pass
        for _ in range(_LOOKS):
            if not _is_odd(found.loaded) or not self._was_just_changed():
                break
            time.sleep(_LOOK_PAUSE_SECONDS)
            before, found = found.raw, self._read()
            if found.raw == before:
                break
        return found

    def _was_just_changed(self) -> bool:
        mark = files.fingerprint(self.path) or files.fingerprint(self.path.parent)
        return mark is not None and abs(self.clock.now().timestamp() - mark[2] / 1e9) < _RECENT

    def _read(self) -> "_Held":
        fingerprint = files.fingerprint(self.path)
        last = self._last_read
        with reading(self.path):
            files.refuse_planted_link(self.path)
            raw = self._bytes(last.raw if last is not None else None)
        copies = backups.listed(self.state.backups)
        names = frozenset(copy.path.name for copy in copies)
        is_same = last is not None and last.names == names and last.says(raw)
        if is_same and last is not None and not last.digest:
            found = last.loaded
        else:
            loaded = load(self.path, raw, self.state.backups, self.state.kept)
            if loaded.is_unkept and raw is not None and loaded.header is not None:
                copies = self._first_backup(loaded.header, raw)
                names = frozenset(copy.path.name for copy in copies)
            others = self._others(loaded.contents, loaded.header, copies)
            version = last.loaded.version if is_same and last is not None else object()
            found = replace(loaded, others=others, version=version)
            self._last_read = _LastRead(raw, names, found, _start(raw))
        self._fingerprint = fingerprint
        return _Held(found, raw, fingerprint, get_ident())

    def _first_backup(self, header: Header, raw: bytes) -> list[backups.Backup]:
        """Back up a history that came from elsewhere, as nobody may save before it is damaged.

        Returns:
            All backups there are now; where none can be made the next reading tries again.
        """
        with suppress(OSError):
            changed = self.path.stat().st_mtime
            backups.write(self.state.backups, header, raw, datetime.fromtimestamp(changed, UTC))
        return backups.listed(self.state.backups)

    def _others(
        self, contents: Contents, header: Header | None, copies: list[backups.Backup]
    ) -> tuple[OtherHistory, ...]:
        own = backups.short_id(header.file_id) if header is not None else ""
        if not own or all(copy.history == own for copy in copies):
            return ()
        from library.history.other_histories import find  # hardly anybody ever has two

        return tuple(find(contents, own, copies, self.answered_histories))

    def keep_apart(self, saves: Iterable[str]) -> None:
        """Say no more of a history, named by its backups, until it is saved here once more."""
        self.answered_histories.add(saves)
        self._last_read = None

    def _bytes(self, known: bytes | None) -> bytes | None:
        # Comparing needs no room for megabytes, and most of the time nothing has changed.
        if known is not None and files.holds(self.path, known):
            return known
        return files.read(self.path)

    def changed(self, since: LoadedHistory) -> bool:
        """Tell whether the history is no longer as it was loaded; cheap enough to poll."""
        last = self._last_read
        if last is None or last.loaded.version is not since.version:
            return True
        try:
            if files.fingerprint(self.path) == self._fingerprint:
                # Inode numbers are used again and old kernels' times are coarse.
                return files.read_start(self.path, HEADER_BYTES) != last.start
            return not last.says(files.read(self.path))
        except OSError:
            return True

    def let_go(self) -> bool:
        """Keep the texts no longer in memory: the next change, or reading, reads them again.

        Returns:
            Whether they are gone; a small file stays.
        """
        last = self._last_read
        if last is None or last.raw is None or len(last.raw) < WORTH_LETTING_GO:
            return False
        light = replace(last.loaded, contents=Contents({}))
        digest = sha256(last.raw).digest()
        self._last_read = _LastRead(None, last.names, light, last.start, digest)
        return True

    @contextmanager
    def changing(
        self, around: AbstractContextManager[None] | None = None
    ) -> Iterator[LoadedHistory]:
        """Hold the lock and read afresh: what happens inside is one read-modify-write.

        Args:
            around: Entered under the lock, before anything is read.

        Raises:
            HistoryError: Another process keeps the lock, or the file cannot be read.
        """
        with self._threads:
            if self._held is not None:
                yield self._held.loaded
                return
            try:
                with (
                    locks.locked(self.state.history_lock, locks.LONG_WAIT_SECONDS),
                    around or nullcontext(),
                ):
                    self._held = self._read()
                    try:
                        yield self._held.loaded
                    finally:
                        self._held = None
            except TimeoutError as error:
                told = f"Not saved: {files.reason(error)}. Try again in a moment."
                raise HistoryError(told) from error
            except OSError as error:
                raise HistoryError(f"Not saved: {files.why(error)}") from error

    def _commit(self, contents: Contents) -> None:
        """Put new contents in the place of what `changing` holds.

        Where another program changed the file meanwhile, what it wrote is merged with them.

        Raises:
            HistoryError: Something would have vanished, or the disk refused; nothing is saved
                then.
        """
        held = self._held
        if held is None:
            raise HistoryError("Not saved: the history is only changed while it is locked.")
        _refuse_loss(held.loaded.contents, contents)
        for _ in range(_SAVE_TRIES):
            is_news = contents != held.loaded.contents
            if not (is_news or held.loaded.must_save or (self.doubt and self._may_retry)):
                return
            self._may_retry = is_news  # once: each try costs one of the last backups
            try:
                return self._save(contents, held)
            except _ChangedMeanwhile:  # a sync tool knows nothing of our lock
                before, held = held.loaded.header, self._read()
                self._held, after = held, held.loaded.header
                if before is not None and after is not None and before.file_id != after.file_id:
                    raise HistoryError(
                        "Not saved: another log has just taken the place of this one. Try again."
                    ) from None
                mine = held.loaded.contents
                merged, comparison = merge(mine, contents)
                self._keep_lost(lost_versions.lost_in(mine, contents, comparison))
                contents = merged
        raise HistoryError("Not saved: another program keeps changing the file. Try again.")

    def _save(self, contents: Contents, held: "_Held") -> None:
        from library.history.whereabouts import remember  # only what saves needs it

        loaded = held.loaded
        if loaded.must_keep and held.raw is not None:
            keep_aside(self.state.kept, self.path, held.raw)
        data, header = dump(contents, self._next_header(loaded))
        refuse_too_large(data, len(held.raw or b""))
        self._keep_lost(loaded.lost)
        copy = backups.write(self.state.backups, header, data, self.clock.now())
        copies = backups.listed(self.state.backups) if loaded.others else []
        in_place = self._put_in_place(data, held.fingerprint, copy)
        remember(self.state.whereabouts, self.path.parent, header.file_id)
        told = (self.doubt,) if self.doubt else ()
        clean = LoadedHistory(
            contents.copy(),
            header,
            header.generation,
            told,
            others=self._others(contents, header, copies),
            must_save=not in_place,
            version=object(),
        )
        if in_place:
            self._fingerprint = files.fingerprint(self.path)
            names = frozenset(copy.path.name for copy in backups.listed(self.state.backups))
            self._last_read = _LastRead(data, names, clean, _start(data))
            self._held = _Held(clean, data, self._fingerprint, held.thread)
        else:
            self._held = _Held(clean, held.raw, held.fingerprint, held.thread)

    @contextmanager
    def saving(self) -> Iterator[Contents]:
        """Give the contents to be changed, table by table, and save them at the end.

        All of it is one save, also what is changed in a `saving` inside another one; when
        anything fails nothing is saved.

        Raises:
            HistoryError: As in `changing`; or something would have vanished, or the disk refused.
                Nothing counts as saved then.
        """
        with self.changing() as loaded:
            if self._collected is not None:
                yield self._collected
                return
            self._collected = Contents(dict(loaded.contents.tables), dict(loaded.contents.others))
            try:
                yield self._collected
                self._commit(self._collected)
            finally:
                self._collected = None

    def merge_in(self, theirs: FileState, source: Path) -> Comparison:
        """Merge another history into this one; doing it again changes nothing.

        Every version that loses is kept in a file of its own.

        Args:
            theirs: The other history.
            source: The file it came from.

        Raises:
            HistoryError: As in `saving`.
        """
        with self.changing() as loaded:
            ready = self.ready(theirs, loaded.contents, source)
            merged, comparison = merge(loaded.contents, ready)
            self._keep_lost(lost_versions.lost_in(loaded.contents, ready, comparison))
            self._commit(merged)
            comparison.spares = False
            return comparison

    def _keep_lost(self, lost: Tables) -> None:
        if lost:
            header = self.read().header
            lost_versions.keep(self.state.kept, lost, header.file_id if header else "")

    def compare(self, theirs: FileState, source: Path) -> Comparison:
        """Return what `merge_in` would do; nothing is changed.

        Raises:
            HistoryError: As in `read`.
        """
        mine = self.read().contents
        return merge(mine, self.ready(theirs, mine, source))[1]

    def ready(self, theirs: FileState, mine: Contents, source: Path) -> Contents:
        """Return what another history holds, made ready to be merged into this one.

        Args:
            theirs: The other history.
            mine: What this one holds.
            source: The file it came from.
        """
        contents = believed(theirs.contents, mine, self.clock.now())
        return settled(theirs, contents, mine, source).contents

    def _next_header(self, loaded: LoadedHistory) -> Header:
        if loaded.header is None:
            return Header(str(uuid.uuid4()), loaded.generation + 1, "")
        return replace(
            loaded.header,
            generation=loaded.generation + 1,
            parent=loaded.header.sha256,
        )

    def _put_in_place(self, data: bytes, fingerprint: files.Fingerprint | None, copy: Path) -> bool:
        """Write the file, whose backup is written, and note what has to be said about it.

        Args:
            data: What it is to hold.
            fingerprint: How it was when it was read.
            copy: The backup.

        Returns:
            Whether it is in its place. Where it is not, but the backup cannot be taken back, the
            next start finds everything there: then it is saved all the same.

        Raises:
            _ChangedMeanwhile: Another program changed the file.
            OSError: It could not be written.
        """

        def refuse_a_change() -> None:
            if files.fingerprint(self.path) != fingerprint:
                raise _ChangedMeanwhile

        for leftover in files.leftovers(self.path):  # nobody else is saving: the lock is held
            files.discard(leftover)
        try:
            problem = files.replace(self.path, data, refuse_a_change)
        except (OSError, _ChangedMeanwhile) as error:
            if files.discard(copy):  # else the next start would show what was not saved
                raise
            why = f": {files.reason(error)}" if isinstance(error, OSError) else ""
            name = self.path.name
            self.doubt = f"It is saved in the backups, but not yet in {name}{why}."
            return False
        self.doubt = f"It is saved, but {files.doubt(problem)}." if problem else ""
        backups.thin(self.state.backups)
        return True


class _LastRead(msgspec.Struct, frozen=True):
    """What was last read or saved."""

    raw: bytes | None
    """None when there was no file, and when it was let go."""
    names: frozenset[str]
    """The names of the backups there were."""
    loaded: LoadedHistory
    start: bytes
    """Of the file."""
    digest: bytes = b""
    """Of the bytes that were let go."""

    def says(self, raw: bytes | None) -> bool:
        """Tell whether the file held these bytes."""
        if self.digest:
            return raw is not None and sha256(raw).digest() == self.digest
        return raw == self.raw


def _start(raw: bytes | None) -> bytes:
    return (raw or b"")[:HEADER_BYTES]


class _Held(msgspec.Struct, frozen=True):
    """What was read, and how the file looked then."""

    loaded: LoadedHistory
    raw: bytes | None
    fingerprint: files.Fingerprint | None
    thread: int = 0


class _ChangedMeanwhile(Exception):
    """Another program changed the file between reading and saving."""


def _is_odd(loaded: LoadedHistory) -> bool:
    """Tell whether the file is not as the last save left it."""
    return loaded.is_behind or bool(loaded.notices)


def _refuse_loss(before: Contents, after: Contents) -> None:
    for name, table in before.tables.items():
        lost = table.keys() - after.tables.get(name, {}).keys()
        if lost or name not in after.tables:
            raise HistoryError(
                f"Not saved: {counted(len(lost), 'entry', 'entries')} of {name} would have "
                "vanished. Deleting marks an entry, it never removes one."
            )
    if before.others.keys() - after.others.keys():
        raise HistoryError("Not saved: a part of the file would have vanished.")
