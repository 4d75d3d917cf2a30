"""Where the history of a state folder lies, so that both find each other after a move.

The state folder of this machine - backups, undo, unfinished sessions - is named after the path of
the data folder. A data folder that was moved or renamed, or a stick that is mounted elsewhere, has
a new path; what was kept for it is then found by the id of its history, and brought along.
"""

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

import msgspec

from library import files, locks
from library.history import backups
from library.history.format import HEADER_BYTES, decode, encode
from library.paths import HISTORY_NAME, STAYS, Paths, StateFolder, find_paths, usual_state

_FILE_ID = rb'"file_id":\s*("(?:[^"\\]|\\.)*")'  # compiled when first used
_MOST_ELSEWHERE = 3
"""Of so many other logs backups are named at most, the last ones used (our judgement)."""
_STILL = "9999"
"""Later than any time."""
_GENERATION = rb'"generation":\s*(\d{1,9})\b'


class Whereabouts(msgspec.Struct, frozen=True):
    """Where a history lay when it was last saved, and what this machine was called."""

    folder: str
    """The data folder."""
    file_id: str
    device: int
    """Together with `inode` the folder itself, whatever it is called."""
    inode: int
    name: str = ""
    """Of this machine; empty where an earlier version of the program wrote it."""
    former_names: dict[str, str] = {}
    """What it was called before, and until when at most, as `timestamp` says it."""


def remember(
    record: Path,
    folder: Path,
    file_id: str,
    name: str = "",
    at: str = "",
    *,
    before: Path | None = None,
) -> None:
    """Write down where a history lies, if that is news; without it only a move goes unnoticed.

    Args:
        record: The file of the state folder.
        folder: The data folder.
        file_id: The id of the history.
        name: Of this machine; empty where it saves nothing.
        at: When it saves, as `timestamp` says it.
        before: The record that tells its names until now; this one if left out.
    """
    with suppress(OSError):
        device, inode = files.identity(folder)
        was = _read(before or record) or Whereabouts("", "", 0, 0)
        former = dict(was.former_names)
        if name and was.name not in ("", name):
            former[was.name] = at
        former.pop(name, None)
        here = Whereabouts(str(folder), file_id, device, inode, name or was.name, former)
        raw = encode(msgspec.to_builtins(here))
        if not files.holds(record, raw):
            files.replace(record, raw)


def own_names(record: Path, name: str) -> Mapping[str, str]:
    """Return what this machine is and was called, each with the time until when.

    Who changes the name of a machine, or whose network does, is on the same machine. But whoever
    copies one to another goes on with the name on the first.

    Args:
        record: The file of the state folder.
        name: Of this machine now.
    """
    was = _read(record)
    if was is None:
        return {name: _STILL}
    return {**was.former_names, was.name: _STILL, name: _STILL}


def bring_state(paths: Paths) -> None:
    """Let what this machine keeps for a history follow it when its data folder has a new path.

    To be called when only one of the two is at a path: the history, or the record of where it
    lies. Nothing is moved while a program still works with the old state folder. A copy of the
    folder takes nothing from the original.

    Args:
        paths: The folders of this run.
    """
    with suppress(OSError):
        if files.is_there(paths.history_file):
            _find(paths)
        else:
            _follow(paths)


def _find(paths: Paths) -> None:
    """Bring along what is kept for the history that lies here now."""
    file_id = _id_in(paths.history_file)
    for old in _state_folders(paths):
        was = _read(old.whereabouts)
        if was is not None and _was_moved(was, paths.data_dir, file_id):
            return _bring(old, paths, was.file_id)
    if file_id:
        _copy_backup(paths, file_id)
        remember(paths.state.whereabouts, paths.data_dir, file_id)
    return None


def _follow(paths: Paths) -> None:
    """Take along what is kept for the history that lay here, if its folder was only renamed.

    Else a new log at the old path would get the old sessions.
    """
    was = _read(paths.state.whereabouts)
    if was is None:
        return None
    parent = paths.data_dir.parent
    for folder in (parent / name for name in files.names(parent)):
        with suppress(OSError):
            is_it = files.identity(folder) == (was.device, was.inode)
            if is_it and _id_in(folder / HISTORY_NAME) == was.file_id:
                return _bring(paths.state, find_paths(folder, {}), was.file_id)
    return None


def _copy_backup(paths: Paths, file_id: str) -> None:
    """Copy the backup of the very save that a copied history was copied from, if there is one."""
    found = re.search(_GENERATION, files.read_start(paths.history_file, HEADER_BYTES))
    wanted = (int(found[1]), backups.short_id(file_id)) if found else None
    for other in _state_folders(paths):
        for backup in backups.listed(other.backups):
            if (backup.generation, backup.history) == wanted:
                if raw := files.read(backup.path):
                    files.replace(paths.state.backups / backup.path.name, raw)
                return


def kept_elsewhere(paths: Paths) -> Iterator[str]:
    """Say of which other logs this machine has backups, and how they are brought here.

    For a place without a log, where one may have been: it was moved away, or the folder was copied
    and has lost its file. Of a place that is new altogether nothing is said.

    Args:
        paths: The folders of this run.
    """
    if not (files.is_there(paths.data_dir) or files.is_there(paths.state_dir)):
        return
    newest = []
    for state in _state_folders(paths):
        was, copies = _read(state.whereabouts), backups.listed(state.backups)
        if was is not None and copies:
            newest.append((copies[0], was.folder))
    newest.sort(key=lambda each: each[0].saved_at, reverse=True)
    for copy, folder in newest[:_MOST_ELSEWHERE]:
        is_or_was = "is" if files.is_there(Path(folder, HISTORY_NAME)) else "was"
        bring = paths.command("import", copy.path)
        yield f"There {is_or_was} a log in {folder}; to bring its last save here: {bring}"


def belongings(state: StateFolder) -> list[Path]:
    """List what lies in a state folder and belongs to the history, not to the machine.

    Raises:
        OSError: It cannot be looked into.
    """
    return [state.path / name for name in sorted(files.listing(state.path)) if name not in STAYS]


def in_use(state: StateFolder) -> str:
    """Say what another window does that has its files in a state folder; empty when nothing."""
    for folder, what in ((state.drafts, "a session is running"), (state.typed, "a form is open")):
        held = (folder / name for name in files.names(folder) if name.endswith(".lock"))
        if not all(map(locks.is_free, held)):
            return what
    return ""


def _state_folders(paths: Paths) -> Iterator[StateFolder]:
    """Yield the state folders of this machine, but for the one of this run."""
    usual = usual_state()
    named = (StateFolder(usual.folders / name) for name in files.names(usual.folders))
    return (state for state in (usual, *named) if state.path != paths.state_dir)


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
        return str(decode(found[1])) if found else ""
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
    """Move what is kept in a state folder into that of a data folder."""
    if in_use(old):
        return
    with locks.locked(old.history_lock, 0):
        for each in belongings(old):
            _move(each, paths.state_dir / each.name)
        # Last: a move that was interrupted goes on with the next start.
        here = paths.state.whereabouts
        remember(here, paths.data_dir, file_id, before=old.whereabouts)
        files.discard(old.whereabouts)


def _move(source: Path, target: Path) -> None:
    """Move a file or a folder; what is there already stays."""
    if files.fingerprint(target) is None:
        files.move(source, target)
    elif source.is_dir() and target.is_dir():
        for name in files.names(source):
            _move(source / name, target / name)
