"""What is left on a disk when the power goes: only what was made to last survives.

The strict rules of POSIX: the bytes of a file last once the file was synced, and a name
once its folder was. Anything else may or may not be there.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


@dataclass
class Bytes:
    """A file: what was written, and what of it lasts."""

    written: bytes = b""
    lasting: bytes = b""


@dataclass
class Disk:
    """The names of a folder tree, as seen and as they last; a folder is None."""

    seen: dict[str, Bytes | None] = field(default_factory=dict)
    lasting: dict[str, Bytes | None] = field(default_factory=dict)

    @classmethod
    def of(cls, folder: Path) -> "Disk":
        """The tree as it is now, all of it lasting."""
        disk = cls()
        for path in folder.rglob("*"):
            raw = None if path.is_dir() else path.read_bytes()
            disk.seen[str(path)] = None if raw is None else Bytes(raw, raw)
        disk.lasting = dict(disk.seen)
        return disk

    def states(self) -> Iterator[dict[str, bytes | None]]:
        """The trees that may be found after a power cut at this moment."""
        for names in (self.lasting, self.seen):
            yield {name: None if file is None else file.lasting for name, file in names.items()}
        yield {name: None if file is None else file.written for name, file in self.lasting.items()}

    def sync_folder(self, folder: str) -> None:
        """Make the names in a folder last."""
        for name in {*self.seen, *self.lasting}:
            if os.path.dirname(name) != folder:
                continue
            if name in self.seen:
                self.lasting[name] = self.seen[name]
            else:
                del self.lasting[name]


class PowerOs:
    """Stands in for `os`, and keeps every state that a power cut could leave."""

    def __init__(self, root: Path) -> None:
        self.disk = Disk.of(root)
        self.root = root
        self.acknowledged = 0
        self.states: list[tuple[int, dict[str, bytes | None]]] = []
        self._open: dict[int, str] = {}

    def __getattr__(self, name: str) -> Any:
        return getattr(os, name)

    def _moment(self) -> None:
        self.states += [(self.acknowledged, state) for state in self.disk.states()]

    def open(self, path: Any, flags: int, *mode: int) -> int:
        handle = os.open(path, flags, *mode)
        self._open[handle] = str(path)
        if flags & os.O_CREAT:
            self.disk.seen[str(path)] = Bytes()
            self._moment()
        return handle

    def open_file(self, path: Any, mode: str = "r", **options: Any) -> "PowerFile":
        """Stands in for `open`, of which a plain TinyDB makes use."""
        file = PowerFile(open(path, mode, **options), self)  # noqa: SIM115 - its user closes it
        self._open[file.fileno()] = str(path)
        self.disk.seen.setdefault(str(path), Bytes())
        self._moment()
        return file

    def written(self, handle: int) -> None:
        """Take note of a file as it is."""
        name = self._open[handle]
        file = self.disk.seen[name]
        assert file is not None
        file.written = Path(name).read_bytes()
        self._moment()

    def write(self, handle: int, data: Any) -> int:
        count = os.write(handle, data)
        file = self.disk.seen[self._open[handle]]
        assert file is not None
        file.written += bytes(data[:count])
        self._moment()
        return count

    def fsync(self, handle: int) -> None:
        name = self._open[handle]
        file = self.disk.seen.get(name)
        if file is None:
            self.disk.sync_folder(name)
        else:
            file.lasting = file.written
        self._moment()

    def replace(self, source: Any, target: Any) -> None:
        os.replace(source, target)
        self.disk.seen[str(target)] = self.disk.seen.pop(str(source))
        self._moment()

    def unlink(self, path: Any) -> None:
        os.unlink(path)
        del self.disk.seen[str(path)]
        self._moment()

    def mkdir(self, path: Any, mode: int) -> None:
        os.mkdir(path, mode)
        self.disk.seen[str(path)] = None
        self._moment()


class PowerFile:
    """An open file that tells when something of it reached the system."""

    def __init__(self, file: Any, power: PowerOs) -> None:
        self._file = file
        self._power = power

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)

    def __enter__(self) -> "PowerFile":
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def flush(self) -> None:
        self._file.flush()
        self._power.written(self.fileno())

    def truncate(self) -> None:
        self._file.truncate()
        self._power.written(self.fileno())


def build(state: dict[str, bytes | None], root: Path, target: Path) -> None:
    """Make the tree of a state; what lies in a folder that did not last is lost with it."""
    target.mkdir()
    for name in sorted(state):
        path = target / Path(name).relative_to(root)
        if not path.parent.is_dir():
            continue
        raw = state[name]
        if raw is None:
            path.mkdir()
        else:
            path.write_bytes(raw)
