"""Histories that lay in the file's place before, of which only their backups tell.

A sync tool that joins two folders, or a person who copies a file, puts one history in the place
of another. Two histories are never merged unasked: the person says whether they belong together.
"""

from collections.abc import Iterable, Sequence
from itertools import groupby
from operator import attrgetter

from library.beside import Answered
from library.history import backups
from library.history.backups import Backup
from library.history.errors import HistoryError
from library.history.format import Contents, is_deleted
from library.history.merge import content, newer, pairs
from library.history.snapshot import OtherHistory
from library.history.tables import CHECKS, DECISIONS, MARKS, REACH, SESSIONS
from library.paths import Paths


def find(
    contents: Contents, own: str, copies: Sequence[Backup], answered: Answered
) -> list[OtherHistory]:
    """Find the other histories that hold something this one lacks.

    One that turns out to hold nothing more is noted as answered: it is not read again.

    Args:
        contents: What this history holds.
        own: Its id, in short.
        copies: All backups, the newest first.
        answered: Those that were merged or are kept apart, by the name of their newest backup.
    """
    others = sorted((copy for copy in copies if copy.history != own), key=attrgetter("history"))
    found = []
    for id, group in groupby(others, attrgetter("history")):
        saves = sorted(group, reverse=True)
        if saves[0].path.name in answered:
            continue
        newest = _newest_readable(saves)
        if newest is None:
            continue
        save, theirs = newest
        sessions, marks, *answers = _lacking(contents, theirs)
        if sessions or marks or any(answers):
            lacks = (sessions, marks, sum(answers))
            found.append(OtherHistory(id, save.path, save.saved_at, *lacks))
        else:
            answered.add([saves[0].path.name])
    return found


def what_to_do(other: OtherHistory, paths: Paths) -> str:
    """Return the commands that add another history to this one, or leave it out."""
    return (
        f"Add them: {paths.command('import', other.backup)} - or leave them out and hear no more "
        f"of it: {paths.command('backups', '--keep-apart', other.id)}"
    )


def sessions_apart(contents: Contents, own: str, copies: Iterable[Backup]) -> int:
    """Count the sessions that only the last saves of other histories hold.

    Args:
        contents: What this history holds.
        own: Its id, in short.
        copies: All backups.
    """
    here = _sessions(contents)
    there: set[str] = set()
    others = sorted((copy for copy in copies if copy.history != own), reverse=True)
    for id in {copy.history for copy in others}:
        newest = _newest_readable(copy for copy in others if copy.history == id)
        if newest is not None:
            there |= _sessions(newest[1])
    return len(there - here)


def _sessions(contents: Contents) -> set[str]:
    texts = contents.tables.get(SESSIONS, {})
    return {key for key, raw in texts.items() if not is_deleted(raw)}


def _newest_readable(saves: Iterable[Backup]) -> tuple[Backup, Contents] | None:
    for save in saves:
        try:
            return save, backups.read(save)[0]
        except HistoryError:
            continue
    return None


def _lacking(mine: Contents, theirs: Contents) -> tuple[int, ...]:
    """Count what another history holds that this one lacks or has an older form of.

    What the program remembers for itself is no reason to ask.

    Returns:
        How many sessions, marks, checks, decisions and measurements of reach.
    """
    found = dict.fromkeys((SESSIONS, MARKS, CHECKS, DECISIONS, REACH), 0)
    for name, _, own, raw in pairs(mine, theirs):
        if name in found and not is_deleted(raw):
            wanted = own is None or (newer(own, raw, name) != own and content(own) != content(raw))
            found[name] += wanted
    return tuple(found.values())
