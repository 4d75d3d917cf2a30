"""Copies of the history: the last saves, then one a day, then one a month."""

import re
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from library.history import disk
from library.history.contents import Header

LAST_SAVES = 5
LAST_DAYS = 30
_NAME = re.compile(r"(\d{8,})-(\d{8}T\d{6}Z)-([0-9a-f]{8})-([0-9a-f]{12})\.json")
_STAMP = "%Y%m%dT%H%M%SZ"


class Backup(msgspec.Struct, frozen=True, order=True):
    """One copy; its name says what it holds, so that finding the newest opens no file."""

    generation: int
    """Order goes by this, not by the clock, which may have been wrong."""
    saved_at: datetime
    """UTC."""
    file_id: str
    """The first 8 characters of the history's id."""
    sha256: str
    """The first 12 digits of the checksum."""
    path: Path

    def holds(self, header: Header) -> bool:
        """Whether it is a copy of the save with this header."""
        return header.sha256.startswith(self.sha256) and self.generation == header.generation


def listed(folder: Path) -> list[Backup]:
    """All backups, the newest first."""
    found = []
    for name in disk.names(folder):
        if match := _NAME.fullmatch(name):
            generation, stamp, file_id, sha256 = match.groups()
            saved_at = _moment(stamp)
            if saved_at is not None:
                found.append(Backup(int(generation), saved_at, file_id, sha256, folder / name))
    return sorted(found, reverse=True)


def _moment(stamp: str) -> datetime | None:
    try:
        return datetime.fromisoformat(stamp)
    except ValueError:
        return None


def write(folder: Path, header: Header, data: bytes, now: datetime) -> Path:
    """Write a copy of a save; returns where it lies.

    Raises:
        OSError: As in `disk.replace`.
    """
    stamp = now.astimezone(UTC).strftime(_STAMP)
    name = f"{header.generation:08d}-{stamp}-{header.file_id[:8]}-{header.sha256[:12]}.json"
    disk.replace(folder / name, data)
    return folder / name


def thin(folder: Path) -> None:
    """Remove what is neither among the last saves nor the newest of a recent day or a month."""
    everything = listed(folder)
    for file_id in {backup.file_id for backup in everything}:
        own = [backup for backup in everything if backup.file_id == file_id]
        keep = set(own[:LAST_SAVES])
        keep.update(_newest_of(own, "%Y-%m-%d")[:LAST_DAYS])
        keep.update(_newest_of(own, "%Y-%m"))
        for backup in set(own) - keep:
            disk.discard(backup.path)


def _newest_of(backups: list[Backup], period: str) -> list[Backup]:
    newest: dict[str, Backup] = {}
    for backup in backups:
        newest.setdefault(backup.saved_at.strftime(period), backup)
    return list(newest.values())
