"""Versions of entries that lost a merge, kept for people to look at when backups are gone.

Each file has one document a line, like a history. Of a session the newer version is in force.
"""

from pathlib import Path

from library.history.comparison import Comparison
from library.history.format import Contents, Header, Tables, dump
from library.history.merge import content
from library.kept import keep_aside

_NAME = Path("older-versions.json")


def lost_in(mine: Contents, theirs: Contents, comparison: Comparison) -> Tables:
    """Return the versions that are not in force after a merge and say something else.

    Args:
        mine: One history.
        theirs: The other one.
        comparison: What became of its entries.
    """
    lost: Tables = {}
    for losers, winners, entries in (
        (mine, theirs, comparison.taken),
        (theirs, mine, comparison.kept),
    ):
        for name, key in entries:
            raw = losers.tables[name][key]
            if content(raw) != content(winners.tables[name][key]):
                lost.setdefault(name, {})[key] = raw
    return lost


def keep(folder: Path, lost: Tables, file_id: str) -> None:
    """Write them down; the same ones are kept once.

    Args:
        folder: Where files are kept aside.
        lost: At least one version.
        file_id: The id of the history.

    Raises:
        OSError: They could not be kept.
    """
    data, _ = dump(Contents(lost), Header(file_id, 0, ""))
    keep_aside(folder, _NAME, data)
