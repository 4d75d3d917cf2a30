"""Copies of the history that lie beside it, and git's merges of two of them."""

import os
from collections.abc import Collection
from contextlib import suppress
from datetime import datetime
from pathlib import Path

import msgspec

from library import failures, files
from library.beside import (
    Answered,
    bears_mark,
    content_id,
    is_called_like,
    others_beside,
    remove,
)
from library.history.comparison import Comparison, ConflictCopy
from library.history.errors import HistoryError, NoHistoryError
from library.history.file import HistoryFile
from library.history.format import (
    HEADER_BYTES,
    META,
    Contents,
    Header,
    dump,
    migrated,
    reading,
    refuse_newer,
    refuse_too_large,
)
from library.history.merge import believed, merge
from library.history.recovery import settled
from library.history.repair import Condition, FileState, read_any
from library.history.tables import TABLES
from library.kept import keep_aside


def read_history(path: Path) -> FileState:
    """Read any history file as well as it can be read.

    Raises:
        HistoryError: There is none, it is no history, or a later version wrote it.
    """
    return read_bytes(path)[1]


def read_bytes(path: Path) -> tuple[bytes, FileState]:
    """Read a history file as `read_history` does, and give its bytes, too."""
    with reading(path):
        raw = files.read(path)
    if raw is None:
        raise HistoryError(f"There is no file {path}.")
    return raw, history_in(raw, path)


def history_in(raw: bytes, path: Path) -> FileState:
    """Read the bytes of a history file as well as they can be read.

    Args:
        raw: The bytes.
        path: Where they come from, for the sentences.

    Raises:
        HistoryError: It is no history, or a later version wrote it.
    """
    found = read_any(raw)
    has_entry = any(found.contents.tables.get(name) for name in TABLES)
    if found.header is None and not found.names_table and not has_entry:
        raise NoHistoryError(f"{path} holds no history of this program.")
    if found.header is None:
        return found
    refuse_newer(path.name, found.header.schema)
    contents = migrated(found.contents, found.header.schema)
    return FileState(found.condition, contents, found.header, found.bad_line)


class _Copy(msgspec.Struct, frozen=True):
    """A history beside the history."""

    path: Path
    raw: bytes
    found: FileState
    related: bool
    by_program: bool


def find(history: HistoryFile, answered: Answered) -> list[ConflictCopy]:
    """Find the copies beside a history.

    A file whose header names the same history is a copy of it, whatever it is called. Another
    history counts when it is called like this one, and what has lost its header when a sync
    tool named it; both were meant to lie in this one's place.

    Args:
        history: The history.
        answered: What was asked about before.

    Raises:
        HistoryError: The history cannot be read.
    """
    if not _candidates(history.path):  # the usual case must not cost a reading
        return []
    return [
        ConflictCopy(
            copy.path,
            history.compare(copy.found, copy.path),
            copy.related,
            copy.found.condition is Condition.DAMAGED,
            copy.by_program,
            (id := content_id(copy.raw)) in answered,
            id,
        )
        for copy in _copies(history.path, history.read().header)
    ]


def merge_in(history: HistoryFile, paths: Collection[Path]) -> Comparison:
    """Merge copies into a history in one save, and put aside what a program named.

    Args:
        history: The history.
        paths: Those that are no copies, or are gone, are passed over.

    Returns:
        What they brought together: what several of them hold counts once.

    Raises:
        HistoryError: It could not be saved; the copies stay where they are.
    """
    with history.changing() as loaded:
        copies = [copy for copy in _copies(history.path, loaded.header) if copy.path in paths]
        together = Contents({})
        for copy in copies:
            ready = settled(copy.found, copy.found.contents, loaded.contents, copy.path).contents
            together, _ = merge(together, ready)
        made = [copy for copy in copies if copy.by_program]
        for copy in made:  # first: a failure after the merge would pass for one of the merge
            keep_aside(history.state.merged, copy.path, copy.raw, plainly=True)
        comparison = history.merge_in(FileState(Condition.CLEAN, together), history.path)
        for copy in made:
            remove(copy.path, copy.raw)
    return comparison


def _copies(path: Path, header: Header | None) -> list[_Copy]:
    copies = []
    for other in _candidates(path):
        with suppress(HistoryError):
            raw, found = read_bytes(other)
            by_program = bears_mark(other.name, _true_name(path))
            mine, theirs = header, found.header
            related = mine is None or theirs is None or mine.file_id == theirs.file_id
            is_same = theirs is not None and related
            if is_same or by_program or (theirs is not None and is_called_like(other, path)):
                copies.append(_Copy(other, raw, found, related, by_program))
    return copies


def _true_name(path: Path) -> str:
    return os.path.basename(os.path.realpath(path))  # `resolve` fails on a link in a circle


def _candidates(path: Path) -> list[Path]:
    return [
        other
        for other in others_beside(path)
        if _begins_like_history(other)
        or (is_called_like(other, path) and bears_mark(other.name, _true_name(path)))
    ]


def _begins_like_history(path: Path) -> bool:
    with suppress(OSError):
        return f'"{META}"'.encode() in files.read_start(path, HEADER_BYTES)
    return False


def merge_files(ours: Path, theirs: Path, now: datetime) -> Comparison:
    """Merge `theirs` into the file `ours`, as a git merge driver does.

    The outcome has the newer version of every entry, whichever of the two is called ours. Git
    puts it in its place itself, so nothing is said about a power cut.

    Args:
        ours: The file that gets the outcome.
        theirs: The other file.
        now: Aware wall time.

    Raises:
        HistoryError: One of them is no history, or the result could not be written.
    """
    first, second = read_history(ours), read_history(theirs)
    mine = believed(first.contents, second.contents, now)
    other = believed(second.contents, first.contents, now)
    mine = settled(first, mine, other, ours).contents
    other = settled(second, other, mine, theirs).contents
    contents, comparison = merge(mine, other)
    header = first.header or second.header
    if header is None:
        raise HistoryError(f"Neither {ours} nor {theirs} says which history it is.")
    generations = [found.header.generation for found in (first, second) if found.header]
    merged = Header(header.file_id, max(generations) + 1, header.sha256)
    _replace(ours, contents, merged)
    comparison.spares = False
    return comparison


def _replace(path: Path, contents: Contents, header: Header) -> None:
    data, _ = dump(contents, header)
    refuse_too_large(data)
    try:
        files.replace(path, data)
    except OSError as error:
        raise HistoryError(f"Not merged: {failures.why(error)}") from error
