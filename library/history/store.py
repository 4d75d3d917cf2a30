"""The history in a TinyDB file, and what a program can do with it."""

import os
import platform
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import msgspec

from library import failures, files, locks
from library.beside import Answered
from library.clock import Clock, days_between, timestamp
from library.history import backups
from library.history.backups import Backup, Restored
from library.history.codec import (
    InvalidDocument,
    changed_fields,
    from_document,
    to_document,
    valid_records,
)
from library.history.errors import HistoryError
from library.history.file import HistoryFile
from library.history.format import (
    Document,
    Header,
    document,
    dump,
    is_deleted,
    is_document,
    stamp,
    with_deletion,
    without_deletion,
)
from library.history.reader import HistoryReader, says, session_of
from library.history.record import DayMark, MarkKind, Record, Remembered, SessionRecord, mark_key
from library.history.snapshot import Change, ConflictError, InvalidEntry, Snapshot
from library.history.tables import MARKS, REMEMBERED, SESSIONS, table_of
from library.text import clean

if TYPE_CHECKING:  # reading needs none of it
    from library.history.comparison import Comparison, ConflictCopy, Import
    from library.history.edits import Edits
    from library.history.undo import UndoList


class HistoryStore:
    """The history in one TinyDB file that no crash, no second window and no sync tool can lose.

    Every change is saved when the method returns. Methods may be called from any thread;
    saves take the time of writing the file twice, so a screen calls them from a worker.

    Args:
        path: The file; it is made by the first save.
        state_dir: Folder of this machine for backups, lock and undo.
        clock: Tells when a change was made.
        device: Name of this machine; its host name when left out.
        lasting: Whether it lasts, as in `HistoryReader`.
    """

    def __init__(
        self,
        path: Path,
        state_dir: Path,
        clock: Clock,
        device: str | None = None,
        *,
        lasting: bool = False,
    ) -> None:
        self.path = path
        """The file."""
        self._clock = clock
        self._file = HistoryFile(path, state_dir, clock, clean(device or platform.node()))
        self._reader = HistoryReader(self._file, lasting=lasting)
        self._answered = Answered(self._file.state.answered_copies)

    @cached_property
    def _undo(self) -> "UndoList":
        from library.history.undo import UndoList

        return UndoList(self._file.state.undo)

    @cached_property
    def _edits(self) -> "Edits":
        from library.history.edits import Edits

        return Edits(self._file, self._undo, self._reader)

    def load(self) -> Snapshot:
        """Read everything; the same snapshot as before when nothing has changed since.

        Raises:
            HistoryError: The file cannot be read, or a later version wrote it.
        """
        return self._reader.load()

    def changed(self) -> bool:
        """Tell whether `load` would give something else than it last did.

        Costs some microseconds, so it can be asked every second.
        """
        return self._reader.changed()

    def add(self, session: SessionRecord) -> None:
        """Save a new session; adding the same id again changes nothing.

        Raises:
            HistoryError: It could not be saved, or could not be read again.
        """
        new = to_document(session)
        try:
            from_document(new)
        except InvalidDocument as error:
            raise HistoryError(f"Not saved: {error}.") from error
        with self._file.changing() as loaded:
            if session.id not in loaded.contents.tables[SESSIONS]:
                self._edits.save(SESSIONS, {session.id: new})

    def replace(
        self,
        session: SessionRecord,
        shown: SessionRecord | None = None,
        *,
        undoable: bool = True,
    ) -> None:
        """Save a changed version of a session.

        Args:
            session: The new version.
            shown: The version it was made on; the one last read by `load` when left out.
            undoable: Whether `undo` can take it back. What completes a session that was just
                added is no change of its own.

        Raises:
            ConflictError: The session was changed or deleted elsewhere in the meantime.
            HistoryError: There is no such session, or it could not be saved.
        """
        with self._file.changing() as loaded:
            raw = loaded.contents.tables[SESSIONS].get(session.id)
            if raw is None:
                raise HistoryError("Not saved: there is no such session in the log.")
            theirs = session_of(session.id, raw)
            last = self._reader.shown.get(session.id, raw)
            known = says(last, raw) if shown is None else theirs == shown
            if not (known or theirs == session) or is_deleted(raw):
                raise ConflictError(session, None if isinstance(theirs, InvalidEntry) else theirs)
            changed = {session.id: {**document(raw), **changed_fields(theirs, session)}}
            if undoable:
                self._edits.save_undoable("edited", SESSIONS, changed)
            else:
                self._edits.save(SESSIONS, changed)

    def delete(self, ids: Sequence[str]) -> None:
        """Mark sessions as deleted; `restore` brings them back."""
        now = timestamp(self._clock.now())
        self._edit("deleted", SESSIONS, ids, lambda fields: with_deletion(fields, now))

    def restore(self, ids: Sequence[str]) -> None:
        """Undo `delete`."""
        self._edit("restored", SESSIONS, ids, without_deletion)

    def _edit(
        self, what: str, table: str, keys: Sequence[str], change: Callable[[Document], Document]
    ) -> None:
        with self._file.changing() as loaded:
            texts = loaded.contents.tables[table]
            known = [key for key in keys if is_document(texts.get(key, b""))]
            changed = {key: change(document(texts[key])) for key in known}
            self._edits.save_undoable(what, table, changed)

    def undo(self, what: str = "") -> Change | None:
        """Take back the last change made on this machine, one that went back to a backup, too.

        Args:
            what: The kind of change, as in `Change.what`, of which the last is meant; any when
                left out.

        Returns:
            What was taken back; None when there is nothing to take back. Entries that were
            changed since in another window or on another machine are left as they are.

        Raises:
            HistoryError: As in `Edits.undo`.
        """
        return self._edits.undo(what)

    def last_change_at(self, what: str) -> str:
        """Return when the last change of a kind was made, as `timestamp` says it; empty for never.

        Raises:
            HistoryError: That cannot be read just now.
        """
        return max(
            (entry.at for step in self._undo.last(what) for entry in step.entries), default=""
        )

    def mark(self, day: date, kind: MarkKind | None, until: date | None = None) -> None:
        """Mark a day, or with None take its mark away; with `until` all days up to that one."""
        days = days_between(day, until or day)
        if kind is not None:
            self._put("marked", [DayMark(day, kind) for day in days])
            return
        now, keys = timestamp(self._clock.now()), [mark_key(day) for day in days]
        self._edit("marked", MARKS, keys, lambda fields: with_deletion(fields, now))

    def put(self, records: Sequence[Record], *, undoable: bool = True) -> None:
        """Save records of one table, each in the place of the one with its key, if there is one.

        Args:
            records: At least one.
            undoable: Whether `undo` can take it back.
        """
        self._put("edited" if undoable else "", records)

    def _put(self, what: str, records: Sequence[Record]) -> None:
        name = table_of(*records)
        with self._file.changing() as loaded:
            olds = loaded.contents.tables[name]
            documents = {
                each.key: {**without_deletion(document(old)), **to_document(each)}
                for each in records
                if is_document(old := olds.get(each.key, b"{}"))
            }
            if what:
                self._edits.save_undoable(what, name, documents)
            else:
                self._edits.save(name, documents)

    def remove(self, records: Sequence[Record]) -> None:
        """Mark records of one table as deleted; `undo` and `put` bring them back.

        Args:
            records: At least one.
        """
        keys, now = [each.key for each in records], timestamp(self._clock.now())
        self._edit("edited", table_of(*records), keys, lambda fields: with_deletion(fields, now))

    def put_new(self, records: Sequence[Record]) -> None:
        """Save those records of one table whose keys nothing has had yet.

        Args:
            records: At least one.
        """
        name = table_of(*records)
        with self._file.changing() as loaded:
            olds = loaded.contents.tables[name]
            new = {each.key: to_document(each) for each in records if each.key not in olds}
            if new:
                self._edits.save(name, new)

    def remembered(self) -> tuple[Remembered, ...]:
        """Read only what is remembered, which is quicker than `load` and fails as it does."""
        return valid_records(REMEMBERED, self._file.read().contents.tables[REMEMBERED], [])

    def import_file(
        self,
        path: Path,
        *,
        dry_run: bool = False,
        replace: bool = False,
        encoding: str | None = None,
        raw: bytes | None = None,
    ) -> "Import":
        """Take in any supple history, JSON export, CSV export or `history --json` list.

        All of it is one save, which `undo` takes back. Importing a file again changes nothing. Of
        an older version only that of a sync tool's copy is passed over in silence: any other file
        may have been edited by hand since.

        Args:
            path: The file, at most 64 MB large; a pipe, or - for the standard input.
            dry_run: Only tell what would happen.
            replace: Also take what takes something away: entries that the file has deleted,
                holds and notes that it lacks, what is newer or deleted here.
            encoding: What the file is written in; None to find that out.
            raw: What is in the file, where it was read already.

        Raises:
            UnreadableImport: The file is no history.
            HistoryError: The history cannot be read, or the result could not be saved.
        """
        from library.history.intake import take_in
        from library.history.offer import read_import

        offer = read_import(path, encoding, raw)
        resolved = Path(os.path.realpath(path))  # it may be a link in a circle
        copy = next((each for each in self.sync_conflicts() if each.path == resolved), None)
        offer = msgspec.structs.replace(offer, is_copy=copy is not None and copy.by_program)
        found = take_in(self._file, self._undo, offer, dry_run=dry_run, replace=replace)
        if copy is not None and not dry_run and not found.leaves_out:
            with suppress(HistoryError):  # all of it is here: it is only put aside, or stays
                self.merge_copies(resolved)
        return found

    def export(self, form: Literal["json", "csv"]) -> str:
        """Return everything: in the form of the history file itself, or as a table.

        Raises:
            HistoryError: The history cannot be read.
        """
        loaded = self._file.read()
        if form == "csv":
            from library.history.csv_format import to_csv

            return to_csv(loaded.contents)
        header = loaded.header or Header("", loaded.generation, "")
        return dump(loaded.contents, header)[0].decode()

    @property
    def doubt(self) -> str:
        """What has to be said about the last save, as a sentence; empty when it is on the disk."""
        return self._file.doubt

    def is_being_saved(self) -> bool:
        """Tell whether somebody holds the lock just now."""
        return not locks.is_free(self._file.state.history_lock)

    def count_ahead(self, margin: timedelta) -> int:
        """Count the entries whose last change lies further in the future than `margin`.

        Those that are deleted, also because a change was undone, are passed over.

        Raises:
            HistoryError: The history cannot be read.
        """
        limit = timestamp(self._clock.now() + margin)
        tables = self._file.read().contents.tables.values()
        texts = (raw for table in tables for raw in table.values() if not is_deleted(raw))
        return sum(stamp(raw).updated_at > limit for raw in texts)

    def merge_other(self, id: str) -> "Comparison":
        """Merge another history, which lay in this one's place before, from its last save.

        Args:
            id: Which one of `Snapshot.others`, in short.

        Raises:
            HistoryError: It is merged or gone already, or the result could not be saved.
        """
        from library.history.sync_conflicts import read_history

        with self._file.changing() as loaded:
            for other in loaded.others:
                if other.id == id:
                    return self._file.merge_in(read_history(other.backup), other.backup)
        raise HistoryError("That log is merged already, or its backups are gone.")

    def keep_apart(self, id: str) -> None:
        """Say no more of another history, until it is saved here once more.

        Args:
            id: Which one, in short.

        Raises:
            HistoryError: There is no such history.
        """
        header = self._file.read().header
        if header is not None and backups.short_id(header.file_id) == id:
            raise HistoryError(f"{id} is the log that is in use.")
        saves = [copy.path.name for copy in self.backups() if copy.history == id]
        if not saves:
            raise HistoryError(f"There is no log {id} in the backups.")
        self._file.keep_apart(saves)

    def count_apart(self) -> int:
        """Count the sessions that only backups of other histories hold, also of those left out.

        Raises:
            HistoryError: The history cannot be read.
        """
        from library.history.other_histories import sessions_apart

        found = self._file.read()
        own = backups.short_id(found.header.file_id) if found.header is not None else ""
        return sessions_apart(found.contents, own, self.backups())

    def backups(self) -> list[Backup]:
        """List the backups, the newest first; the first of them is the last save itself.

        Raises:
            HistoryError: Their folder cannot be looked into.
        """
        try:
            files.listing(self._file.state.backups)
        except OSError as error:
            raise HistoryError(f"The backups cannot be listed: {failures.why(error)}") from error
        return backups.listed(self._file.state.backups)

    def restore_backup(
        self, name: str, *, all_machines: bool = False, dry_run: bool = False
    ) -> Restored:
        """Go back to the state of a backup, as far as this machine is concerned.

        Args:
            name: The beginning of its name.
            all_machines: Whether to go back on what other machines changed as well.
            dry_run: Only tell what would happen.

        Raises:
            HistoryError: There is no such backup, it is damaged, or it could not be saved.
        """
        from library.history.restore import go_back

        backup = backups.named(self.backups(), name)
        return go_back(self._file, self._edits, backup, all_machines=all_machines, dry_run=dry_run)

    def is_behind(self) -> bool:
        """Tell whether the file lacks something that `load` last gave, and is whole otherwise."""
        return self._reader.is_behind

    def hand_on(self) -> None:
        """Save what the file lacks, so that other machines get it, too.

        Raises:
            HistoryError: It could not be saved.
        """
        with self._file.changing() as loaded:
            if loaded.is_behind:
                with self._file.saving():
                    pass  # what was loaded is what is to be saved

    def sync_conflicts(self) -> list["ConflictCopy"]:
        """Find the copies beside the history, also those that bring nothing to it.

        Raises:
            HistoryError: The history cannot be read.
        """
        from library.history.sync_conflicts import find

        return find(self._file, self._answered)

    def merge_copies(self, *paths: Path) -> "Comparison":
        """Merge copies, related or not, into the history; it is one save.

        What a sync tool named is then put aside; a person's own copy stays where it is.

        Raises:
            HistoryError: It could not be saved; the copies stay where they are.
        """
        from library.history.sync_conflicts import merge_in

        return merge_in(self._file, paths)

    def leave_copies(self, *copies: "ConflictCopy") -> None:
        """Remember that copies, as they were found, were asked about and are to stay."""
        self._answered.add(copy.content_id for copy in copies)
