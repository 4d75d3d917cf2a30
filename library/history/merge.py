"""Which of two versions of a document is the newer one, and the merge of two histories."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import datetime, timedelta

from library.clock import timestamp
from library.history.codec import is_record
from library.history.comparison import Comparison, EntryKey
from library.history.format import (
    Contents,
    Document,
    Json,
    document,
    encode,
    is_deleted,
    stamp,
)
from library.history.tables import SESSIONS

AHEAD = timedelta(hours=48)
"""How far another machine's clock may be ahead: less is a wrong zone or a slow clock here."""
_BOOKKEEPING = ("updated_at", "rev", "device")


def order(raw: bytes, table: str) -> tuple[bool, str, int, str, bytes]:
    """Return what is greater for the version that wins a merge.

    It is a total order, so it does not matter which histories are merged first.

    What is no record never wins over one. Else the last writer wins; `rev` and device decide
    between equal times, and the text itself between versions that claim to be the same.
    """
    found = stamp(raw)
    return (is_record(raw, table), found.updated_at, found.rev, found.device, raw)


def newer(mine: bytes, theirs: bytes, table: str) -> bytes:
    """Return the version that wins.

    Args:
        mine: The text of one version.
        theirs: The text of the other.
        table: The name of their table; empty where it is not known.
    """
    return mine if mine == theirs else max(mine, theirs, key=lambda raw: order(raw, table))


def content(raw: bytes) -> Document:
    """Return the document without its bookkeeping, to tell whether two versions say the same."""
    return {key: value for key, value in document(raw).items() if key not in _BOOKKEEPING}


def later_than(old: str, now: datetime) -> str:
    """Return `now`, or a millisecond after `old` where a clock runs behind.

    So an edit always beats the version it was made on.
    """
    wanted = timestamp(now)
    if wanted > old:
        return wanted
    try:
        return timestamp(datetime.fromisoformat(old) + timedelta(milliseconds=1))
    except (ValueError, OverflowError):
        return wanted


def stamped(document: Document, old: bytes, now: datetime, device: str) -> Document:
    """Return the document with the bookkeeping of a change made now.

    Args:
        document: The new version.
        old: Text of the version it was made from.
        now: Aware wall time.
        device: Name of this machine.
    """
    before = stamp(old)
    return {
        **document,
        "updated_at": later_than(before.updated_at, now),
        "rev": before.rev + 1,
        "device": device,
    }


def believed(theirs: Contents, mine: Contents, now: datetime) -> Contents:
    """Return another history without the times that cannot have come yet.

    A version whose clock was years ahead would win over every later one for ever. It counts as
    the oldest instead, except over a version whose time is as impossible: of these, made by one
    wrong clock one after the other, the later is the later. What is new is taken as it is; an
    edit of it is later all the same.

    Args:
        theirs: The other history.
        mine: The history it is to be merged into.
        now: Aware wall time.
    """
    limit, told = timestamp(now + AHEAD), theirs.copy()
    for name, key, own, raw in pairs(mine, theirs):
        if own is None or own == raw or stamp(raw).updated_at <= limit:
            continue
        if stamp(own).updated_at <= limit:
            told.tables[name][key] = encode(content(raw))
    return told


def pairs(mine: Contents, theirs: Contents) -> Iterator[tuple[str, str, bytes | None, bytes]]:
    """Yield table, key and both texts of every document of the second history."""
    for name, table in theirs.tables.items():
        own = mine.tables.get(name, {})
        for key, raw in table.items():
            yield name, key, own.get(key), raw


def merge(mine: Contents, theirs: Contents) -> tuple[Contents, Comparison]:
    """Return the union of two histories, of every document the newer version, even if deleted."""
    merged, found = mine.copy(), Comparison()
    for name in theirs.tables:
        merged.tables.setdefault(name, {})
    for name, key, own, raw in pairs(mine, theirs):
        if own == raw:
            found.same.append((name, key))
        elif own is None:
            found.new.append((name, key))
            merged.tables[name][key] = raw
        elif newer(own, raw, name) is own:
            found.kept.append((name, key))
        else:
            found.taken.append((name, key))
            note_losses(found, (name, key), own, raw)
            merged.tables[name][key] = raw
    for name, value in theirs.others.items():
        merged.others[name] = max(value, merged.others.get(name, value))
    return merged, found


def note_losses(found: Comparison, entry: EntryKey, own: bytes, raw: bytes) -> None:
    """Note what is taken away where the version of the second gets in the other's place."""
    if is_deleted(own):
        return
    if is_deleted(raw):
        found.deletes.append(entry)
    elif entry[0] == SESSIONS and (lost := spared(document(own), document(raw))[1]):
        found.removes[entry] = lost


_NOTHING: tuple[Json, ...] = (None, "", [], {})
_IN_WORDS = {
    "holds": "hold",
    "sore_spots": "sore spot",
    "note": "note",
    "worst_where": "place",
    "pain_before": "pain rating",
    "pain_after": "pain rating",
    "pain_worst": "pain rating",
}


def spared(own: Document, theirs: Document) -> tuple[Document, Counter[str]]:
    """Put back what a later version of a session lacks.

    Args:
        own: The version that is here.
        theirs: The later one. Where it has the same holds in another order, that order is no
            change.

    Returns:
        The later version with everything the other had, and how much of what it lacked.
    """
    whole, lost = dict(theirs), Counter[str]()
    for name, value in own.items():
        if name in (*_BOOKKEEPING, "deleted_at") or value in _NOTHING:
            continue
        there = theirs.get(name)
        if isinstance(value, list):
            listed_there = there if isinstance(there, list) else []
            whole[name] = joined = _joined(value, listed_there)
            missing = len(joined) - len(listed_there)
        else:
            missing = int(there in _NOTHING)
            whole[name] = value if missing else there
        if missing:
            lost[_IN_WORDS.get(name, "other detail")] += missing
    return whole, lost


def _joined(own: list[Json], theirs: list[Json]) -> list[Json]:
    """Return entries in the order of the first list, each as in the second, then what is new."""
    rest = defaultdict(list)
    for entry in reversed(theirs):
        rest[identity(entry)].append(entry)
    joined = [rest[at].pop() if rest[at := identity(entry)] else entry for entry in own]
    unmatched = Counter(id(entry) for entries in rest.values() for entry in entries)
    return joined + [entry for entry in theirs if id(entry) in unmatched]


def identity(entry: Json) -> bytes:
    """Return what a hold is still the same by when its numbers are changed."""
    if not isinstance(entry, dict):
        return encode(entry)
    return encode([entry.get(name) for name in ("exercise", "side", "rep")])
