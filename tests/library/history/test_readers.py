"""Nobody is alarmed because somebody else is just saving; what is really wrong is told."""

import os
import time
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from library import files
from library.clock import SystemClock
from library.history import on_disk
from library.history.snapshot import Snapshot
from library.history.store import HistoryStore
from tests.library.history.faults import WatchedOs
from tests.library.history.stores import Ours
from tests.library.history.support import FakeClock, open_history, path_of, session
from tests.library.history.test_processes import first_of, go, start, with_five

COUNT = 4


def is_calm(snapshot: Snapshot) -> bool:
    return not (snapshot.notices or snapshot.passing or snapshot.invalid)


@pytest.mark.parametrize("first", [True, False], ids=["first save", "later save"])
def test_a_reader_at_any_moment_of_a_save_has_nothing_to_tell(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, first: bool
) -> None:
    monkeypatch.setattr(on_disk, "SECOND_LOOK_SECONDS", 0.0)
    log = open_history(tmp_path)
    if not first:
        log.add(session(0))
    reads: list[Snapshot] = []
    reading: list[bool] = []

    def read(_: int, name: str) -> None:
        if not reading:
            reading.append(True)
            reads.append(open_history(tmp_path).load())
            reading.clear()

    with monkeypatch.context() as patch:
        patch.setattr(files, "os", WatchedOs(read))
        log.add(session(1))
    assert len(reads) > 20
    assert all(map(is_calm, reads))
    assert is_calm(open_history(tmp_path).load())


@pytest.mark.parametrize("reads", [40, pytest.param(500, marks=pytest.mark.torture)])
def test_readers_beside_a_writer_of_another_process_are_never_alarmed(
    tmp_path: Path, reads: int
) -> None:
    with_five(tmp_path)
    writer = start(tmp_path, "mixed", 100, 10_000)
    try:
        first_of(writer)
        go(writer)
        alarmed = []
        for _ in range(reads):
            with closing(Ours(tmp_path, SystemClock())) as store:
                found = store._log.load()
            if not is_calm(found):
                alarmed.append((found.notices, found.passing))
        assert alarmed == []
    finally:
        writer.kill()
        with writer:
            writer.communicate()


def filled(folder: Path) -> bytes:
    log = open_history(folder)
    for number in range(COUNT):
        log.add(session(number))
    return path_of(folder).read_bytes()


@pytest.mark.parametrize("part", [b"", b"half", b"nothing"], ids=["empty", "half", "gone"])
def test_a_file_that_another_program_is_just_writing_is_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, part: bytes
) -> None:
    whole, clock = filled(tmp_path), FakeClock()
    path = path_of(tmp_path)
    if part == b"nothing":
        path.unlink()
        os.utime(path.parent, (clock.at.timestamp(), clock.at.timestamp()))
    else:
        path.write_bytes(whole[: len(part) * 300])
        os.utime(path, (clock.at.timestamp(), clock.at.timestamp()))
    monkeypatch.setattr(time, "sleep", lambda _: path.write_bytes(whole))
    assert is_calm(open_history(tmp_path, clock=clock).load())


def test_a_file_that_stays_as_it_is_is_told_of_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(tmp_path)
    path_of(tmp_path).write_bytes(b"half")
    slept: list[float] = []
    monkeypatch.setattr(time, "sleep", slept.append)
    assert open_history(tmp_path).load().notices
    assert slept == [], "it was changed days ago"
    now = FakeClock(datetime.fromtimestamp(path_of(tmp_path).stat().st_mtime, UTC))
    assert open_history(tmp_path, clock=now).load().notices
    assert len(slept) == 1


def test_where_no_lock_can_be_made_what_is_wrong_is_told_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(tmp_path)
    path_of(tmp_path).write_bytes(b"")

    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr("library.locks.locked", refuse)
    assert "was empty" in open_history(tmp_path).load().notices[0]


def test_the_first_start_makes_no_lock(tmp_path: Path) -> None:
    assert is_calm(open_history(tmp_path).load())
    assert list(tmp_path.iterdir()) == []


def test_a_save_that_never_comes_to_its_end_is_told_once_it_is_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The writer stands still between the backup and the file, and then dies."""
    filled(tmp_path)
    older = path_of(tmp_path).read_bytes()
    writer = open_history(tmp_path)
    writer.add(session(20))
    path_of(tmp_path).write_bytes(older)
    monkeypatch.setattr(on_disk, "SECOND_LOOK_SECONDS", 0.0)
    reader: HistoryStore = open_history(tmp_path)
    with writer._file.changing():
        assert is_calm(reader.load())
        assert len(reader.load().sessions) == COUNT + 1
    assert reader.changed()
    assert "1 entry is back" in reader.load().passing
