"""The verbs that carry histories in and out, and back to an earlier state."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from library.clock import SystemClock
from library.history.record import Favourite
from library.history.store import HistoryStore
from library.paths import Paths, find_paths
from tests.library.history.tables import table_of
from tests.tui.cli.sessions import make_session
from tui.__main__ import run

Output = pytest.CaptureFixture[str]


def ids(history: HistoryStore) -> list[str]:
    return [session.id for session in history.load().sessions]


@pytest.fixture
def other(tmp_path: Path) -> HistoryStore:
    """The history of another machine, with sessions on the 2nd and 3rd of March."""
    other = HistoryStore(tmp_path / "other.json", tmp_path / "other-state", SystemClock())
    for day in (2, 3):
        other.add(make_session(day))
    return other


# import, export, merge


def test_import_takes_in_what_is_new_and_only_once(
    history: HistoryStore, other: HistoryStore, capsys: Output
) -> None:
    history.add(make_session(1))
    told = []
    for _ in range(2):
        assert run(["import", str(other.path)]) == 0
        told.append(capsys.readouterr().out)
    assert told == [
        "Imported: 2 new, 0 the same, 0 taken from the file, 0 kept from here.\n"
        "To undo this, also later: supple import --undo\n",
        "Imported: 0 new, 2 the same, 0 taken from the file, 0 kept from here.\n",
    ]
    assert ids(history) == [make_session(day).id for day in (1, 2, 3)]


def test_a_dry_run_only_tells(
    history: HistoryStore, other: HistoryStore, paths: Paths, capsys: Output
) -> None:
    assert run(["import", "--dry-run", str(other.path)]) == 0
    assert capsys.readouterr().out.startswith("Would import: 2 new, 0 the same, ")
    assert ids(history) == []
    assert not paths.history_file.exists()


def test_import_names_what_it_leaves_out(
    history: HistoryStore, tmp_path: Path, capsys: Output
) -> None:
    assert run(["history", "--json"]) == 0
    entry = {"id": "bad\x1b", "pain_before": 11}
    (tmp_path / "list.json").write_text(json.dumps([entry]))
    assert run(["import", str(tmp_path / "list.json")]) == 2
    told = capsys.readouterr().err.splitlines()
    assert told[0].startswith("supple: Left out: bad\ufffd: ")
    assert told[1] == "supple: Nothing was imported."
    assert ids(history) == []


@pytest.mark.parametrize("content", [b"", b"PK\3\4", b"<html>", b"[1", b"\0" * 100])
def test_a_file_that_is_no_history_is_refused(
    tmp_path: Path, paths: Paths, capsys: Output, content: bytes
) -> None:
    (tmp_path / "file").write_bytes(content)
    assert run(["import", str(tmp_path / "file")]) == 2
    assert capsys.readouterr().err.count("\n") == 1
    assert not paths.history_file.exists()


@pytest.mark.parametrize("form", ["--json", "--csv"])
@pytest.mark.parametrize("to_file", [True, False])
def test_what_is_exported_can_be_imported_elsewhere(
    history: HistoryStore,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    form: str,
    to_file: bool,
) -> None:
    history.add(make_session(1, note='später, "quoted"\nand =1+1'))
    history.add(make_session(2, pain_before=3))
    file, elsewhere = tmp_path / "export", tmp_path / "elsewhere"
    if to_file:
        assert run(["export", form, str(file)]) == 0
        assert capsys.readouterr().out == f"Written to {file}.\n"
    else:
        environ = {**os.environ, "PYTHONIOENCODING": "ascii"}
        command = [sys.executable, "-m", "tui", "export", form]
        result = subprocess.run(command, env=environ, capture_output=True, timeout=60, check=True)
        file.write_bytes(result.stdout)
    assert run(["import", str(file), "--data-dir", str(elsewhere)]) == 0
    copy = HistoryStore(elsewhere / "history.json", tmp_path / "state", SystemClock())
    assert copy.load().sessions == history.load().sessions


def test_an_export_shown_in_a_terminal_cannot_control_it(
    history: HistoryStore, capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    history.add(make_session(1))
    table_of(history).update({"note": "\x9b2J\u202e"})
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    for form in ("--json", "--csv"):
        assert run(["export", form]) == 0
        text = capsys.readouterr().out
        assert "2J" in text
        assert text.replace("\n", "").isprintable()


def test_an_export_never_replaces_the_history(
    history: HistoryStore, paths: Paths, capsys: Output
) -> None:
    history.add(make_session(1))
    before = paths.history_file.read_bytes()
    assert run(["export", "--csv", str(paths.history_file)]) == 2
    assert "choose another file" in capsys.readouterr().err
    assert paths.history_file.read_bytes() == before


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("taken", "is there already"),
        ("circle", "is there already"),
        ("missing/export", "There is no folder"),
    ],
)
def test_an_export_replaces_no_file_and_makes_no_folder(
    history: HistoryStore, tmp_path: Path, capsys: Output, name: str, told: str
) -> None:
    history.add(make_session(1))
    (tmp_path / "taken").write_text("mine")
    (tmp_path / "circle").symlink_to("circle")
    assert run(["export", "--csv", str(tmp_path / name)]) == 1
    answer = capsys.readouterr()
    assert told in answer.err
    assert answer.err.count("\n") == 1
    assert answer.out == ""
    assert (tmp_path / "taken").read_text() == "mine"
    assert not (tmp_path / "missing").exists()


def test_an_export_to_a_file_called_minus_goes_to_the_standard_output(
    history: HistoryStore,
    capsys: Output,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    history.add(make_session(1))
    monkeypatch.chdir(tmp_path)
    assert run(["export", "--csv", "-"]) == 0
    assert make_session(1).id in capsys.readouterr().out
    assert not Path("-").exists()


def test_an_export_in_two_forms_at_once_is_refused(capsys: Output) -> None:
    assert run(["export", "--json", "--csv"]) == 2
    answer = capsys.readouterr()
    assert answer.out == ""
    assert "--json or --csv" in answer.err


def test_an_export_that_cannot_be_written_is_a_failure(
    history: HistoryStore, tmp_path: Path, capsys: Output
) -> None:
    history.add(make_session(1))
    (tmp_path / "file").touch()
    assert run(["export", str(tmp_path / "file" / "x")]) == 1
    assert capsys.readouterr().err.startswith("supple: Not exported: ")


def test_merge_joins_two_files_as_git_asks_for(
    history: HistoryStore, other: HistoryStore, paths: Paths, capsys: Output
) -> None:
    history.add(make_session(1))
    theirs = other.path.read_bytes()
    assert run(["merge", str(paths.history_file), str(other.path)]) == 0
    assert "2 new" in capsys.readouterr().out
    assert ids(history) == [make_session(day).id for day in (1, 2, 3)]
    assert other.path.read_bytes() == theirs


def test_merge_refuses_what_is_no_history(
    history: HistoryStore, tmp_path: Path, paths: Paths, capsys: Output
) -> None:
    history.add(make_session(1))
    before = paths.history_file.read_bytes()
    (tmp_path / "theirs").write_text("nonsense")
    assert run(["merge", str(paths.history_file), str(tmp_path / "theirs")]) == 1
    assert "holds no history" in capsys.readouterr().err
    assert paths.history_file.read_bytes() == before


# backups, restore, doctor


def test_there_is_a_backup_of_every_save(history: HistoryStore, capsys: Output) -> None:
    assert run(["backups"]) == 0
    assert capsys.readouterr().out == "No backups yet; every save makes one.\n"
    for day in (1, 2):
        history.add(make_session(day))
    history.delete([make_session(1).id])
    copies = history.backups()
    copies[1].path.write_bytes(b"{")
    assert run(["backups"]) == 0
    *lines, where = capsys.readouterr().out.splitlines()
    held = [line.split(maxsplit=3)[0::3] for line in lines]
    told = ("1 session", "cannot be read", "1 session")
    assert held == [[copy.name, each] for copy, each in zip(copies, told, strict=True)]
    assert where == f"They lie in {copies[0].path.parent}."


def test_the_columns_of_backups_stand_apart(history: HistoryStore, capsys: Output) -> None:
    history.add(make_session(1))
    (copy,) = history.backups()
    copy.path.with_name(copy.path.name.replace(copy.history, "0" * 8)).write_bytes(b"{")
    assert run(["backups"]) == 0
    assert "cannot be read  another log, 00000000" in capsys.readouterr().out


def test_restore_goes_back_and_can_be_undone_after_later_saves(
    history: HistoryStore, capsys: Output
) -> None:
    history.add(make_session(1))
    name = history.backups()[0].name
    history.add(make_session(2))
    assert run(["restore", name, "--dry-run"]) == 0
    assert "1 later addition set aside.\n" in capsys.readouterr().out
    assert len(ids(history)) == 2
    assert run(["restore", name]) == 0
    *_, told, undo = capsys.readouterr().out.splitlines()
    assert told.endswith("1 later addition set aside.")
    assert undo == "To undo this, also later: supple restore --undo"
    assert ids(history) == [make_session(1).id]
    history.add(make_session(3))
    assert run(["restore", "--undo"]) == 0
    assert capsys.readouterr().out == "Undone: 1 entry as before going back.\n"
    assert ids(history) == [make_session(day).id for day in (1, 2, 3)]
    assert run(["restore", "--undo"]) == 0
    assert "nothing to take back" in capsys.readouterr().out


def test_restore_counts_what_is_remembered_apart(history: HistoryStore, capsys: Output) -> None:
    history.add(make_session(1))
    first = history.backups()[0].name
    history.put([Favourite("massage")], undoable=False)
    second = history.backups()[0].name
    history.add(make_session(2))
    assert run(["restore", second, "--dry-run"]) == 0
    assert capsys.readouterr().out.endswith(": 1 later addition set aside.\n")
    assert run(["restore", first, "--dry-run"]) == 0
    told = ": 1 later addition set aside, also 1 remembered choice as before.\n"
    assert capsys.readouterr().out.endswith(told)
    assert run(["restore", second]) == 0
    capsys.readouterr()
    assert run(["restore", first]) == 0
    assert ": 1 remembered choice as before.\n" in capsys.readouterr().out


def test_restore_of_another_log_names_the_command_for_the_same_folder(
    history: HistoryStore, tmp_path: Path, capsys: Output
) -> None:
    folder = tmp_path / "my stick"
    here = find_paths(folder, {})
    HistoryStore(here.history_file, here.state_dir, SystemClock()).add(make_session(1))
    history.add(make_session(2))
    theirs = history.backups()[0]
    moved = here.state.backups / theirs.path.name
    theirs.path.rename(moved)
    assert run(["restore", "--data-dir", str(folder), theirs.name]) == 1
    told = capsys.readouterr().err
    assert f"supple --data-dir '{folder}' import {moved}" in told


def test_restore_names_the_machines_and_counts(
    history: HistoryStore, paths: Paths, capsys: Output
) -> None:
    history.add(make_session(1))
    name = history.backups()[0].name
    history.add(make_session(2))
    other = HistoryStore(paths.history_file, paths.data_dir / "elsewhere", SystemClock(), "desktop")
    for day in (3, 4):
        other.add(make_session(day))
    assert run(["restore", name]) == 0
    told = capsys.readouterr().out
    assert "Left as it is, because other machines changed it since: 2 of desktop." in told
    assert f"supple restore {name} --all-machines" in told
    assert len(ids(history)) == 3
    assert run(["restore", name, "--all-machines"]) == 0
    assert "2 later additions set aside." in capsys.readouterr().out
    assert ids(history) == [make_session(1).id]


def test_restoring_the_last_save_has_nothing_to_do(history: HistoryStore, capsys: Output) -> None:
    history.add(make_session(1))
    assert run(["restore", history.backups()[0].name]) == 0
    assert "Nothing to do" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "code"),
    [(["3"], 1), (["-1"], 2), (["zzzz"], 1), ([], 2), (["--undo", "--dry-run"], 2)],
)
def test_restore_refuses_what_is_no_name_of_a_backup(
    history: HistoryStore, capsys: Output, arguments: list[str], code: int
) -> None:
    history.add(make_session(1))
    assert run(["restore", *arguments]) == code
    assert capsys.readouterr().err.count("\n") == 1
    assert ids(history) == [make_session(1).id]


def test_doctor_finds_nothing_wrong_with_a_sound_history(
    history: HistoryStore, capsys: Output
) -> None:
    history.add(make_session(1))
    assert run(["doctor"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert all(line.startswith("ok ") for line in lines)


def test_doctor_tells_of_a_damaged_history_and_changes_nothing(
    history: HistoryStore, paths: Paths, capsys: Output
) -> None:
    history.add(make_session(1))
    paths.history_file.write_bytes(b"{")
    assert run(["doctor"]) == 1
    assert "look " in capsys.readouterr().out
    assert paths.history_file.read_bytes() == b"{"


def test_doctor_tells_of_a_history_that_cannot_be_read(paths: Paths, capsys: Output) -> None:
    paths.history_file.mkdir(parents=True)
    assert run(["doctor"]) == 2
    assert "WRONG" in capsys.readouterr().out


def test_doctor_looks_at_the_persons_own_files(paths: Paths, capsys: Output) -> None:
    paths.settings_file.parent.mkdir(parents=True)
    wrong = 'weekly_gaol = 3\ntheme = "nrod"\n[keys]\n"app.hlep" = "f2"\n'
    paths.settings_file.write_text(wrong)
    assert run(["doctor"]) == 1
    told = capsys.readouterr().out
    assert "Did you mean weekly_goal?" in told
    assert "Did you mean app.help?" in told
    assert (
        'settings.toml, line 2: theme is "nrod", but there is no such theme. Did you mean nord?'
        in told
    )
    assert told.count(f"Put it right in {paths.settings_file}; ") == 1


def test_a_copy_of_the_settings_that_says_otherwise_is_settled_by_one_answer(
    paths: Paths, capsys: Output
) -> None:
    paths.config_dir.mkdir(parents=True, exist_ok=True)
    paths.settings_file.write_text("weekly_goal = 4\n")
    copy = paths.config_dir / "settings (1).toml"
    copy.write_text("weekly_goal = 5\n")
    run(["doctor"])
    assert "Keep both: supple import" in capsys.readouterr().out
    run(["import", str(copy)])
    assert "different there: weekly goal" in capsys.readouterr().out
    assert run(["doctor"]) == 0
    assert "What yours says holds; the copy can be removed." in capsys.readouterr().out
