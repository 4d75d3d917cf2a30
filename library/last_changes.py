"""The last changes of a kind, so that each can be taken back, after a restart too."""

from collections.abc import Iterable
from pathlib import Path
from typing import Generic, TypeVar

import msgspec

from library import files

T = TypeVar("T")


class LastChanges(Generic[T]):
    """A list of changes in a file of this machine; losing it loses nothing but the way back.

    Args:
        path: The file.
        kind: The type of a change.
        most: How many are remembered.
    """

    def __init__(self, path: Path, kind: type[T], most: int) -> None:
        self._path, self._most = path, most
        self._decoder: msgspec.json.Decoder[list[T]] = msgspec.json.Decoder(list[kind])  # type: ignore[valid-type]

    @property
    def last(self) -> T | None:
        """The one that is taken back next; None when there is none."""
        return next(iter(self._read()[-1:]), None)

    def add(self, changes: Iterable[T]) -> None:
        """Remember changes, the latest last; a failure is none of what was changed."""
        self._write([*self._read(), *changes])

    def drop_last(self) -> None:
        """Forget the last one, which was taken back."""
        self._write(self._read()[:-1])

    def _read(self) -> list[T]:
        try:
            return self._decoder.decode(files.read(self._path) or b"[]")
        except (OSError, ValueError):
            return []

    def _write(self, changes: list[T]) -> None:
        """Write the list; an old one would take back the wrong change, so then there is none."""
        try:
            files.replace(self._path, msgspec.json.encode(changes[-self._most :]))
        except OSError:
            files.discard(self._path)
