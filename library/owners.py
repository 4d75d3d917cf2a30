"""To whom files belong: kept when root replaces one, and told when it stands in the way."""

import os
import shlex
import stat
from contextlib import suppress
from pathlib import Path

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


def name_of(number: int) -> str:
    """Return the name of a user."""
    try:
        import pwd  # only to tell what is wrong

        return pwd.getpwuid(number).pw_name
    except (ImportError, KeyError):
        return f"user {number}"


def what_bars(path: Path) -> str:
    """Say what keeps this user from reading or writing a file, whose it is and what to do.

    Args:
        path: What could not be used; it may not exist.

    Returns:
        The second half of a sentence, as in "/home/sam/d belongs to root; ...".
    """
    barred, info = _barred(path)
    if info is None or own_number() < 0:
        return f"the system does not allow it for {path}"
    quoted = shlex.quote(str(barred))
    if info.st_uid != own_number():
        told = f"{barred} belongs to {name_of(info.st_uid)}"
        if _lies_in_ours(barred):
            return f"{told}; to make it yours again: sudo chown -R {name_of(own_number())} {quoted}"
        return f"{told}; ask for the right to write there, or choose another place"
    wanted = stat.S_IRWXU if stat.S_ISDIR(info.st_mode) else stat.S_IRUSR | stat.S_IWUSR
    if info.st_mode & wanted != wanted:
        rights = "rwx" if stat.S_ISDIR(info.st_mode) else "rw"
        return f"{barred} is closed to you, its owner; to open it: chmod u+{rights} {quoted}"
    return f"the system does not allow it for {barred}, though it is yours"


def _barred(path: Path) -> tuple[Path, os.stat_result | None]:
    """Return the file, or the folder on the way to it, that does not let this user in."""
    way = [path, *path.parents]
    for part in reversed(way):
        info = _stat(part)
        if info is None:
            return part.parent, _stat(part.parent)
        is_folder = stat.S_ISDIR(info.st_mode)
        if is_folder and not os.access(part, os.X_OK):
            return part, info
        if not is_folder and not os.access(part, os.R_OK | os.W_OK):
            return part, info
    parent = path if path.is_dir() else path.parent
    return parent, _stat(parent)


def _stat(path: Path) -> os.stat_result | None:
    try:
        return os.stat(path)
    except OSError:
        return None


def _lies_in_ours(path: Path) -> bool:
    folder = _stat(path.parent)
    return folder is not None and folder.st_uid == own_number()
