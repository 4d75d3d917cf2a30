"""Every single file-system call of a save fails or is the last one: nothing is ever lost."""

import errno
import os
import re
import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import tinydb
import tinydb.storages

from library import files
from library.history.errors import HistoryError
from library.history.record import MarkKind
from library.history.store import HistoryStore
from tests.library.history.faults import WatchedOs, ending, failing
from tests.library.history.stores import UNREADABLE, Ours, Plain, Store
from tests.library.history.support import DAY, open_history, path_of, session
from tests.marks import torture

CODES = (errno.ENOSPC, errno.EIO, errno.EACCES, errno.EROFS)
LONG_NOTE = "n" * 400
EDITED, LAST_CALL, CALLS_BETWEEN = 5, 100, 7

Operation = Callable[[HistoryStore], object]
OPERATIONS: dict[str, Operation] = {
    "add": lambda log: log.add(session(9)),
    "shorten": lambda log: log.replace(session(1, note="")),
    "delete": lambda log: log.delete([session(2).id]),
    "mark": lambda log: log.mark(DAY, MarkKind.ILL),
    "undo": HistoryStore.undo,
}
OTHERS = ("undo", "shorten", "delete", "mark")
"""They take the same way to the disk as adding."""


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("template")
    log = open_history(folder)
    for number in range(4):
        log.add(session(number, note=LONG_NOTE))
    log.delete([session(3).id])
    return folder


def prepared(template: Path, folder: Path) -> HistoryStore:
    shutil.copytree(template, folder, copy_function=os.link)  # no file is written in its place
    log = open_history(folder)
    log.load()
    return log


def calls_of(operation: Operation, log: HistoryStore, monkeypatch: pytest.MonkeyPatch) -> int:
    watched = WatchedOs(lambda count, name: None)
    with monkeypatch.context() as patch:
        patch.setattr(files, "os", watched)
        operation(log)
    return watched.count


def content_of(folder: Path) -> tuple[Any, Any]:
    snapshot = open_history(folder).load()
    assert snapshot.invalid == ()
    return snapshot.sessions, snapshot.marks


@pytest.mark.parametrize("shift", [0, *map(torture, (1, 2, 3))])
@pytest.mark.parametrize(
    ("name", "sticky"),
    [
        ("add", True),
        torture("undo", False),
        torture("add", False),
        torture("undo", True),
        *(torture(name, sticky) for name in OTHERS[1:] for sticky in (False, True)),
    ],
)
def test_a_failing_call_loses_nothing_and_is_told_and_saving_works_again(
    name: str,
    sticky: bool,
    shift: int,
    template: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    operation = OPERATIONS[name]
    calls = calls_of(operation, prepared(template, tmp_path / "count"), monkeypatch)
    before = content_of(template)
    after = content_of(tmp_path / "count")
    assert calls > 20
    refused: list[str] = []
    for number in range(1, calls + 1):
        code = CODES[(number + shift) % len(CODES)]
        folder = tmp_path / str(number)
        log = prepared(template, folder)
        with monkeypatch.context() as patch:
            patch.setattr(files, "os", WatchedOs(failing(number, code, sticky=sticky)))
            try:
                operation(log)
            except HistoryError as error:
                acknowledged, sentence = False, str(error)
                refused.append(sentence)
            else:
                acknowledged = True
        assert content_of(folder) == (after if acknowledged else before), number
        if not acknowledged:
            operation(log)  # there is room again
            assert content_of(folder) == after
    assert len(refused) > 5
    assert all(re.fullmatch(r".+: .+\.", sentence) for sentence in refused)


@pytest.mark.parametrize("name", ["add", *map(torture, OTHERS)])
def test_a_process_that_ends_at_any_call_leaves_old_or_new(
    name: str, template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    operation = OPERATIONS[name]
    calls = calls_of(operation, prepared(template, tmp_path / "count"), monkeypatch)
    before = content_of(template)
    after = content_of(tmp_path / "count")
    outcomes = []
    for number in range(1, calls + 1):
        folder = tmp_path / str(number)
        log = prepared(template, folder)
        assert _in_child(log, operation, number, monkeypatch) == 9
        outcomes.append(content_of(folder))
        log.load()
        log.add(session(10))
        assert session(10) in content_of(folder)[0]
        assert list(folder.glob("data/.*")) == []
    assert set(map(repr, outcomes)) == {repr(before), repr(after)}


def _in_child(
    log: HistoryStore, operation: Operation, number: int, monkeypatch: pytest.MonkeyPatch
) -> int:
    child = os.fork()
    if child == 0:
        monkeypatch.setattr(files, "os", WatchedOs(ending(number)))
        operation(log)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def test_a_disk_that_is_full_is_named(
    template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = prepared(template, tmp_path / "log")
    monkeypatch.setattr(files, "os", WatchedOs(_when("write", errno.ENOSPC)))
    with pytest.raises(HistoryError, match=r"Not saved: there is no space left on the disk\."):
        log.add(session(9))


def test_what_was_not_saved_is_not_shown_later(
    template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = prepared(template, tmp_path / "log")
    fails_at_live_file = _at_replace(2, errno.EACCES)
    with monkeypatch.context() as patch:
        patch.setattr(files, "os", WatchedOs(fails_at_live_file))
        with pytest.raises(HistoryError):
            log.replace(session(1, note="not saved"))
    assert open_history(tmp_path / "log").load().sessions[1].note == LONG_NOTE


def test_what_may_not_last_is_told_as_saved_and_written_again_by_the_next_try(
    template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = prepared(template, tmp_path / "log")
    with monkeypatch.context() as patch:
        patch.setattr(files, "os", WatchedOs(_after_replace(2, "fsync", errno.EIO)))
        log.delete([session(0).id])
    told = "It is saved, but it may not survive a power cut: the disk reported an error."
    assert log.doubt == told
    assert log.load().notices == (told,)
    written = path_of(tmp_path / "log").stat().st_ino
    log.delete([session(0).id])
    assert path_of(tmp_path / "log").stat().st_ino != written
    assert log.doubt == ""
    assert log.load().notices == ()


@pytest.mark.parametrize("code", [errno.EIO, errno.ENOSYS])
def test_where_nothing_lasts_it_is_tried_once_again_and_the_last_saves_stay(
    code: int, template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = prepared(template, tmp_path / "log")
    places: list[str] = []

    def before(_: int, name: str) -> None:
        places.append(name)
        if name == "fsync" and (code == errno.ENOSYS or "replace" in places[-4:]):
            raise OSError(code, os.strerror(code))

    monkeypatch.setattr(files, "os", WatchedOs(before))
    log.delete([session(0).id])
    told = log.doubt
    assert told.startswith("It is saved, but it may not survive a power cut: ")
    log.delete([session(0).id])
    tried = log.backups()
    for _ in range(5):
        log.delete([session(0).id])
    assert log.backups() == tried
    assert log.doubt == told


def test_what_can_be_neither_put_in_its_place_nor_taken_back_counts_as_saved(
    template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = prepared(template, tmp_path / "log")
    became_read_only = []

    def before(_: int, name: str) -> None:
        if name in ("replace", "unlink"):
            became_read_only.append(name)
            if became_read_only.count("replace") >= 2:  # the backup was written before
                raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    with monkeypatch.context() as patch:
        patch.setattr(files, "os", WatchedOs(before))
        log.add(session(9))
    assert log.doubt == (
        "It is saved in the backups, but not yet in history.json: the disk can only be read."
    )
    assert session(9) in content_of(tmp_path / "log")[0]
    log.add(session(10))
    assert log.doubt == ""
    assert {session(9), session(10)} <= set(log.load().sessions)


def _when(call: str, code: int) -> Callable[[int, str], None]:
    def before(_: int, name: str) -> None:
        if name == call:
            raise OSError(code, os.strerror(code))

    return before


def _at_replace(number: int, code: int) -> Callable[[int, str], None]:
    seen = []

    def before(_: int, name: str) -> None:
        seen.append(name)
        if name == "replace" and seen.count("replace") == number:
            raise OSError(code, os.strerror(code))

    return before


def _after_replace(number: int, call: str, code: int) -> Callable[[int, str], None]:
    seen: list[str] = []

    def before(_: int, name: str) -> None:
        if name == call and seen.count("replace") == number:
            raise OSError(code, os.strerror(code))
        seen.append(name)

    return before


def killed_again_and_again(kind: type[Store], folder: Path, monkeypatch: pytest.MonkeyPatch) -> int:
    """A process edits and is killed at one call after the other.

    Returns:
        How many of the kills lost something that was acknowledged.
    """
    lost = 0
    for call in range(1, LAST_CALL, CALLS_BETWEEN):
        root = folder / str(call)
        with closing(kind(root)) as store:
            for number in range(EDITED):
                store.add(session(number, note=LONG_NOTE))
        lengths = killed_while_editing(kind, root, call, monkeypatch)
        try:
            with closing(kind(root)) as store:
                found = store.found().documents
        except UNREADABLE:
            lost += 1
            continue
        for number in range(EDITED):
            # The save that was cut off may have been the next edit of this session.
            note = found.get(session(number).id, {"note": None})["note"]
            lost += note not in ["n" * length for length in lengths[number]]
    return lost


def killed_while_editing(
    kind: type[Store], root: Path, call: int, monkeypatch: pytest.MonkeyPatch
) -> list[list[int]]:
    """Edit in a process of its own until the given call of the system is its last.

    Returns:
        For every session how long its note may be: as acknowledged, or as was tried last.
    """
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        monkeypatch.setattr(kind.touches_disk, "os", WatchedOs(ending(call)))
        try:
            store = kind(root)
            for edit in range(LAST_CALL):
                store.replace(session(edit % EDITED, note="n" * edit_length(edit)))
                os.write(writing, b".")
        finally:
            os._exit(0)  # whatever happens, this process must not go on with the tests
    os.close(writing)
    with open(reading, "rb") as pipe:
        acknowledged = len(pipe.read())
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9
    lengths = [[len(LONG_NOTE)] for _ in range(EDITED)]
    for edit in range(acknowledged):
        lengths[edit % EDITED] = [edit_length(edit)]
    lengths[acknowledged % EDITED].append(edit_length(acknowledged))
    return lengths


def edit_length(edit: int) -> int:
    """The length of a note: edits make it longer and shorter."""
    return edit * 37 % len(LONG_NOTE)


def test_a_loop_of_kills_loses_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert killed_again_and_again(Ours, tmp_path, monkeypatch) == 0


@pytest.mark.torture
def test_the_same_loop_ruins_a_plain_tinydb(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert killed_again_and_again(Plain, tmp_path, monkeypatch) > 0


# The negative control: the same cruelty ruins a plain TinyDB file. Were these tests to
# fail, the ones above would prove nothing.


def plain(path: Path) -> tinydb.TinyDB:
    db = tinydb.TinyDB(path)
    db.insert_multiple({"note": LONG_NOTE, "number": number} for number in range(4))
    return db


def test_plain_tinydb_is_unreadable_after_a_kill_in_a_shrinking_save(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with plain(tmp_path / "plain.json") as db:
        child = os.fork()
        if child == 0:
            monkeypatch.setattr(tinydb.storages, "os", WatchedOs(ending(1)))
            db.update({"note": ""}, tinydb.where("number") == 1)
            os._exit(0)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9
        with pytest.raises(ValueError, match="Extra data"):
            db.all()


def test_plain_tinydb_is_unreadable_after_an_error_in_a_shrinking_save(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with plain(tmp_path / "plain.json") as db:
        with monkeypatch.context() as patch:
            patch.setattr(tinydb.storages, "os", WatchedOs(failing(1, errno.EIO)))
            with pytest.raises(OSError, match="Input/output"):
                db.update({"note": ""}, tinydb.where("number") == 1)
        with pytest.raises(ValueError, match="Extra data"):
            db.all()


def test_plain_tinydb_takes_a_file_that_was_emptied_for_a_new_one(
    template: Path, tmp_path: Path
) -> None:
    plain(tmp_path / "plain.json").close()
    (tmp_path / "plain.json").write_bytes(b"")
    with tinydb.TinyDB(tmp_path / "plain.json") as db:
        db.insert({"number": 9})
        assert len(db) == 1
    log = prepared(template, tmp_path / "log")
    path_of(tmp_path / "log").write_bytes(b"")
    log.add(session(9))
    assert len(log.load().sessions) == 4
