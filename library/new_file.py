"""Write a file that a person asked for, where they want it."""

from pathlib import Path

from library import failures, files


class NotWrittenError(Exception):
    """A file could not be written, or must not be; the message says why, in a sentence."""


def why_not_to(path: Path, *, replacing: bool = False) -> str:
    """Say why nothing is written to a path, in a sentence; empty when it may be.

    No folder is made: one that is missing is most likely a slip of the pen, or a stick that is
    not plugged in.

    Args:
        path: Where it is to lie.
        replacing: Whether it may take the place of a file that is there.
    """
    if path.is_dir():
        return f"{path} is a folder; add a name for the file."
    if path.is_symlink() or path.exists():
        if not replacing:
            return f"{path} is there already; choose another name or move it away."
        if path.exists() and not path.is_file():
            return f"{path} is no ordinary file; choose another name."
    if not path.parent.is_dir():
        return f"There is no folder {path.parent}; make it first or choose another place."
    return ""


def write_new(path: Path, text: str, *, replacing: bool = False) -> str:
    """Write a file at once, in UTF-8.

    Args:
        path: Where it is to lie.
        text: What it is to hold.
        replacing: Whether it may take the place of a file that is there.

    Returns:
        What has to be said about it, as a sentence; empty when it is on the disk.

    Raises:
        NotWrittenError: It could not be written, or `why_not_to` tells why not to.
    """
    try:
        if reason := why_not_to(path, replacing=replacing):
            raise NotWrittenError(reason)
        problem = files.replace(path, text.encode())
    except OSError as error:
        raise NotWrittenError(failures.why(error)) from error
    return f"It is written, but {failures.doubt(problem)}." if problem else ""
