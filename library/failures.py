"""Why a file cannot be used, as the second half of a sentence for people."""

import errno
import os
from pathlib import Path

from library import owners

_SENTENCES = {
    errno.ENOSPC: "there is no space left on the disk",
    errno.EDQUOT: "your share of the disk is used up",
    errno.EFBIG: "the file would be larger than this system allows",
    errno.EROFS: "the disk can only be read",
    **dict.fromkeys((errno.EACCES, errno.EPERM), "it is not allowed"),
    errno.EBADF: "it is closed",
    errno.EIO: "the disk reported an error",
    errno.EBUSY: "the file is held in place by the system and cannot be replaced",
    errno.ELOOP: "its link leads in a circle",
    errno.ENOTDIR: "a part of its path is not a folder",
    errno.ENAMETOOLONG: "its name is longer than the system allows",
    # As of a stick that was pulled, and of a network drive that was lost.
    **dict.fromkeys(
        (errno.ENODEV, errno.ENXIO, errno.ENOTCONN, errno.ESTALE, errno.EHOSTDOWN),
        "the drive is gone or does not answer",
    ),
}

_OF_PLACES = {
    errno.ENOENT: "is not there and cannot be made",
    errno.EEXIST: "is in the way: it is no folder",
    errno.EISDIR: "is a folder, not a file",
}
"""What is told of a place by its name: it may be another than the one that is spoken of."""


class UnsuitableFileError(OSError):
    """A folder, a pipe, a device or too large; `strerror` goes on after the file's name."""


class PlantedLinkError(UnsuitableFileError):
    """A link that somebody else made: following it could harm a file that is not meant."""


def reason(error: OSError) -> str:
    """Return why a file operation failed, as the second half of a sentence."""
    if isinstance(error, PlantedLinkError):
        return f"{error.filename} {error.strerror}"
    if isinstance(error, UnsuitableFileError):
        return f"it {error.strerror}"
    if error.filename is not None and error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return str(owners.barrier(Path(os.fsdecode(error.filename))))
    if error.filename is not None and error.errno in _OF_PLACES:
        return f"{os.fsdecode(error.filename)} {_OF_PLACES[error.errno]}"
    if error.filename is None and error.errno == errno.ENOENT:  # of a name without its folder
        return "the folder you are in is not there any more"
    return _SENTENCES.get(error.errno or 0, error.strerror or str(error))


def why(error: OSError) -> str:
    """Return the same as the end of a sentence; no stop stands behind a command to be copied."""
    told = reason(error)
    return told if owners.ends_with_command(told) else f"{told}."


def doubt(problem: OSError) -> str:
    """Return what `replace` gave back as the second half of a sentence on what was saved."""
    return f"it may not survive a power cut: {reason(problem)}"
