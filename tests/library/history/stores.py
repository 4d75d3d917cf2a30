"""Our log and a plain TinyDB behind the same few methods, to be treated with the same cruelty.

What harms both alike would prove nothing: a plain TinyDB has to lose what our log keeps.
"""

from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any, ClassVar, Protocol

import tinydb
import tinydb.storages

from library import files
from library.clock import Clock
from library.history.codec import to_document
from library.history.record import SessionRecord
from library.history.store import HistoryStore
from tests.library.history.support import FakeClock

Documents = dict[str, dict[str, Any]]

UNREADABLE = (ValueError, LookupError, TypeError, AttributeError)
"""What a plain TinyDB raises on a file that makes no sense."""


@dataclass
class Found:
    """What is found in a file."""

    documents: Documents
    """By the session's id."""
    told: bool = False
    """Whether it is told that the file was not as it should be."""
    named: set[str] = field(default_factory=set)
    """Ids of entries that are told to be no valid records."""


class Store(Protocol):
    """Somewhere to keep sessions."""

    touches_disk: ClassVar[ModuleType]
    """The module whose `os` (and `open`) it writes with."""
    path: Path

    def __init__(self, folder: Path) -> None: ...
    def add(self, one: SessionRecord) -> None: ...
    def replace(self, one: SessionRecord) -> None: ...
    def delete(self, one: SessionRecord) -> None: ...
    def take_back(self, one: SessionRecord) -> None:
        """Undo the deletion of a session."""
        ...

    def found(self) -> Found: ...
    def close(self) -> None: ...


class Ours:
    """The log."""

    touches_disk: ClassVar[ModuleType] = files

    def __init__(self, folder: Path, clock: Clock | None = None) -> None:
        self.path = folder / "data" / "history.json"
        self._log = HistoryStore(self.path, folder / "state", clock or FakeClock(), "laptop")
        self.add, self.replace = self._log.add, self._log.replace

    def delete(self, one: SessionRecord) -> None:
        self._log.delete([one.id])

    def take_back(self, one: SessionRecord) -> None:
        self._log.undo()

    def found(self) -> Found:
        log = self._log.load()
        named = {entry.key for entry in log.invalid}
        return Found({one.id: to_document(one) for one in log.sessions}, bool(log.notices), named)

    def close(self) -> None:
        pass  # it keeps no file open


class Plain:
    """A TinyDB as it comes."""

    touches_disk: ClassVar[ModuleType] = tinydb.storages

    def __init__(self, folder: Path) -> None:
        folder.mkdir(exist_ok=True)
        self.path = folder / "plain.json"
        self._db = tinydb.TinyDB(self.path)

    def add(self, one: SessionRecord) -> None:
        self._db.insert(to_document(one))

    def replace(self, one: SessionRecord) -> None:
        self._db.update(to_document(one), tinydb.where("id") == one.id)

    def delete(self, one: SessionRecord) -> None:
        self._db.remove(tinydb.where("id") == one.id)

    def take_back(self, one: SessionRecord) -> None:
        self.add(one)

    def found(self) -> Found:
        return Found({one["id"]: dict(one) for one in self._db})

    def close(self) -> None:
        self._db.close()
