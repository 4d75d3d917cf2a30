"""Edits of the history inside one locked save, and the last of them taken back."""

from collections.abc import Mapping
from typing import Any

from library.history.errors import HistoryError
from library.history.file import HistoryFile
from library.history.format import Contents, Document
from library.history.merge import timestamp
from library.history.reader import HistoryReader
from library.history.record import SESSIONS
from library.history.snapshot import Change
from library.history.undo import UndoEntry, UndoList, UndoStep


class Edits:
    """What changes documents of a history, table by table, as TinyDB updates.

    Args:
        file: The history.
        undo_list: Where what can be taken back is remembered.
        reader: Gets what was saved here: it counts as shown.
    """

    def __init__(self, file: HistoryFile, undo_list: UndoList, reader: HistoryReader) -> None:
        self._file = file
        self._undo = undo_list
        self._reader = reader

    def save(self, table: str, documents: Mapping[str, Mapping[str, Any]]) -> dict[str, bytes]:
        """Save documents inside `changing`; return the texts of those that have changed."""
        from library.history.tinydb_storage import RecordDB  # reading needs none: 2 ms of a start

        before = self._file.read().contents.tables.get(table, {})
        RecordDB(self._file).records(table).put(documents)
        after = self._file.read().contents.tables.get(table, {})
        changed = {key: after[key] for key in documents if before.get(key) != after.get(key)}
        if table == SESSIONS:
            # The next edit of it is no conflict with itself.
            self._reader.shown = {**self._reader.shown, **changed}
        return changed

    def save_undoable(self, what: str, table: str, documents: Mapping[str, Document]) -> None:
        """Save documents inside `changing`, and remember how they were, to be able to undo it."""
        before = self._file.read().contents.tables[table]
        if after := self.save(table, documents):
            now = self._file.clock.now()
            self._undo.push(UndoEntry.of(what, now, table, before, after))

    def undo(self, what: str = "") -> Change | None:
        """Take back the last edit, delete, restore, mark, import or going back of this machine.

        Args:
            what: `IMPORTED` or `WENT_BACK` for the last change of that kind, whatever was saved
                since; any change when left out.

        Returns:
            What was taken back; None when there is nothing to take back. Entries that were
            changed since in another window or on another machine are left as they are.

        Raises:
            HistoryError: All of them were, as in `_to_take_back`; or it could not be saved.
        """
        with self._file.changing() as loaded:
            found = self._to_take_back(what, loaded.contents)
            if found is None:
                return None
            step, olds = found
            with self._file.saving():
                for name, documents in olds.items():
                    self.save(name, documents)
            back = self._file.read().contents.tables[SESSIONS]
            undone = {key: back[key] for key in olds.get(SESSIONS, ())}
            self._reader.shown = {**self._reader.shown, **undone}
            self._undo.forget(step)
            return step.change(olds)

    def _to_take_back(
        self, what: str, now: Contents
    ) -> tuple[UndoStep, Mapping[str, Mapping[str, Document]]] | None:
        """Return the last change of which something can be taken back, and how that was before.

        Raises:
            HistoryError: All of it was changed since. A small change is forgotten then, to make
                way for the one before it. What is remembered in a file of its own keeps its place,
                for what changed it may be taken back itself; the plain undo passes it by.
        """
        at, refusal = timestamp(self._file.clock.now()), None
        for step in self._undo.last(what):
            try:
                return step, step.documents_before(now, at)
            except HistoryError as error:
                refusal = refusal or error
                if not step.is_apart:
                    self._undo.forget(step)
                    break
        if refusal is not None:
            raise refusal
        return None
