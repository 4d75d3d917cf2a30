"""To whom files belong: kept when root replaces one, and told when it stands in the way."""

import errno
import os
import stat
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

_FOR_GROUP, _FOR_ALL = 0o070, 0o007
_TAKE, _OPEN = "to make it yours again: ", "to open it: "
"""What a cure says before its command, which is its end."""
_SYSTEM = 0
"""Root's number: what root made was made by whoever looks after the computer."""


def own_number() -> int:
    """Return the number of the user this process runs as; -1 where there are none."""
    return os.geteuid() if hasattr(os, "geteuid") else -1


def is_ours(info: os.stat_result) -> bool:
    """Tell whether something was made by this user or by whoever looks after the computer."""
    return info.st_uid in (own_number(), _SYSTEM)


def hand_over(file: int | Path, like: Path) -> None:
    """Give a file that was just made to the owner of another one, as far as we may.

    After a run with sudo nothing then belongs to root that the person needs.

    Args:
        file: An open file or a path; a link is not followed.
        like: The file that it replaces, or the folder that it lies in.
    """
    if own_number() < 0:
        return
    with suppress(OSError):
        owner = os.stat(like)
        info = os.fstat(file) if isinstance(file, int) else os.lstat(file)
        if (info.st_uid, info.st_gid) == (owner.st_uid, owner.st_gid):
            return
        _change(file, owner.st_uid if own_number() == _SYSTEM else -1, owner.st_gid)


def _change(file: int | Path, user: int, group: int) -> None:
    if isinstance(file, int):
        os.fchown(file, user, group)
    else:
        os.chown(file, user, group, follow_symlinks=False)


def dress(handle: int, target: Path) -> None:
    """Give a new file owner and mode of the one it replaces; where that cannot be, it goes on.

    A mode or an owner is no part of what is saved, and not every file system has them.
    """
    mode = _mode_of(target)
    hand_over(handle, target.parent if mode is None else target)
    if hasattr(os, "fchmod"):  # whatever the umask
        with suppress(OSError):
            os.fchmod(handle, stat.S_IRUSR | stat.S_IWUSR if mode is None else mode)


def keeps_modes(path: Path) -> bool:
    """Tell whether the file system lets the rights to a file of ours be set; nothing is changed."""
    if not hasattr(os, "fchmod"):
        return True
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    except OSError:
        return True  # whoever reads it says what is wrong
    try:
        info = os.fstat(handle)
        if info.st_uid == own_number():
            os.fchmod(handle, stat.S_IMODE(info.st_mode))
    except OSError as error:
        return error.errno == errno.EROFS  # a disk that can only be read may keep them
    finally:
        os.close(handle)
    return True


def _mode_of(target: Path) -> int | None:
    try:
        return stat.S_IMODE(os.stat(target).st_mode)
    except FileNotFoundError:
        return None


def name_of(number: int) -> str:
    """Return the name of a user."""
    called = _called(number)
    return f"user {called}" if called.isdigit() else called


def _called(number: int) -> str:
    """Return what commands take for a user: the name, or the number where there is none."""
    try:
        import pwd  # only to tell what is wrong

        return pwd.getpwuid(number).pw_name
    except (ImportError, KeyError):
        return str(number)


def closing(path: Path) -> str:
    """Say how what is at a path is closed to other people."""
    from library.shell import shell_words  # most files are closed

    info = _stat(path)
    if info is not None and own_number() not in (info.st_uid, _SYSTEM):
        return f"It belongs to {name_of(info.st_uid)}, who alone can close it."
    return f"Close it: {shell_words('chmod', 'go=', path)}"


def rights_of_others(path: Path) -> int:
    """Return what other people can do with a file or a folder, as the bits of a mode.

    A folder on the way that lets nobody else pass closes everything in it.

    Args:
        path: What is there; nothing is told of what is not.
    """
    if own_number() < 0:  # where there are no owners the mode tells nothing
        return 0
    info = _stat(path)
    if info is None:
        return 0
    reach = _FOR_GROUP | _FOR_ALL
    for folder in path.absolute().parents:
        on_the_way = _stat(folder)
        mode = 0 if on_the_way is None else on_the_way.st_mode
        if not mode & stat.S_IXOTH:
            reach &= _FOR_GROUP if mode & stat.S_IXGRP else 0
    return stat.S_IMODE(info.st_mode) & reach


class Barrier(NamedTuple):
    """What keeps this user out."""

    told: str
    """As in "/home/sam/d belongs to root", to stand for itself or after a colon."""
    cure: str
    """What to do, as the rest of a sentence; empty when nothing is known."""

    def __str__(self) -> str:
        return f"{self.told}; {self.cure}" if self.cure else self.told


def barrier(path: Path) -> Barrier:
    """Say what keeps this user from reading or writing a file, whose it is and what to do.

    Args:
        path: What could not be used; it may not exist.
    """
    from library.shell import shell_words  # nothing stands in the way of most runs

    barred, info = _barred(path)
    if info is None or own_number() < 0:
        return Barrier(f"the system does not allow it for {path}", "")
    if _is_read_only(barred):
        return Barrier(f"the disk with {barred} can only be read", "")
    if info.st_uid != own_number():
        told = f"{barred} belongs to {name_of(info.st_uid)}"
        if not _lies_in_ours(barred):
            return Barrier(told, "ask to be let in there, or choose another place")
        command = shell_words("sudo", "chown", "-R", _called(own_number()), barred)
        return Barrier(told, f"{_TAKE}{command}")
    rights = "rwx" if stat.S_ISDIR(info.st_mode) else "rw"
    wanted = stat.S_IRWXU if stat.S_ISDIR(info.st_mode) else stat.S_IRUSR | stat.S_IWUSR
    if info.st_mode & wanted != wanted:
        command = shell_words("chmod", f"u+{rights}", barred)
        return Barrier(f"{barred} is closed to you, its owner", f"{_OPEN}{command}")
    return Barrier(f"the system does not allow it for {barred}, though it is yours", "")


def ends_with_command(told: str) -> bool:
    """Tell whether a sentence ends with a command of ours to be copied."""
    return _TAKE in told or _OPEN in told


def shut_out(path: Path) -> Barrier | None:
    """Say what keeps this user from working with what is at a path; None when nothing does.

    Args:
        path: A file, which is to be read, or a folder, which is to be written, too. What is not
            there yet is to be made.
    """
    info = _stat(path)
    if info is None:
        try:
            os.stat(path)
        except PermissionError:
            return barrier(path)
        except OSError:
            nearest = next((folder for folder in path.parents if folder.is_dir()), path)
            return None if _may(nearest, os.W_OK | os.X_OK) else barrier(path)
    wanted = os.R_OK | os.W_OK | os.X_OK if info and stat.S_ISDIR(info.st_mode) else os.R_OK
    return None if _may(path, wanted) else barrier(path)


def _barred(path: Path) -> tuple[Path, os.stat_result | None]:
    """Return the file, or the folder on the way to it, that does not let this user in."""
    for part in reversed([path, *path.parents]):
        info = _stat(part)
        if info is None:
            return part.parent, _stat(part.parent)
        wanted = os.X_OK if stat.S_ISDIR(info.st_mode) else os.R_OK | os.W_OK
        if not _may(part, wanted):
            return part, info
    folder = path if path.is_dir() else path.parent
    return folder, _stat(folder)


def _is_read_only(path: Path) -> bool:
    """Tell whether nothing but the disk keeps this user from writing."""
    if not hasattr(os, "statvfs") or not _may(path, os.R_OK):
        return False
    try:
        return bool(os.statvfs(path).f_flag & os.ST_RDONLY)
    except OSError:
        return False


def _may(path: Path, wanted: int) -> bool:
    # As the one who opens files, which under sudo is not always the one who began.
    return os.access(path, wanted, effective_ids=os.access in os.supports_effective_ids)


def _stat(path: Path) -> os.stat_result | None:
    try:
        return os.stat(path)
    except OSError:
        return None


def _lies_in_ours(path: Path) -> bool:
    folder = _stat(path.parent)
    return folder is not None and folder.st_uid == own_number()
