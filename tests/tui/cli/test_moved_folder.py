"""A data folder that was moved, renamed or copied, and what this machine keeps for it."""

import shutil
from pathlib import Path

import pytest
from textual.signal import Signal

from library.clock import SystemClock
from library.history.store import HistoryStore
from library.history.whereabouts import kept_elsewhere
from library.paths import find_paths
from library.session.draft import Draft
from tests.library.history.support import session
from tui.__main__ import run
from tui.app_base import App
from tui.cli.context import Context
from tui.history_service import history_of

Output = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of its own for every test."""
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "SUPPLE_DATA_DIR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def store(folder: Path | None) -> HistoryStore:
    paths = find_paths(folder, {})
    return HistoryStore(paths.history_file, paths.state_dir, SystemClock())


def used(folder: Path | None, count: int = 3) -> HistoryStore:
    """A history with backups, something to undo and an unfinished session."""
    log = store(folder)
    for number in range(count):
        log.add(session(number))
    log.delete([session(0).id])
    draft = Draft(find_paths(folder, {}).state.drafts, SystemClock(), session(9).id)
    draft.save({"format": 1})
    draft.keep()
    return log


def assert_all_is_there(folder: Path | None, backups: int = 4) -> None:
    paths = find_paths(folder, {})
    assert len(store(folder).backups()) == backups
    assert store(folder).undo() is not None
    assert (paths.state.drafts / f"{session(9).id}.json").exists()


def seen(folder: Path, capsys: Output) -> str:
    assert run(["--data-dir", str(folder), "history"]) == 0
    return capsys.readouterr().out


def test_a_renamed_folder_keeps_its_backups_undo_and_unfinished_session(
    tmp_path: Path, capsys: Output
) -> None:
    used(tmp_path / "d")
    (tmp_path / "d").rename(tmp_path / "d2")
    assert seen(tmp_path / "d2", capsys).count("Morning") == 2
    assert_all_is_there(tmp_path / "d2")


@pytest.mark.parametrize("left", [b"", b"\0" * 99, b'{"_meta": {"1": {"fi'])
def test_a_renamed_folder_whose_file_was_emptied_loses_nothing(
    left: bytes, tmp_path: Path, capsys: Output
) -> None:
    used(tmp_path / "d")
    (tmp_path / "d").rename(tmp_path / "d2")
    (tmp_path / "d2" / "history.json").write_bytes(left)
    assert seen(tmp_path / "d2", capsys).count("Morning") == 2
    assert_all_is_there(tmp_path / "d2")


def test_a_stick_that_is_mounted_elsewhere_keeps_its_backups(
    tmp_path: Path, capsys: Output
) -> None:
    used(tmp_path / "STICK" / "d")
    # Another file system under the same name: nothing but the id of the history is the same.
    shutil.copytree(tmp_path / "STICK", tmp_path / "STICK1")
    shutil.rmtree(tmp_path / "STICK")
    assert seen(tmp_path / "STICK1" / "d", capsys).count("Morning") == 2
    assert_all_is_there(tmp_path / "STICK1" / "d")


def test_the_usual_folder_may_become_one_that_is_synced_and_back(
    tmp_path: Path, capsys: Output
) -> None:
    used(None)
    usual = find_paths(None, {}).data_dir
    other = tmp_path / "Sync" / "supple"
    other.parent.mkdir()
    usual.rename(other)
    seen(other, capsys)
    assert len(store(other).backups()) == 4
    assert len(store(None).backups()) == 0
    other.rename(usual)
    assert run(["status"]) == 0
    assert_all_is_there(None)


def test_the_file_alone_may_be_moved(tmp_path: Path, capsys: Output) -> None:
    used(tmp_path / "d")
    (tmp_path / "d2").mkdir()
    (tmp_path / "d" / "history.json").rename(tmp_path / "d2" / "history.json")
    seen(tmp_path / "d2", capsys)
    assert_all_is_there(tmp_path / "d2")


@pytest.mark.parametrize("damaged", ["", "d", "d2"])
def test_a_copy_takes_nothing_from_the_original(
    damaged: str, tmp_path: Path, capsys: Output
) -> None:
    used(tmp_path / "d")
    shutil.copytree(tmp_path / "d", tmp_path / "d2")
    if damaged:
        (tmp_path / damaged / "history.json").write_bytes(b"")
    seen(tmp_path / "d2", capsys)
    assert len(store(tmp_path / "d2").backups()) == (damaged != "d2")
    assert_all_is_there(tmp_path / "d")


@pytest.mark.parametrize("left", [200, 600, -30])
def test_a_copy_that_was_damaged_at_once_finds_the_backup_of_the_save_it_is_of(
    left: int, tmp_path: Path, capsys: Output
) -> None:
    used(tmp_path / "d")
    shutil.copytree(tmp_path / "d", tmp_path / "d2")
    store(tmp_path / "d").add(session(5))
    copy = tmp_path / "d2" / "history.json"
    copy.write_bytes(copy.read_bytes()[:left])
    assert seen(tmp_path / "d2", capsys).count("Morning") == 2
    assert_all_is_there(tmp_path / "d", backups=5)


@pytest.mark.parametrize("left", [b"", b"\0" * 99, b"[]", None])
def test_a_copy_that_lost_its_log_at_once_is_told_which_backups_there_are(
    left: bytes | None, tmp_path: Path, capsys: Output
) -> None:
    used(tmp_path / "d")
    shutil.copytree(tmp_path / "d", tmp_path / "d2")
    copy = tmp_path / "d2" / "history.json"
    if left is None:
        copy.unlink()
    else:
        copy.write_bytes(left)
    newest = store(tmp_path / "d").backups()[0].path
    for verb in ("history", "doctor"):
        run(["--data-dir", str(tmp_path / "d2"), verb])
        told = "".join(capsys.readouterr())
        assert f"There is a log in {tmp_path / 'd'}; to bring its last save here: supple" in told
        assert f"--data-dir {tmp_path / 'd2'} import {newest}\n" in told
    assert run(["--data-dir", str(tmp_path / "d2"), "import", str(newest)]) == 0
    capsys.readouterr()
    assert run(["--data-dir", str(tmp_path / "d2"), "history"]) == 0
    found = capsys.readouterr()
    assert (found.out.count("Morning"), found.err) == (2, "")


@pytest.mark.parametrize("spoil", [b"", b"{}", b'{"_meta": {"1": {"fi'])
def test_a_copy_that_was_only_looked_at_before_it_was_damaged_loses_nothing(
    spoil: bytes, tmp_path: Path, capsys: Output
) -> None:
    used(tmp_path / "d")
    shutil.move(tmp_path / "d", tmp_path / "stick" / "d")
    shutil.rmtree(find_paths(tmp_path / "d", {}).state_dir)  # of another machine
    seen(tmp_path / "stick" / "d", capsys)
    (tmp_path / "stick" / "d" / "history.json").write_bytes(spoil)
    assert seen(tmp_path / "stick" / "d", capsys).count("Morning") == 2


@pytest.mark.parametrize("verb", [["history"], ["log", "massage"], ["status"], ["doctor"]])
def test_the_old_place_of_a_log_that_was_moved_away_names_the_new_one(
    verb: list[str], tmp_path: Path, capsys: Output
) -> None:
    used(tmp_path / "d")
    (tmp_path / "Sync").mkdir()
    (tmp_path / "d").rename(tmp_path / "Sync" / "d")
    seen(tmp_path / "Sync" / "d", capsys)
    run(["--data-dir", str(tmp_path / "d"), *verb])
    told = "".join(capsys.readouterr())
    assert f"There is a log in {tmp_path / 'Sync' / 'd'}; to bring its last save here" in told
    assert run(["--data-dir", str(tmp_path / "d"), "log", "massage"]) == 0
    capsys.readouterr()
    assert run(["--data-dir", str(tmp_path / "d"), *verb]) in (0, 1)
    assert "There is a log in" not in "".join(capsys.readouterr()), "there is one here, too"


async def test_the_dashboard_names_the_log_of_another_place(tmp_path: Path) -> None:
    used(tmp_path / "d")
    (tmp_path / "new").mkdir()
    context = Context(find_paths(tmp_path / "new", {}), SystemClock())
    service = history_of(context.paths, context.clock)
    service.connect(Signal(App(), "changed"), lambda *_: None, context.profile)
    await service.read()
    assert any(f"There is a log in {tmp_path / 'd'}" in told for told in service.unread_notices)


@pytest.mark.parametrize("looked_at", [True, False])
def test_a_new_log_where_a_folder_was_that_is_called_otherwise_now_is_new(
    looked_at: bool, tmp_path: Path, capsys: Output
) -> None:
    used(tmp_path / "d")
    (tmp_path / "d").rename(tmp_path / "d old")
    if looked_at:
        seen(tmp_path / "d old", capsys)
    assert "Morning" not in seen(tmp_path / "d", capsys)
    assert run(["--data-dir", str(tmp_path / "d"), "log", "massage"]) == 0
    capsys.readouterr()
    assert "Morning" not in seen(tmp_path / "d", capsys)
    assert seen(tmp_path / "d old", capsys).count("Morning") == 2
    assert_all_is_there(tmp_path / "d old")


def test_a_folder_that_was_deleted_comes_back_from_the_backups(
    tmp_path: Path, capsys: Output
) -> None:
    used(tmp_path / "d")
    shutil.copytree(tmp_path / "d", tmp_path / "d2")
    shutil.rmtree(tmp_path / "d")
    assert run(["--data-dir", str(tmp_path / "d"), "log", "massage"]) == 0
    told = capsys.readouterr().err
    assert f"The folder {tmp_path / 'd'} was missing. 3 sessions are safe" in told
    assert "If it was moved, name its new place with --data-dir." in told
    assert seen(tmp_path / "d", capsys).count("Morning") == 2


def test_a_copy_that_is_moved_brings_its_own_along(tmp_path: Path, capsys: Output) -> None:
    used(tmp_path / "d")
    shutil.copytree(tmp_path / "d", tmp_path / "d2")
    store(tmp_path / "d2").add(session(20))
    (tmp_path / "d2").rename(tmp_path / "d3")
    seen(tmp_path / "d3", capsys)
    assert len(store(tmp_path / "d3").backups()) == 2  # as it came, and with the session
    assert_all_is_there(tmp_path / "d")


def test_another_history_or_none_finds_nothing(tmp_path: Path, capsys: Output) -> None:
    used(tmp_path / "d")
    shutil.rmtree(tmp_path / "d")
    used(tmp_path / "e", 1)
    assert run(["--data-dir", str(tmp_path / "new"), "history"]) == 0
    assert capsys.readouterr() == ("No sessions yet.\n", "")
    assert len(store(tmp_path / "e").backups()) == 2
    assert len(store(tmp_path / "d").backups()) == 4


def test_nothing_is_moved_while_a_session_of_the_old_place_is_running(
    tmp_path: Path, capsys: Output
) -> None:
    used(tmp_path / "d")
    running = Draft(find_paths(tmp_path / "d", {}).state.drafts, SystemClock(), session(8).id)
    running.save({"format": 1})
    (tmp_path / "d").rename(tmp_path / "d2")
    seen(tmp_path / "d2", capsys)
    assert len(store(tmp_path / "d").backups()) == 4
    running.keep()
    seen(tmp_path / "d2", capsys)
    assert {copy.generation for copy in store(tmp_path / "d2").backups()} == {1, 2, 3, 4}


def test_which_commands_may_run_is_not_brought_along(tmp_path: Path, capsys: Output) -> None:
    used(tmp_path / "d")
    asked = find_paths(tmp_path / "d", {}).state.allowed_commands
    asked.write_text("{}")
    (tmp_path / "d").rename(tmp_path / "d2")
    seen(tmp_path / "d2", capsys)
    assert asked.exists()
    assert not find_paths(tmp_path / "d2", {}).state.allowed_commands.exists()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [(["restore"], "see supple {} backups"), (["start", "zzzzzz"], "See supple {} list")],
)
def test_a_command_that_is_named_is_one_for_the_same_folder(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], told: str
) -> None:
    folder = tmp_path / "log of mine"
    assert run(["--data-dir", str(folder), *arguments]) == 2
    assert told.format(f"--data-dir '{folder}'") in " ".join(capsys.readouterr().err.split())


@pytest.mark.parametrize("usual", [True, False])
def test_a_folder_that_lost_its_log_is_not_told_of_as_another(
    tmp_path: Path, *, usual: bool
) -> None:
    folder = None if usual else tmp_path / "data"
    used(folder).path.unlink()
    assert list(kept_elsewhere(find_paths(folder, {}))) == []
