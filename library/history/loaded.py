"""What was read of a history at one moment."""

import msgspec

from library.history.format import Contents, Header, Tables
from library.history.snapshot import OtherHistory
from library.history.tables import TABLES


class LoadedHistory(msgspec.Struct, frozen=True):
    """The history as it was read at one moment."""

    contents: Contents
    header: Header | None
    """Of the file, as far as it could be read."""
    generation: int
    """The highest that file and backups know."""
    notices: tuple[str, ...] = ()
    passing: str = ""
    """A sentence about what is as usual, when several machines carry the file."""
    others: tuple[OtherHistory, ...] = ()
    """Histories that lay in its place before and hold something it lacks."""
    must_keep: bool = False
    """Whether the file's bytes must be put aside before it may be replaced."""
    must_save: bool = False
    """Whether the file lacks something that was loaded."""
    version: object = None
    """The same as long as the file and the backups are the same."""
    is_behind: bool = False
    """Whether the file is whole but lacks something that was saved here, as when a sync tool put
    another machine's in its place."""
    is_unkept: bool = False
    """Whether the file is whole and nothing of it has been kept on this machine yet."""
    lost: Tables = {}
    """Versions that something in force has replaced, to be kept before they are gone."""


def with_tables(contents: Contents) -> Contents:
    """Add the tables that a file has not begun yet."""
    for name in TABLES:
        contents.tables.setdefault(name, {})
    return contents
