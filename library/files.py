"""Read whole files with care, and replace them so that a crash leaves old or new.

Every call of the file system goes through the `os` named here, which is how the tests make
any single one of them fail.
"""

import errno
import os
import stat
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from library import owners
from library.failures import PlantedLinkError, UnsuitableFileError

try:
    import fcntl
except ImportError:  # Windows has none
    FULL_FSYNC = None
else:
    FULL_FSYNC = getattr(fcntl, "F_FULLFSYNC", None)

LARGEST_BYTES = 256 * 1024 * 1024
"""A bigger file is no history: 10,000 sessions need some 25 MB (our judgement)."""
PRIVATE_FILE = 0o600
PRIVATE_FOLDER = 0o700
_BINARY = getattr(os, "O_BINARY", 0)
# Without O_NONBLOCK a pipe would keep us waiting for its writer for ever.
_TO_READ = os.O_RDONLY | _BINARY | getattr(os, "O_NONBLOCK", 0)
_CHUNK, _PIECE = 1 << 24, 1 << 17
_ABANDONED_NS = 600 * 10**9
"""A save that is under way on a slow stick takes minutes at most (our judgement)."""
_LINKS = 40
"""More links in a row than a system follows."""
_REPLACE_TRIES, _REPLACE_PAUSE_SECONDS = 5, 0.05
_REWRITES = 5
"""How often a file may be changed by another program between reading and saving."""
_OF_NAME = 50  # characters: no name may be longer than 255 bytes, with what is added to it

_UNKNOWN = frozenset(
    {errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.ENOTTY, errno.EBADF}
)
"""What file systems say of a call that they do not know; EBADF is CIFS's word for fsync of a
folder (the list of PostgreSQL's `fsync_fname`, and ENOTSUP as SMB and FUSE say it)."""
_CLOSED = frozenset({errno.EACCES, errno.EPERM, errno.EISDIR})
"""Why a folder in which one may write cannot be opened to sync it (PostgreSQL's list, too)."""
NO_LOCKS = _UNKNOWN | {errno.ENOLCK}
"""What file systems say that have no locks, or no lock daemon to ask."""


def read(path: Path, limit: int = LARGEST_BYTES) -> bytes | None:
    """Return all bytes of an ordinary file, or None when there is no such file.

    Args:
        path: The file; a link is followed.
        limit: Largest size in bytes that is read.

    Raises:
        UnsuitableFileError: It is a folder, a pipe, a device or too large.
        OSError: The system would not let it be read.
    """
    try:
        handle = os.open(path, _TO_READ)
    except FileNotFoundError:
        return None
    except IsADirectoryError:
        raise _unsuitable(path, errno.EISDIR, "is a folder, not a file") from None
    try:
        info = os.fstat(handle)
        _refuse_strange(path, info, limit)
        return _read_all(handle, info.st_size)
    finally:
        os.close(handle)


STANDARD_INPUT = Path("-")
"""What programs call the standard input where the name of a file is expected."""
STANDARD_INPUT_TITLE = "The standard input"


def is_stream(path: Path) -> bool:
    """Tell whether what is at a path can be read but once: a pipe, a device, `STANDARD_INPUT`."""
    return path == STANDARD_INPUT or path.is_fifo() or path.is_char_device()


def read_stream(path: Path, limit: int) -> bytes | None:
    """Return all bytes of a file, or of what comes out of a pipe, a device or `STANDARD_INPUT`.

    Raises:
        OSError: As in `read`.
    """
    if not is_stream(path):
        return read(path, limit)
    handle = os.dup(0) if path == STANDARD_INPUT else os.open(path, os.O_RDONLY | _BINARY)
    raw = bytearray()
    try:
        while part := os.read(handle, _CHUNK):
            raw += part
            if len(raw) > limit:
                raise _unsuitable(path, errno.EFBIG, f"is more than {limit >> 20} MB large")
    finally:
        os.close(handle)
    return bytes(raw)


def _refuse_strange(path: Path, info: os.stat_result, limit: int) -> None:
    if stat.S_ISDIR(info.st_mode):
        raise _unsuitable(path, errno.EISDIR, "is a folder, not a file")
    if not stat.S_ISREG(info.st_mode):
        raise _unsuitable(path, errno.EINVAL, "is a pipe or a device, not a file")
    if info.st_size > limit:
        raise _unsuitable(path, errno.EFBIG, f"is {info.st_size // (1024 * 1024)} MB large")


def _unsuitable(path: Path, code: int, told: str) -> UnsuitableFileError:
    return UnsuitableFileError(code, told, str(path))


def _read_all(handle: int, size: int) -> bytes:
    first = os.read(handle, size + 1)
    if len(first) >= size:
        return first[:size]
    return first + b"".join(iter(lambda: os.read(handle, _CHUNK), b""))


def holds(path: Path, data: bytes) -> bool:
    """Tell whether there is an ordinary file that holds these bytes and no others.

    Raises:
        OSError: The system would not let it be read.
    """
    try:
        handle = os.open(path, _TO_READ)
    except FileNotFoundError:
        return False
    try:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            return False
        # In pieces that fit into a processor's cache: twice as fast as all at once.
        at = 0
        while piece := os.read(handle, _PIECE):
            if not data.startswith(piece, at):
                return False
            at += len(piece)
        return at == len(data)
    finally:
        os.close(handle)


def read_start(path: Path, size: int) -> bytes:
    """Return the first `size` bytes of an ordinary file; empty when there is none."""
    try:
        handle = os.open(path, _TO_READ)
    except FileNotFoundError:
        return b""
    try:
        return os.read(handle, size) if stat.S_ISREG(os.fstat(handle).st_mode) else b""
    finally:
        os.close(handle)


Fingerprint = tuple[int, int, int]


def fingerprint(path: Path) -> Fingerprint | None:
    """Return inode, size in bytes and time of change in ns: they hint that a file has changed."""
    try:
        info = os.stat(path)
    except OSError:
        return None
    return (info.st_ino, info.st_size, info.st_mtime_ns)


def identity(folder: Path) -> tuple[int, int]:
    """Return device and inode of a folder: they stay when it is renamed.

    Raises:
        OSError: There is none.
    """
    info = os.stat(folder)
    return (info.st_dev, info.st_ino)


def make_folder(folder: Path) -> None:
    """Make a folder and its parents, readable by its owner only, and make their names last.

    A folder that exists is left as it is.

    Raises:
        OSError: It cannot be made, or there is a file of that name.
    """
    if os.path.isdir(folder):
        return
    if folder.parent != folder:
        make_folder(folder.parent)
    try:
        os.mkdir(folder, PRIVATE_FOLDER)
    except FileExistsError:  # another process may have been faster
        if not os.path.isdir(folder):
            raise
    owners.hand_over(folder, folder.parent)
    if problem := sync_folder(folder.parent):
        with suppress(OSError):
            os.rmdir(folder)  # else the next try would take it for one that lasts
        raise problem


def private_opener(path: str, flags: int) -> int:
    """Serve as an opener of `open`: a file that it makes is readable by its owner only."""
    return os.open(path, flags, PRIVATE_FILE)


def replace(path: Path, data: bytes, look: Callable[[], object] = lambda: None) -> OSError | None:
    """Put `data` in place of a file.

    A reader or a crash meets the old bytes or the new ones, whole. A link stays a link and
    its target is replaced, because people link to files in a repository. Mode and owner of the
    file are kept where that is possible; a new file can be read by its owner only.

    Args:
        path: The file.
        data: What it is to hold.
        look: Called when the new bytes are on the disk, right before they take the file's place:
            writing takes long on a slow disk. What it raises leaves the old file.

    Returns:
        None when it is on the disk for good. Otherwise why it may not survive a power cut,
        although it is in its place: see `failures.doubt`.

    Raises:
        OSError: It is not in its place; the old file is.
    """
    refuse_planted_link(path)
    target = Path(os.path.realpath(path))
    make_folder(target.parent)
    temporary = target.parent / f".{target.name[:_OF_NAME]}.{os.urandom(4).hex()}.tmp"
    try:
        problem = _write_new(temporary, data, target)
        if not holds(temporary, data):
            raise OSError(errno.EIO, os.strerror(errno.EIO), str(temporary))
        look()
        _rename(temporary, target, data)
    except Exception:
        discard(temporary)
        raise
    return sync_folder(target.parent) or problem


def rewrite(path: Path, made: Callable[[], bytes]) -> None:
    """Put what is made of a file as it is now in its place.

    Editors and sync tools know no lock of ours: where one of them changes the file meanwhile, it
    is made anew.

    Args:
        path: The file.
        made: Reads it and returns what it is to hold; called again for every such change.

    Raises:
        OSError: As in `replace`, and when others keep changing it.
    """
    for tries_left in reversed(range(_REWRITES)):
        before, data = fingerprint(path), made()

        def look(before: Fingerprint | None = before) -> None:
            if fingerprint(path) != before:
                told = "keeps being changed by another program"
                raise _ChangedMeanwhile(errno.EBUSY, told, str(path))

        try:
            replace(path, data, look)
            return
        except _ChangedMeanwhile:
            if not tries_left:
                raise


class _ChangedMeanwhile(UnsuitableFileError):
    """Another program changed a file between reading and saving."""


def refuse_planted_link(path: Path) -> None:
    """Refuse a link that neither this user nor the system made.

    Raises:
        PlantedLinkError: There is one, at the path or where the links there lead.
    """
    for _ in range(_LINKS):
        try:
            info = os.lstat(path)
        except OSError:
            return  # whoever uses it says what is wrong
        if not stat.S_ISLNK(info.st_mode):
            return
        if not owners.is_ours(info):
            maker = owners.name_of(info.st_uid)
            told = f"is a link that {maker} made, so it is not followed; remove it"
            raise PlantedLinkError(errno.EPERM, told, str(path))
        path = path.parent / os.readlink(path)


def _write_new(path: Path, data: bytes, target: Path) -> OSError | None:
    """Write a file that is to take the place of another; return why it may not last, if so."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, PRIVATE_FILE)
    try:
        latest = os.fstat(handle).st_mtime_ns - _ABANDONED_NS
        for leftover in leftovers(target):
            if (mark := fingerprint(leftover)) and mark[2] < latest:
                discard(leftover)
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(handle, rest) :]
        owners.dress(handle, target)
        return _sync(handle)
    finally:
        os.close(handle)


def _sync(handle: int) -> OSError | None:
    """Make the bytes of a file last; return why that cannot be had where it is not offered."""
    try:
        if FULL_FSYNC is not None:  # macOS: fsync alone leaves the data in the drive's cache
            with suppress(OSError):  # not every file system there knows it
                fcntl.fcntl(handle, FULL_FSYNC)
                return None
        os.fsync(handle)
    except OSError as error:
        if error.errno not in _UNKNOWN:
            raise
        return error
    return None


def _rename(source: Path, target: Path, data: bytes) -> None:
    for tries_left in reversed(range(_REPLACE_TRIES)):
        try:
            return os.replace(source, target)
        except PermissionError:
            if os.name != "nt" or not tries_left:
                raise
            time.sleep(_REPLACE_PAUSE_SECONDS)  # a scanner may be looking at it
        except OSError:
            # Over a network it may have been done and only the answer was lost.
            if fingerprint(source) is not None or not holds(target, data):
                raise
            return None
    return None


def sync_folder(folder: Path) -> OSError | None:
    """Make the names in a folder last.

    Windows has no such call and does it by itself, and so do file systems that say they do
    not know it.

    Returns:
        What the disk reported instead; None when it is done.
    """
    if os.name == "nt":
        return None
    try:
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    except OSError as error:
        return None if error.errno in _UNKNOWN | _CLOSED else error
    try:
        os.fsync(handle)
    except OSError as error:
        return None if error.errno in _UNKNOWN else error
    finally:
        with suppress(OSError):
            os.close(handle)
    return None


def discard(path: Path) -> bool:
    """Remove a file if that is possible, and tell whether it is gone."""
    try:
        os.unlink(path)
    except OSError as error:
        return isinstance(error, FileNotFoundError)
    return True


def move(source: Path, target: Path) -> None:
    """Move a file or a folder to a place of this file system where nothing is.

    Raises:
        OSError: It stays where it is.
    """
    make_folder(target.parent)
    os.replace(source, target)
    sync_folder(target.parent)


def is_there(path: Path) -> bool:
    """Tell whether there is a file, a folder or a link, also one that leads nowhere."""
    return os.path.lexists(path)


def erase(path: Path, *, is_named: bool = True) -> None:
    """Remove a file or a folder with all that is in it; of a link what it leads to, too.

    Folders that links inside a folder lead to stay, for more than what is meant may lie there.

    Raises:
        OSError: Something of it is still there.
    """
    with suppress(FileNotFoundError):
        mode = os.lstat(path).st_mode
        if stat.S_ISLNK(mode):
            refuse_planted_link(path)
            target = Path(os.path.realpath(path))
            if not os.path.isdir(target):
                with suppress(FileNotFoundError):
                    os.unlink(target)
            elif is_named and not Path(os.path.realpath(path.parent)).is_relative_to(target):
                erase(target)
        if not stat.S_ISDIR(mode):
            return os.unlink(path)
        for name in os.listdir(path):
            erase(path / name, is_named=False)
        os.rmdir(path)


def names(folder: Path) -> Iterator[str]:
    """Yield the names in a folder; none when it cannot be listed."""
    with suppress(OSError):
        yield from listing(folder)


def listing(folder: Path) -> list[str]:
    """Return the names in a folder; none when there is no such folder.

    Raises:
        OSError: It cannot be listed.
    """
    try:
        return os.listdir(folder)
    except FileNotFoundError:
        return []


def leftovers(path: Path) -> list[Path]:
    """List the temporary files of saves of `path`: interrupted, or under way."""
    target = Path(os.path.realpath(path))
    start = f".{target.name[:_OF_NAME]}."
    found = (name for name in names(target.parent) if name.startswith(start))
    return [target.parent / name for name in found if name.endswith(".tmp")]
