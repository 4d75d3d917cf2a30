"""Files beside a person's own that may be copies of them, and which of those were answered for.

When two machines change a file at once, sync tools, file managers and version control leave a
copy of it under a name that each of them makes up. So a copy is known by what is in it; the
name tells whether a program made it, and where the content has no id, of what it is a copy.
"""

import os
import re
from collections.abc import Iterable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

import msgspec

from library import files
from library.paths import Paths

_MOST_FILES = 1_000
"""From here on not every file is looked into: each costs some 50 microseconds (our judgement)."""
_REMEMBERED = 500
"""How many answers are remembered (our judgement)."""
_MARK = (  # compiled when first used: most runs find no copy
    r"[ck]on\W?fli[ck]?|_conf\(|конфл|冲突|衝突|競合|충돌"  # a conflict, in many languages
    r"|\.\.path\d|\.sync-"  # rclone; Syncthing and others
)


def bears_mark(name: str, original: str) -> bool:
    """Tell whether a sync tool named this copy; a person's own copy is left where it is.

    A mark that is not known does no harm: the copy then stays where it is. A number or the name
    of a machine is none, as people name copies so, too.

    Args:
        name: The copy's name.
        original: The name of the file it is a copy of.
    """
    stem = Path(original).stem
    return bool(re.search(_MARK, name.removeprefix(stem), re.IGNORECASE))


def files_in(folder: Path) -> list[Path]:
    """List the ordinary files in a folder, in order.

    Hidden ones are left out: there sync tools and editors keep what is not finished. So are
    links, which lead to files of other places.
    """
    return _ordinary(folder, _visible(folder))


def others_beside(path: Path) -> list[Path]:
    """List the ordinary files beside a file, in order; where it is a link, beside its target.

    In a folder with thousands of files only those that are called like it are listed.
    """
    target = Path(os.path.realpath(path))
    names = [name for name in _visible(target.parent) if name != target.name]
    if len(names) > _MOST_FILES:
        names = [name for name in names if target.stem.casefold() in name.casefold()]
    return _ordinary(target.parent, names)


def _visible(folder: Path) -> list[str]:
    return sorted(name for name in files.names(folder) if not name.startswith("."))


def _ordinary(folder: Path, names: Iterable[str]) -> list[Path]:
    paths = (folder / name for name in names)
    return list(filter(_is_ordinary, paths))


def _is_ordinary(path: Path) -> bool:
    return path.is_file() and not path.is_symlink()


def may_hold_copies(paths: Paths) -> bool:
    """Tell whether there is anything that could be a copy: most people have none, nor exercises.

    Where nothing lies beside the own files, nothing has to be read to know that.
    """
    files_of_theirs = (paths.history_file, paths.settings_file, paths.routines_file)
    own = {Path(os.path.realpath(path)) for path in files_of_theirs}
    beside = (
        path
        for folder in {path.parent for path in own}
        for name in _visible(folder)
        if (path := folder / name) not in own
    )
    return any(map(_is_ordinary, beside)) or bool(_visible(paths.exercises_dir))


def is_called_like(other: Path, original: Path) -> bool:
    """Tell whether a name holds the other one, as a copy's does."""
    return Path(os.path.realpath(original)).stem.casefold() in other.name.casefold()


class Answered:
    """The contents of copies that were asked about on this machine, so that none is twice.

    Args:
        path: The file that remembers them; losing it asks once more.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def __contains__(self, content: str) -> bool:
        """Tell whether a content, as given by `content_id`, was asked about."""
        return content in self._known()

    def add(self, contents: Iterable[str]) -> None:
        """Remember contents, the last few hundred of them."""
        known = dict.fromkeys((*self._known(), *contents))
        with suppress(OSError):  # it is asked once more, then
            files.replace(self._path, msgspec.json.encode(list(known)[-_REMEMBERED:]))

    def _known(self) -> list[str]:
        with suppress(OSError, msgspec.DecodeError):
            return msgspec.json.decode(files.read(self._path) or b"[]", type=list[str])
        return []


def content_id(raw: bytes) -> str:
    """Return what stands for the content of a file."""
    return sha256(raw).hexdigest()


def remove(path: Path, raw: bytes) -> None:
    """Remove a copy that was taken over; what somebody put in its place meanwhile stays."""
    with suppress(OSError):
        if files.holds(path, raw):
            files.discard(path)
