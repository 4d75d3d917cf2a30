"""Reads the history whole and replaces it whole, so that nothing once in it is ever lost."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from threading import RLock

from library.clock import Clock
from library.history import backups, disk, schema
from library.history.contents import Contents, Header
from library.history.layout import HEADER_BYTES, dump
from library.history.lock import WAIT_SECONDS, locked
from library.history.log import HistoryError
from library.history.recovery import View, view
from library.history.versions import Comparison, merge


class Vault:
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
        self.backup_folder = state_dir / "backups"
        self.kept_folder = state_dir / "kept"
        self.merged_folder = state_dir / "merged"
        self.lock_file = state_dir / "history.lock"
        self._threads = RLock()
        self._held: View | None = None
        self._seen: tuple[bytes | None, str, View] | None = None
        self._mark: disk.Fingerprint | None = None

    def read(self) -> View:
        """The history as it stands now; inside `changing`, as it was found under the lock.

        Raises:
            HistoryError: It can not be read; nothing was changed.
        """
        if self._held is not None:
            with self._threads:  # another thread's change is not ours to see half-done
                if self._held is not None:
                    return self._held
        return self._read()

    def _read(self) -> View:
        mark = disk.fingerprint(self.path)
        try:
            raw = disk.read(self.path)
        except OSError as error:
            raise HistoryError(f"{self.path} could not be read: {disk.reason(error)}.") from error
        copies = backups.listed(self.backup_folder)
        newest = copies[0].path.name if copies else ""
        seen = self._seen
        if seen is not None and seen[:2] == (raw, newest):
            found = seen[2]
        else:
            found = view(self.path, raw, self.backup_folder, self.kept_name(raw))
            self._seen = (raw, newest, found)
        self._mark = mark
        return found

    def kept_name(self, raw: bytes | None) -> Path:
        """Where bytes that are not as they were saved are put aside."""
        digest = sha256(raw or b"").hexdigest()[:12]
        return self.kept_folder / f"{self.path.stem}-{digest}{self.path.suffix}"

    def changed(self) -> bool:
        """Whether the file is no longer what was read or written last; cheap enough to poll."""
        if self._seen is None:
            return True
        raw = self._seen[0]
        try:
            if disk.fingerprint(self.path) == self._mark:
                # Inode numbers are used again and old kernels' times are coarse.
                start = disk.read_start(self.path, HEADER_BYTES)
                return start != (raw or b"")[:HEADER_BYTES]
            return disk.read(self.path) != raw
        except (OSError, HistoryError):
            return True

    @contextmanager
    def changing(self) -> Iterator[View]:
        """Hold the lock and read afresh: what happens inside is one read-modify-write.

        Raises:
            HistoryError: Another process keeps the lock, or the file can not be read.
        """
        with self._threads:
            if self._held is not None:
                yield self._held
                return
            try:
                with locked(self.lock_file, WAIT_SECONDS):
                    self._held = self._read()
                    try:
                        yield self._held
                    finally:
                        self._held = None
            except OSError as error:
                raise HistoryError(f"Not saved: {disk.reason(error)}.") from error

    def commit(self, contents: Contents) -> None:
        """Put new contents in the place of the view held by `changing`.

        Raises:
            HistoryError: Something would have vanished, or the disk refused; nothing counts
                as saved then.
        """
        held = self._held
        if held is None:
            raise HistoryError("Not saved: the history is only changed while it is locked.")
        _refuse_loss(held.contents, contents)
        if contents == held.contents and not held.must_save:
            return
        if held.must_keep:
            self._put_aside()
        data, header = dump(contents, self._next_header(held))
        copy = self._write(data, header)
        clean = View(contents.copy(), header, header.generation)
        self._seen, self._held = (data, copy.name, clean), clean
        self._mark = disk.fingerprint(self.path)

    def merge_in(self, theirs: Contents) -> Comparison:
        """Merge another history into this one; doing it again changes nothing.

        The save before it stays in the backups, with every version that lost.

        Raises:
            HistoryError: As in `changing` and `commit`.
        """
        with self.changing() as view:
            merged, comparison = merge(view.contents, theirs)
            self.commit(merged)
            return comparison

    def _next_header(self, held: View) -> Header:
        if held.header is None:
            return Header(str(uuid.uuid4()), held.generation + 1, "", schema.VERSION)
        return replace(
            held.header,
            generation=held.generation + 1,
            parent=held.header.sha256,
            schema=schema.VERSION,
        )

    def _put_aside(self) -> None:
        raw = self._seen[0] if self._seen else None
        if raw is not None and not self.kept_name(raw).exists():
            disk.replace(self.kept_name(raw), raw)

    def _write(self, data: bytes, header: Header) -> Path:
        disk.sweep(self.path)
        now = self.clock.now()
        copy = backups.write(self.backup_folder, header, data, now)
        try:
            disk.replace(self.path, data)
        except OSError:
            disk.discard(copy)  # else the next start would show what was not saved
            raise
        backups.thin(self.backup_folder)
        return copy


def _refuse_loss(before: Contents, after: Contents) -> None:
    for name, table in before.tables.items():
        lost = table.keys() - after.tables.get(name, {}).keys()
        if lost or name not in after.tables:
            raise HistoryError(
                f"Not saved: {len(lost)} entries of {name} would have vanished. "
                "Deleting marks an entry, it never removes one."
            )
    if before.others.keys() - after.others.keys():
        raise HistoryError("Not saved: a part of the file would have vanished.")
