"""Where the history of a state folder lies, so that both find each other after a move.

The state folder of this machine - backups, undo, unfinished sessions - is named after the path of
the data folder. A data folder that was moved or renamed, or a stick that is mounted elsewhere, has
a new path; what was kept for it is then found by the id of its history, and brought along.
"""

import json
import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import msgspec

from library import files, locks
from library.history.format import HEADER_BYTES, decode, encode
from library.paths import HISTORY_NAME, STAYS, Paths, StateFolder, usual_state

_FILE_ID = rb'"file_id":\s*("(?:[^"\\]|\\.)*")'  # compiled when first used


class Whereabouts(msgspec.Struct, frozen=True):
    """Where a history lay when it was last saved."""

    folder: str
    """The data folder."""
    file_id: str
    device: int
    """Together with `inode` the folder itself, whatever it is called."""
    inode: int


def remember(record: Path, folder: Path, file_id: str) -> None:
    """Write down where a history lies, if that is news; without it only a move goes unnoticed.

    Args:
        record: The file of the state folder.
        folder: The data folder.
        file_id: The id of the history.
    """
    with suppress(OSError):
        device, inode = files.identity(folder)
        here = Whereabouts(str(folder), file_id, device, inode)
        raw = encode(msgspec.to_builtins(here))
        if not files.holds(record, raw):
            files.replace(record, raw)


def bring_state(paths: Paths) -> None:
    """Bring along what this machine keeps for a history whose data folder has a new path.

    A copy of the folder brings nothing along as long as the original is there. Nothing happens
    while a program still works with the old state folder.

    Args:
        paths: The folders of this run.
    """
    if files.fingerprint(paths.state.backups) is not None:
        return  # there is something here that belongs to this path
    with suppress(OSError):
        file_id = _id_in(paths.history_file)
        for old in _state_folders(paths):
            was = _read(old.whereabouts)
            if was is not None and _was_moved(was, paths.data_dir, file_id):
                _bring(old, paths, was.file_id)
                return


def belongings(state: StateFolder) -> list[Path]:
    """List what lies in a state folder and belongs to the history, not to the machine.

    Raises:
        OSError: It cannot be looked into.
    """
    return [state.path / name for name in sorted(files.listing(state.path)) if name not in STAYS]


def is_in_session(state: StateFolder) -> bool:
    """Tell whether a program with this state folder runs a session, or somebody is typing there."""
    folders = (state.drafts, state.typed)
    held = (folder / name for folder in folders for name in files.names(folder))
    return not all(locks.is_free(path) for path in held if path.suffix == ".lock")


def _state_folders(paths: Paths) -> Iterator[StateFolder]:
    """Yield the state folders of this machine, but for the one of this run."""
    usual = usual_state()
    named = (StateFolder(usual.folders / name) for name in files.names(usual.folders))
    return (state for state in (usual, *named) if state != paths.state)


def _read(record: Path) -> Whereabouts | None:
    try:
        raw = files.read(record, HEADER_BYTES * 8)
        return None if raw is None else msgspec.convert(decode(raw), Whereabouts)
    except (OSError, ValueError):
        return None


def _id_in(history_file: Path) -> str:
    """Return the id that a history claims, also a damaged one; empty when it tells none."""
    found = re.search(_FILE_ID, files.read_start(history_file, HEADER_BYTES))
    try:
        return str(json.loads(found[1])) if found else ""
    except ValueError:
        return ""


def _was_moved(was: Whereabouts, folder: Path, file_id: str) -> bool:
    """Tell whether the history that was there is the one that lies in the folder now.

    A file that no longer says which history it is, is known by the folder it lies in.
    """
    if file_id:
        return was.file_id == file_id and _id_at(was) not in (file_id, "")
    return (was.device, was.inode) == files.identity(folder) and _id_at(was) is None


def _id_at(was: Whereabouts) -> str | None:
    """Return which history lies there now; empty when it cannot be told, None without one."""
    path = Path(was.folder, HISTORY_NAME)
    try:
        return _id_in(path) if path.exists() else None
    except OSError:
        return ""


def _bring(old: StateFolder, paths: Paths, file_id: str) -> None:
    if is_in_session(old):
        return
    with locks.locked(old.history_lock, 0):
        for each in belongings(old):
            _move(each, paths.state_dir / each.name)
        # Last: a move that was interrupted goes on with the next start.
        remember(paths.state.whereabouts, paths.data_dir, file_id)
        files.discard(old.whereabouts)


def _move(source: Path, target: Path) -> None:
    """Move a file or a folder; what is there already stays."""
    if files.fingerprint(target) is None:
        files.move(source, target)
    elif source.is_dir() and target.is_dir():
        for name in files.names(source):
            _move(source / name, target / name)
