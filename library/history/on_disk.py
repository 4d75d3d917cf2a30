"""The history file as it lies on the disk: read whole, and only when it has changed."""

import time
from collections.abc import Iterable
from contextlib import suppress
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import msgspec
from msgspec.structs import replace

from library import files, locks
from library.beside import Answered
from library.clock import Clock
from library.history import backups
from library.history.format import HEADER_BYTES, Contents, Header, reading
from library.history.loaded import LoadedHistory
from library.history.loading import load
from library.history.snapshot import OtherHistory
from library.paths import StateFolder

SECOND_LOOK_SECONDS = 2.0
"""How long a reader waits for a save that is under way; one of 10,000 sessions takes 0.3 s."""
WORTH_LETTING_GO = 1_000_000
"""Bytes of a file, some 1,200 sessions: less takes no room worth speaking of (our judgement)."""
_LOOKS, _LOOK_PAUSE_SECONDS = 10, 0.1
"""How often, and how far apart, a file is looked at that another program is just writing."""
_RECENT = 2.0
"""Seconds for which a file counts as just changed (our judgement)."""


class Found(msgspec.Struct, frozen=True):
    """What was read, and how the file looked then."""

    loaded: LoadedHistory
    raw: bytes | None
    fingerprint: files.Fingerprint | None


class FileOnDisk:
    """A history file, with what was last read of it.

    Args:
        path: The file.
        state: The folder of this machine, with the backups.
        clock: Tells whether the file was changed just now.
    """

    def __init__(self, path: Path, state: StateFolder, clock: Clock) -> None:
        self.path = path
        self.state = state
        self.clock = clock
        self._answered = Answered(state.answered_histories)
        self._last_read: _LastRead | None = None
        self._fingerprint: files.Fingerprint | None = None

    def read(self) -> LoadedHistory:
        """Return the history as it stands now; while somebody is just saving, as it is then.

        Raises:
            HistoryError: As in `look`.
        """
        known = self._last_read
        found = self.look()
        if known is self._last_read or not _is_odd(found.loaded):
            return found.loaded
        return self._second_look(found).loaded

    def _second_look(self, first: Found) -> Found:
        """Read a file again that lacks something or is damaged: somebody may just be saving.

        A save of ours writes the backup first; it is over when the lock is free. Other programs
        know no lock, and some write a file bit by bit: it must stay as it is for a moment.
        """
        found = first
        if found.raw is None or found.loaded.is_behind:
            try:
                with locks.locked(self.state.history_lock, SECOND_LOOK_SECONDS):
                    found = self.look()
            except TimeoutError:  # it is still being saved: what is to be said is known later
                self._last_read = None
                calm = replace(first.loaded, notices=(), passing="")
                return Found(calm, first.raw, first.fingerprint)
            except OSError:  # where nothing can be written nobody saves
                pass
        for _ in range(_LOOKS):
            if not _is_odd(found.loaded) or not self._was_just_changed():
                break
            time.sleep(_LOOK_PAUSE_SECONDS)
            before, found = found.raw, self.look()
            if found.raw == before:
                break
        return found

    def _was_just_changed(self) -> bool:
        mark = files.fingerprint(self.path) or files.fingerprint(self.path.parent)
        return mark is not None and abs(self.clock.now().timestamp() - mark[2] / 1e9) < _RECENT

    def look(self) -> Found:
        """Return what the file and its backups hold at this moment.

        Raises:
            HistoryError: It cannot be read; nothing was changed.
        """
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
            others = self.others(loaded.contents, loaded.header, copies)
            version = last.loaded.version if is_same and last is not None else object()
            found = replace(loaded, others=others, version=version)
            self._last_read = _LastRead(raw, names, found, _start(raw))
        self._fingerprint = fingerprint
        return Found(found, raw, fingerprint)

    def _first_backup(self, header: Header, raw: bytes) -> list[backups.Backup]:
        """Back up a history that came from elsewhere, as nobody may save before it is damaged.

        Returns:
            All backups there are now; where none can be made the next reading tries again.
        """
        with suppress(OSError):
            changed = self.path.stat().st_mtime
            backups.write(self.state.backups, header, raw, datetime.fromtimestamp(changed, UTC))
        return backups.listed(self.state.backups)

    def others(
        self, contents: Contents, header: Header | None, copies: list[backups.Backup]
    ) -> tuple[OtherHistory, ...]:
        """Return the histories that lay in the place of this one and hold something it lacks.

        Args:
            contents: What this one holds.
            header: Its header.
            copies: All backups.
        """
        own = backups.short_id(header.file_id) if header is not None else ""
        if not own or all(copy.history == own for copy in copies):
            return ()
        from library.history.other_histories import find  # hardly anybody ever has two

        return tuple(find(contents, own, copies, self._answered))

    def keep_apart(self, saves: Iterable[str]) -> None:
        """Say no more of a history, named by its backups, until it is saved here once more."""
        self._answered.add(saves)
        self._last_read = None

    def _bytes(self, known: bytes | None) -> bytes | None:
        # Comparing needs no room for megabytes, and most of the time nothing has changed.
        if known is not None and files.holds(self.path, known):
            return known
        return files.read(self.path)

    def note(self, data: bytes, loaded: LoadedHistory) -> Found:
        """Remember what was just saved, so that it need not be read.

        Args:
            data: What the file holds now.
            loaded: What that says.
        """
        self._fingerprint = files.fingerprint(self.path)
        names = frozenset(copy.path.name for copy in backups.listed(self.state.backups))
        self._last_read = _LastRead(data, names, loaded, _start(data))
        return Found(loaded, data, self._fingerprint)

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


def _is_odd(loaded: LoadedHistory) -> bool:
    """Tell whether the file is not as the last save left it."""
    return loaded.is_behind or bool(loaded.notices)
