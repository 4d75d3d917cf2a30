"""What is known of the running session, on the disk after every event.

A draft is written whole each time and belongs to the process that holds its lock. When a
process dies the kernel frees the lock, and the draft is found by the next start.
"""

import uuid
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec

from library import files
from library.clock import Clock
from library.history.format import Document, encode
from library.history.merge import timestamp
from library.history.protocol import HistoryError

_POLL_SECONDS = 0.3
"""Longer than another window holds a draft's lock that only looks whether it is free."""
TRASH_DAYS = 30
"""How long a discarded draft can still be fetched by hand."""


class _Stored(msgspec.Struct):
    id: str
    saved_at: str
    content: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Orphan:
    """What the last owner of a draft left."""

    id: str
    saved_at: str
    """When it was last written: UTC in ISO 8601."""
    content: dict[str, Any]


class Draft:
    """The draft of one session, held by this process until `finish`, `discard` or `keep`.

    Args:
        folder: Where drafts lie, on this machine only.
        clock: Tells when it was written.
        id: UUID the session will have in the log; that of an orphan to resume it.

    Raises:
        HistoryError: Another process holds it.
    """

    def __init__(self, folder: Path, clock: Clock, id: str | None = None) -> None:
        self.id = id or str(uuid.uuid4())
        self._path = folder / f"{self.id}.json"
        self._clock = clock
        self._lock = ExitStack()
        try:
            self._lock.enter_context(files.locked(_lock_of(self._path), _POLL_SECONDS))
        except TimeoutError:
            raise HistoryError("This session is running in another window.") from None
        except OSError as error:
            raise HistoryError(f"No draft can be kept: {files.reason(error)}.") from error

    def save(self, content: dict[str, Any]) -> None:
        """Write the draft; when this returns it survives a crash.

        Args:
            content: JSON values only; what they mean is the caller's.

        Raises:
            HistoryError: It could not be written; the last one that was is still there.
        """
        stored: Document = {
            "id": self.id,
            "saved_at": timestamp(self._clock.now()),
            "content": content,
        }
        try:
            files.replace(self._path, encode(stored))
        except OSError as error:
            raise HistoryError(f"The draft was not saved: {files.reason(error)}.") from error

    def read(self) -> Orphan | None:
        """What was written last, by this process or by the owner before it.

        Returns:
            It; None when nothing was written, or when another window has settled it.

        Raises:
            HistoryError: It can not be read; it stays as it is.
        """
        try:
            return _read(self._path)
        except (OSError, ValueError) as error:
            raise HistoryError("The draft can not be read; it is kept as it is.") from error

    def finish(self) -> None:
        """Remove the draft: its session is in the log."""
        files.discard(self._path)
        self._lock.close()
        files.discard(_lock_of(self._path))  # safe: no second session ever has this name
        files.discard(_lock_of(self._path).with_suffix(".pid"))

    def discard(self) -> None:
        """Put the draft aside; it stays in `trash` for `TRASH_DAYS`.

        Raises:
            HistoryError: It could not be put aside; it is let go, and the next start finds it.
        """
        try:
            raw = files.read(self._path)
            if raw is not None:
                files.replace(self._path.parent / "trash" / self._path.name, raw)
        except OSError as error:
            self.keep()
            raise HistoryError(f"Not discarded: {files.reason(error)}.") from error
        self.finish()

    def keep(self) -> None:
        """Let go of the draft without removing it; the next start finds it."""
        self._lock.close()


def _lock_of(path: Path) -> Path:
    return path.with_suffix(".lock")


def orphans(folder: Path) -> list[Orphan]:
    """The drafts nobody holds that can be read, the oldest first."""
    found = [orphan for _, orphan in _left(folder) if orphan is not None]
    return sorted(found, key=lambda orphan: orphan.saved_at)


def unreadable(folder: Path) -> list[Path]:
    """The drafts nobody holds that can not be read; they stay where they are."""
    return [path for path, orphan in _left(folder) if orphan is None]


def _left(folder: Path) -> Iterator[tuple[Path, Orphan | None]]:
    """The drafts nobody holds, with None for those that can not be read."""
    for name in sorted(files.names(folder)):
        path = folder / name
        if path.suffix != ".json" or not files.is_free(_lock_of(path)):
            continue
        try:
            orphan = _read(path)
        except (OSError, ValueError):
            yield path, None
        else:
            if orphan is not None:  # else another window has settled it just now
                yield path, orphan


def _read(path: Path) -> Orphan | None:
    if (raw := files.read(path)) is None:
        return None
    stored = msgspec.json.decode(raw, type=_Stored)
    datetime.fromisoformat(stored.saved_at)
    return Orphan(path.stem, stored.saved_at, stored.content)


def empty_trash(folder: Path, clock: Clock) -> None:
    """Remove drafts that were discarded more than `TRASH_DAYS` ago."""
    limit = (clock.now() - timedelta(days=TRASH_DAYS)).timestamp()
    for name in files.names(folder / "trash"):
        mark = files.fingerprint(folder / "trash" / name)
        if mark is not None and mark[2] / 1e9 < limit:
            files.discard(folder / "trash" / name)
