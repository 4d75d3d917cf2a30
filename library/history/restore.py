"""Goes back to a backup, in a way that can be undone and that syncs like any other edit."""

from dataclasses import dataclass

from library import files
from library.history import backups, schema
from library.history.backups import Backup
from library.history.codec import is_deleted
from library.history.contents import SESSIONS, Contents, Document, document, encode
from library.history.file import HistoryFile
from library.history.format import parse, reading
from library.history.merge import content, timestamp, touched
from library.history.protocol import HistoryError


@dataclass(frozen=True, slots=True)
class Restored:
    """What going back to a backup did."""

    backup: Backup
    brought_back: int
    """Entries whose version of the backup is in force again."""
    set_aside: int
    """Entries made since the backup: marked as deleted, not removed."""


def listed(vault: HistoryFile) -> list[Backup]:
    """The backups, the newest first; the first of them is the last save itself."""
    return backups.listed(vault.backup_folder)


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
    schema.refuse_newer(backup.path.name, parsed[1].schema)
    return schema.migrated(parsed[0], parsed[1].schema)


def sessions_in(backup: Backup) -> int:
    """How many sessions a backup holds, without those that are marked as deleted.

    Raises:
        HistoryError: As in `read`.
    """
    return sum(not is_deleted(raw) for raw in read(backup).tables.get(SESSIONS, {}).values())


def restore(vault: HistoryFile, number: int) -> Restored:
    """Go back to the state of a backup.

    Every entry gets the version it had then, as an edit made now; entries that were not
    there then are marked as deleted. Nothing is removed, so going back to the save before
    this one undoes it, and another machine takes it over like any edit.

    Args:
        vault: The history.
        number: From 1, in the order of `listed`.

    Raises:
        HistoryError: There is no such backup, it is damaged, or it could not be saved.
    """
    copies = listed(vault)
    if not 1 <= number <= len(copies):
        raise HistoryError(f"There is no backup {number}; there are {len(copies)}.")
    wanted = read(copies[number - 1])
    with vault.changing() as view:
        contents = view.contents.copy()
        back = _bring_back(vault, contents, wanted)
        aside = _set_aside(vault, contents, wanted)
        vault.commit(contents)
    return Restored(copies[number - 1], back, aside)


def _bring_back(vault: HistoryFile, contents: Contents, wanted: Contents) -> int:
    count = 0
    for name, table in wanted.tables.items():
        own = contents.tables.setdefault(name, {})
        for key, raw in table.items():
            if _differs(own.get(key), raw):
                own[key], count = _again(vault, own.get(key), raw), count + 1
    return count


def _set_aside(vault: HistoryFile, contents: Contents, wanted: Contents) -> int:
    count = 0
    for name, table in contents.tables.items():
        for key in table.keys() - wanted.tables.get(name, {}).keys():
            if fields := document(table[key]):
                count += "deleted_at" not in fields
                table[key] = _deleted(vault, fields, table[key])
    return count


def _differs(now: bytes | None, then: bytes) -> bool:
    return now is None or content(now) != content(then)


def _again(vault: HistoryFile, now: bytes | None, then: bytes) -> bytes:
    fields = document(then)
    return encode(touched(fields, now or then, vault.clock.now(), vault.device)) if fields else then


def _deleted(vault: HistoryFile, fields: Document, raw: bytes) -> bytes:
    if "deleted_at" in fields:
        return raw
    now = vault.clock.now()
    marked: Document = {**fields, "deleted_at": timestamp(now)}
    return encode(touched(marked, raw, now, vault.device))
