"""Edits of the history inside one locked save, and the last of them taken back."""

from collections.abc import Callable, Mapping
from typing import Any

from library import files
from library.history.errors import HistoryError
from library.history.file import HistoryFile
from library.history.format import Document, document, encode, with_deletion
from library.history.merge import content, timestamp
from library.history.record import SESSIONS
from library.history.snapshot import Change
from library.history.undo import WENT_BACK, TakenBack, UndoEntry, UndoList


class Edits:
    """What changes documents of a history, table by table, as TinyDB updates.

    Args:
        file: The history.
        undo_list: Where what can be taken back is remembered.
    """

    def __init__(self, file: HistoryFile, undo_list: UndoList) -> None:
        self._file = file
        self._undo = undo_list
        self.shown: dict[str, bytes] = {}
        """The texts of the sessions as they were last read or saved here."""

    def save(self, table: str, documents: Mapping[str, Mapping[str, Any]]) -> dict[str, bytes]:
        """Save documents inside `changing`; return the texts of those that have changed."""
        from library.history.tinydb_storage import RecordDB  # reading needs none: 2 ms of a start

        before = self._file.read().contents.tables.get(table, {})
        RecordDB(self._file).records(table).put(documents)
        after = self._file.read().contents.tables.get(table, {})
        changed = {key: after[key] for key in documents if before.get(key) != after.get(key)}
        if table == SESSIONS:
            # What was saved here counts as shown: the next edit of it is no conflict with itself.
            self.shown = {**self.shown, **changed}
        return changed

    def save_undoable(self, what: str, table: str, documents: Mapping[str, Document]) -> None:
        """Save documents inside `changing`, and remember how they were, to be able to undo it."""
        before = self._file.read().contents.tables[table]
        after = self.save(table, documents)
        if not after:
            return
        now = self._file.clock.now()
        # What was not there goes back to something that is deleted: nothing vanishes.
        olds = {
            key: before.get(key) or encode(with_deletion(document(raw), timestamp(now)))
            for key, raw in after.items()
        }
        self._undo.push(UndoEntry.of(what, now, table, olds, after))

    def undo(self) -> Change | None:
        """Take back the last edit, delete, restore or mark made on this machine.

        Returns:
            What was taken back; None when there is nothing to take back.

        Raises:
            HistoryError: The session was changed again in another window or on another
                machine; the change is then forgotten, for it cannot be taken back any more.
        """
        with self._file.changing() as loaded:
            entry = _readable(self._undo.last)
            if entry is None:
                return None
            if entry.what == WENT_BACK:
                self.undo_restore()
                return entry.change
            table = loaded.contents.tables.get(entry.table, {})
            if not all(_says(table.get(key), text) for key, text in entry.after.items()):
                self._undo.pop()
                raise HistoryError(f"Not undone: the {entry.thing} was changed again elsewhere.")
            olds = {key: document(text.encode()) for key, text in entry.before.items()}
            self.save(entry.table, olds)
            self._undo.pop()
            return entry.change

    def undo_restore(self) -> TakenBack | None:
        """Take back the last `restore_backup`, also after later saves, which stay.

        Returns:
            What became of it; None when there is nothing to take back.

        Raises:
            HistoryError: It could not be saved.
        """
        from library.history.restore import take_back

        with self._file.changing():
            entry = _readable(self._undo.last_going_back)
            return take_back(self._file, self._undo, entry) if entry is not None else None


def _readable(look: Callable[[], UndoEntry | None]) -> UndoEntry | None:
    try:
        return look()
    except OSError as error:
        raise HistoryError(f"Nothing can be undone: {files.reason(error)}.") from error


def _says(raw: bytes | None, text: str) -> bool:
    return raw is not None and content(raw) == content(text.encode())
