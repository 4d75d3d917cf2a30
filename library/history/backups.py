"""Copies of the history: the last saves, then one a day, then one a month."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import msgspec

from library import files
from library.history.errors import HistoryError
from library.history.format import (
    Contents,
    Header,
    is_deleted,
    migrated,
    parse,
    reading,
    refuse_newer,
)
from library.history.tables import SESSIONS
from library.kept import sweep
from library.text import clean

SHORTEST_NAME = 4
"""Digits of a backup's name that must be typed at least: the numbers 1 to 999 are none."""
LAST_SAVES = 5
LAST_DAYS = 30
_SHORT_ID = re.compile(r"[0-9a-f]{8}")
_NAME = re.compile(r"(\d{8,})-(\d{8}T\d{6}Z)-([0-9a-f]{8})-([0-9a-f]{12})\.json")
_STAMP = "%Y%m%dT%H%M%SZ"


class Backup(msgspec.Struct, frozen=True, order=True):
    """One copy; its name says what it holds, so that finding the newest opens no file."""

    generation: int
    """Order goes by this, not by the clock, which may have been wrong."""
    saved_at: datetime
    """UTC."""
    history: str
    """The history's id in short, as in `short_id`."""
    sha256: str
    """The first 12 digits of the checksum."""
    path: Path

    @property
    def name(self) -> str:
        """What people call it: it stays the same however many saves follow."""
        return self.sha256[:8]

    def is_of(self, header: Header) -> bool:
        """Tell whether it is a copy of the history with this header, of whichever save."""
        return short_id(header.file_id) == self.history

    def holds(self, header: Header) -> bool:
        """Tell whether it is a copy of the save with this header."""
        return header.sha256.startswith(self.sha256) and self.generation == header.generation


class OtherHistoryError(HistoryError):
    """A backup is of another history than the one that is in use.

    Args:
        backup: It; what is in it can be imported.
    """

    def __init__(self, backup: Backup) -> None:
        super().__init__(f"Backup {backup.name} is of another history.")
        self.backup = backup


class Restored(msgspec.Struct, frozen=True):
    """What going back to a backup did, or would do; sessions and marks are counted by machine."""

    backup: Backup
    brought_back: Mapping[str, int]
    """Those whose version of the backup is in force again."""
    deleted: Mapping[str, int]
    """Those made since the backup: marked as deleted, not removed."""
    left: Mapping[str, int]
    """What other machines changed or made since and was not to be touched."""
    besides: str = ""
    """What else is as it was, as in `2 remembered choices`."""
    can_be_undone: bool = False
    """Whether it was done and is remembered, so that it can be taken back."""
    set_aside: Path | None = None
    """Where the file lies now that could not be read, if it could not."""


def short_id(file_id: str) -> str:
    """Return 8 hexadecimal digits for a history's id, whatever the id is, for a backup's name."""
    start = file_id[:8]
    if _SHORT_ID.fullmatch(start):
        return start
    return sha256(file_id.encode(errors="surrogatepass")).hexdigest()[:8]


def listed(folder: Path) -> list[Backup]:
    """List all backups, the newest first."""
    found = []
    for name in files.names(folder):
        if match := _NAME.fullmatch(name):
            generation, stamp, history, checksum = match.groups()
            saved_at = _moment(stamp)
            if saved_at is not None:
                found.append(Backup(int(generation), saved_at, history, checksum, folder / name))
    return sorted(found, reverse=True)


def named(copies: list[Backup], name: str) -> Backup:
    """Find the backup whose name begins in this way.

    Raises:
        HistoryError: There is none, or more than one.
    """
    wanted = name.lower()
    found = [copy for copy in copies if copy.sha256.startswith(wanted)]
    if len(wanted) < SHORTEST_NAME or not found:
        raise HistoryError(
            f'There is no backup called "{clean(name)}". Each has a name that stays, as in '
            f"{copies[0].name}; the list of backups shows them."
            if copies
            else "There are no backups yet; every save makes one."
        )
    if len({copy.sha256 for copy in found}) > 1:  # one save may have been backed up twice
        names = ", ".join(copy.sha256 for copy in found)
        raise HistoryError(f'More than one backup is called "{clean(name)}": {names}.')
    return found[0]


def _moment(stamp: str) -> datetime | None:
    try:
        return datetime.fromisoformat(stamp)
    except ValueError:
        return None


def read(backup: Backup) -> tuple[Contents, Header]:
    """Return what a backup holds, in the present form, and its header.

    Raises:
        NewerSchema: A later version of the program wrote it.
        HistoryError: It cannot be read or was damaged.
    """
    with reading(backup.path):
        raw = files.read(backup.path)
    parsed = parse(raw) if raw is not None else None
    if parsed is None:
        raise HistoryError(f"{backup.path} is damaged; choose another backup.")
    contents, header = parsed
    refuse_newer(backup.path.name, header.schema)
    return migrated(contents, header.schema), header


def sessions_in(backup: Backup) -> int:
    """Count the sessions in a backup, without those that are marked as deleted.

    Raises:
        HistoryError: As in `read`.
    """
    contents, _ = read(backup)
    return sum(not is_deleted(raw) for raw in contents.tables.get(SESSIONS, {}).values())


def write(folder: Path, header: Header, data: bytes, now: datetime) -> Path:
    """Write a copy of a save and return where it lies.

    Raises:
        OSError: As in `files.replace`.
    """
    stamp = now.astimezone(UTC).strftime(_STAMP)
    history = short_id(header.file_id)
    name = f"{header.generation:08d}-{stamp}-{history}-{header.sha256[:12]}.json"
    files.replace(folder / name, data)
    return folder / name


def thin(folder: Path) -> None:
    """Remove what is neither among the last saves nor the newest of a recent day or a month."""
    sweep(folder)
    everything = listed(folder)
    for history in {backup.history for backup in everything}:
        own = [backup for backup in everything if backup.history == history]
        keep = set(own[:LAST_SAVES])
        keep.update(_newest_of(own, "%Y-%m-%d")[:LAST_DAYS])
        keep.update(_newest_of(own, "%Y-%m"))
        for backup in set(own) - keep:
            files.discard(backup.path)


def _newest_of(backups: list[Backup], period: str) -> list[Backup]:
    newest: dict[str, Backup] = {}
    for backup in backups:
        newest.setdefault(backup.saved_at.strftime(period), backup)
    return list(newest.values())
