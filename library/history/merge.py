"""Which of two versions of a document is the newer one, and the merge of two histories."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec

from library.history.codec import is_record
from library.history.format import (
    Contents,
    Document,
    Json,
    document,
    encode,
    is_deleted,
    stamp,
)
from library.history.record import REMEMBERED, SESSIONS
from library.history.snapshot import InvalidEntry
from library.wording import counted, listed

AHEAD = timedelta(hours=48)
"""How far another machine's clock may be ahead: less is a wrong zone or a slow clock here."""
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


EntryKey = tuple[str, str]
"""Table and key of an entry."""


class Comparison(msgspec.Struct):
    """What becomes of the entries of a second history when it is merged into the first."""

    new: list[EntryKey] = msgspec.field(default_factory=list)
    """Those that only the second has."""
    same: list[EntryKey] = msgspec.field(default_factory=list)
    taken: list[EntryKey] = msgspec.field(default_factory=list)
    """Those that both have in different versions, and the one of the second is in force now."""
    kept: list[EntryKey] = msgspec.field(default_factory=list)
    """Those that both have in different versions, and the one of the first stays in force."""
    removes: dict[EntryKey, Counter[str]] = msgspec.field(default_factory=dict)
    """What the version of the second lacks of a session: how many holds, notes and so on."""
    deletes: list[EntryKey] = msgspec.field(default_factory=list)
    """Those that the second has deleted."""
    outdated: dict[EntryKey, str] = msgspec.field(default_factory=dict)
    """Those of which the second says something else in an older version, and what they are here:
    `newer here` or `deleted here`. Only an import by a person asks about them."""
    spares: bool = True
    """Whether what is taken away is only told: the first keeps it, or it is not merged yet."""

    def note_losses(self, entry: EntryKey, own: bytes, raw: bytes) -> None:
        """Note what is taken away where the version of the second gets in the other's place."""
        if is_deleted(own):
            return
        if is_deleted(raw):
            self.deletes.append(entry)
        elif entry[0] == SESSIONS and (lost := spared(document(own), document(raw))[1]):
            self.removes[entry] = lost

    @property
    def is_of_something(self) -> bool:
        """Whether the second holds any entry."""
        return bool(self.new or self.same or self.taken or self.kept)

    @property
    def brings_something(self) -> bool:
        """Whether merging the second into the first changes the first."""
        return bool(self.new or self.taken)

    @property
    def is_worth_asking(self) -> bool:
        """Whether it brings sessions or marks: what is remembered is no reason to ask."""
        return bool(_records([*self.new, *self.taken]))

    @property
    def takes_away(self) -> bool:
        """Whether to take all of the second would take away something that the first says."""
        return bool(self.removes or self.deletes or self.outdated)

    @property
    def counts(self) -> str:
        """How many entries there are of each kind."""
        return (
            f"{_records(self.new)} new, {_records(self.same)} the same, {_records(self.taken)} "
            f"taken from the file, {_records(self.kept)} kept from here{self._choices}"
        )

    @property
    def _choices(self) -> str:
        """What the program remembers for itself, told apart: nobody counts it as a session."""
        brought = [*self.new, *self.taken]
        number = len(brought) - _records(brought)
        return f"; also {counted(number, 'remembered choice')}" if number else ""

    @property
    def losses(self) -> str:
        """What it takes away, as in `1 would remove 4 holds, 50 would be deleted`."""
        told = []
        if self.removes:
            total = sum(self.removes.values(), Counter[str]())
            told.append(f"{len(self.removes)} {self._removing(len(self.removes))} {_words(total)}")
        if deleted := len(self.deletes):
            are = "would be" if self.spares else "is" if deleted == 1 else "are"
            told.append(f"{deleted} {are} deleted")
        for why, entries in Counter(self.outdated.values()).items():
            one, more = ("is", "are") if self.spares else ("was", "were")
            told.append(f"{entries} {one if entries == 1 else more} {why}")
        return ", ".join(told)

    def removes_words(self, entry: EntryKey) -> str:
        """Return what the second lacks of an entry, as in `would remove 4 holds`."""
        return f"{self._removing(1)} {_words(self.removes[entry])}"

    def _removing(self, entries: int) -> str:
        return "would remove" if self.spares else "removes" if entries == 1 else "remove"

    def __str__(self) -> str:
        told = [f"{_records(self.new)} new", f"{_records(self.same)} the same"]
        if taken := _records(self.taken):
            told.append(f"{taken} newer there")
        if kept := _records(self.kept):
            told.append(f"{kept} newer here")
        return ", ".join(filter(None, (*told, self.losses))) + self._choices


def _records(entries: Iterable[EntryKey]) -> int:
    """Count the sessions and marks, and what a later version of the program keeps besides."""
    return sum(table != REMEMBERED for table, _ in entries)


def _words(things: Mapping[str, int]) -> str:
    """Say what is taken away, as in `4 holds, 1 sore spot and 1 note`."""
    return listed(counted(number, thing) for thing, number in things.items())


class Import(msgspec.Struct, frozen=True):
    """What a file has to offer, or has given."""

    comparison: Comparison
    rejected: tuple[InvalidEntry, ...]
    """Entries that are no valid records, with the reason."""
    damaged: bool
    """Whether only a part of the file could be read."""
    outdated: tuple[InvalidEntry, ...] = ()
    """Entries that were not taken because they are newer here, though the file says something
    else."""
    notices: tuple[str, ...] = ()
    """Sentences about how it was read."""
    entries: Iterable[tuple[str, str]] = ()
    """What becomes of every entry, and which one it is; they can be gone through once."""
    can_be_undone: bool = False
    """Whether it has changed the history, and that can be taken back."""

    @property
    def leaves_out(self) -> bool:
        """Whether something of the file was not taken because it cannot be read or takes away."""
        spared = self.comparison.spares and self.comparison.takes_away
        return bool(self.rejected or self.damaged or spared)


class ConflictCopy(msgspec.Struct, frozen=True):
    """A copy beside the history."""

    path: Path
    comparison: Comparison
    """What it has that the history has not."""
    related: bool
    """False when it is a different history, which is only merged when it is named."""
    damaged: bool = False
    by_program: bool = True
    """Whether a sync tool named it, and it is put aside once it is merged; a person's own copy
    stays where it is."""
    answered: bool = False
    """Whether it was asked about on this machine with just this content."""
    content_id: str = ""
    """Stands for the content that was compared."""


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
        elif newer(own, raw) is own:
            found.kept.append((name, key))
        else:
            found.taken.append((name, key))
            found.note_losses((name, key), own, raw)
            merged.tables[name][key] = raw
    for name, value in theirs.others.items():
        merged.others[name] = max(value, merged.others.get(name, value))
    return merged, found


_NOTHING: tuple[Json, ...] = (None, "", [], {})
_IN_WORDS = {
    "holds": "hold",
    "sore_spots": "sore spot",
    "note": "note",
    "pain_before": "pain rating",
    "pain_after": "pain rating",
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
        rest[_identity(entry)].append(entry)
    joined = [rest[at].pop() if rest[at := _identity(entry)] else entry for entry in own]
    unmatched = Counter(id(entry) for entries in rest.values() for entry in entries)
    return joined + [entry for entry in theirs if id(entry) in unmatched]


def _identity(entry: Json) -> bytes:
    """Return what a hold is still the same by when its numbers are changed."""
    if not isinstance(entry, dict):
        return encode(entry)
    return encode([entry.get(name) for name in ("exercise", "side", "rep")])
