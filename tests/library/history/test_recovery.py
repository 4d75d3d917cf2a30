"""Whatever happened to the file: everything that can be had is there, and it is told."""

import errno
import json
import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from library import files
from library.history.format import MIGRATIONS, SCHEMA_VERSION, Document, NewerSchema
from library.history.snapshot import Snapshot
from tests.library.history.faults import WatchedOs
from tests.library.history.support import FakeClock, open_history, path_of, session
from tests.library.history.tables import table_of

COUNT = 6


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    log = open_history(tmp_path)
    for number in range(COUNT):
        log.add(session(number, note=f"note {number}"))
    return tmp_path


@pytest.mark.parametrize("mends", [False, True])
def test_what_mends_a_log_is_loaded_for_one_that_is_not_as_it_was_saved(
    folder: Path, mends: bool
) -> None:
    if mends:
        path_of(folder).write_bytes(path_of(folder).read_bytes()[:-40])
    code = (
        "import sys; from tests.library.history.support import open_history;"
        "from pathlib import Path;"
        f"open_history(Path({str(folder)!r})).load(); print(*sys.modules)"
    )
    answer = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    names = ("repair", "recovery", "merge", "comparison", "lost_versions")
    loaded = {f"library.history.{name}" for name in names} & set(answer.stdout.split())
    assert len(loaded) == (len(names) if mends else 0)


def load(folder: Path) -> Snapshot:
    return open_history(folder).load()


def everything() -> tuple[object, ...]:
    return tuple(session(number, note=f"note {number}") for number in range(COUNT))


def told(snapshot: Snapshot) -> str:
    assert len(snapshot.notices) == 1
    notice = snapshot.notices[0]
    assert notice.startswith("history.json")
    assert notice.endswith(".")
    return notice


def kept(folder: Path) -> list[bytes]:
    return [path.read_bytes() for path in (folder / "state" / "kept").glob("*")]


@pytest.mark.parametrize("damage", [b"", b"\0" * 4000, b"\xff" * 300, b"[]", b"5", b"{}", b"null"])
def test_a_file_with_other_content_is_kept_and_replaced_by_what_was_saved(
    folder: Path, damage: bytes
) -> None:
    path_of(folder).write_bytes(damage)
    log = open_history(folder)
    assert log.load().sessions == everything()
    assert told(log.load())
    log.add(session(COUNT, note=f"note {COUNT}"))
    assert log.load().notices == ()
    assert len(load(folder).sessions) == COUNT + 1
    if damage:
        assert kept(folder) == [damage]


def test_a_file_that_was_told_of_is_kept_at_once(folder: Path) -> None:
    path_of(folder).write_bytes(b"garbage")
    notice = told(load(folder))
    (copy,) = (folder / "state" / "kept").iterdir()
    assert f"is kept as {copy}." in notice
    assert copy.read_bytes() == b"garbage"
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    path_of(folder).write_bytes(b"garbage again")  # as another program may before the next save
    load(folder)
    assert sorted(kept(folder)) == [b"garbage", b"garbage again"]


@pytest.mark.parametrize("damage", [b"", b"{}", b'{"sessions": {}}'])
def test_a_log_that_was_only_looked_at_here_is_backed_up_once(folder: Path, damage: bytes) -> None:
    shutil.rmtree(folder / "state")
    for _ in range(3):
        assert load(folder).sessions == everything()
    (copy,) = (folder / "state" / "backups").iterdir()
    assert copy.read_bytes() == path_of(folder).read_bytes()
    path_of(folder).write_bytes(damage)
    assert load(folder).sessions == everything()


def test_a_log_is_read_where_no_backup_can_be_made(folder: Path) -> None:
    shutil.rmtree(folder / "state")
    (folder / "state").write_text("")
    assert load(folder).sessions == everything()
    assert load(folder).notices == ()


def test_where_nothing_can_be_kept_it_is_promised_for_the_next_save(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path_of(folder).write_bytes(b"garbage")
    log = open_history(folder)
    with monkeypatch.context() as patch:
        patch.setattr(files, "os", WatchedOs(read_only))
        notice = told(log.load())
    assert "will be kept as" in notice
    assert notice.endswith(" when something is saved.")
    assert kept(folder) == []
    log.add(session(COUNT))
    assert kept(folder) == [b"garbage"]


def read_only(_: int, name: str) -> None:
    if name in ("mkdir", "write", "replace"):
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))


def test_a_missing_file_comes_back(folder: Path) -> None:
    path_of(folder).unlink()
    snapshot = load(folder)
    assert snapshot.sessions == everything()
    assert "was missing" in told(snapshot)
    open_history(folder).add(session(COUNT))
    assert load(folder).notices == ()


@pytest.mark.parametrize(("count", "words"), [(1, "1 session is"), (2, "2 sessions are")])
def test_one_session_is_told_of_as_one(tmp_path: Path, count: int, words: str) -> None:
    for number in range(count):
        open_history(tmp_path).add(session(number))
    path_of(tmp_path).write_bytes(b"")
    assert f"history.json was empty. {words} safe" in told(load(tmp_path))


def test_the_first_start_has_nothing_to_tell(tmp_path: Path) -> None:
    assert load(tmp_path) == Snapshot()


def test_a_file_cut_off_with_no_backup_gives_the_lines_before_the_cut(folder: Path) -> None:
    shutil.rmtree(folder / "state")
    raw = path_of(folder).read_bytes()
    path_of(folder).write_bytes(raw[: raw.index(session(3).id.encode())])
    snapshot = load(folder)
    assert snapshot.sessions == everything()[:3]
    assert "no earlier save" in told(snapshot)


def test_a_damaged_newest_backup_is_passed_over(folder: Path) -> None:
    newest = max((folder / "state" / "backups").iterdir())
    newest.write_bytes(newest.read_bytes()[:-50])
    path_of(folder).unlink()
    snapshot = load(folder)
    assert snapshot.sessions == everything()[:-1]


def test_an_edit_by_hand_wins_and_is_counted(folder: Path) -> None:
    text = path_of(folder).read_text()
    path_of(folder).write_text(text.replace("note 2", "by hand"))
    snapshot = load(folder)
    assert "1 entry differs from the last save" in told(snapshot)
    assert [one.note for one in snapshot.sessions][2] == "by hand"
    log = open_history(folder)
    log.add(session(COUNT))
    document = table_of(log).get(doc_id=session(2).id)  # type: ignore[call-overload]
    assert (document["note"], document["rev"]) == ("by hand", 2)


def test_a_flipped_bit_in_the_history_s_id_does_not_switch_recovery_off(folder: Path) -> None:
    raw = path_of(folder).read_text()
    file_id = json.loads(raw)["_meta"]["1"]["file_id"]
    damaged = raw.replace(file_id, "z" + file_id[1:]).replace("note 2", "note 3")[:-300]
    path_of(folder).write_text(damaged)
    assert load(folder).sessions == everything()


def test_a_line_removed_by_hand_is_kept(folder: Path) -> None:
    lines = path_of(folder).read_text().splitlines(keepends=True)
    path_of(folder).write_text("".join(line for line in lines if session(2).id not in line))
    snapshot = load(folder)
    assert snapshot.sessions == everything()
    assert "outside supple: 1 entry had been removed and is kept." in told(snapshot)


def test_only_what_differs_is_told_of_an_edit_by_hand(folder: Path) -> None:
    text = path_of(folder).read_text()
    path_of(folder).write_text(text.replace("note 2", "by hand"))
    assert "outside supple: 1 entry differs from the last save." in told(load(folder))


def test_a_file_laid_out_anew_by_another_program_is_read_in_full(folder: Path) -> None:
    value = json.loads(path_of(folder).read_text())
    for text in (json.dumps(value), json.dumps(value, indent=4)):
        for encoding in ("utf-8", "utf-8-sig", "utf-16"):
            path_of(folder).write_bytes(text.encode(encoding))
            snapshot = load(folder)
            assert snapshot.sessions == everything()
            assert "nothing that was saved here is missing" in told(snapshot)


BROKEN = {
    "an unknown side": ('"side":"left"', '"side":"lefu"'),
    "a field lost": ('"routine"', '"routind"'),
    "no time": ('"started_at":"2026', '"started_at":"20x6'),
    "no number": ('"seconds":505.5', '"seconds":"505.5"'),
    "a later time besides": ('"side":"right"', '"updated_at":"2027-01-01T00:00:00.000Z","side":5'),
}


@pytest.mark.parametrize("name", BROKEN)
@pytest.mark.parametrize("more", ["", "<<<<"], ids=["edited", "damaged"])
def test_what_is_no_record_any_more_never_replaces_one_that_is(
    folder: Path, name: str, more: str
) -> None:
    good, bad = BROKEN[name]
    before = path_of(folder).read_text()
    path_of(folder).write_text(before.replace(good, bad, 1) + more)
    snapshot = load(folder)
    assert (snapshot.sessions, snapshot.invalid) == (everything(), ())
    if not more:
        assert "1 entry could not be read and is as it was last saved" in told(snapshot)
    assert bad in kept(folder)[0].decode()
    open_history(folder).add(session(COUNT, note=f"note {COUNT}"))
    assert load(folder).sessions[:COUNT] == everything()
    assert load(folder).notices == ()


def test_a_whole_file_with_what_only_another_version_can_read_is_kept_and_told(
    folder: Path,
) -> None:
    """Its checksum is right, so this is no damage: perhaps a later version wrote it."""
    shutil.copytree(folder, folder / "other")
    open_history(folder).add(session(20))
    table_of(open_history(folder / "other", "desktop")).put(
        {session(1).id: {"of": "a later version"}}
    )
    shutil.copy(path_of(folder / "other"), path_of(folder))
    theirs = path_of(folder).read_bytes()
    snapshot = load(folder)
    assert snapshot.sessions[:COUNT] == everything()
    assert "1 entry could not be read and is as it was last saved" in told(snapshot)
    assert kept(folder) == [theirs]


def test_an_entry_whose_key_was_damaged_is_found_under_its_id(folder: Path) -> None:
    key = session(2).id
    raw = path_of(folder).read_text()
    path_of(folder).write_text(raw.replace(f'"{key}": ', f'"{key[:-1]}x": '))
    assert load(folder).sessions == everything()
    line = next(line for line in raw.splitlines() if key in line)
    path_of(folder).write_text(raw.replace(line, line + "\n" + line.replace(key, "by hand", 1)))
    assert {one.id for one in load(folder).sessions} == {
        "by hand",
        *(session(number).id for number in range(COUNT)),
    }


def test_git_s_line_ends_change_nothing(folder: Path) -> None:
    path_of(folder).write_bytes(path_of(folder).read_bytes().replace(b"\n", b"\r\n"))
    assert load(folder).sessions == everything()


def test_git_s_conflict_markers_give_the_sessions_of_both_branches(folder: Path) -> None:
    shutil.copytree(folder, folder / "other")
    clock = FakeClock()
    clock.pass_(hours=1)
    mine, theirs = open_history(folder, clock=clock), open_history(folder / "other", "desktop")
    mine.load()
    mine.replace(session(1, note="mine, later"))
    mine.add(session(10))
    theirs.add(session(11))
    ours_lines = path_of(folder).read_text().splitlines()
    their_lines = path_of(folder / "other").read_text().splitlines()
    conflict = ["<<<<<<< HEAD", *ours_lines[:3], "=======", *their_lines[:3], ">>>>>>> branch"]
    merged = [*conflict, *ours_lines[3:], "<<<<<<< HEAD", "=======", *their_lines, ">>>>>>> b"]
    path_of(folder).write_text("\n".join(merged))
    shutil.rmtree(folder / "state")
    snapshot = load(folder)
    assert {one.id for one in snapshot.sessions} == {
        session(number).id for number in (*range(COUNT), 10, 11)
    }
    assert "mine, later" in [one.note for one in snapshot.sessions]


def test_an_older_file_put_back_by_a_sync_tool_loses_nothing(folder: Path) -> None:
    older = path_of(folder).read_bytes()
    log = open_history(folder)
    log.load()
    log.replace(session(0, note="newer"))
    log.add(session(COUNT))
    path_of(folder).write_bytes(older)
    snapshot = load(folder)
    assert len(snapshot.sessions) == COUNT + 1
    assert snapshot.sessions[0].note == "newer"
    assert "1 entry is back, 1 entry is renewed" in snapshot.passing
    assert snapshot.notices == (), "it is as usual where several machines carry the file"


def test_a_newer_file_from_another_machine_is_taken_over_without_a_word(folder: Path) -> None:
    shutil.copytree(folder / "data", folder / "other" / "data")
    open_history(folder / "other", "desktop").add(session(COUNT))
    shutil.copy(path_of(folder / "other"), path_of(folder))
    snapshot = load(folder)
    assert len(snapshot.sessions) == COUNT + 1
    assert snapshot.notices == ()


def test_a_fork_of_two_machines_gives_both(folder: Path) -> None:
    shutil.copytree(folder, folder / "other")
    open_history(folder).add(session(20))
    open_history(folder / "other", "desktop").add(session(21))
    shutil.copy(path_of(folder / "other"), path_of(folder))
    assert {one.id for one in load(folder).sessions} >= {session(20).id, session(21).id}


def test_a_later_version_s_file_is_refused_and_nothing_is_changed(folder: Path) -> None:
    log = open_history(folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("library.history.format.SCHEMA_VERSION", 2)
        patch.setattr("library.history.format.MIGRATIONS", {1: lambda table, fields: fields})
        log.add(session(COUNT))
    before = snapshot_of(folder)
    with pytest.raises(NewerSchema, match="later version"):
        load(folder)
    with pytest.raises(NewerSchema, match="later version"):
        open_history(folder).add(session(50))
    assert snapshot_of(folder) == before


def snapshot_of(folder: Path) -> dict[str, bytes]:
    names = (folder / "state" / "backups", folder / "data")
    return {str(path): path.read_bytes() for name in names for path in name.iterdir()}


def test_an_older_version_s_file_is_migrated_through_every_version_and_kept(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def step(number: int) -> Callable[[str, Document], Document]:
        def add(table: str, fields: Document) -> Document:
            return (
                {**fields, "note": f"{fields['note']}>{number}"} if table == "sessions" else fields
            )

        return add

    before = path_of(folder).read_bytes()
    monkeypatch.setattr("library.history.format.SCHEMA_VERSION", 3)
    monkeypatch.setattr("library.history.format.MIGRATIONS", {1: step(1), 2: step(2)})
    assert load(folder).sessions[0].note == "note 0>1>2"
    open_history(folder).add(session(COUNT))
    assert load(folder).sessions[0].note == "note 0>1>2"
    assert kept(folder) == [before]


def test_every_version_has_a_migration_to_the_next() -> None:
    assert set(MIGRATIONS) == set(range(1, SCHEMA_VERSION))


def test_only_what_there_is_of_something_is_told_of_an_older_file(folder: Path) -> None:
    older = path_of(folder).read_bytes()
    log = open_history(folder)
    log.load()
    log.add(session(COUNT))
    path_of(folder).write_bytes(older)
    assert "before: 1 entry is back. Nothing" in load(folder).passing


@pytest.mark.parametrize("gone", [True, False])
@pytest.mark.parametrize("left", [4, 0])
def test_backups_that_cannot_be_read_are_told_where_they_are_missed(
    folder: Path, gone: bool, left: int
) -> None:
    copies = sorted((folder / "state" / "backups").iterdir())
    for copy in copies[left:]:
        copy.write_bytes(bytes(40))
    path_of(folder).write_bytes(b"")
    if gone:
        path_of(folder).unlink()
    snapshot = load(folder)
    assert len(snapshot.sessions) == (COUNT - 1 if left else 0)
    how = "was missing" if gone else "was empty"
    if left:
        assert f"{how}. 5 sessions are safe; 5 entries come from the last save" in told(snapshot)
        assert " that can be read, of " in told(snapshot)
        assert told(snapshot).endswith("; 1 later one cannot be read.")
    else:
        assert told(snapshot).endswith(f"{how}; {len(copies)} backups cannot be read.")
