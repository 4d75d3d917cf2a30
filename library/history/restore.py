"""Goes back to a backup, in a way that can be undone and that syncs like any other edit."""

from dataclasses import dataclass

from library import files
from library.history import backups
from library.history.backups import Backup
from library.history.codec import is_deleted
from library.history.file import HistoryFile
from library.history.format import (
    SESSIONS,
    Contents,
    Document,
    document,
    encode,
    migrated,
    parse,
    reading,
    refuse_newer,
)
from library.history.merge import content, stamped, timestamp
from library.history.protocol import HistoryError


@dataclass(frozen=True, slots=True)
class Restored:
    """What going back to a backup did."""

    backup: Backup
    brought_back: int
    """Entries whose version of the backup is in force again."""
    set_aside: int
    """Entries made since the backup: marked as deleted, not removed."""


def listed(file: HistoryFile) -> list[Backup]:
    """The backups, the newest first; the first of them is the last save itself."""
    return backups.listed(file.backup_folder)


def read(backup: Backup) -> Contents:
    """What a backup holds.

    Raises:
        HistoryError: It can not be read or was damaged.
    """
    with reading(backup.path):
        raw = files.read(backup.path)
    parsed = parse(raw) if raw is not None else None
    if parsed is None:
        raise HistoryError(f"{backup.path} is damaged; choose another backup.")
    refuse_newer(backup.path.name, parsed[1].schema)
    return migrated(parsed[0], parsed[1].schema)


def sessions_in(backup: Backup) -> int:
    """How many sessions a backup holds, without those that are marked as deleted.

    Raises:
        HistoryError: As in `read`.
    """
    return sum(not is_deleted(raw) for raw in read(backup).tables.get(SESSIONS, {}).values())


def restore(file: HistoryFile, number: int) -> Restored:
    """Go back to the state of a backup.

    Every entry gets the version it had then, as an edit made now; entries that were not
    there then are marked as deleted. Nothing is removed, so going back to the save before
    this one undoes it, and another machine takes it over like any edit.

    Args:
        file: The history.
        number: From 1, in the order of `listed`.

    Raises:
        HistoryError: There is no such backup, it is damaged, or it could not be saved.
    """
    copies = listed(file)
    if not 1 <= number <= len(copies):
        raise HistoryError(f"There is no backup {number}; there are {len(copies)}.")
    wanted = read(copies[number - 1])
    with file.changing() as loaded:
        contents = loaded.contents.copy()
        back = _bring_back(file, contents, wanted)
        aside = _set_aside(file, contents, wanted)
        file.commit(contents)
    return Restored(copies[number - 1], back, aside)


def _bring_back(file: HistoryFile, contents: Contents, wanted: Contents) -> int:
    count = 0
    for name, table in wanted.tables.items():
        own = contents.tables.setdefault(name, {})
        for key, raw in table.items():
            if _differs(own.get(key), raw):
                own[key], count = _again(file, own.get(key), raw), count + 1
    return count


def _set_aside(file: HistoryFile, contents: Contents, wanted: Contents) -> int:
    count = 0
    for name, table in contents.tables.items():
        for key in table.keys() - wanted.tables.get(name, {}).keys():
            if fields := document(table[key]):
                count += "deleted_at" not in fields
                table[key] = _deleted(file, fields, table[key])
    return count


def _differs(now: bytes | None, then: bytes) -> bool:
    return now is None or content(now) != content(then)


def _again(file: HistoryFile, now: bytes | None, then: bytes) -> bytes:
    fields = document(then)
    return encode(stamped(fields, now or then, file.clock.now(), file.device)) if fields else then


def _deleted(file: HistoryFile, fields: Document, raw: bytes) -> bytes:
    if "deleted_at" in fields:
        return raw
    now = file.clock.now()
    marked: Document = {**fields, "deleted_at": timestamp(now)}
    return encode(stamped(marked, raw, now, file.device))
