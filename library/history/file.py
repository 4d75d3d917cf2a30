"""The history file: read whole, replaced whole, locked, so that nothing once in it is lost."""

import uuid
from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from threading import RLock, get_ident
from typing import TYPE_CHECKING

from msgspec.structs import replace

from library import failures, files, locks
from library.clock import Clock, timestamp
from library.history import backups
from library.history.errors import HistoryError
from library.history.format import (
    Contents,
    Header,
    Tables,
    dump,
    refuse_too_large,
)
from library.history.loaded import LoadedHistory
from library.history.on_disk import FileOnDisk, Found
from library.kept import keep_aside, sweep, thin
from library.paths import StateFolder
from library.wording import counted

if TYPE_CHECKING:  # reading merges nothing
    from library.history.comparison import Comparison
    from library.history.repair import FileState

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
        self._disk = FileOnDisk(path, self.state, clock)
        self._held: Found | None = None
        self._holder = 0
        """The thread that holds it."""
        self._collected: Contents | None = None
        """What `saving` is going to save."""
        self._may_retry = False
        self.doubt = ""
        """What has to be said about the last save, as a sentence; empty when it is on the disk."""

    def read(self) -> LoadedHistory:
        """Return the history as it stands now; inside `changing`, as it was found under the lock.

        Raises:
            HistoryError: It cannot be read; nothing was changed.
        """
        held = self._held
        if held is not None and self._holder == get_ident():
            return held.loaded
        return self._disk.read()

    def changed(self, since: LoadedHistory) -> bool:
        """Tell whether the history is no longer as it was loaded; cheap enough to poll."""
        return self._disk.changed(since)

    def let_go(self) -> bool:
        """Keep the texts no longer in memory, as `FileOnDisk.let_go` does."""
        return self._disk.let_go()

    def keep_apart(self, saves: Iterable[str]) -> None:
        """Say no more of a history, named by its backups, until it is saved here once more."""
        self._disk.keep_apart(saves)

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
                    self._held, self._holder = self._disk.look(), get_ident()
                    try:
                        yield self._held.loaded
                    finally:
                        self._held = None
            except TimeoutError as error:
                told = f"Not saved: {failures.reason(error)}. Try again in a moment."
                raise HistoryError(told) from error
            except OSError as error:
                raise HistoryError(f"Not saved: {failures.why(error)}") from error

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
                before, held = held.loaded.header, self._disk.look()
                self._held, after = held, held.loaded.header
                if before is not None and after is not None and before.file_id != after.file_id:
                    raise HistoryError(
                        "Not saved: another log has just taken the place of this one. Try again."
                    ) from None
                contents, _ = self._merged(held.loaded.contents, contents)
        raise HistoryError("Not saved: another program keeps changing the file. Try again.")

    def _save(self, contents: Contents, held: Found) -> None:
        from library.history.whereabouts import remember  # only what saves needs it

        loaded = held.loaded
        if loaded.must_keep and held.raw is not None:
            keep_aside(self.state.kept, self.path, held.raw)
        data, header = self._dumped(contents, held)
        self._keep_lost(loaded.lost)
        copy = backups.write(self.state.backups, header, data, self.clock.now())
        copies = backups.listed(self.state.backups) if loaded.others else []
        in_place = self._put_in_place(data, held.fingerprint, copy)
        where, at = self.state.whereabouts, timestamp(self.clock.now())
        remember(where, self.path.parent, header.file_id, self.device, at)
        told = (self.doubt,) if self.doubt else ()
        clean = LoadedHistory(
            contents.copy(),
            header,
            header.generation,
            told,
            others=self._disk.others(contents, header, copies),
            must_save=not in_place,
            version=object(),
        )
        if in_place:
            self._held = self._disk.note(data, clean)
        else:
            self._held = Found(clean, held.raw, held.fingerprint)

    def own_names(self) -> Mapping[str, str]:
        """Return what this machine is and was called, as `library.history.whereabouts` does."""
        from library.history.whereabouts import own_names  # as above

        return own_names(self.state.whereabouts, self.device)

    def refuse(self, contents: Contents) -> None:
        """Refuse what `saving` would not save of itself, without saving anything.

        Raises:
            HistoryError: It would be too large.
        """
        held = self._disk.look()
        if contents != held.loaded.contents:
            self._dumped(contents, held)

    def _dumped(self, contents: Contents, held: Found) -> tuple[bytes, Header]:
        """Return what a save in the place of what is held would write.

        Raises:
            HistoryError: It would be too large.
        """
        data, header = dump(contents, self._next_header(held.loaded))
        refuse_too_large(data, len(held.raw or b""))
        return data, header

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

    def merge_in(self, theirs: "FileState", source: Path) -> "Comparison":
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
            merged, comparison = self._merged(loaded.contents, ready)
            self._commit(merged)
            comparison.spares = False
            return comparison

    def _merged(self, mine: Contents, theirs: Contents) -> tuple[Contents, "Comparison"]:
        """Return both in one; every version that loses is kept."""
        from library.history.lost_versions import lost_in
        from library.history.merge import merge

        merged, comparison = merge(mine, theirs)
        self._keep_lost(lost_in(mine, theirs, comparison))
        return merged, comparison

    def _keep_lost(self, lost: Tables) -> None:
        if lost:
            from library.history.lost_versions import keep

            header = self.read().header
            keep(self.state.kept, lost, header.file_id if header else "")

    def compare(self, theirs: "FileState", source: Path) -> "Comparison":
        """Return what `merge_in` would do; nothing is changed.

        Raises:
            HistoryError: As in `read`.
        """
        from library.history.merge import merge

        mine = self.read().contents
        return merge(mine, self.ready(theirs, mine, source))[1]

    def ready(self, theirs: "FileState", mine: Contents, source: Path) -> Contents:
        """Return what another history holds, made ready to be merged into this one.

        Args:
            theirs: The other history.
            mine: What this one holds.
            source: The file it came from.
        """
        from library.history.merge import believed
        from library.history.recovery import settled

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
            why = f": {failures.reason(error)}" if isinstance(error, OSError) else ""
            name = self.path.name
            self.doubt = f"It is saved in the backups, but not yet in {name}{why}."
            return False
        self.doubt = f"It is saved, but {failures.doubt(problem)}." if problem else ""
        backups.thin(self.state.backups)
        # Versions that lost a merge are small and nowhere else: they stay.
        thin(self.state.kept, self.clock.now(), f"{self.path.stem}-")
        thin(self.state.merged, self.clock.now())
        sweep(self.state.kept)
        return True


class _ChangedMeanwhile(Exception):
    """Another program changed the file between reading and saving."""


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
