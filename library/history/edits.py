"""Edits of the history inside one locked save, and the last of them taken back."""

from collections.abc import Mapping
from typing import Any

from library.clock import timestamp
from library.history.errors import HistoryError
from library.history.file import HistoryFile
from library.history.format import Contents, Document
from library.history.reader import HistoryReader
from library.history.snapshot import Change
from library.history.tables import SESSIONS
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
        before = self._file.read().contents.tables.get(table, {})
        after = self._save_all({table: documents})[table]
        return {key: raw for key, raw in after.items() if before.get(key) != raw}

    def _save_all(
        self, changes: Mapping[str, Mapping[str, Mapping[str, Any]]]
    ) -> dict[str, dict[str, bytes]]:
        """Save documents of several tables in one save; return their texts."""
        from library.history.tinydb_storage import RecordDB  # reading needs none: 2 ms of a start

        with self._file.saving():
            for name, documents in changes.items():
                RecordDB(self._file).records(name).put(documents)
        saved = self._file.read().contents.tables
        after = {name: {key: saved[name][key] for key in changes[name]} for name in changes}
        self._reader.count_as_shown(after.get(SESSIONS, {}))
        return after

    def save_undoable(self, what: str, table: str, documents: Mapping[str, Document]) -> None:
        """Save documents inside `changing`, and remember how they were, to be able to undo it."""
        before = self._file.read().contents.tables[table]
        if after := self.save(table, documents):
            now = self._file.clock.now()
            self._undo.push(UndoEntry.of(what, now, table, before, after))

    def save_apart(self, what: str, changes: Mapping[str, Mapping[str, Document]]) -> bool:
        """Save documents inside `changing`, remembered by themselves whatever is saved later.

        Args:
            what: `WENT_BACK`.
            changes: The documents by table and key.

        Returns:
            Whether that can be taken back.
        """
        before = self._file.read().contents.tables
        after = self._save_all(changes)
        now = self._file.clock.now()
        return self._undo.push_apart(
            [UndoEntry.of(what, now, name, before[name], texts) for name, texts in after.items()]
        )

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
            self._save_all(olds)
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
