"""Read the history, its backups, folders and drafts, and say what is not as it should be."""

import os
from collections.abc import Iterator
from datetime import datetime, timedelta
from enum import Enum
from itertools import pairwise
from operator import attrgetter
from pathlib import Path

import msgspec

from library import failures, files, owners
from library.history import backups
from library.history.comparison import ConflictCopy
from library.history.errors import HistoryError
from library.history.merge import AHEAD
from library.history.other_histories import what_to_do
from library.history.snapshot import Snapshot
from library.history.store import HistoryStore
from library.history.tables import CHECKS, DECISIONS, REACH, SESSIONS, TABLES
from library.history.whereabouts import kept_elsewhere
from library.paths import Paths
from library.session.draft import DraftContent, trash_in, unfinished_drafts
from library.session.unfinished import saved_ids
from library.wording import counted, listed

_DUPLICATE = timedelta(minutes=2)
_WRITING = 0o022
_MOVE_AWAY = "Move it away; the next save makes what belongs there."
_COPIES_OF_A_SAVE = 2
"""The file itself and its backup."""
_KEPT_DRAFT = "It is kept as it is; remove the file to hear no more of it."
_SMALL_FILES = 1 << 16
"""Bytes for what else a save writes, as what can be undone (our judgement)."""


class Severity(Enum):
    """How much a finding matters."""

    GOOD = "good"
    REMARK = "remark"
    """Good to know; there is nothing that must be done."""
    NOTICE = "notice"
    PROBLEM = "problem"


class Finding(msgspec.Struct, frozen=True):
    """One thing that was looked at."""

    severity: Severity
    text: str
    advice: str = ""
    """What to do; empty when there is nothing to do."""


class Checkup(msgspec.Struct, frozen=True):
    """All findings."""

    findings: tuple[Finding, ...]

    @property
    def exit_code(self) -> int:
        """0 when nothing has to be done, 1 when something has, 2 when something is wrong."""
        severities = {finding.severity for finding in self.findings}
        return 2 if Severity.PROBLEM in severities else int(Severity.NOTICE in severities)


def check(history: HistoryStore, paths: Paths) -> Checkup:
    """Look at the history file, its backups, folders, lock, conflict copies and drafts.

    Nothing is changed; a file that is damaged is put aside, and one that comes from elsewhere is
    backed up, as whenever it is read.

    Args:
        history: The history.
        paths: Where the drafts lie, and how commands name the folders.
    """
    looks: tuple[Iterator[Finding], ...] = (
        _file(history, paths),
        _backups(history),
        _kept(paths),
        _folders(history, paths),
        _in_the_way(history, paths),
        _lock(history, paths),
        _copies(history, paths),
        _leftovers(history, paths),
        _drafts(history, paths),
    )
    return Checkup(tuple(finding for look in looks for finding in _to_its_end(look)))


def _to_its_end(look: Iterator[Finding]) -> Iterator[Finding]:
    """Go on where one look fails: the others may tell why."""
    try:
        yield from look
    except HistoryError as error:
        yield Finding(Severity.PROBLEM, str(error))
    except OSError as error:
        where = f"{error.filename} could not be looked at: " if error.filename else ""
        yield Finding(Severity.PROBLEM, f"{where}{failures.why(error)}")


def _file(history: HistoryStore, paths: Paths) -> Iterator[Finding]:
    path = history.path
    try:
        snapshot = history.load()
    except HistoryError as error:
        # A file that nobody lets this user read is not one to be replaced.
        helps = not owners.shut_out(path) and any(
            map(_is_whole, backups.listed(paths.state.backups))
        )
        yield Finding(Severity.PROBLEM, str(error), _from_backup(paths) if helps else "")
        return
    held = {name: len(getattr(snapshot, name)) for name in (SESSIONS, CHECKS, DECISIONS, REACH)}
    if any(held.values()) or path.exists():
        things = (
            counted(count, TABLES[name].thing)
            for name, count in held.items()
            if count or name == SESSIONS
        )
        told = f"{path} can be read; it holds {listed(things)}."
    else:
        told = f"There is no history yet; the first session makes {path}."
    yield Finding(Severity.GOOD, told)
    for notice in snapshot.notices:
        yield Finding(Severity.NOTICE, notice, "The next save puts the file right.")
    if not snapshot.history:
        for told in kept_elsewhere(paths):
            yield Finding(Severity.REMARK, told)
    if snapshot.passing:
        yield Finding(Severity.REMARK, snapshot.passing, "The next save puts the file right.")
    for other in snapshot.others:
        yield Finding(Severity.NOTICE, str(other), what_to_do(other, paths))
    for entry in snapshot.invalid:
        text = f"The entry {entry.key} is no valid record: {entry.reason}."
        yield Finding(Severity.NOTICE, text, f"It is kept as it is; correct it in {path}.")
    yield from _times(history)
    yield from _duplicates(snapshot)


def _from_backup(paths: Paths) -> str:
    return (
        f"{paths.command('backups')} lists the backups; {paths.command('restore')} with the name "
        "of one goes back to it, and keeps the file as it is."
    )


def _times(history: HistoryStore) -> Iterator[Finding]:
    if ahead := history.count_ahead(AHEAD):
        is_or_are = "is" if ahead == 1 else "are"
        yield Finding(
            Severity.REMARK,  # it stays in the log when the clock was put right long ago
            f"{counted(ahead, 'change')} {is_or_are} dated ahead: a clock was wrong.",
            "Check the date on every computer that carries the history; where it is right, there "
            "is nothing to do: what you change or undo counts as later all the same.",
        )


def _duplicates(snapshot: Snapshot) -> Iterator[Finding]:
    in_turn = sorted(snapshot.sessions, key=attrgetter("routine", "started_at"))
    for first, second in pairwise(in_turn):
        is_close = second.started_at - first.started_at <= _DUPLICATE
        if is_close and first.routine == second.routine:
            when = first.started_at.astimezone().strftime("%Y-%m-%d %H:%M")
            text = f"Two sessions begin within two minutes, at {when}."
            advice = "Fine if there were two; one that was entered twice can be deleted in History."
            yield Finding(Severity.REMARK, text, advice)


def _backups(history: HistoryStore) -> Iterator[Finding]:
    copies, broken = history.backups(), []
    for copy in copies:
        try:
            backups.read(copy)
        except HistoryError as error:
            broken.append(str(error))
    if whole := len(copies) - len(broken):
        yield Finding(Severity.GOOD, f"{counted(whole, 'backup')} can be read.")
    elif not copies:
        yield Finding(Severity.GOOD, "There are no backups yet; every save makes one.")
    cure = "The other backups can be used." if whole else "The next save makes a new one."
    yield from (Finding(Severity.PROBLEM, told, cure) for told in broken)


def _is_whole(copy: backups.Backup) -> bool:
    try:
        backups.read(copy)
    except HistoryError:
        return False
    return True


def _kept(paths: Paths) -> Iterator[Finding]:
    """Tell what was kept aside, which nothing else names."""
    for folder, what in (
        (paths.state.kept, "as they were found when something was wrong, or older versions"),
        (paths.state.merged, "copies that were merged"),
    ):
        sizes = [
            mark[1] for name in files.names(folder) if (mark := files.fingerprint(folder / name))
        ]
        if sizes:
            told = f"{counted(len(sizes), 'file')}, {sum(sizes) / 1e6:.1f} MB"
            yield Finding(Severity.GOOD, f"{told}, kept aside in {folder}: {what}.")


def _folders(history: HistoryStore, paths: Paths) -> Iterator[Finding]:
    for folder in dict.fromkeys((history.path.parent, paths.config_dir, paths.state_dir)):
        can_be_made = owners.shut_out(folder) is None and _blocker(folder) is None
        if not os.path.exists(folder) and can_be_made:
            yield Finding(Severity.GOOD, f"{folder} will be made by the first save.")
    yield from _room(history, paths)
    for path in _needed(history, paths):
        if barrier := owners.shut_out(path):
            advice = f"{barrier.cure[:1].upper()}{barrier.cure[1:]}"
            yield Finding(Severity.PROBLEM, f"{path} cannot be used: {barrier.told}.", advice)
    if not (keeps := owners.keeps_modes(history.path)):
        text = f"The file system of {history.path} keeps no rights: others may read it there."
        yield Finding(Severity.REMARK, text, "Choose another place if it is not for their eyes.")
    for path in _private(history, paths):
        if not keeps and path in (history.path, history.path.parent):
            continue
        if rights := owners.rights_of_others(path):
            yield from _open_to_others(path, rights)


def _open_to_others(path: Path, rights: int) -> Iterator[Finding]:
    """Tell what others may do, and how to close what is meant: not a link, but where it leads."""
    try:
        files.refuse_planted_link(path)
    except failures.PlantedLinkError:
        return  # it is not followed: what it leads to is not ours to close
    path = Path(os.path.realpath(path))
    # Names tell little, but whoever may write in a folder can replace what is in it.
    harmless = path.is_dir() and not rights & _WRITING
    severity = Severity.REMARK if harmless else Severity.NOTICE
    can = "change" if rights & _WRITING else "look into" if harmless else "read"
    yield Finding(severity, f"Other people can {can} {path}.", owners.closing(path))


def _room(history: HistoryStore, paths: Paths) -> Iterator[Finding]:
    """Tell where a save would find no room: it writes the file anew beside the old one."""
    size = history.path.stat().st_size if history.path.exists() else 0
    needed = _COPIES_OF_A_SAVE * size + _SMALL_FILES
    for folder in dict.fromkeys((history.path.parent, paths.state_dir, paths.config_dir)):
        if not _has_room(folder, needed):
            text = f"There is no room on the disk for a save in {folder}."
            advice = f"Make room there, at least {needed / 1e6:.1f} MB, so that all is kept."
            yield Finding(Severity.PROBLEM, text, advice)


def _has_room(folder: Path, size: int) -> bool:
    if not hasattr(os, "statvfs"):
        return True
    try:
        disk = os.statvfs(folder)
    except OSError:
        return True  # whoever uses it says what is wrong
    # A disk without a size, as some over a network, does not tell.
    return not disk.f_blocks or disk.f_bavail * disk.f_frsize >= size


def _needed(history: HistoryStore, paths: Paths) -> Iterator[Path]:
    """What cannot be done without, outermost first; nothing behind what is closed."""
    own = (paths.settings_file, paths.routines_file, paths.exercises_dir)
    kept = _state_folders(paths)
    inside = (
        folder / name
        for folder in kept
        for name in sorted(files.names(folder))
        if name.endswith((".json", ".lock", ".pid"))
    )
    closed: list[Path] = []
    outer = (history.path.parent, paths.config_dir, *kept)
    for path in dict.fromkeys((*outer, history.path, *own, *inside)):
        if any(folder in path.parents for folder in closed):
            continue
        if owners.shut_out(path):
            closed.append(path)
        yield path


def _state_folders(paths: Paths) -> tuple[Path, ...]:
    state = paths.state
    return (state.path, state.backups, state.kept, state.merged, state.drafts, state.typed)


def _private(history: HistoryStore, paths: Paths) -> Iterator[Path]:
    """Everything with words of the person's, and the folders it lies in."""
    yield from (history.path.parent, history.path)
    drafts = (paths.state.drafts, paths.state.typed)
    for folder in (*_state_folders(paths), *map(trash_in, drafts)):
        yield folder
        yield from sorted(folder / name for name in files.names(folder) if name.endswith(".json"))


def _in_the_way(history: HistoryStore, paths: Paths) -> Iterator[Finding]:
    """Tell what is no folder where one is needed, and what is one in the place of a file."""
    own = (history.path.parent, paths.config_dir, paths.exercises_dir)
    blockers = dict.fromkeys(map(_blocker, (*own, *_state_folders(paths))))
    for path in filter(None, blockers):
        elsewhere = "Name another place: --data-dir, HOME and XDG_STATE_HOME lead there."
        advice = _MOVE_AWAY if path.is_file() else elsewhere  # a device is to stay
        yield Finding(Severity.PROBLEM, f"{path} is in the way: it is no folder.", advice)
    for file in filter(os.path.isdir, (history.path, paths.state.history_lock)):
        told = f"{file} is in the way: it is a folder, so that nothing can be saved."
        yield Finding(Severity.PROBLEM, told, _MOVE_AWAY)


def _blocker(folder: Path) -> Path | None:
    """Return what is no folder in the place of one, or of one that it lies in; None if nothing."""
    there = next(filter(os.path.exists, (folder, *folder.parents)), folder)
    return there if os.path.exists(there) and not there.is_dir() else None


def _lock(history: HistoryStore, paths: Paths) -> Iterator[Finding]:
    lock = paths.state.history_lock
    if owners.shut_out(lock) or os.path.isdir(lock):
        return  # told already
    if not history.is_being_saved():
        yield Finding(Severity.GOOD, "No other window or machine is saving.")
    else:
        yield Finding(
            Severity.REMARK,
            "Another window or machine is saving just now.",
            "If it stays so, end that window; the system then frees the lock.",
        )


def _copies(history: HistoryStore, paths: Paths) -> Iterator[Finding]:
    try:
        copies = history.sync_conflicts()
    except HistoryError:
        return  # the file itself was reported already
    for copy in copies:
        yield _copy(copy, paths)


def _leftovers(history: HistoryStore, paths: Paths) -> Iterator[Finding]:
    if history.is_being_saved():
        return  # it may be the save that is under way
    for path in (paths.history_file, paths.settings_file, paths.routines_file):
        for leftover in files.leftovers(path):
            text = f"{leftover.name} was left by an interrupted save."
            cure = "A save removes it, ten minutes later at the latest."
            yield Finding(Severity.REMARK, text, cure)


def _copy(copy: ConflictCopy, paths: Paths) -> Finding:
    kind = "A copy of the history" if copy.related else "A different history"
    text = f"{kind} lies beside it: {copy.path.name} ({copy.comparison})."
    if not copy.comparison.brings_something and not copy.comparison.kept:
        return Finding(Severity.REMARK, text, "It brings nothing new; it can be removed.")
    if not copy.comparison.brings_something:
        entries = counted(len(copy.comparison.kept), "entry", "entries")
        held = f"It holds another version of {entries}; merging keeps it in the folder kept"
        return Finding(Severity.REMARK, text, f"{held}: {paths.command('import', copy.path)}")
    severity = Severity.REMARK if copy.answered else Severity.NOTICE
    left = "You chose to leave it. " if copy.answered else ""
    words = ("import", "--replace") if copy.comparison.takes_away else ("import",)
    return Finding(severity, text, f"{left}Merge it: {paths.command(*words, copy.path)}")


def _drafts(history: HistoryStore, paths: Paths) -> Iterator[Finding]:
    readable, unreadable = unfinished_drafts(paths.state.drafts)
    known = saved_ids(history) if readable else frozenset()
    for draft in readable:
        if draft.id in known:  # the next start removes it
            continue
        try:
            DraftContent.read(draft)
        except ValueError as error:
            file = paths.state.drafts / f"{draft.id}.json"
            text = f"A session that was not finished cannot be gone on with: {error}: {file}."
            yield Finding(Severity.NOTICE, text, _KEPT_DRAFT)
            continue
        seen = datetime.fromisoformat(draft.saved_at).astimezone()
        text = f"A session was not finished; it was last seen on {seen:%Y-%m-%d at %H:%M}."
        yield Finding(
            Severity.NOTICE, text, "The next start offers to go on with it or to save it."
        )
    for typed in unfinished_drafts(paths.state.typed)[0]:
        seen = datetime.fromisoformat(typed.saved_at).astimezone()
        text = f"Something that was typed on {seen:%Y-%m-%d at %H:%M} is not saved."
        yield Finding(Severity.NOTICE, text, "The next start of the dashboard offers it.")
    for path in unreadable:
        text = f"A session that was not finished cannot be read: {path}."
        yield Finding(Severity.NOTICE, text, _KEPT_DRAFT)
