"""What comes of it when another history is merged, or a file imported, and how it is told."""

from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec

from library.history.snapshot import InvalidEntry
from library.history.tables import CHECKS, DECISIONS, REACH, REMEMBERED, TABLES
from library.wording import counted, listed

EntryKey = tuple[str, str]
"""Table and key of an entry."""
_APART = {
    **{name: TABLES[name].thing for name in (CHECKS, DECISIONS, REACH)},
    REMEMBERED: "remembered choice",
}
"""What is told apart from sessions and marks, and what a person calls it."""


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
        """Whether it brings sessions or marks: answers and choices are no reason to ask."""
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
            f"taken from the file, {_records(self.kept)} kept from here{self._besides}"
        )

    @property
    def _besides(self) -> str:
        told = besides(table for table, _ in (*self.new, *self.taken))
        return f"; also {told}" if told else ""

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
        return ", ".join(filter(None, (*told, self.losses))) + self._besides


def besides(tables: Iterable[str]) -> str:
    """Count answers and what the program remembers: nobody counts them as sessions.

    Args:
        tables: The table of each entry; those of sessions and marks are passed over.
    """
    counts = Counter(tables)
    told = [counted(counts[name], thing) for name, thing in _APART.items() if counts[name]]
    return listed(told) if told else ""


def is_besides(table: str) -> bool:
    """Tell whether the entries of a table are told apart from sessions and marks."""
    return table in _APART


def _records(entries: Iterable[EntryKey]) -> int:
    """Count the sessions and marks, and what a later version of the program keeps besides."""
    return sum(not is_besides(table) for table, _ in entries)


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
