"""The last changes to sessions, so that each can be taken back, after a restart too."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import msgspec

from library.history import disk
from library.history.contents import encode
from library.history.log import HistoryError
from library.history.versions import timestamp

REMEMBERED = 20
"""How many changes can be taken back, one after the other (our judgement)."""


@dataclass(frozen=True, slots=True)
class Change:
    """One delete or edit that can be taken back."""

    what: str
    """`deleted`, `edited` or `restored`."""
    at: str
    """UTC in ISO 8601."""
    before: dict[str, str]
    """The text of every document as it was, by key."""
    after: dict[str, str]
    """The text of every document after the change."""


class UndoList:
    """The file that remembers the last changes; losing it loses no session.

    Args:
        path: The file, on this machine only.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def changes(self) -> list[Change]:
        """The remembered changes, the oldest first; none when the file makes no sense.

        Raises:
            OSError: The file can not be read just now.
        """
        try:
            raw = disk.read(self._path)
            return msgspec.json.decode(raw or b"[]", type=list[Change])
        except (HistoryError, msgspec.DecodeError):
            return []

    def push(
        self, what: str, now: datetime, before: dict[str, bytes], after: dict[str, bytes]
    ) -> None:
        """Remember a change that was just saved.

        A failure is no failure of the save. But an old list would take back the wrong
        change, so then everything is forgotten.
        """
        change = Change(what, timestamp(now), _texts(before), _texts(after))
        try:
            self._write([*self.changes(), change])
        except OSError:
            disk.discard(self._path)

    def pop(self) -> None:
        """Forget the last change."""
        with suppress(OSError):  # what stays on the list no longer fits its session
            self._write(self.changes()[:-1])

    def _write(self, changes: list[Change]) -> None:
        disk.replace(self._path, encode(msgspec.to_builtins(changes[-REMEMBERED:])))


def _texts(documents: dict[str, bytes]) -> dict[str, str]:
    return {key: raw.decode() for key, raw in documents.items()}
