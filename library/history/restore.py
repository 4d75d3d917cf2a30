"""Going back to a backup, remembered so that it can be taken back."""

import os
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import UTC
from pathlib import Path

from library import failures, files
from library.clock import timestamp
from library.history import backups
from library.history.backups import Backup, OtherHistoryError, Restored
from library.history.comparison import besides, is_besides
from library.history.edits import Edits
from library.history.errors import HistoryError
from library.history.file import HistoryFile
from library.history.format import (
    Contents,
    Document,
    Header,
    document,
    is_deleted,
    is_document,
    reading,
    stamp,
    with_deletion,
)
from library.history.loading import load
from library.history.merge import content
from library.history.snapshot import WENT_BACK

Documents = dict[str, dict[str, Document]]
"""Documents by table and key."""


def go_back(
    file: HistoryFile, edits: Edits, backup: Backup, *, all_machines: bool, dry_run: bool
) -> Restored:
    """Go back to the state of a backup.

    Every entry gets the version it had then, as an edit made now; entries that were not there
    then are marked as deleted. Nothing is removed, and another machine takes it over like any
    edit. Hence only what this machine changed since is touched, unless more is asked for.

    Args:
        file: The history.
        edits: What changes it; remembers how it was.
        backup: Where to go.
        all_machines: Whether to go back on what other machines changed as well.
        dry_run: Only tell what would happen.

    Raises:
        OtherHistoryError: The backup is of another history.
        HistoryError: It is damaged, or it could not be saved.
    """
    then, theirs = backups.read(backup)
    unreadable = _Unreadable(file, backup, theirs)
    with file.changing(unreadable.set_aside(may_move=not dry_run)) as loaded:
        _refuse_another(backup, theirs, loaded.header)
        now, names = loaded.contents, None if all_machines else file.own_names()
        changes, done = _changes(now, then, names, timestamp(file.clock.now()))
        can_be_undone = not dry_run and bool(changes) and edits.save_apart(WENT_BACK, changes)
        if unreadable.kept is not None:
            with file.saving():
                pass  # also what is as it was has to be in a file again
    also = besides(name for name, documents in changes.items() for _ in documents)
    return Restored(backup, *done, also, can_be_undone=can_be_undone, set_aside=unreadable.kept)


def _refuse_another(backup: Backup, theirs: Header, ours: Header | None) -> None:
    if ours is not None and ours.file_id != theirs.file_id:
        raise OtherHistoryError(backup)


class _Unreadable:
    """A file that cannot be read at all, such as one that is too large.

    Args:
        file: The history.
        backup: Where to go.
        theirs: Its header.
    """

    def __init__(self, file: HistoryFile, backup: Backup, theirs: Header) -> None:
        self._file = file
        self._backup = backup
        self._theirs = theirs
        self.kept: Path | None = None
        """Where it lies now; None when it can be read, or there is none."""

    @contextmanager
    def set_aside(self, *, may_move: bool) -> Iterator[None]:
        """Move it out of the way, and back again when what happens inside fails.

        Raises:
            HistoryError: The backup is of another history, or the file could not be moved.
        """
        file = self._file
        target = Path(os.path.realpath(file.path))
        if may_move and self._is_in_the_way():
            ours = load(file.path, None, file.state.backups, file.state.kept).header
            _refuse_another(self._backup, self._theirs, ours)
            made = file.clock.now().astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
            name = f"{target.stem}-unread-{made}{target.suffix}"
            self.kept = _moved(target, file.state.kept / name)
        try:
            yield
        except (HistoryError, OSError) as error:
            if self.kept is None:
                raise
            with suppress(OSError):
                if not files.is_there(target):  # else something was saved in its place
                    files.move(self.kept, target)
                    raise
            told = f"{failures.why(error)}" if isinstance(error, OSError) else str(error)
            where = f"The file that could not be read lies in {self.kept} now."
            raise HistoryError(f"{told} {where}") from error

    def _is_in_the_way(self) -> bool:
        with reading(self._file.path):
            files.refuse_planted_link(self._file.path)
        try:
            files.read(self._file.path)
        except OSError:
            return True
        return False


def _moved(target: Path, kept: Path) -> Path:
    beside = target.with_name(kept.name)  # where that folder is on another disk
    problem = OSError()
    for place in (kept, beside):
        try:
            files.move(target, place)
        except OSError as error:
            problem = error
        else:
            return place
    raise HistoryError(
        f"Not restored: {target} could not be moved away: {failures.why(problem)}"
    ) from problem


def _changes(
    now: Contents, then: Contents, names: Mapping[str, str] | None, at: str
) -> tuple[Documents, tuple[Counter[str], Counter[str], Counter[str]]]:
    """Return the documents to save; and how many sessions and marks change, by machine.

    Three counts: of those that come back, those that go, and those that stay.

    Args:
        now: The history.
        then: What the backup holds.
        names: What the machine is called whose changes are gone back on, and was until when; None
            for all of them. What says of no machine that it made it counts as its own.
        at: When it is done: UTC in ISO 8601.
    """
    changes: Documents = {}
    back, gone, left = Counter[str](), Counter[str](), Counter[str]()
    for name, table in now.tables.items():
        olds = then.tables.get(name, {})
        for key, raw in table.items():
            old = olds.get(key)
            if not is_document(raw) or _is_as_then(raw, old):
                continue
            maker, made_at = stamp(raw).device, stamp(raw).updated_at
            counts = not is_besides(name)
            if names is not None and maker and made_at > names.get(maker, ""):
                left[maker] += counts
            elif old is None:
                gone[maker] += counts
                changes.setdefault(name, {})[key] = with_deletion(document(raw), at)
            else:
                back[maker] += counts
                changes.setdefault(name, {})[key] = document(old)
    return changes, (+back, +gone, +left)


def _is_as_then(now: bytes, then: bytes | None) -> bool:
    if then is None:
        return is_deleted(now)
    return not is_document(then) or content(now) == content(then)
