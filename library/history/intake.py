"""What an import takes into the history and what it leaves, worked out before anything changes."""

from collections.abc import Iterator

import msgspec

from library.bounds import WORST_PAIN
from library.decoding import is_garbled
from library.history.codec import InvalidDocument, read_record
from library.history.comparison import Comparison, EntryKey, Import
from library.history.file import HistoryFile
from library.history.format import (
    Contents,
    Document,
    Json,
    Tables,
    document,
    encode,
    is_deleted,
    is_document,
    without_deletion,
)
from library.history.merge import content, identity, newer, note_losses, pairs, spared, stamped
from library.history.offer import Offer, keyed, validated
from library.history.record import Check, DayMark, Decision, Reach, Record, SessionRecord
from library.history.repair import Condition, FileState
from library.history.snapshot import IMPORTED, InvalidEntry
from library.history.tables import SESSIONS, TABLES
from library.history.undo import TAKEN_BACK, UndoEntry, UndoList
from library.text import clean

_LONGEST_NAME, _LONGEST_LINE = 60, 120
_LOOKS = 200
"""After so many texts that somebody has edited, a table is not garbled: each look may take 10 ms
(our judgement)."""


def take_in(
    file: HistoryFile, undo: UndoList, offer: Offer, *, dry_run: bool, replace: bool
) -> Import:
    """Take what a file offers into the history, as one save that can be taken back.

    Args:
        file: The history.
        undo: Remembers how it was.
        offer: What the file holds.
        dry_run: Only tell what would happen.
        replace: Also take what takes something away.

    Raises:
        HistoryError: The history cannot be read or saved; a dry run, too, says if it would be too
            large.
    """
    if dry_run:
        mine = file.read().contents
        intake = _Intake(file, mine, replace)
        found = intake.of(offer)
        contents = mine.copy()
        intake.put_into(contents, offer)
        file.refuse(contents)
        return found
    with file.changing() as loaded:
        mine = loaded.contents
        intake = _Intake(file, mine, replace)
        found = intake.of(offer)
        with file.saving() as contents:
            intake.put_into(contents, offer)
        now = file.clock.now()
        entries = [
            UndoEntry.of(IMPORTED, now, name, mine.tables.get(name, {}), texts)
            for name, texts in intake.changes.items()
        ]
        can_be_undone = bool(entries) and undo.push_apart(entries)
    return msgspec.structs.replace(found, can_be_undone=can_be_undone)


class _Intake:
    """Decides about every entry of a file."""

    def __init__(self, file: HistoryFile, mine: Contents, replace: bool) -> None:
        self._file = file
        self._mine = mine
        self._replace = replace
        self._found = Comparison(spares=not replace)
        self._notes: dict[EntryKey, str] = {}
        self._is_copy = False
        self.changes: Tables = {}
        """The texts that are to be saved, by table and key."""

    def of(self, offer: Offer) -> Import:
        """Return what becomes of what a file offers."""
        self._is_copy = offer.is_copy
        named = keyed(offer.contents, self._mine.tables[SESSIONS])
        whole = named.contents
        if offer.is_table:
            if offer.absent or offer.rejected:
                whole = _completed(whole, offer.absent, self._mine)
            whole = _unspoilt(whole, self._mine)
        accepted, faults = validated(whole, damaged=offer.is_damaged_text)
        invalid = (InvalidEntry(named.ids.get(each.key, each.key), each.reason) for each in faults)
        state = FileState(offer.condition, accepted)
        ready = self._file.ready(state, self._mine, offer.path)
        for name, key, own, raw in pairs(self._mine, ready):
            self._decide((name, key), own, raw)
        return Import(
            self._found,
            (*offer.rejected, *named.twins, *invalid),
            damaged=offer.condition is Condition.DAMAGED,
            outdated=() if self._replace else tuple(self._outdated(ready)),
            notices=offer.notices,
            entries=self._told(ready),
        )

    def put_into(self, contents: Contents, offer: Offer) -> None:
        """Put what is taken of an offer into the contents of the history."""
        for name, texts in self.changes.items():
            contents.tables[name] = {**contents.tables.get(name, {}), **texts}
        contents.others = {**offer.contents.others, **contents.others}

    def _decide(self, entry: EntryKey, own: bytes | None, raw: bytes) -> None:
        found = self._found
        if own is None:
            self._take(entry, raw)
            if not is_deleted(raw):
                found.new.append(entry)
        elif own == raw or _say_the_same(entry[0], own, raw):
            found.same.append(entry)
        elif _is_taken_back(own) and not is_deleted(raw):
            self._take(entry, encode(self._stamp_now(document(raw), own)))
            found.new.append(entry)
        elif newer(own, raw, entry[0]) is own:
            self._decide_older(entry, own, raw)
        else:
            self._decide_newer(entry, own, raw)

    def _decide_older(self, entry: EntryKey, own: bytes, raw: bytes) -> None:
        """Decide about a version that says something else than the newer one here.

        Perhaps a person wrote it into an old export just now, so it is up to them.
        """
        found, why = self._found, "deleted here" if is_deleted(own) else "newer here"
        if not self._is_copy:
            found.outdated[entry] = why
        if self._is_copy or not self._replace:
            self._notes[entry] = why
            found.kept.append(entry)
            return
        self._notes[entry] = f"was {why}"
        note_losses(found, entry, own, raw)
        self._take(entry, encode(self._stamp_now(document(raw), own)) if is_document(raw) else raw)
        found.taken.append(entry)

    def _decide_newer(self, entry: EntryKey, own: bytes, raw: bytes) -> None:
        found, whole = self._found, raw
        note_losses(found, entry, own, raw)
        if is_deleted(raw):
            self._notes[entry] = "deleted there" if self._replace else "would be deleted"
            whole = own
        elif entry in found.removes:
            self._notes[entry] = found.removes_words(entry)
            fields, _ = spared(document(own), document(raw))
            is_news = _said(fields) != _said(document(own))
            whole = encode(self._stamp_now(fields, raw)) if is_news else own
        wanted = raw if self._replace else whole
        if wanted is own:
            found.kept.append(entry)
        else:
            self._take(entry, wanted)
            found.taken.append(entry)

    def _stamp_now(self, fields: Document, old: bytes) -> Document:
        """Make a document the version after the one with this text."""
        return stamped(fields, old, self._file.clock.now(), self._file.device)

    def _take(self, entry: EntryKey, raw: bytes) -> None:
        self.changes.setdefault(entry[0], {})[entry[1]] = raw

    def _outdated(self, offered: Contents) -> Iterator[InvalidEntry]:
        for (name, key), why in self._found.outdated.items():
            words = entry_words(name, key, offered.tables[name][key])
            yield InvalidEntry(words, f"it is {why}")

    def _told(self, offered: Contents) -> Iterator[tuple[str, str]]:
        found = self._found
        for what, entries in (
            ("new", found.new),
            ("the same", found.same),
            ("taken from the file", found.taken),
            ("kept from here", found.kept),
        ):
            for name, key in entries:
                note = self._notes.get((name, key), "")
                words = entry_words(name, key, offered.tables[name][key])
                yield (f"{what}, {note}" if note else what), words


def _unspoilt(contents: Contents, mine: Contents) -> Contents:
    """Let a table say of its sessions what they say here, where it is only garbled."""
    whole = contents.copy()
    looks_left = _LOOKS
    for key, raw in contents.tables[SESSIONS].items():
        own = mine.tables[SESSIONS].get(key, b"")
        if own.isascii() or not is_document(own):
            continue
        fields, here = document(raw), document(own)
        for name, value in fields.items():
            original = here.get(name)
            if value == original or not isinstance(value, str) or not isinstance(original, str):
                continue
            if is_garbled(value, original):
                fields[name], looks_left = original, _LOOKS
            elif not (looks_left := looks_left - 1):
                return whole
        whole.tables[SESSIONS][key] = encode(fields)
    return whole


def _completed(contents: Contents, absent: frozenset[str], mine: Contents) -> Contents:
    """Let a table say of its sessions what they say here, where it has no column for that.

    So it is with cells that could not be read.
    """
    whole = contents.copy()
    for key, raw in contents.tables[SESSIONS].items():
        own = mine.tables[SESSIONS].get(key, b"")
        if is_document(own):
            fields = {
                name: value
                for name, value in without_deletion(document(own)).items()
                if name in _SESSION_FIELDS or (name not in _VERSION and "more" in absent)
            }
            holds = _completed_holds(document(own), document(raw), absent) if absent else {}
            whole.tables[SESSIONS][key] = encode({**fields, **document(raw), **holds})
    return whole


def _completed_holds(own: Document, theirs: Document, absent: frozenset[str]) -> Document:
    """Return the holds of a table, with what it has no column for as each of them says it here."""
    here, there = own.get("holds"), theirs.get("holds")
    if not isinstance(here, list) or not isinstance(there, list):
        return {}
    known = {identity(hold): hold for hold in reversed(here) if isinstance(hold, dict)}
    completed: list[Json] = []
    for hold in there:
        mine = known.get(identity(hold), {})
        kept = {name: value for name, value in mine.items() if name in absent}
        completed.append({**kept, **hold} if isinstance(hold, dict) else hold)
    return {"holds": completed}


_SESSION_FIELDS = frozenset(SessionRecord.__struct_fields__)
_VERSION = frozenset(("updated_at", "rev", "device"))


def _say_the_same(table: str, own: bytes, raw: bytes) -> bool:
    """Tell whether two versions differ in nothing but how they are written."""
    if is_deleted(own) or is_deleted(raw):
        return is_deleted(own) and is_deleted(raw)
    mine, theirs = document(own), document(raw)
    if table == SESSIONS:
        whole, lost = spared(mine, theirs)
        theirs = theirs if lost else whole  # the order of its holds is no difference
    return bool(mine) and _said(mine) == _said(theirs)


def _said(fields: Document) -> Document:
    """Return what a document says: what says nothing is left out, a line may end in any way."""
    return {
        name: value.replace("\r\n", "\n").replace("\r", "\n") if isinstance(value, str) else value
        for name, value in content(encode(fields)).items()
        if value not in (None, "", [])
    }


def _is_taken_back(raw: bytes) -> bool:
    """Tell whether an entry is deleted only because its import was taken back."""
    if not is_deleted(raw):
        return False
    fields = document(raw)
    return fields.get(TAKEN_BACK) == fields["deleted_at"]


def entry_words(table: str, key: str, raw: bytes) -> str:
    """Return which entry a document is, as in `2026-11-20 Morning`."""
    thing = TABLES[table].thing if table in TABLES else "entry"
    try:
        record = read_record(table, key, encode(without_deletion(document(raw))))
    except (InvalidDocument, KeyError):
        record = None
    if record is None:
        return f"{thing} {clean(key, limit=_LONGEST_NAME)}"
    if isinstance(record, SessionRecord):
        start = f"{record.local_start:%H:%M}"
        return f"{record.practice_day} {start} {clean(record.routine, limit=_LONGEST_NAME)}"
    return clean(_words(record), limit=_LONGEST_LINE)


def _words(record: Record) -> str:
    match record:
        case DayMark(day, kind):
            return f"{day} marked as {kind.value}"
        case Check():
            return f"{record.day} back rated {record.rating} of {WORST_PAIN}"
        case Decision():
            about = ", ".join(filter(None, (record.exercise, *record.words)))
            kind_words = record.kind.value.replace("_", " ")
            return f"{record.day} decision: {kind_words}{about and f' ({about})'}"
        case Reach():
            leg = "" if record.leg == "both" else f", {record.leg} leg"
            return f"{record.day} reach {max(record.cm):g} cm ({record.form.value}{leg})"
    return str(record)
