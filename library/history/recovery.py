"""Load a history that is not as it was saved: the file merged with the newest backup here.

This one rule covers truncation, bit rot, an empty or missing file, hand edits and a sync tool
that put an older file back.
"""

import re
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from operator import attrgetter
from pathlib import Path

import msgspec

from library import files
from library.history import backups
from library.history.backups import Backup
from library.history.codec import is_record
from library.history.comparison import Comparison
from library.history.errors import HistoryError
from library.history.format import (
    META,
    Contents,
    Header,
    NewerSchema,
    document,
    encode,
    migrated,
    refuse_newer,
    stamp,
)
from library.history.loaded import LoadedHistory, with_tables
from library.history.lost_versions import lost_in
from library.history.merge import merge, pairs, stamped
from library.history.repair import Condition, FileState, read_any
from library.history.tables import SESSIONS, TABLES
from library.kept import keep_aside, kept_as
from library.wording import counted

_NOTHING = b"\x00 \t\r\n{}[]\xef\xbb\xbf"
_TRACE = rb'"(?:%s)"\s*:\s*\{' % b"|".join(name.encode() for name in (META, *TABLES))
"""Where a table of a history begins; compiled when first used, as hardly any run needs it."""
_PUT_ASIDE = (Condition.EDITED, Condition.DAMAGED)


def recover(
    path: Path, raw: bytes | None, copies: Sequence[Backup], kept_folder: Path
) -> LoadedHistory:
    """Load everything that can be had of a file that is not as it was saved last.

    Args:
        path: The history file, for the sentences.
        raw: Its bytes, or None when it is missing.
        copies: The backups, the newest first.
        kept_folder: Where the file is put aside when it is not as it was saved.

    Raises:
        NewerSchema: A later version of the program wrote it.
        HistoryError: It is something else that never was a history.
    """
    found = read_any(raw)
    if raw is not None and not copies and _is_something_else(found, raw):
        raise HistoryError(
            f"{path} is no history of supple, and none was kept here before. It is left as it is: "
            "move it away, or choose another folder with --data-dir."
        )
    own = [copy for copy in copies if found.header is None or copy.is_of(found.header)]
    if found.header is not None and not own:
        # The id may be what was damaged; the checksum still says which save this was.
        own = [copy for copy in copies if copy.holds(found.header)]
    if found.header is None and copies:
        latest = max(copies, key=attrgetter("saved_at")).history
        own = [copy for copy in copies if copy.history == latest]
    return _combined(path, found, own, partial(_kept, kept_folder, path, raw))


def _is_something_else(found: FileState, raw: bytes) -> bool:
    """Tell whether nothing in a file shows that it ever was a history, not even a damaged one."""
    if found.header is not None or any(found.contents.tables.get(name) for name in TABLES):
        return False
    # What a power cut leaves of a file is often zeros; an empty list or object was begun by hand.
    return bool(raw.strip(_NOTHING)) and not re.search(_TRACE, raw)


def _kept(folder: Path, path: Path, raw: bytes | None) -> str:
    """Keep the file's bytes and say where they are."""
    if raw is None:
        return ""
    try:
        where = f"is kept as {keep_aside(folder, path, raw)}"
    except OSError:
        where = f"will be kept as {kept_as(folder, path, raw)} when something is saved"
    return f" The file as it was found {where}."


def _combined(
    path: Path, found: FileState, copies: list[Backup], keep: Callable[[], str]
) -> LoadedHistory:
    backup, saved, saved_header = _newest_readable(copies)
    _refuse_newer_claim(path, found, saved_header)
    live = found.contents
    if found.header is not None:
        live = migrated(live, found.header.schema)
    ready = settled(found, live, saved, path)
    contents, comparison = merge(with_tables(ready.contents), saved)
    header = _header(found.header, saved_header)
    generation = max(header.generation if header else 0, backup.generation if backup else 0)
    must_keep = found.condition in _PUT_ASIDE or ready.broken > 0
    unread = len(copies) if backup is None else copies.index(backup)
    outcome = _Outcome(contents, comparison, ready, backup, unread, keep() if must_keep else "")
    notice = _notice(path, found, outcome)
    clean = found.condition is Condition.CLEAN and not ready.broken
    is_behind = clean and comparison.brings_something
    lost = lost_in(ready.contents, saved, comparison)
    return LoadedHistory(
        contents,
        header,
        generation,
        (notice,) if notice else (),
        _lacking(path, comparison) if is_behind else "",
        must_keep=must_keep,
        must_save=not clean or is_behind,
        is_behind=is_behind,
        lost=lost,
    )


def _header(live: Header | None, saved: Header | None) -> Header | None:
    if live is None or saved is None:
        return live or saved
    # It is the same history, as its backup is in hand: where the ids differ, the file's is damaged.
    return msgspec.structs.replace(live, file_id=saved.file_id)


def _newest_readable(copies: list[Backup]) -> tuple[Backup | None, Contents, Header | None]:
    for copy in copies:
        try:
            return copy, *backups.read(copy)
        except NewerSchema:
            raise
        except HistoryError:
            continue
    return None, Contents(), None


def _refuse_newer_claim(path: Path, found: FileState, saved: Header | None) -> None:
    # A flipped bit in a damaged header must not pass for a later version: the last save of
    # the same generation knows better.
    claim = found.header
    if claim is None or (saved is not None and saved.generation == claim.generation):
        return
    refuse_newer(path.name, claim.schema)


class Settled(msgspec.Struct, frozen=True):
    """What a file holds, made ready to be merged."""

    contents: Contents
    differ: int = 0
    """How many entries were edited by hand or damaged."""
    broken: int = 0
    """How many are no records any more, so that the version that was saved takes their place."""


def settled(found: FileState, live: Contents, saved: Contents, path: Path) -> Settled:
    """Decide between versions that claim to be the same but are not.

    An edit by hand wins over what was saved, damage does not.

    Args:
        found: How the file was found.
        live: What it holds.
        saved: What is known to be right.
        path: The file; an edit by hand was made when it was last changed.
    """
    suspect = found.condition in _PUT_ASIDE
    ready = _under_their_keys(live, saved) if suspect else live.copy()
    differ = broken = 0
    for name, key, own, raw in pairs(ready, saved):
        if own is None or own == raw:
            continue
        if is_record(raw, name) and not is_record(own, name):
            broken += 1
            ready.tables[name][key] = raw
        elif suspect:
            differ += 1
            if _same_version(own, raw):
                by_hand = found.condition is Condition.EDITED
                ready.tables[name][key] = _stamped_by_hand(own, path) if by_hand else raw
    return Settled(ready, differ, broken)


def _under_their_keys(live: Contents, saved: Contents) -> Contents:
    """Put sessions whose keys were damaged back where their ids say they belong.

    A line that was copied by hand keeps its key: its original is there, too.
    """
    ready = live.copy()
    sessions, known = ready.tables.setdefault(SESSIONS, {}), saved.tables.get(SESSIONS, {})
    for key in sessions.keys() - known.keys():
        id = document(sessions[key]).get("id")
        if isinstance(id, str) and id in known and id not in sessions:
            sessions[id] = sessions.pop(key)
    return ready


def _same_version(mine: bytes, theirs: bytes) -> bool:
    first, second = stamp(mine), stamp(theirs)
    return (first.updated_at, first.rev) == (second.updated_at, second.rev)


def _stamped_by_hand(raw: bytes, path: Path) -> bytes:
    if not (fields := document(raw)):
        return raw
    fingerprint = files.fingerprint(path)
    changed = datetime.fromtimestamp((fingerprint[2] if fingerprint else 0) / 1e9).astimezone()
    return encode(stamped(fields, raw, changed, stamp(raw).device))


class _Outcome(msgspec.Struct, frozen=True):
    contents: Contents
    comparison: Comparison
    settled: Settled
    backup: Backup | None
    unread: int
    """How many backups are newer than that one, and cannot be read."""
    kept: str
    """Where the file's bytes are, as a sentence; empty when none need be kept."""


def _lacking(path: Path, comparison: Comparison) -> str:
    counts = {"back": len(comparison.new), "renewed": len(comparison.taken)}
    told = ", ".join(f"{_entries(count)} {how}" for how, count in counts.items() if count)
    return (
        f"{path.name} lacked something that was saved here before{told and f': {told}'}. "
        "Nothing is lost."
    )


def _notice(path: Path, found: FileState, outcome: _Outcome) -> str:
    count = len(outcome.contents.tables[SESSIONS])
    is_or_are = "is" if count == 1 else "are"
    safe = f". {counted(count, 'session')} {is_or_are} safe" if count else ""
    match found.condition:
        case Condition.CLEAN:
            return (
                f"{path.name}: {_broken(outcome)}.{outcome.kept}" if outcome.settled.broken else ""
            )
        case Condition.EDITED:
            return _edited_notice(path, outcome)
        case Condition.DAMAGED:
            return (
                f"{path.name} could not be read in full (line {found.bad_line}){safe}"
                f"{_origin(outcome)}.{outcome.kept}"
            )
        case Condition.EMPTY:
            return f"{path.name} was empty{safe}{_origin(outcome)}."
        case Condition.MISSING:
            return _missing(path, safe, outcome) if outcome.backup or outcome.unread else ""


def _missing(path: Path, safe: str, outcome: _Outcome) -> str:
    """Tell a file that is gone from a folder that is: that one may have been moved."""
    told = f"was missing{safe}{_origin(outcome)}."
    if path.parent.exists():
        return f"{path.name} {told}"
    return f"The folder {path.parent} {told} If it was moved, name its new place with --data-dir."


def _broken(outcome: _Outcome) -> str:
    count = outcome.settled.broken
    is_as = "is as it was" if count == 1 else "are as they were"
    return f"{counted(count, 'entry', 'entries')} could not be read and {is_as} last saved"


def _edited_notice(path: Path, outcome: _Outcome) -> str:
    removed, differ = len(outcome.comparison.new), outcome.settled.differ
    if outcome.backup is None:
        told = ["there is no earlier save here to compare it with"]
    else:
        told = [_broken(outcome)] if outcome.settled.broken else []
        if differ:
            told.append(f"{_entries(differ, 'differs', 'differ')} from the last save")
        if removed:
            had_been = _entries(removed, "had been removed and is", "had been removed and are")
            told.append(f"{had_been} kept")
        told = told or ["nothing that was saved here is missing or different"]
    return f"{path.name} was changed outside supple: {', '.join(told)}.{outcome.kept}"


def _origin(outcome: _Outcome) -> str:
    if outcome.backup is None:
        unread = f"{counted(outcome.unread, 'backup')} cannot be read"
        return f"; {unread if outcome.unread else 'there is no earlier save here'}"
    when = outcome.backup.saved_at.astimezone().strftime("%d %b %Y %H:%M")
    told = f"; {_entries(len(outcome.comparison.new), 'comes', 'come')} from the last save"
    if not outcome.unread:
        return f"{told} of {when}"
    later = counted(outcome.unread, "later one")
    return f"{told} that can be read, of {when}; {later} cannot be read"


def _entries(count: int, one: str = "is", many: str = "are") -> str:
    return f"{counted(count, 'entry', 'entries')} {one if count == 1 else many}"
