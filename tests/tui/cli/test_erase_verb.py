"""The verb that removes a history for good, and only what is meant."""

import io
from pathlib import Path

import pytest

from library.clock import SystemClock
from library.history.store import HistoryStore
from library.paths import Paths
from library.session.draft import Draft
from tests.tui.cli.sessions import make_session
from tui.__main__ import run

Output = pytest.CaptureFixture[str]


def used(history: HistoryStore, paths: Paths) -> set[Path]:
    """A history with something in every folder; returns what must stay."""
    for day in (1, 2, 3):
        history.add(make_session(day))
    history.delete([make_session(3).id])
    draft = Draft(paths.state.drafts, SystemClock(), "a")
    draft.save({"note": "private"})
    draft.keep()
    paths.settings_file.parent.mkdir(parents=True, exist_ok=True)
    paths.settings_file.write_text("")
    copy = paths.history_file.with_name("history 2.json")
    copy.write_bytes(paths.history_file.read_bytes())
    (paths.data_dir / ".history.json.X.tmp").write_bytes(b"private")
    paths.state.crash_report.write_text("private")
    paths.history_file.write_bytes(paths.history_file.read_bytes()[:-40])
    history.load()
    assert any(paths.state.kept.iterdir())
    return {paths.settings_file, copy}


def files_below(*folders: Path) -> set[Path]:
    return {path for folder in folders for path in folder.rglob("*") if path.is_file()}


def test_erase_removes_all_but_what_is_set_up_and_nothing_comes_back(
    history: HistoryStore, paths: Paths, capsys: Output
) -> None:
    stays = used(history, paths)
    before = files_below(paths.data_dir, paths.config_dir, paths.state_dir)
    for arguments in ([], ["--yes", "3"], ["--yes", "0"]):
        assert run(["erase", *arguments]) == 1
        assert "Nothing was erased" in capsys.readouterr().err
    assert files_below(paths.data_dir, paths.config_dir, paths.state_dir) == before
    assert run(["erase", "--yes", "2"]) == 0
    told = capsys.readouterr().out
    assert "Erased: 2 sessions, with all backups." in told
    assert "A copy of it is still there" in told
    left = files_below(paths.data_dir, paths.config_dir, paths.state_dir)
    assert {path for path in left if path.suffix not in (".lock", ".pid")} == stays
    (paths.data_dir / "history 2.json").unlink()
    assert run(["history"]) == 0
    assert "No sessions yet" in capsys.readouterr().out
    assert run(["erase"]) == 0
    assert capsys.readouterr().out == "There is nothing to erase.\n"


@pytest.mark.parametrize(("typed", "code"), [("2", 0), ("3", 1), ("", 1), ("yes", 1)])
def test_erase_names_everything_and_takes_only_the_right_number(
    typed: str,
    code: int,
    history: HistoryStore,
    paths: Paths,
    capsys: Output,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    used(history, paths)
    keyboard = io.StringIO(f"{typed}\n")
    keyboard.isatty = lambda: True  # type: ignore[method-assign]
    monkeypatch.setattr("sys.stdin", keyboard)
    assert run(["erase"]) == code
    told = capsys.readouterr().out
    for path in (paths.history_file, paths.state.backups, paths.state.kept, paths.state.drafts):
        assert f"  {path}\n" in told
        assert path.exists() is bool(code)


def test_erase_counts_what_only_backups_of_another_log_hold_and_what_is_unfinished(
    history: HistoryStore, paths: Paths, capsys: Output
) -> None:
    for day in (1, 2, 3):
        history.add(make_session(day))
    paths.history_file.unlink()
    theirs = HistoryStore(paths.history_file, paths.data_dir / "elsewhere", SystemClock())
    for day in (3, 4):
        theirs.add(make_session(day))
    draft = Draft(paths.state.drafts, SystemClock(), "a")
    draft.save({})
    draft.keep()
    (other,) = history.load().others
    assert run(["backups", "--keep-apart", other.id]) == 0
    assert run(["erase", "--yes", "2"]) == 1
    told = capsys.readouterr().err
    assert "there are 4 sessions, 2 of them only in backups of another log, not 2." in told
    assert any(copy.history == other.id for copy in history.backups())
    assert run(["erase"]) == 1
    asked = capsys.readouterr()
    assert "This removes 4 sessions, 2 of them only in backups of another log" in asked.out
    assert "It also removes 1 unfinished session." in asked.out
    assert "erase --yes 4" in asked.err
    assert run(["erase", "--yes", "4"]) == 0
    assert "Erased, too: 1 unfinished session." in capsys.readouterr().out
    assert history.backups() == []


def test_erase_counts_no_session_twice_that_was_taken_over_from_another_log(
    history: HistoryStore, paths: Paths, capsys: Output
) -> None:
    history.add(make_session(1))
    paths.history_file.unlink()
    theirs = HistoryStore(paths.history_file, paths.data_dir / "elsewhere", SystemClock())
    theirs.add(make_session(2))
    (other,) = history.load().others
    history.merge_other(other.id)
    assert run(["erase", "--yes", "2"]) == 0
    assert "Erased: 2 sessions, with all backups." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("folder", "told"),
    [("drafts", "a session is running in another"), ("typed", "a form is open in another window")],
)
def test_erase_tells_what_another_window_does_with_the_log(
    folder: str, told: str, history: HistoryStore, paths: Paths, capsys: Output
) -> None:
    history.add(make_session(1))
    draft = Draft(getattr(paths.state, folder), SystemClock(), "a")
    draft.save({})
    assert run(["erase", "--yes", "1"]) == 1
    assert f"Nothing was erased: {told}" in capsys.readouterr().err
    draft.finish()
    assert run(["erase", "--yes", "2"]) == 1
    assert "there is 1 session, not 2." in capsys.readouterr().err
    assert run(["erase", "--yes", "1"]) == 0


def test_erase_leaves_what_is_no_history_alone(
    history: HistoryStore, paths: Paths, capsys: Output
) -> None:
    paths.history_file.parent.mkdir(parents=True, exist_ok=True)
    paths.history_file.write_text("Dear diary")
    assert run(["erase", "--yes", "0"]) == 1
    assert "no history of supple" in capsys.readouterr().err
    assert paths.history_file.read_text() == "Dear diary"
