"""Which of two versions of a document is the newer one, and the merge of two histories."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec

from library.history.codec import is_record
from library.history.format import Contents, Document, document, stamp
from library.history.snapshot import InvalidEntry

_BOOKKEEPING = ("updated_at", "rev", "device")


def timestamp(moment: datetime) -> str:
    """Return the moment as UTC in ISO 8601 with milliseconds."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def order(raw: bytes) -> tuple[bool, str, int, str, bytes]:
    """Return what is greater for the version that wins a merge.

    It is a total order, so it does not matter which histories are merged first.

    What is no record never wins over one. Else the last writer wins; `rev` and device decide
    between equal times, and the text itself between versions that claim to be the same.
    """
    found = stamp(raw)
    return (is_record(raw), found.updated_at, found.rev, found.device, raw)


def newer(mine: bytes, theirs: bytes) -> bytes:
    """Return the version that wins."""
    return mine if mine == theirs else max(mine, theirs, key=order)


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


class Comparison(msgspec.Struct):
    """What a second history has that the first has not."""

    new: list[str] = msgspec.field(default_factory=list)
    """Keys that only the second has."""
    same: int = 0
    differ: list[str] = msgspec.field(default_factory=list)
    """Keys that both have in different versions."""
    won: list[str] = msgspec.field(default_factory=list)
    """Those of `differ` whose version in the second is the newer one."""

    @property
    def brings_something(self) -> bool:
        """Whether merging the second into the first changes the first."""
        return bool(self.new or self.won)

    def __str__(self) -> str:
        differ = len(self.differ)
        verb = "differs" if differ == 1 else "differ"
        return f"{len(self.new)} new, {self.same} the same, {differ} {verb}"


class Import(msgspec.Struct, frozen=True):
    """What a file has to offer, or has given."""

    comparison: Comparison
    """As text: `12 new, 3 the same, 1 differs`."""
    rejected: tuple[InvalidEntry, ...]
    """Entries that are no valid records, with the reason."""
    damaged: bool
    """Whether only a part of the file could be read."""


class ConflictCopy(msgspec.Struct, frozen=True):
    """A copy beside the history."""

    path: Path
    comparison: Comparison
    """What it has that the history has not; as text: `12 new, 3 the same, 1 differs`."""
    related: bool
    """False when it is a different history, which is only merged when it is named."""
    damaged: bool = False
    by_program: bool = True
    """Whether a sync tool named it, and it is put aside once it is merged; a person's own copy
    stays where it is."""
    answered: bool = False
    """Whether it was asked about on this machine with just this content."""


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
            found.same += 1
        elif own is None:
            found.new.append(key)
            merged.tables[name][key] = raw
        else:
            found.differ.append(key)
            if newer(own, raw) is raw:
                found.won.append(key)
                merged.tables[name][key] = raw
    for name, value in theirs.others.items():
        merged.others[name] = max(value, merged.others.get(name, value))
    return merged, found
