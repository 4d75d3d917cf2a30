"""Copies of the history that a sync tool left beside it, and git's merges of two of them."""

import re
from contextlib import suppress
from pathlib import Path

from library import files
from library.history.errors import HistoryError
from library.history.format import Contents, Header, dump, migrated, reading, refuse_newer
from library.history.merge import Comparison, merge
from library.history.record import TABLES
from library.history.recovery import settled
from library.history.repair import FileState, read_any

# Syncthing; Dropbox and Nextcloud; iCloud, Google Drive and macOS; OneDrive names the computer.
_COPY = (
    r"\.sync-conflict-.+|.*conflicted copy.*|.*\(.*conflict.*\).*"
    r"| ?\(?\d+\)?|-[^.]+|_conf\(.*\)"
)


def read_history(path: Path, limit: int = files.LARGEST_BYTES) -> FileState:
    """Read any history file as well as it can be read.

    Raises:
        HistoryError: There is none, it is no history, or a later version wrote it.
    """
    with reading(path):
        raw = files.read(path, limit)
    if raw is None:
        raise HistoryError(f"There is no file {path}.")
    found = read_any(raw)
    tables = found.contents.tables
    if found.header is None and not any(map(tables.get, TABLES)):
        raise HistoryError(f"{path} holds no history of this program.")
    if found.header is None:
        return found
    refuse_newer(path.name, found.header.schema)
    contents = migrated(found.contents, found.header.schema)
    return FileState(found.condition, contents, found.header, found.bad_line)


def copies_beside(path: Path) -> list[tuple[Path, FileState]]:
    """Read the conflict copies beside a history; files that are no histories are passed over."""
    target = path.resolve()
    pattern = re.compile(re.escape(target.stem) + f"(?:{_COPY})" + re.escape(target.suffix))
    copies = []
    for name in sorted(name for name in files.names(target.parent) if pattern.fullmatch(name)):
        with suppress(HistoryError):
            copies.append((target.parent / name, read_history(target.parent / name)))
    return copies


def are_related(mine: Header | None, theirs: Header | None) -> bool:
    """Tell whether two files hold the same history, as far as their headers can be read."""
    return mine is None or theirs is None or mine.file_id == theirs.file_id


def merge_files(ours: Path, theirs: Path) -> Comparison:
    """Merge `theirs` into the file `ours`, as a git merge driver does.

    The outcome has the newer version of every entry, whichever of the two is called ours. Git
    puts it in its place itself, so nothing is said about a power cut.

    Raises:
        HistoryError: One of them is no history, or the result could not be written.
    """
    first, second = read_history(ours), read_history(theirs)
    mine, _ = settled(first, first.contents, second.contents, ours)
    other, _ = settled(second, second.contents, mine, theirs)
    contents, comparison = merge(mine, other)
    header = first.header or second.header
    if header is None:
        raise HistoryError(f"Neither {ours} nor {theirs} says which history it is.")
    generations = [found.header.generation for found in (first, second) if found.header]
    merged = Header(header.file_id, max(generations) + 1, header.sha256)
    _replace(ours, contents, merged)
    return comparison


def _replace(path: Path, contents: Contents, header: Header) -> None:
    try:
        files.replace(path, dump(contents, header)[0])
    except OSError as error:
        raise HistoryError(f"Not merged: {files.reason(error)}.") from error
