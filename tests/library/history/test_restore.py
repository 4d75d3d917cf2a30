"""Going back to a backup: by a name that stays, on what this machine did, and back again."""

import errno
import os
from pathlib import Path
from unittest.mock import Mock

import msgspec
import pytest

from library import files, locks
from library.bounds import UNDOABLE
from library.history.backups import OtherHistoryError
from library.history.errors import HistoryError
from library.history.record import DayMark, MarkKind
from library.history.snapshot import WENT_BACK
from library.history.store import HistoryStore
from tests.library.history.support import DAY, FakeClock, open_history, path_of, session
from tests.marks import torture


def name_of_last(log: HistoryStore) -> str:
    return log.backups()[0].name


def test_going_back_to_a_backup_can_itself_be_taken_back(tmp_path: Path) -> None:
    log = open_history(tmp_path)
    log.add(session(0, note="old"))
    log.mark(DAY, MarkKind.ILL)
    then = name_of_last(log)
    log.replace(session(0, note="new"))
    log.add(session(1))
    now = log.load()
    planned = log.restore_backup(then, dry_run=True)
    assert log.load() == now
    done = log.restore_backup(then)
    assert msgspec.structs.replace(done, can_be_undone=False) == planned
    assert done.can_be_undone
    assert (done.brought_back, done.deleted, done.left) == ({"laptop": 1}, {"laptop": 1}, {})
    found = log.load()
    assert found.sessions == (session(0, note="old"),)
    assert found.marks == now.marks
    assert found.notices == ()
    again = open_history(tmp_path)
    assert again.load().sessions == found.sessions
    taken_back = again.undo(WENT_BACK)
    assert taken_back is not None
    assert (len(taken_back.ids), taken_back.left) == (2, 0)
    assert again.load().sessions == now.sessions
    assert again.undo(WENT_BACK) is None


@pytest.mark.parametrize("edits", [3, torture(UNDOABLE + 5)])
def test_taking_it_back_touches_nothing_that_was_saved_since(edits: int, tmp_path: Path) -> None:
    log = open_history(tmp_path)
    for number in range(2):
        log.add(session(number))
    then = name_of_last(log)
    for number in range(2, 5):
        log.add(session(number))
    log.mark(DAY, MarkKind.REST)
    log.restore_backup(then)
    log.add(session(9, note="fresh"))
    log.restore([session(3).id])
    log.load()
    log.replace(session(3, note="edited since"))
    for number in range(edits):
        log.mark(DAY.replace(day=1 + number % 19), MarkKind.PAIN)
    taken_back = log.undo(WENT_BACK)
    assert taken_back is not None
    assert (len(taken_back.ids), taken_back.left) == (3, 1)
    found = log.load()
    assert session(9, note="fresh") in found.sessions
    assert session(3, note="edited since") in found.sessions
    assert {one.id for one in found.sessions} == {session(n).id for n in (0, 1, 2, 3, 4, 9)}
    assert DayMark(DAY, MarkKind.REST) in found.marks


def test_undo_takes_going_back_back_as_one_change(tmp_path: Path) -> None:
    log = open_history(tmp_path)
    log.add(session(0))
    then = name_of_last(log)
    log.add(session(1))
    log.mark(DAY, MarkKind.REST)
    now = log.load()
    log.restore_backup(then)
    assert log.undo() is not None
    assert (log.load().sessions, log.load().marks) == (now.sessions, now.marks)


def two_machines(folder: Path) -> tuple[HistoryStore, str]:
    """A history that was carried to another machine and back; the name of the backup before."""
    log = open_history(folder)
    for number in range(3):
        log.add(session(number))
    then = name_of_last(log)
    log.add(session(3))
    clock = FakeClock()
    clock.pass_(hours=1)
    other = HistoryStore(path_of(folder), folder / "elsewhere", clock, "desktop")
    for number in range(10, 15):
        other.add(session(number))
    other.load()
    other.replace(session(0, note="from the desktop"))
    return open_history(folder), then


def test_what_other_machines_did_is_left_alone_and_told(tmp_path: Path) -> None:
    log, then = two_machines(tmp_path)
    done = log.restore_backup(then)
    assert (done.brought_back, done.deleted, done.left) == ({}, {"laptop": 1}, {"desktop": 6})
    found = {one.id for one in log.load().sessions}
    assert found == {session(n).id for n in (0, 1, 2, *range(10, 15))}


def test_what_this_machine_did_under_another_name_is_its_own(tmp_path: Path) -> None:
    clock = FakeClock()
    log = open_history(tmp_path, "laptop", clock)
    log.add(session(0))
    then = name_of_last(log)
    log.add(session(1))
    clock.pass_(days=1)
    renamed = open_history(tmp_path, "laptop.home", clock)
    assert renamed.restore_backup(then, dry_run=True).deleted == {"laptop": 1}
    renamed.add(session(2))
    clock.pass_(days=1)
    once_more = open_history(tmp_path, "laptop.work", clock)
    once_more.add(session(3))
    # The one that this machine was copied from still has the name.
    HistoryStore(path_of(tmp_path), tmp_path / "elsewhere", clock, "laptop").add(session(4))
    done = open_history(tmp_path, "laptop.work", clock).restore_backup(then)
    assert done.deleted == {"laptop": 1, "laptop.home": 1, "laptop.work": 1}
    assert done.left == {"laptop": 1}
    assert {one.id for one in log.load().sessions} == {session(n).id for n in (0, 4)}


def test_what_other_machines_did_goes_when_it_is_asked_for(tmp_path: Path) -> None:
    log, then = two_machines(tmp_path)
    before = log.load()
    done = log.restore_backup(then, all_machines=True)
    assert (done.brought_back, done.deleted) == ({"desktop": 1}, {"laptop": 1, "desktop": 5})
    assert log.load().sessions == tuple(session(number) for number in range(3))
    log.undo(WENT_BACK)
    assert log.load().sessions == before.sessions


def test_a_name_stays_and_its_beginning_will_do(tmp_path: Path) -> None:
    log = open_history(tmp_path)
    log.add(session(0))
    name = name_of_last(log)
    for number in range(1, 4):
        log.add(session(number))
    assert log.restore_backup(name[:4].upper(), dry_run=True).backup.name == name


@pytest.mark.parametrize("name", ["", "1", "2", "003", "zzzz", "../x", "\x1b[2J"])
def test_what_is_no_name_restores_nothing(name: str, tmp_path: Path) -> None:
    log = open_history(tmp_path)
    with pytest.raises(HistoryError, match="no backups yet"):
        log.restore_backup(name)
    for number in range(3):
        log.add(session(number))
    with pytest.raises(
        HistoryError, match=r"There is no backup called .*the list of backups shows them"
    ):
        log.restore_backup(name)
    assert len(log.load().sessions) == 3


def test_a_damaged_backup_or_one_of_another_history_is_not_restored(tmp_path: Path) -> None:
    log = open_history(tmp_path)
    log.add(session(0))
    log.add(session(1))
    damaged = log.backups()[1]
    damaged.path.write_bytes(b"x")
    with pytest.raises(HistoryError, match="is damaged; choose another backup"):
        log.restore_backup(damaged.name)
    other = open_history(tmp_path / "other")
    other.add(session(7))
    theirs = other.backups()[0]
    theirs.path.rename(damaged.path.with_name(theirs.path.name))
    with pytest.raises(HistoryError, match="is of another history"):
        log.restore_backup(theirs.name)
    assert len(log.load().sessions) == 2


def in_the_way(folder: Path) -> None:
    """Put what cannot be read in the place of the history."""
    path_of(folder).unlink()
    os.mkfifo(path_of(folder))


def with_a_backup_of_another(folder: Path) -> tuple[HistoryStore, str]:
    """A history, and the name of a backup of another one among its backups."""
    log = open_history(folder)
    other = open_history(folder / "other")
    other.add(session(7))
    theirs = other.backups()[0]
    clock = FakeClock()
    clock.pass_(hours=1)
    log = open_history(folder, clock=clock)
    log.add(session(0))
    theirs.path.rename(log.backups()[0].path.with_name(theirs.path.name))
    return log, theirs.name


def test_a_file_that_cannot_be_read_stays_where_it_is_when_the_backup_is_refused(
    tmp_path: Path,
) -> None:
    log, name = with_a_backup_of_another(tmp_path)
    in_the_way(tmp_path)
    with pytest.raises(OtherHistoryError, match=r"is of another history\.$") as refused:
        log.restore_backup(name)
    assert refused.value.backup.name == name
    assert path_of(tmp_path).is_fifo()


def test_a_file_that_cannot_be_read_is_put_back_when_nothing_could_be_saved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = open_history(tmp_path)
    log.add(session(0))
    in_the_way(tmp_path)
    with monkeypatch.context() as patch:
        patch.setattr(files, "replace", Mock(side_effect=OSError(errno.ENOSPC, "full")))
        with pytest.raises(HistoryError, match="no space left"):
            log.restore_backup(name_of_last(log))
    assert path_of(tmp_path).is_fifo()
    with monkeypatch.context() as patch:
        patch.setattr(files, "replace", Mock(side_effect=HistoryError("Not saved: so.")))
        patch.setattr(files, "is_there", lambda _path: True)
        with pytest.raises(HistoryError, match=r"so\. The file .* lies in .*unread.* now") as told:
            log.restore_backup(name_of_last(log))
    kept = Path(str(told.value).split(" lies in ")[1].removesuffix(" now."))
    assert kept.is_fifo()


def test_a_file_that_cannot_be_read_stays_where_it_is_while_another_window_saves(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = open_history(tmp_path)
    log.add(session(0))
    in_the_way(tmp_path)
    monkeypatch.setattr(locks, "LONG_WAIT_SECONDS", 0)
    lock = tmp_path / "state" / "history.lock"
    with locks.locked(lock, 0), pytest.raises(HistoryError, match="is saving"):
        log.restore_backup(name_of_last(log))
    assert path_of(tmp_path).is_fifo()
    assert log.restore_backup(name_of_last(log)).set_aside is not None
