"""Another history in the file's place is shown; the one before it is told of until answered."""

import shutil
from pathlib import Path

import pytest
from msgspec.structs import replace

from library.checks import Severity, check
from library.history.errors import HistoryError
from library.history.record import MarkKind
from library.history.store import HistoryStore
from library.paths import Paths
from tests.library.history.support import DAY, FakeClock, open_history, path_of, session
from tests.library.history.test_answers import CHECK, MEASURED


def replaced(folder: Path, *mine: int, theirs: int = 30) -> HistoryStore:
    """A log with sessions of mine whose file somebody replaced by another log."""
    log = open_history(folder)
    for number in mine:
        log.add(session(number))
    put_in_place(folder, "other", theirs)
    return open_history(folder)


def put_in_place(folder: Path, name: str, *numbers: int) -> None:
    other = open_history(folder / name, name)
    for number in numbers:
        other.add(session(number))
    path_of(folder).parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(path_of(folder / name), path_of(folder))


def told(folder: Path) -> list[int]:
    """How many sessions each of the other logs is said to have."""
    return [other.sessions for other in open_history(folder).load().others]


def test_the_other_is_shown_as_it_is_and_mine_is_told_of_until_it_is_merged(
    tmp_path: Path,
) -> None:
    log = replaced(tmp_path, 0, 1, 2)
    assert log.load().sessions == (session(30),)
    assert told(tmp_path) == [3]
    for number in range(31, 40):  # more saves than backups of one day are kept
        log.add(session(number))
        assert told(tmp_path) == [3]
        assert log.load().others[0].sessions == 3
    assert log.load().notices == ()
    brought = log.merge_other(log.load().others[0].id)
    assert len(brought.new) == 3
    assert told(tmp_path) == []
    assert len(log.load().sessions) == 13
    with pytest.raises(HistoryError, match="merged already"):
        log.merge_other("00000000")


def test_the_import_that_is_printed_ends_it(tmp_path: Path) -> None:
    log = replaced(tmp_path, 0)
    log.import_file(log.load().others[0].backup)
    assert log.load().others == ()
    assert told(tmp_path) == []


def test_a_merge_elsewhere_ends_it(tmp_path: Path) -> None:
    """The other machine merged both, and its file came back."""
    log = replaced(tmp_path, 0, 1)
    elsewhere = open_history(tmp_path / "other", "other")
    elsewhere.import_file(log.load().others[0].backup)
    shutil.copy(path_of(tmp_path / "other"), path_of(tmp_path))
    assert told(tmp_path) == []
    log.add(session(40))
    assert told(tmp_path) == []


def test_what_is_kept_apart_is_told_of_no_more_until_it_is_saved_here_again(
    tmp_path: Path,
) -> None:
    log = replaced(tmp_path, 0)
    mine = path_of(tmp_path / "mine")
    mine.parent.mkdir(parents=True)
    backup = log.load().others[0].backup
    log.keep_apart(log.load().others[0].id)
    assert log.changed()
    assert (log.load().others, told(tmp_path)) == ((), [])
    log.add(session(31))
    assert told(tmp_path) == []
    shutil.copy(backup, path_of(tmp_path))
    assert told(tmp_path) == [2], "now the other one is out of sight"
    open_history(tmp_path).add(session(1))
    shutil.copy(path_of(tmp_path / "other"), path_of(tmp_path))
    assert told(tmp_path) == [2]


def test_only_another_log_of_the_backups_can_be_kept_apart(tmp_path: Path) -> None:
    log = replaced(tmp_path, 0)
    with pytest.raises(HistoryError, match="no log nonsense"):
        log.keep_apart("nonsense")
    with pytest.raises(HistoryError, match="in use"):
        log.keep_apart(log.load().history)


def test_several_others_are_each_told_of(tmp_path: Path) -> None:
    replaced(tmp_path, 0, 1).add(session(31))
    put_in_place(tmp_path, "third", 50)
    assert sorted(told(tmp_path)) == [2, 2]
    log = open_history(tmp_path)
    for other in log.load().others:
        log.merge_other(other.id)
    assert len(log.load().sessions) == 5


def test_newer_versions_count_and_deletions_do_not(tmp_path: Path) -> None:
    clock = FakeClock()
    clock.pass_(hours=1)
    log = open_history(tmp_path, clock=clock)
    for number in range(3):
        log.add(session(number))
    log.load()
    log.replace(session(0, note="later"))
    log.delete([session(2).id])
    put_in_place(tmp_path, "other", 0, 1)
    assert told(tmp_path) == [1]


def test_a_marked_day_is_something_what_the_program_remembers_is_not(tmp_path: Path) -> None:
    log = open_history(tmp_path)
    log.mark(DAY, MarkKind.ILL)
    put_in_place(tmp_path, "other", 1)
    (other,) = open_history(tmp_path).load().others
    assert (other.sessions, other.marks) == (0, 1)
    assert "1 marked day of it is not in this one." in str(other)


def test_answers_are_something_too(tmp_path: Path) -> None:
    log = open_history(tmp_path)
    log.put([CHECK])
    log.put([MEASURED])
    put_in_place(tmp_path, "other", 1)
    (other,) = open_history(tmp_path).load().others
    assert (other.sessions, other.marks, other.answers) == (0, 0, 2)
    assert "2 answers of it are not in this one." in str(other)


def test_a_damaged_backup_of_the_other_is_passed_over(tmp_path: Path) -> None:
    log = replaced(tmp_path, 0, 1)
    newest = log.load().others[0].backup
    newest.write_bytes(newest.read_bytes()[:-9])
    assert told(tmp_path) == [1]


def test_the_other_that_goes_back_by_itself_leaves_nothing_to_tell(tmp_path: Path) -> None:
    log = open_history(tmp_path)
    log.add(session(0))
    mine = path_of(tmp_path).read_bytes()
    put_in_place(tmp_path, "other", 30)
    assert told(tmp_path) == [1]
    path_of(tmp_path).write_bytes(mine)
    assert told(tmp_path) == []


def test_a_file_that_is_lost_then_gives_the_log_that_was_saved_last(tmp_path: Path) -> None:
    clock = FakeClock()
    replaced(tmp_path, 0, 1)
    clock.pass_(hours=1)
    open_history(tmp_path, clock=clock).add(session(31))
    path_of(tmp_path).unlink()
    snapshot = open_history(tmp_path).load()
    assert snapshot.sessions == (session(30), session(31))
    assert [other.sessions for other in snapshot.others] == [2]


def test_the_check_names_it_with_a_command_for_this_folder(tmp_path: Path) -> None:
    log = replaced(tmp_path, 0)
    (other,) = log.load().others
    data = path_of(tmp_path).parent
    found = check(log, replace_paths(data, tmp_path / "state")).findings
    (finding,) = [each for each in found if each.text == str(other)]
    assert finding.severity is Severity.NOTICE
    assert f"supple --data-dir {data} import {other.backup}" in finding.advice
    assert f"backups --keep-apart {other.id}" in finding.advice
    assert not any("next save" in each.advice for each in found)


def replace_paths(data: Path, state: Path) -> Paths:
    return Paths(data, data, state, is_named=True)


def test_one_history_alone_reads_no_backup(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    log = open_history(tmp_path)
    log.add(session(0))
    log.load()
    log.replace(replace(session(0), note="later"))
    monkeypatch.setattr("library.history.backups.read", None)
    assert len(open_history(tmp_path).load().sessions) == 1
